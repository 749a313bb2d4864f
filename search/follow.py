"""The one way from a thing to what the index says of it: of what is changed, of what is mended, of all there is."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor

from django.db import transaction

from . import vocabulary
from .documents import Source
from .readers import HERE
from .record import Recording, forget

_AT_ONCE = 200
"""Things whose words are read while the next are entered."""


@transaction.atomic
def follow(source: Source, ids: Sequence[str]) -> None:
    """Make the index say what the rows say of themselves by now: those that are gone say nothing.

    Call it in the transaction of the change itself, or under the rows' locks.
    """
    for recording in begin(source, ids, HERE):
        vocabulary.learn(recording.finish())


def begin(source: Source, ids: Sequence[str], readers: Executor) -> Iterator[Recording]:
    """The same, some at a time, but for what is left when their words have been read."""
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        documents = list(source.documents(some))
        said = {document.id for document in documents}
        if silent := [object_id for object_id in some if object_id not in said]:
            forget(source.name, *silent)
        if documents:
            yield Recording.begin(documents, readers)
