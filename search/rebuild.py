"""The index against what there is to find: all of it written again, or only what differs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from community.publishing.document import SearchDocument

from . import vocabulary
from .documents import Source, sources
from .engines import embedded
from .language import version
from .models import SearchEntry
from .record import expected, forget, record

_AT_ONCE = 200


@dataclass(frozen=True)
class Outcome:
    written: int
    forgotten: int


@dataclass(frozen=True)
class Difference:
    kind: str
    object_id: str
    why: str
    document: SearchDocument | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.why}"


def rebuild() -> Outcome:
    """Record everything again and forget what is no longer there. Readers find the old or the new, never nothing."""
    written = 0
    seen: set[tuple[str, str]] = set()
    for source in sources():
        for chunk in _chunks(source):
            with transaction.atomic():
                for document in chunk:
                    record(document)
                    seen.add((document.kind, document.id))
            written += len(chunk)
    left = [entry for entry in _standing() if (entry.kind, entry.object_id) not in seen]
    for entry in left:
        forget(entry.kind, entry.object_id)
    for entry_id in embedded().adrift():
        embedded().remove(entry_id)
    tidy()
    return Outcome(written, len(left))


def check() -> list[Difference]:
    """Where the ledger or the index differs from what things say of themselves."""
    standing = {(entry.kind, entry.object_id): entry for entry in _standing()}
    missing = set(embedded().missing())
    found = []
    for source in sources():
        for document in (document for chunk in _chunks(source) for document in chunk):
            entry = standing.pop((document.kind, document.id), None)
            why = _difference(entry, document, missing)
            if why:
                found.append(Difference(document.kind, document.id, why, document))
    found += [Difference(kind, pk, "is in the index and no longer to be found") for kind, pk in standing]
    return found + [Difference("index", str(pk), "has no entry behind it") for pk in embedded().adrift()]


def repair(differences: Iterable[Difference]) -> None:
    for difference in differences:
        if difference.document:
            record(difference.document)
        elif difference.kind == "index":
            embedded().remove(int(difference.object_id))
        else:
            forget(difference.kind, difference.object_id)
    tidy()


def tidy() -> None:
    """Count the vocabulary afresh and drop tombstones: the embedded engines confirm at once."""
    SearchEntry.objects.filter(gone=True).delete()
    vocabulary.recount(vocabulary.all_fields())


def _standing() -> models.QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(gone=False)


def _difference(entry: SearchEntry | None, document: SearchDocument, missing: set[int]) -> str:
    if entry is None:
        return "is not in the index"
    if entry.pk in missing:
        return "is in the ledger and not in the index"
    if entry.analysis != version():
        return "was analysed in another way"
    wanted: dict[str, Any] = expected(document)
    changed = [name for name in wanted if getattr(entry, name) != wanted[name]]
    return f"differs in {', '.join(changed)}" if changed else ""


def _chunks(source: Source) -> Iterator[list[SearchDocument]]:
    """The documents of a source, some at a time, read by primary key so that memory stays flat."""
    last = 0
    while rows := list(source.rows().filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        last = rows[-1].pk
        yield [document for row in rows if (document := source.document(row))]
