from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class Measure(Orderable):
    """A figure before and after. Numbers are texts, as their municipality writes them; «no effect» is a value."""

    experience = ParentalKey("cases.Experience", on_delete=models.CASCADE, related_name="measures")
    name = models.CharField(_("what was measured"), max_length=120)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    before = models.DecimalField(_("before"), max_digits=12, decimal_places=2, null=True, blank=True)
    after = models.DecimalField(_("after"), max_digits=12, decimal_places=2, null=True, blank=True)
    no_effect = models.BooleanField(_("no certain change"), default=False)
    period = models.CharField(_("period"), max_length=80, blank=True)
    source = models.CharField(_("source"), max_length=150, blank=True)
    n = models.PositiveIntegerField(_("number of people"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class ExperiencePicture(Orderable):
    experience = ParentalKey("cases.Experience", on_delete=models.CASCADE, related_name="pictures")
    upload = models.ForeignKey("images.Upload", on_delete=models.PROTECT, related_name="+")
    alt_text = models.CharField(_("what the picture shows"), max_length=300)
    caption = models.CharField(_("caption"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.alt_text


class ExperienceFile(Orderable):
    experience = ParentalKey("cases.Experience", on_delete=models.CASCADE, related_name="files")
    upload = models.ForeignKey("images.Upload", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=150)

    def __str__(self) -> str:
        return self.title
