from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from community.members.models import User

from .signed import Signed


class Authored(Signed, models.Model):
    """Something that a person wrote, with their name, function and municipality of the day, and its language."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    author_name = models.CharField(max_length=150, editable=False)
    author_function = models.CharField(max_length=150, blank=True, editable=False)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    municipality_name = models.CharField(
        max_length=150, blank=True, editable=False, help_text="Or the organisation's, of the day."
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES[:2], default="nb")

    class Meta:
        abstract = True

    def sign(self, by: User, language: str = "") -> Self:
        """Put under it who writes, as they are today, and the written form: that of the site as they
        read it, where none is given."""
        self.author = by
        self.author_name = by.name
        self.author_function = by.function
        self.municipality = by.municipality
        self.municipality_name = by.affiliation
        self.language = language or ("nn" if (get_language() or "").startswith("nn") else "nb")
        return self
