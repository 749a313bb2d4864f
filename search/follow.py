"""The one way from a thing to what the index says of it: of what is changed, of what is mended, of all there is."""

from collections.abc import Collection, Iterator
from concurrent.futures import Executor
from itertools import islice

from django.db import transaction

from . import vocabulary
from .documents import Source
from .readers import HERE
from .record import Recording, forget

_AT_ONCE = 200
"""Things whose words are read while the next are entered."""


@transaction.atomic
def follow(source: Source, ids: Collection[str]) -> None:
    """Make the index say what the rows say of themselves by now: those that are gone say nothing.

    Call it in the transaction of the change itself, or under the rows' locks.
    """
    for recording in begin(source, ids, HERE):
        vocabulary.learn(recording.finish())


def begin(source: Source, ids: Collection[str], readers: Executor) -> Iterator[Recording]:
    """The same, some at a time, but for what is left when their words have been read."""
    documents = source.documents(ids)
    silent = dict.fromkeys(ids)
    while some := list(islice(documents, _AT_ONCE)):
        yield Recording.begin(some, readers)
        for document in some:
            silent.pop(document.id, None)
    if silent:
        forget(source.name, *silent)
