from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RoleKind(models.TextChoices):
    MEMBER = "member", _("Member")
    PROJECT_LEADER = "project_leader", _("Project leader")
    NETWORK_LEADER = "network_leader", _("Network leader")
    ADVISER = "adviser", _("Adviser")
    HOST = "host", _("Host")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


NETWORK_ROLES = (RoleKind.MEMBER, RoleKind.PROJECT_LEADER, RoleKind.NETWORK_LEADER, RoleKind.ADVISER, RoleKind.HOST)
PLATFORM_ROLES = (RoleKind.EDITOR, RoleKind.ADMINISTRATOR)


class RoleQuerySet(models.QuerySet["Role"]):
    def in_force(self, on: date | None = None) -> "RoleQuerySet":
        """Roles that hold on a day (today), its first and last day included."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day)))


class Role(models.Model):
    """What somebody is, where, and from when to when. Given and ended by the verbs in `networks.grant`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=16, choices=RoleKind.choices)
    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["user", "kind"]
        indexes = [models.Index(fields=["user", "valid_to"], name="networks_role_of_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PLATFORM_ROLES, network__isnull=True)
                | Q(kind__in=NETWORK_ROLES, network__isnull=False),
                name="networks_role_where_it_belongs",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="networks_role_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_kind_display()}"
