"""What narrows a list of topics by municipality and state; and what is chosen, each with a link that takes it
away. Both are addresses and nothing else, as the lists themselves are."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.access.viewer import Viewer
from community.networks.models import Theme
from community.places.models import Municipality
from community.publishing.models import Tag
from community.ui.navigation import Link

from .following import Control, tags_seen_by
from .lists import FOR_EVERYONE, LISTS, Choice
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
class Filters:
    """What a list is narrowed by, and what it could be: values alone, of which the links are made as they are drawn.
    `tag`: what the chosen one is called."""

    choice: Choice
    lists: tuple[str, ...]
    places: Pairs
    themes: Pairs
    tag: str

    @property
    def tabs(self) -> list[Link]:
        """The lists that the reader can choose between, narrowed as this one is."""
        return [self._link(str(LISTS[name][0]), which=name) for name in self.lists]

    @property
    def theme_links(self) -> list[Link]:
        """Links that narrow the list to a theme, and the one that shows all again."""
        return [self._link(name, theme=slug) for slug, name in (("", _("All")), *self.themes)]

    @property
    def chosen(self) -> list[Link]:
        """Each with the address of the same list, less narrow."""
        names = {
            "theme": dict(self.themes).get(self.choice.theme, self.choice.theme),
            "municipality": dict(self.places).get(self.choice.municipality, self.choice.municipality),
            "state": str(TopicState(self.choice.state).label) if self.choice.state else "",
            "tag": self.tag,
        }
        return [Link(label, replace(self.choice, **{name: ""}).query) for name, label in names.items() if label]

    @property
    def without_any(self) -> str:
        return Choice(self.choice.which).query

    def _link(self, label: str, **changed: str) -> Link:
        other = replace(self.choice, **changed)
        return Link(label, other.query, "true" if other == self.choice else "")


def filters_of(viewer: Viewer, choice: Choice, themes: Iterable[Theme], watching: Iterable[Control]) -> Filters:
    """No query but for the name of a tag that nobody can follow here, and of a municipality in no network.
    `watching`: what members can follow of what the list is narrowed to."""
    return Filters(
        choice,
        FOR_EVERYONE if viewer.is_anonymous else tuple(LISTS),
        tuple(_places(choice)),
        tuple((theme.slug, theme.name) for theme in themes),
        _tag_called(choice.tag, viewer, watching),
    )


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
    known = next((one.name for one in watching if one.kind is Tag), "")
    if slug and not known and not viewer.is_member:
        known = tags_seen_by(viewer).filter(slug=slug).values_list("name", flat=True).first()
    return str(known or slug)
