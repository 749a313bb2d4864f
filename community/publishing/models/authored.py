from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.members.models import User

from .signed import Signed

WRITTEN_IN = settings.LANGUAGES[:2]
"""The languages of what members write: the two written forms. English is the interface's alone."""


class SignedRow(Signed, models.Model):
    """Something with its writer's name, function and municipality of the day, or the organisation's name."""

    author_name = models.CharField(max_length=150, editable=False)
    author_function = models.CharField(max_length=150, blank=True, editable=False)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    municipality_name = models.CharField(max_length=150, blank=True, editable=False)

    class Meta:
        abstract = True

    def sign(self, by: User) -> Self:
        """Put under it who writes, as they are today."""
        self.author_name = by.name
        self.author_function = by.function
        self.municipality = by.municipality
        self.municipality_name = by.affiliation
        return self


class Authored(SignedRow):
    """Something that a member wrote, in one of the written forms."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    language = models.CharField(_("language"), max_length=2, choices=WRITTEN_IN, default="nb")

    class Meta:
        abstract = True

    def sign(self, by: User, language: str = "") -> Self:
        """Put under it who writes, as they are today, and in what form: where nobody says, that of the site as they
        read it."""
        self.author = by
        self.language = language or ("nn" if (get_language() or "").startswith("nn") else "nb")
        return super().sign(by)
