import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

PASSAGE_BREAK = "\f"
"""Stands between the passages of a text; to a reader and to the analysis it is white space."""


@dataclass(frozen=True)
class Passage:
    """A part of a thing's text that has an address of its own: a post of a topic. `place` is what the thing's
    `passage_url` knows it by, `by` where it comes from. `chosen`: it is what its readers were looking for."""

    text: str
    place: str
    by: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class SearchDocument:
    """What a findable thing says of itself, in the one shape that every search engine and export reads.

    `themes` are slugs, `municipality` and `network` ids. `facets` holds what else the search page can narrow by, as
    names and values that never change with the reader's language. `signals` are figures between 0 and 1 that lift a hit
    among equals; `used` is how often others have taken it up, as its kind counts it. `shown_otherwise_in`: languages of
    the interface whose readers are shown another translation of it.
    Where there are `passages`, the best first, they stand in the place of a text.
    """

    kind: str
    id: str
    title: str
    text: str
    url: str
    audience: str
    language: str
    municipality: int | None = None
    municipality_name: str = ""
    network: int | None = None
    themes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author: str = ""
    date: datetime.date | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signals: Mapping[str, float] = field(default_factory=dict)
    used: int = 0
    shown_otherwise_in: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()

    @cached_property
    def day(self) -> datetime.date | None:
        """The day in Norway, whether a day or a moment is told."""
        return timezone.localtime(self.date).date() if isinstance(self.date, datetime.datetime) else self.date
