from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.text.translated import Translated


class Theme(models.Model):
    """A main area of the controlled vocabulary; free tags stand beside it."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = Translated()
    name_nb = models.CharField(max_length=100)
    name_nn = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    problem_statement = Translated()
    problem_statement_nb = models.TextField(blank=True)
    problem_statement_nn = models.TextField(blank=True)
    problem_statement_en = models.TextField(blank=True)
    sort_order = models.PositiveSmallIntegerField(_("place in the order"), default=0)

    class Meta:
        ordering = ["sort_order", "slug"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("home:theme", args=[self.slug])
