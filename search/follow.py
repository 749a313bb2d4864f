"""The one way from a thing to what the index says of it: of what is changed, of what is mended, of all there is."""

from collections.abc import Collection
from concurrent.futures import Executor

from community.publishing.document import SearchDocument

from . import vocabulary
from .documents import Source
from .readers import HERE
from .record import Recording, forget


def follow(source: Source, ids: Collection[str]) -> None:
    """Make the index say what the rows say of themselves by now: those that are gone say nothing.

    Call it in the transaction of the change itself, or under the rows' locks.
    """
    if recording := begin(source, ids, HERE):
        vocabulary.learn(recording.finish())


def begin(source: Source, ids: Collection[str], readers: Executor) -> Recording | None:
    """The same, but for what is left when their words have been read; nothing where none says anything."""
    rows = source.rows().filter(pk__in=ids)
    documents: dict[str, SearchDocument] = {str(row.pk): said for row in rows if (said := source.document(row))}
    if silent := [object_id for object_id in ids if object_id not in documents]:
        forget(source.name, *silent)
    return Recording.begin(list(documents.values()), readers) if documents else None
