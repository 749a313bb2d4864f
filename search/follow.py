"""The one way from a thing to what the index says of it: of what is changed, of what is mended, of all there is."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import partial
from typing import NamedTuple

from django.db import transaction

from . import vocabulary
from .columns import Counts, no_counts
from .documents import Source, sources
from .readers import HERE
from .record import Key, Through, enter, forget, read_all

_FEWEST, _MOST, _SHARE = 50, 250, 8
"""Things that are read while others are entered: a share of what is left, so that nobody waits long for the last."""

Reads = Callable[[str, Sequence[str]], Through]
"""Reads the rows of a kind with some ids."""


class Following(NamedTuple):
    """Some things of a kind that are being read."""

    kind: str
    ids: Sequence[str]
    reading: "Future[Through]"

    def finish(self) -> list[Key]:
        """Enter them, forget those that say nothing, and give those that do."""
        through = self.reading.result()
        if silent := set(self.ids) - {object_id for _kind, object_id in through.keys}:
            forget(self.kind, *silent)
        if through.columns:
            enter(through)
        return through.keys


@transaction.atomic
def follow(source: Source, ids: Sequence[str]) -> None:
    """Make the index say what the rows say of themselves by now: those that are gone say nothing.

    Call it in the transaction of the change itself, or under the rows' locks.
    """
    counts = no_counts()
    for following in begin(source.name, ids, HERE, partial(read_rows, counts)):
        following.finish()
    vocabulary.learn(counts)


def begin(kind: str, ids: Sequence[str], readers: Executor, read: Reads) -> Iterator[Following]:
    """The same, some at a time, but for what is left when they have been read."""
    at = 0
    while left := len(ids) - at:
        some = ids[at : at + min(max(_FEWEST, left // _SHARE), _MOST)]
        at += len(some)
        yield Following(kind, some, readers.submit(read, kind, some))


def read_rows(counts: Counts, kind: str, ids: Sequence[str]) -> Through:
    """What is to be entered of the rows with some ids, their words added to the counts."""
    source = next(source for source in sources() if source.name == kind)
    return read_all(source.documents(ids), counts)
