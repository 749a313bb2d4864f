from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .counts import Counter


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Nobody is deleted: who leaves is anonymised, and what they wrote stays under its municipality."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, blank=True, related_name="people",
        verbose_name=_("municipality"),
    )  # fmt: skip
    organisation = models.CharField(
        _("organisation"), max_length=150, blank=True, help_text=_("For those who do not work in a municipality.")
    )
    function = models.CharField(_("function"), max_length=150, blank=True, help_text=_("For example: project leader."))
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="nb",
        help_text=_("Of the site and of the mail that we send you."),
    )  # fmt: skip
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    link_sent_at = models.DateTimeField(null=True, editable=False, help_text="To choose a first password.")
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)
    unread_notices = Counter(help_text="Kept by community.notifications, so that no page counts them.")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="members_user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def affiliation(self) -> str:
        return self.municipality.name if self.municipality else self.organisation

    @property
    def initials(self) -> str:
        return (self.affiliation or self.name)[:2].upper()
