"""How every form of the site looks: label, help above, control, error below, and a summary on top."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.renderers import TemplatesSetting
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Renderer(TemplatesSetting):
    """settings.FORM_RENDERER. {{ form }} draws summary and fields; {{ form.title.as_field_group }} draws one field."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class Textarea(forms.Textarea):
    """A textarea that gives line ends as one character: texts of browsers and of others can so be compared."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class MarkdownTextarea(Textarea):
    """A textarea that gets the toolbar and the preview, where there is a script."""

    markdown = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 5, **(attrs or {})})


class Grouped(int):
    """A number that reads as people write it: «100 000»."""

    def __str__(self) -> str:
        return number_format(int(self), force_grouping=True)


class Longest(MaxLengthValidator):
    def clean(self, x: Any) -> Any:
        return Grouped(len(x))


class CountedField(forms.CharField):
    """A text with a longest length; what is longer is told how long it is, in numbers that can be read."""

    default_error_messages = {
        "max_length": gettext_lazy("The text has %(show_value)s characters. The limit is %(limit_value)s.")
    }

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        others = [one for one in self.validators if not isinstance(one, MaxLengthValidator)]
        self.validators = [*others, Longest(Grouped(max_length))]


class SeveralOf(forms.ModelMultipleChoiceField[Any]):
    """Some of the rows that are offered. An id that no column can hold is none of them, on SQLite too."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid_pk_value"], code="invalid_pk_value") from None


class Choices(forms.RadioSelect):
    """One of a few choices, each with a line of help: choice_help maps value to words."""

    def __init__(self, choice_help: Mapping[str, "StrOrPromise"] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choice_help = dict(choice_help or {})


class Chips(forms.CheckboxSelectMultiple):
    """Several short choices in a row."""

    chips = True

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "ds-input", **(attrs or {})}, choices)
