"""What narrows a list of topics by municipality and state; and what is chosen, each with a link that takes it
away. Both are addresses and nothing else, as the lists themselves are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.access.viewer import Viewer
from community.places.models import Municipality
from community.publishing.models import Tag

from .following import Control, tags_seen_by
from .lists import Choice
from .models import TopicState

HOUR = 3600


Pairs = tuple[tuple[str, str], ...]


class FilterForm(forms.Form):
    """`places` and `themes`: what can be chosen. What else narrows the list goes along, hidden."""

    mark_optional = False
    tema = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    kommune = forms.ChoiceField(label=gettext_lazy("Municipality"), required=False)
    tilstand = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("All")), *TopicState.choices]
    )

    def __init__(self, choice: Choice, places: Pairs, themes: Pairs) -> None:
        initial = {"tema": choice.theme, "kommune": choice.municipality, "tilstand": choice.state}
        super().__init__(initial=initial, auto_id="avgrens-%s")
        for name, offered in (("tema", themes), ("kommune", places)):
            field: Any = self.fields[name]
            field.choices = [("", _("All")), *offered]
        kept = {"vis": choice.which, "emneord": choice.tag}
        self.kept = [(name, value) for name, value in kept.items() if value]


@dataclass(frozen=True)
class Chosen:
    label: str
    without: str
    """The address of the same list, less narrow."""


@dataclass(frozen=True)
class Filters:
    choice: Choice
    places: Pairs
    themes: Pairs
    chosen: list[Chosen]
    without_any: str


def filters_of(
    request: HttpRequest, viewer: Viewer, choice: Choice, themes: Iterable[dict[str, Any]], watching: Iterable[Control]
) -> Filters:
    """No query but for the name of a tag that nobody can follow here, and of a municipality in no network. `themes`:
    the links to each; `watching`: what members can follow of what the list is narrowed to."""
    places = _places(choice)
    offered = [(one["theme"].slug, one["theme"].name) for one in themes if "theme" in one]
    names = {
        "tema": dict(offered).get(choice.theme, choice.theme),
        "kommune": dict(places).get(choice.municipality, choice.municipality),
        "tilstand": str(TopicState(choice.state).label) if choice.state else "",
        "emneord": _tag_called(choice.tag, viewer, watching),
    }
    chosen = [Chosen(label, _without(request, name)) for name, label in names.items() if label]
    return Filters(choice, tuple(places), tuple(offered), chosen, _without(request, *names))


def _places(choice: Choice) -> list[tuple[str, str]]:
    """Municipalities that take part in a network, which are others once in a year; and the one that was chosen."""
    places: list[tuple[str, str]] = cache.get_or_set("forum:places", _taking_part, HOUR) or []
    if choice.municipality and choice.municipality not in dict(places):
        return _named(Q(slug=choice.municipality)) + places
    return places


def _taking_part() -> list[tuple[str, str]]:
    return _named(Q(participations__isnull=False))


def _named(which: Q) -> list[tuple[str, str]]:
    rows = Municipality.objects.filter(which).select_related("county").distinct()
    return [(one.slug, one.distinct_name) for one in rows]


def _tag_called(slug: str, viewer: Viewer, watching: Iterable[Control]) -> str:
    """Its name where the viewer sees something that bears it; else no more than what they asked for."""
    known = next((one.what.name for one in watching if isinstance(one.what, Tag)), "")
    if slug and not known and not viewer.is_member:
        known = tags_seen_by(viewer).filter(slug=slug).values_list("name", flat=True).first()
    return str(known or slug)


def _without(request: HttpRequest, *names: str) -> str:
    kept = request.GET.copy()
    for name in ("key", *names):
        kept.pop(name, None)
    return f"?{kept.urlencode()}"
