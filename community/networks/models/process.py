from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from community.text.translated import Translated


class ProcessModel(ClusterableModel):
    """An innovation process as data: foundations that are assessed, a loop that is run in rounds, or phases.

    None of them is linear: a step may be repeated, skipped or gone back to (KS, «Om veikartet»).
    """

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = Translated()
    name_nb = models.CharField(max_length=150)
    name_nn = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    description = Translated()
    description_nb = models.TextField(blank=True)
    description_nn = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    is_default = models.BooleanField(_("for new networks"), default=False)

    class Meta:
        ordering = ["-is_default", "key"]
        verbose_name = _("process model")
        verbose_name_plural = _("process models")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="networks_one_default_process"
            )
        ]

    def __str__(self) -> str:
        return self.name


class StepKind(models.TextChoices):
    FOUNDATION = "foundation", _("foundation")
    LOOP = "loop", _("step of the loop")
    PHASE = "phase", _("phase")


class ProcessStep(models.Model):
    model = ParentalKey(ProcessModel, on_delete=models.CASCADE, related_name="steps")
    key = models.SlugField(_("key"), max_length=40)
    kind = models.CharField(_("kind"), max_length=12, choices=StepKind.choices)
    name = Translated()
    name_nb = models.CharField(max_length=100)
    name_nn = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    description = Translated()
    description_nb = models.TextField(blank=True)
    description_nn = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    sort_order = models.PositiveSmallIntegerField(_("place in the order"), default=0)

    class Meta:
        ordering = ["kind", "sort_order"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [models.UniqueConstraint(fields=["model", "kind", "key"], name="networks_step_key_once_a_model")]

    def __str__(self) -> str:
        return self.name
