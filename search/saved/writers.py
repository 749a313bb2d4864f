"""Who wrote what was found: nobody is told of their own words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from community.access.viewer import Viewer
from community.publishing.document import PASSAGE_BREAK
from community.publishing.registry import kinds

from ..models import SearchEntry
from .asked import Asked
from .reading import Reading


@dataclass(frozen=True)
class Writers:
    """Of some entries: who wrote each, and who each passage of them; both by kind and id."""

    authors: Mapping[tuple[str, str], int]
    passages: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, entries: Iterable[SearchEntry]) -> "Writers":
        """Two queries for a kind at most."""
        things: dict[str, list[str]] = defaultdict(list)
        places: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            things[entry.kind].append(entry.object_id)
            places[entry.kind] += [place for place, *_about in entry.passages]
        authors: dict[tuple[str, str], int] = {}
        passages: dict[tuple[str, str], int] = {}
        for kind in kinds():
            ids = things[kind.name]
            if ids and any(field.name == "author" for field in kind.model._meta.concrete_fields):
                rows: Any = kind.model._base_manager.filter(pk__in=ids)
                authors |= {(kind.name, str(pk)): author for pk, author in rows.values_list("pk", "author")}
            if kind.passage_authors and places[kind.name]:
                found = kind.passage_authors(places[kind.name])
                passages |= {(kind.name, place): author for place, author in found.items()}
        return cls(authors, passages)

    def others_said(self, entry: SearchEntry, asked: Asked, viewer: Viewer) -> bool:
        """Whether it is not the viewer's own, nor is what was asked for found in it by words of theirs alone."""
        if self.authors.get((entry.kind, entry.object_id)) == viewer.user_id:
            return False
        texts = entry.text.split(PASSAGE_BREAK) if entry.passages else []
        by = [self.passages.get((entry.kind, place)) for place, *_about in entry.passages]
        if viewer.user_id not in by:
            return True
        rest = [text for text, author in zip(texts, by, strict=False) if author != viewer.user_id]
        return asked.is_met_by(Reading.of({**vars(entry), "text": PASSAGE_BREAK.join(rest)}))
