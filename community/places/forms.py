"""A field for a municipality that takes whatever it is, or ever was, called."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .find import find
from .models import Municipality, MunicipalityName
from .names import folded

LONGEST = 120


class MunicipalityInput(forms.TextInput):
    """A line to write in, which suggests the municipalities of today, by their former names too."""

    template_name = "places/municipality_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["attrs"] |= {"list": f"{widget['attrs'].get('id', name)}_names", "maxlength": LONGEST}
        widget["options"] = _options()
        return context


class MunicipalityField(forms.Field):
    """The municipality that a name or number of any time leads to. Where it leads to several, the reader chooses."""

    widget = MunicipalityInput
    default_error_messages = {
        "unknown": gettext_lazy("No municipality has had the name «%(name)s». Write the name as it is today."),
        "several": gettext_lazy("«%(name)s» can be more than one municipality. Write %(which)s."),
    }

    def to_python(self, value: Any) -> Municipality | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = _of_today(text[:LONGEST]) or find(text[:LONGEST])
        if len(found) == 1:
            return found[0]
        names = [f"«{municipality.distinct_name}»" for municipality in found]
        code, which = ("several", get_text_list(names, _("or"))) if found else ("unknown", "")
        raise ValidationError(self.error_messages[code], code, {"name": text[:LONGEST], "which": which})

    def prepare_value(self, value: Any) -> Any:
        """A municipality or its id by its name; what was typed as it was typed."""
        if isinstance(value, int):
            value = Municipality.objects.select_related("county").filter(pk=value).first()
        return value.distinct_name if isinstance(value, Municipality) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "").strip()


def _of_today(text: str) -> list[Municipality]:
    """Who bears the very name today, written as the suggestions write it: «Os», «Herøy (Nordland)»."""
    return list(Municipality.objects.select_related("county").filter(slug=folded(text)))


def _options() -> list[dict[str, str]]:
    former = MunicipalityName.objects.filter(former=True)
    rows = Municipality.objects.select_related("county").prefetch_related(Prefetch("names", former, "former_names"))
    return [{"name": row.distinct_name, "was": ", ".join(_plain(row.former_names))} for row in rows]


def _plain(names: list[MunicipalityName]) -> list[str]:
    return [it.name for it in names if it.is_plain]
