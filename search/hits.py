"""Hits: entries of the index, loaded again from their own tables through `visible_to`, with what to mark in them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from community.access.audience import PUBLIC, seen_by
from community.access.viewer import Viewer
from community.publishing.document import PASSAGE_BREAK, Passage
from community.text.markdown import to_plain

from .content import content_words
from .documents import Source, sources
from .facets import label
from .highlight import LONGEST_TEXT, Segment, Wanted, highlighted, marks, snippet
from .language import Word, stem
from .models import SearchEntry
from .query import Query
from .record import LABEL_BREAK

_SPEAK_ALL_LANGUAGES = {"network", "theme"}
_CALLED_THE_SAME = {"municipality"}
_KNOTS = {"unanswered": "loose", "open": "open", "solved": "used", "closed": "drop"}
_ICONS = {"municipality": "pin", "network": "hand", "theme": "list"}


@dataclass(frozen=True)
class Hit:
    """`source`: where it comes from. `shown_as`: what it is to a reader; the page that introduces a theme is it."""

    entry: SearchEntry
    source: Source
    shown_as: Source
    thing: Any
    wanted: Wanted

    @property
    def kind(self) -> str:
        return self.source.name

    @property
    def kind_label(self) -> str:
        return str(self.shown_as.label).capitalize()

    @property
    def url(self) -> str:
        """The address under the reader's own language."""
        return self.thing.here if hasattr(self.thing, "here") else self.thing.get_absolute_url()

    @cached_property
    def title(self) -> tuple[Segment, ...]:
        own = getattr(self.thing, "name", "") if self.kind in _SPEAK_ALL_LANGUAGES else ""
        return highlighted(own or self.entry.title, self.wanted)

    @cached_property
    def passage(self) -> Passage | None:
        """Of a text in passages the one to show: what was chosen as the answer, else where the query stands best."""
        texts = self.entry.text[:LONGEST_TEXT].split(PASSAGE_BREAK)
        said = [Passage(text, *about) for text, about in zip(texts, self.entry.passages, strict=False)]
        if not said or said[0].chosen:
            return said[0] if said else None
        return max(
            said, key=lambda passage: len({passage.text[a:b].lower() for a, b in marks(passage.text, self.wanted)})
        )

    @property
    def passage_url(self) -> str:
        return str(self.thing.passage_url(self.passage.place)) if self.passage else ""

    @cached_property
    def snippet(self) -> tuple[Segment, ...]:
        if self.passage:
            return snippet(self.passage.text, self.wanted)
        return snippet(self._translated(self.entry.text, "purpose", "goals", "problem_statement"), self.wanted)

    @cached_property
    def labels(self) -> tuple[tuple[Segment, ...], ...]:
        """Its theme, tag or place, where that is all that the words are found in."""
        if any(segment.marked for segment in (*self.title, *self.snippet, *self.marked_place)):
            return ()
        # The year among them stands beside as the date.
        labels = (label for label in self.entry.labels.split(LABEL_BREAK) if not label.isdecimal())
        found = (highlighted(label, self.wanted) for label in labels)
        return tuple(segments for segments in found if any(segment.marked for segment in segments))[:2]

    @property
    def language(self) -> str:
        """What its words stand in as they are shown here: the reader's own, where it speaks all of them."""
        if self.kind in _SPEAK_ALL_LANGUAGES | _CALLED_THE_SAME:
            return (get_language() or "nb")[:2]
        return self.entry.language

    @property
    def date(self) -> datetime.date | None:
        return self.entry.date

    @property
    def place(self) -> str:
        return getattr(self.thing, "place_name", "")

    @cached_property
    def marked_place(self) -> tuple[Segment, ...]:
        return highlighted(self.place, self.wanted) if self.place else ()

    @property
    def again(self) -> str:
        return next(iter(self.entry.facets.get("again", ())), "")

    @property
    def again_label(self) -> str:
        return label("again", self.again)

    @property
    def face(self) -> list[str]:
        """What its kind says of itself where it is found."""
        return getattr(self.thing, "face", [])

    @property
    def used(self) -> str:
        """How often others have taken it up, where its kind says so."""
        says = getattr(self.thing, "used_in_words", None)
        return str(says(self.entry.used)) if says and self.entry.used else ""

    @property
    def sheet(self) -> str:
        """Of what comes as a file, its type."""
        return next(iter(getattr(self.thing, "extensions", ())), "").upper()

    @property
    def state(self) -> str:
        return next(iter(self.entry.facets.get("state", ())), "")

    @property
    def state_label(self) -> str:
        return label("state", self.state).lower()

    @property
    def knot(self) -> str:
        return _KNOTS.get(self.state, "origin" if self.kind == "experience" else "")

    @property
    def answers(self) -> int | None:
        """How many have answered, of what can be answered."""
        return getattr(self.thing, "reply_count", None)

    @property
    def language_name(self) -> str:
        return str(dict(settings.LANGUAGES)[self.language])

    @property
    def icon(self) -> str:
        return _ICONS.get(self.shown_as.name, "file")

    @property
    def is_closed(self) -> bool:
        return self.entry.audience != PUBLIC

    @property
    def audience_label(self) -> str:
        """Who else sees it."""
        return seen_by(self.entry.audience)

    def other_words(self, typed: set[str]) -> Iterable[str]:
        """What is marked here and is no form of a word that was typed, in the form that the search looked for."""
        stems = {stem(word) for word in typed}
        for segment in (*self.title, *self.snippet):
            words = list(content_words(segment.text))
            if not segment.marked or stems.issuperset(stem(word.surface) for word in words):
                continue
            if len(words) > 1 or words[0].name:
                yield segment.text
            else:
                yield from self._looked_for(words[0], segment.text, stems)

    def _looked_for(self, word: Word, written: str, stems: set[str]) -> Iterable[str]:
        looked_for = [whole for whole in word.wholes if whole in self.wanted.wholes]
        if looked_for and not stems.intersection(map(stem, looked_for)):
            yield _said(written, word, looked_for)

    def _translated(self, indexed: str, *names: str) -> str:
        """Networks and themes speak the reader's language; everything else its own."""
        if self.kind not in _SPEAK_ALL_LANGUAGES:
            return indexed
        return "\n\n".join(to_plain(text) for name in names if (text := getattr(self.thing, name, "")))


def load(ids: Sequence[int], viewer: Viewer, query: Query, *, names_only: bool = False) -> tuple[Hit, ...]:
    """The hits in the order of the ids. What the viewer may not see, or is gone by now, is left out.

    `names_only`: for whoever shows what they are called and where they stand, and nothing of what they say."""
    rows = SearchEntry.objects.defer("text", "passages", "labels") if names_only else SearchEntry.objects.all()
    entries = rows.in_bulk(list(ids))
    wanted = Wanted.by(query)
    asked: dict[str, list[str]] = defaultdict(list)
    for entry in entries.values():
        asked[entry.kind].append(entry.object_id)
    kinds = {source.name: source for source in sources()}
    things: dict[str, dict[str, models.Model]] = {
        name: kinds[name].visible(ids, viewer, names_only=names_only) for name, ids in asked.items() if name in kinds
    }
    found = []
    for entry in (entries[pk] for pk in ids if pk in entries):
        thing = things.get(entry.kind, {}).get(entry.object_id)
        if thing:
            shown_as = kinds[next((name for name in entry.facets.get("kind", ()) if name in kinds), entry.kind)]
            found.append(Hit(entry, kinds[entry.kind], shown_as, thing, wanted))
    return tuple(found)


def _said(written: str, word: Word, looked_for: list[str]) -> str:
    """A word as it is said to the reader: in its dictionary form, a name with its capital."""
    if word.known:
        return word.surface if word.surface in looked_for else looked_for[0]
    if not word.parts:
        return written
    last = word.parts[-1]
    return word.surface[: last.start] + last.lemmas[0]
