"""Parts of a form. The renderer in community/ui/forms.py draws with the same ones."""

from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString

register = template.Library()
PLAIN = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, *, hide_help: bool = False) -> dict[str, object]:
    """Label, help above, control, error below it: what {{ bound.as_field_group }} gives."""
    return {"field": bound, "hide_help": hide_help}


@register.inclusion_tag("components/error_summary.html")
def error_summary(
    form: BaseForm, *more: BaseForm, parts: Iterable[BaseForm] = (), title: str = ""
) -> dict[str, object]:
    """All errors of one or several forms, each a link to its field. Empty when there is none."""
    found = [error for one in (form, *more, *parts) for error in _errors(one)]
    return {"errors": found, "title": title}


@register.simple_tag
def control(bound: BoundField) -> SafeString:
    """The input itself with the look's class, joined to its help and error. Without a `maxlength`: a browser cuts what
    is pasted without a word, where the server keeps it and says beside the field that it is too long."""
    widget = bound.field.widget
    look = {} if isinstance(widget, PLAIN) else {"class": f"ds-input {widget.attrs.get('class', '')}".strip()}
    return bound.as_widget(attrs={**look, "maxlength": False})


@register.filter
def looks_like(bound: BoundField) -> str:
    """Which drawing a field gets: hidden, check, radios, chips, checks, markdown or plain."""
    widget = bound.field.widget
    kinds: list[tuple[Any, str]] = [
        (forms.HiddenInput, "hidden"),
        (forms.CheckboxInput, "check"),
        (forms.CheckboxSelectMultiple, "chips" if getattr(widget, "chips", False) else "checks"),
        (forms.RadioSelect, "radios"),
    ]
    found = next((name for kind, name in kinds if isinstance(widget, kind)), "")
    return found or ("markdown" if getattr(widget, "markdown", False) else "plain")


@register.filter
def choice_help(choice: BoundWidget) -> str:
    """What a choice means, where its widget says so (community.ui.forms.Choices)."""
    explained = getattr(choice.parent_widget, "choice_help", {})
    return str(explained.get(str(choice.data["value"]), ""))


def _errors(form: BaseForm) -> list[dict[str, str]]:
    """In the order of the fields; what is wrong with the form as a whole comes first and links nowhere."""
    found = [{"text": str(text), "href": ""} for text in form.non_field_errors()]
    for bound in form:
        found += [{"text": _told(bound, text), "href": _anchor(bound)} for text in bound.errors]
    return found


def _told(bound: BoundField, text: object) -> str:
    """Away from its field a message says which one it means."""
    return f"{str(bound.label).rstrip('?')}: {text}"


def _anchor(bound: BoundField) -> str:
    if not bound.auto_id:
        return ""
    return f"#{bound.auto_id}_0" if bound.use_fieldset else f"#{bound.id_for_label or bound.auto_id}"
