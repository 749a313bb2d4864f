"""Hits: entries of the index, loaded again from their own tables through `visible_to`, with what to mark in them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext

from community.access.audience import MEMBERS, NETWORK, PUBLIC
from community.access.viewer import Viewer

from .documents import Source, sources
from .facets import label
from .highlight import Segment, Wanted, highlighted, snippet
from .language import analyse, fold, stem
from .models import SearchEntry
from .query import Query

_ICONS = {"municipality": "pin", "network": "hand", "theme": "list"}


@dataclass(frozen=True)
class Hit:
    entry: SearchEntry
    source: Source
    thing: Any
    wanted: Wanted

    @property
    def kind(self) -> str:
        return self.source.name

    @property
    def kind_label(self) -> str:
        return str(self.source.label).capitalize()

    @property
    def url(self) -> str:
        """The address under the reader's own language."""
        return self.thing.get_absolute_url() if hasattr(self.thing, "get_absolute_url") else self.thing.get_url()

    @cached_property
    def title(self) -> tuple[Segment, ...]:
        return highlighted(self._own("name", self.entry.title), self.wanted)

    @cached_property
    def snippet(self) -> tuple[Segment, ...]:
        return snippet(self.entry.text, self.wanted)

    @property
    def language(self) -> str:
        return self.entry.language

    @property
    def date(self) -> datetime.date | None:
        return self.entry.date

    @property
    def place(self) -> str:
        return getattr(self.thing, "place_name", "")

    @property
    def again(self) -> str:
        return next(iter(self.entry.facets.get("again", ())), "")

    @property
    def again_label(self) -> str:
        return label("again", self.again).lower()

    @property
    def language_name(self) -> str:
        return label("language", self.language).lower()

    @property
    def icon(self) -> str:
        return _ICONS.get(self.kind, "file")

    @property
    def is_closed(self) -> bool:
        return self.entry.audience != PUBLIC

    @property
    def audience_label(self) -> str:
        """Who else sees it, where not everybody does."""
        if self.entry.audience == MEMBERS:
            return gettext("Only members see this")
        if self.entry.audience.startswith(NETWORK):
            return gettext("Only the network sees this")
        return gettext("Only those in the room see this")

    def other_words(self, typed: set[str]) -> Iterable[str]:
        """What is marked here and is no form of a word that was typed, in the form that the search looked for."""
        stems = {stem(word) for word in typed}
        for segment in (*self.title, *self.snippet):
            surface = fold(segment.text)
            if segment.marked and surface and stem(surface) not in stems:
                looked_for = [whole for whole in analyse(surface).wholes if whole in self.wanted.wholes]
                if looked_for and not stems.intersection(map(stem, looked_for)):
                    yield surface if surface in looked_for else looked_for[0]

    def _own(self, name: str, otherwise: str) -> str:
        """Networks and themes have their names in the reader's language."""
        return str(getattr(self.thing, name)) if self.kind in {"network", "theme"} else otherwise


def load(ids: Sequence[int], viewer: Viewer, query: Query) -> tuple[Hit, ...]:
    """The hits in the order of the ids. What the viewer may not see, or is gone by now, is left out."""
    entries = SearchEntry.objects.in_bulk(list(ids))
    wanted = Wanted.by(query)
    asked: dict[str, list[str]] = defaultdict(list)
    for entry in entries.values():
        asked[entry.kind].append(entry.object_id)
    kinds = {source.name: source for source in sources() if source.name in asked}
    things: dict[str, dict[str, models.Model]] = {
        name: source.visible(asked[name], viewer) for name, source in kinds.items()
    }
    found = []
    for entry in (entries[pk] for pk in ids if pk in entries):
        thing = things.get(entry.kind, {}).get(entry.object_id)
        if thing:
            found.append(Hit(entry, kinds[entry.kind], thing, wanted))
    return tuple(found)
