from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from .models import ProcessStep


class StepField(forms.ModelChoiceField[ProcessStep]):
    """A step of one of the process models, or none."""

    def __init__(self, **kwargs: Any) -> None:
        given = {"label": gettext_lazy("Step of the process"), "empty_label": gettext_lazy("Not chosen")}
        super().__init__(ProcessStep.objects.select_related("model"), required=False, **{**given, **kwargs})

    def label_from_instance(self, step: ProcessStep) -> str:
        return f"{step.model.name}: {step.name}"
