from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from community.text.translated import Translated

from ..querysets import NetworkQuerySet
from ..status import READ_ONLY, NetworkStatus


class OrganisationKind(models.TextChoices):
    EMPLOYERS = "employers", _("employers' organisation")
    UNIONS = "unions", _("union confederation")
    MINISTRY = "ministry", _("ministry")
    PARTNER = "partner", _("partner")


class Organisation(models.Model):
    """Who is not a municipality: KS, a ministry, the unions, a partner."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=OrganisationKind.choices)

    class Meta:
        ordering = ["name__sort_key"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = Translated()
    name_nb = models.CharField(max_length=150)
    name_nn = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    description = Translated()
    description_nb = models.TextField(blank=True)
    description_nn = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    partners = models.ManyToManyField(Organisation, related_name="programmes", blank=True, verbose_name=_("partners"))

    class Meta:
        ordering = ["slug"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.name


class Network(ClusterableModel):
    """A handful of municipalities that learn together. An archived one is read only: nothing new is written in it.

    Every network is public: its purpose, its municipalities and its partners are for everyone to read.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="networks",
        verbose_name=_("programme"),
    )  # fmt: skip
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = Translated()
    name_nb = models.CharField(max_length=150)
    name_nn = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    purpose = Translated()
    purpose_nb = models.TextField()
    purpose_nn = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    goals = Translated()
    goals_nb = models.TextField(blank=True)
    goals_nn = models.TextField(blank=True)
    goals_en = models.TextField(blank=True)
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="owned_networks", verbose_name=_("owner")
    )
    funder = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="funded_networks",
        verbose_name=_("funder"),
    )  # fmt: skip
    process_model = models.ForeignKey(
        "networks.ProcessModel", on_delete=models.PROTECT, related_name="networks", verbose_name=_("process model")
    )
    themes = models.ManyToManyField("networks.Theme", related_name="networks", blank=True, verbose_name=_("themes"))
    municipalities = models.ManyToManyField(
        "places.Municipality", through="networks.Participation", related_name="networks"
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Planned end."))
    status = models.CharField(_("status"), max_length=10, choices=NetworkStatus.choices, default=NetworkStatus.PLANNED)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "slug"]
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="networks_network_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("home:network", args=[self.slug])

    @property
    def is_read_only(self) -> bool:
        """Whether nothing new is written in it; of many, `writable()` leaves these out."""
        return self.status in READ_ONLY


class Partner(models.Model):
    network = ParentalKey(Network, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships", verbose_name=_("organisation")
    )
    role = Translated()
    role_nb = models.CharField(max_length=150)
    role_nn = models.CharField(max_length=150, blank=True)
    role_en = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["network", "organisation"], name="networks_partner_once_a_network")
        ]

    def __str__(self) -> str:
        return self.organisation.name


class Participation(models.Model):
    """A municipality's place in a network, under the name of its day, with the challenge that it brought."""

    network = ParentalKey(Network, on_delete=models.CASCADE, related_name="participations")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="participations", verbose_name=_("municipality")
    )
    name_of_the_day = models.CharField(
        _("name of the day"), max_length=100, blank=True, help_text=_("What it was called then; empty: as today.")
    )
    challenge = Translated()
    challenge_nb = models.CharField(max_length=300, blank=True)
    challenge_nn = models.CharField(max_length=300, blank=True)
    challenge_en = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering = ["name_of_the_day"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "municipality", "name_of_the_day"], name="networks_participation_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="networks_participation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.municipality.named(self.name_of_the_day)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_of_the_day = self.name_of_the_day or self.municipality.name
        super().save(*args, **kwargs)
