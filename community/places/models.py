from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .names import folded, parts
from .querysets import MunicipalityQuerySet


class LanguageForm(models.TextChoices):
    BOKMAL = "nb", _("bokmål")
    NYNORSK = "nn", _("nynorsk")
    NEUTRAL = "neutral", _("neutral")


class County(models.Model):
    """A county of today."""

    number = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name__sort_key"]
        verbose_name = _("county")
        verbose_name_plural = _("counties")

    def __str__(self) -> str:
        return self.name


class CountyCode(models.Model):
    """A number that a county has or had. Counties were merged and split apart again: no one-to-one line leads on."""

    number = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=100)
    valid_from = models.PositiveSmallIntegerField(null=True, help_text=_("First year, where it is known."))
    valid_to = models.PositiveSmallIntegerField(null=True, help_text=_("Last year; empty for the number of today."))

    class Meta:
        ordering = [F("valid_to").desc(nulls_first=True), "number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Municipality(models.Model):
    """A municipality of today. Its id never changes; its number, name and county may, and its `codes` remember them."""

    number = models.CharField(_("number"), max_length=4, unique=True)
    name = models.CharField(
        _("name"), max_length=100, help_text=_("The Norwegian name, without the other languages' forms.")
    )
    official_name = models.CharField(_("official name"), max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("county")
    )
    language_form = models.CharField(_("language form"), max_length=10, choices=LanguageForm.choices, blank=True)
    organisation_number = models.CharField(_("organisation number"), max_length=9, blank=True)
    longitude = models.FloatField()
    latitude = models.FloatField()

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["name__sort_key", "number"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("home:municipality", args=[self.slug])

    def named(self, name_of_the_day: str) -> str:
        """The name to show where something was written under another name: «Nøtterøy, nå Færder»."""
        if not self.was_named(name_of_the_day):
            return self.distinct_name
        return gettext("%(then)s, now %(now)s") % {"then": name_of_the_day, "now": self.distinct_name}

    def was_named(self, name_of_the_day: str) -> bool:
        """Whether a name of the day differs from the name of today, and so both must be shown."""
        return bool(name_of_the_day) and name_of_the_day != self.name

    @property
    def distinct_name(self) -> str:
        """The name, with the county where another municipality has the same: «Herøy (Nordland)»."""
        return self.name if self.slug == folded(self.name) else f"{self.name} ({self.county.name})"

    @property
    def initials(self) -> str:
        return self.name[:2].upper()


class MunicipalityCode(models.Model):
    """A number and name that a municipality of today has, or that one of those it grew out of had.

    A number that was split stands once for each municipality that it leads to.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="codes")
    number = models.CharField(max_length=5, db_index=True)
    name = models.CharField(max_length=100)
    county = models.ForeignKey(CountyCode, on_delete=models.PROTECT, related_name="+")
    valid_from = models.PositiveSmallIntegerField(null=True, help_text=_("First year, where it is known."))
    valid_to = models.PositiveSmallIntegerField(null=True, help_text=_("Last year; empty for the number of today."))
    split = models.BooleanField(default=False, help_text=_("The number was split between several municipalities."))

    class Meta:
        ordering = [F("valid_to").desc(nulls_first=True), "name__sort_key", "number"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="places_code_once_a_municipality"),
            models.UniqueConstraint(fields=["number"], condition=Q(split=False), name="places_code_leads_to_one"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="places_code_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def is_current(self) -> bool:
        return self.valid_to is None


class MunicipalityName(models.Model):
    """A name under which a municipality may be looked for: of today, in another official language, or a former one."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=100)
    key = models.SlugField(max_length=120, db_index=True, help_text=_("The name in an address's letters."))
    former = models.BooleanField(default=False)

    class Meta:
        ordering = ["former", "name__sort_key"]
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="places_name_once_a_municipality")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_plain(self) -> bool:
        """Whether it is one name by itself, with neither a county nor another language added."""
        return folded(self.name) == self.key and len(parts(self.name)) == 1
