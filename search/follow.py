"""The one way from a thing to what the index says of it: of what is changed, of what is mended, of all there is."""

from collections.abc import Collection

from community.publishing.document import SearchDocument

from .documents import Source
from .record import Recorded, forget, record_all


def follow(source: Source, ids: Collection[str], *, learn: bool = True) -> list[Recorded]:
    """Make the index say what the rows say of themselves by now: those that are gone say nothing. Gives those that do.

    Call it in the transaction of the change itself, or under the rows' locks.
    """
    rows = source.rows().filter(pk__in=ids)
    documents: dict[str, SearchDocument] = {str(row.pk): said for row in rows if (said := source.document(row))}
    if silent := [object_id for object_id in ids if object_id not in documents]:
        forget(source.name, *silent)
    return record_all(list(documents.values()), learn=learn) if documents else []
