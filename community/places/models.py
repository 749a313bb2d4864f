from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class LanguageForm(models.TextChoices):
    BOKMAL = "nb", _("bokmål")
    NYNORSK = "nn", _("nynorsk")
    NEUTRAL = "neutral", _("neutral")


class County(models.Model):
    number = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality of today. Its id never changes; its number, name and county may, and its `codes` remember them."""

    number = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=100, help_text=_("The Norwegian name, without the other languages' forms."))
    official_name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="municipalities")
    language_form = models.CharField(max_length=10, choices=LanguageForm.choices, blank=True)
    organisation_number = models.CharField(max_length=9, blank=True)
    longitude = models.FloatField()
    latitude = models.FloatField()

    class Meta:
        ordering = ["name", "number"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("home:municipality", args=[self.slug])

    def named(self, name_of_the_day: str) -> str:
        """The name to show where something was written under another name: «Nøtterøy, nå Færder»."""
        if not name_of_the_day or name_of_the_day == self.name:
            return self.name
        return gettext("%(then)s, now %(now)s") % {"then": name_of_the_day, "now": self.name}

    @property
    def initials(self) -> str:
        return self.name[:2].upper()


class MunicipalityCode(models.Model):
    """A number and name that a municipality of today has, or that one of those it grew out of had.

    A number that was split stands once for each municipality that it leads to.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="codes")
    number = models.CharField(max_length=4, db_index=True)
    name = models.CharField(max_length=100, db_index=True)
    valid_from = models.PositiveSmallIntegerField(null=True, help_text=_("First year, where it is known."))
    valid_to = models.PositiveSmallIntegerField(null=True, help_text=_("Last year; empty for the number of today."))
    split = models.BooleanField(default=False, help_text=_("The number was split between several municipalities."))

    class Meta:
        ordering = ["-valid_to", "number"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number", "name"], name="places_code_once_a_municipality")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
