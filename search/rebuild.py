"""The index against what there is to find: all of it written again, or only what differs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F, Q

from community.publishing.document import SearchDocument

from . import vocabulary
from .columns import Counts, no_counts
from .content import reading_much
from .documents import Source, sources
from .engines import embedded
from .follow import Following, Reads, begin, read_rows
from .language import version
from .models import SearchEntry
from .readers import HERE, Readers, beside
from .record import Key, Names, Through, differing, expected, forget

_AT_ONCE = 2_000
_DIFFERS = "differs in "
Progress = Callable[[int], None]
HANGING_TOGETHER = {"page", "theme"}
"""A page stands back for its translation, a theme for the page at its address: no column tells, so no check sees it."""


@dataclass(frozen=True)
class Outcome:
    written: int
    forgotten: int


@dataclass(frozen=True)
class Difference:
    kind: str
    object_id: str
    why: str

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.why}"

    @property
    def is_awaited(self) -> bool:
        """How much a thing is used follows with the next repair, at night: to count a download writes no index."""
        return self.why == f"{_DIFFERS}used"


_counts = no_counts()
"""The words of what this process has read for a rebuild: the one that rebuilds, or another beside it."""


def rebuild(progress: Progress = lambda _done: None) -> Outcome:
    """Record everything again and forget what is no longer there. Readers find the old or the new, never nothing.

    The words are counted on the way: each thing is read once.
    """
    seen: set[Key] = set()
    left: list[Key] = []

    def counted() -> Iterator[Counts]:
        with beside() as readers:
            for source in sources():
                for keys in _follow_all(source, readers, _read_and_count):
                    seen.update(keys)
                    progress(len(seen))
            left.extend(key for key in _standing().values_list("kind", "object_id") if key not in seen)
            for kind, object_id in left:
                seen.update(_follow(kind, [object_id], HERE, _read_and_count))
            yield from readers.each(_taken)

    try:
        with reading_much():
            vocabulary.recount(counted())
    finally:
        _counts.clear()
    for entry_id in embedded().adrift():
        embedded().remove(entry_id)
    _drop_tombstones()
    return Outcome(len(seen), sum(key not in seen for key in left))


def _read(kind: str, ids: Sequence[str]) -> Through:
    return differing(read_rows(no_counts(), kind, ids))


def _read_and_count(kind: str, ids: Sequence[str]) -> Through:
    """Whoever reads compares too: only what differs is sent to the one that enters it."""
    return differing(read_rows(_counts, kind, ids))


def _taken() -> Counts:
    taken = _counts.copy()
    _counts.clear()
    return taken


def check(progress: Progress = lambda _done: None) -> list[Difference]:
    """Where the ledger or the index differs from what things say of themselves."""
    missing = set(embedded().missing())
    seen: set[tuple[str, str]] = set()
    found = []
    for source in sources():
        for ids in _chunks(source):
            documents = source.documents(ids)
            said = [document.id for document in documents]
            entries = {entry.object_id: entry for entry in _standing().filter(kind=source.name, object_id__in=said)}
            names = Names.of(documents)
            for document in documents:
                seen.add((document.kind, document.id))
                if why := _difference(entries.get(document.id), document, names, missing):
                    found.append(Difference(document.kind, document.id, why))
            progress(len(seen))
    left = [key for key in _standing().values_list("kind", "object_id") if key not in seen]
    found += [Difference(*key, "is in the index and no longer to be found") for key in left]
    return found + [Difference("index", str(pk), "has no entry behind it") for pk in embedded().adrift()]


def repair(differences: Iterable[Difference]) -> None:
    """Mend what differs, and where a page did, all that is shown or left out for another page's sake."""
    kinds: set[str] = set()
    for difference in differences:
        if difference.kind == "index":
            embedded().remove(int(difference.object_id))
        else:
            _follow(difference.kind, [difference.object_id])
            kinds.add(difference.kind)
    if kinds & HANGING_TOGETHER:
        for source in sources():
            if source.name in HANGING_TOGETHER:
                list(_follow_all(source))
    tidy()


def reconcile() -> None:
    """Mend whatever slipped past the signals: what was loaded in bulk, restored, or changed by hand."""
    repair(check())


def tidy() -> None:
    """Count the vocabulary afresh and drop tombstones."""
    _drop_tombstones()
    vocabulary.recount(vocabulary.all_counts())


def _drop_tombstones() -> None:
    """The embedded engines confirm at once, a cluster when it does."""
    served = Q(sent__gte=F("version")) if settings.ELASTICSEARCH else Q()
    SearchEntry.objects.filter(served, gone=True).delete()


def _follow_all(source: Source, readers: Readers = HERE, read: Reads = _read) -> Iterator[list[Key]]:
    for ids in _chunks(source):
        # Fewer are read here by the time that another process has begun.
        yield _follow(source.name, ids, readers if len(ids) == _AT_ONCE else HERE, read)


@transaction.atomic
def _follow(kind: str, ids: list[str], readers: Readers = HERE, read: Reads = _read) -> list[Key]:
    """Make the index say what things say by now, read under their rows' locks: who takes one down meanwhile has been
    waited for, or waits and comes last. While some are read, others are entered. Gives those that say something.
    The vocabulary does not follow yet."""
    source = next((source for source in sources() if source.name == kind), None)
    if not source:
        forget(kind, *ids)
        return []
    if connection.features.has_select_for_update:
        for model in (*source.model._meta.get_parent_list(), source.model):  # a page is a row of two tables
            rows = model._base_manager.select_for_update().filter(pk__in=ids).order_by("pk")
            list(rows.values_list("pk"))
    done: list[Key] = []
    under_way: dict[Future[Through], Following] = {}
    for following in begin(kind, ids, readers, read):
        under_way[following.reading] = following
        for reading in [reading for reading in under_way if reading.done()]:
            done += under_way.pop(reading).finish()
    for reading in as_completed(under_way):
        done += under_way[reading].finish()
    return done


def _standing() -> models.QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(gone=False)


def _difference(entry: SearchEntry | None, document: SearchDocument, names: Names, missing: set[int]) -> str:
    if entry is None:
        return "is not in the index"
    if entry.pk in missing:
        return "is in the ledger and not in the index"
    if entry.analysis != version():
        return "was analysed in another way"
    wanted: dict[str, Any] = expected(document, names)
    changed = [name for name in wanted if getattr(entry, name) != wanted[name]]
    return f"{_DIFFERS}{', '.join(changed)}" if changed else ""


def _chunks(source: Source) -> Iterator[list[str]]:
    """The ids of a source, some at a time, read by primary key so that memory stays flat."""
    last = 0
    while ids := list(source.rows().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        last = ids[-1]
        yield [str(pk) for pk in ids]
