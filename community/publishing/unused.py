"""What no publication names any more: neither its row nor any of its revisions, which can be looked at and restored."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Revision

from .models import Publication, Tag, TagState
from .reach import tagged


def revisions_of(kind: type[Publication]) -> QuerySet[Revision]:
    """All revisions of publications of a kind."""
    return Revision.objects.filter(content_type=ContentType.objects.get_for_model(kind))


def named_in(revisions: QuerySet[Any], relation: str, column: str) -> set[Any]:
    """What stands in a column of the rows that hang on publications, in any of these revisions."""
    held = revisions.order_by().values_list(f"content__{relation}", flat=True)
    return {row[column] for rows in held.iterator() for row in rows or ()}


def drop_unused_tags() -> int:
    """Delete free tags that stand nowhere; their number. Runs once a day: a word of a deleted draft is not kept. What
    editors have judged stays: a tag of the vocabulary that waits for its first text, and what is retired."""
    tags, used = list(Tag.objects.filter(state=TagState.FREE).values_list("pk", flat=True)), set()
    for table in tagged():
        thing = table._meta.get_field("content_object")
        used.update(table.objects.values_list("tag_id", flat=True).distinct())
        used |= named_in(revisions_of(thing.related_model), thing.remote_field.get_accessor_name(), "tag")
    unused = [pk for pk in tags if pk not in used]
    for start in range(0, len(unused), 500):
        Tag.objects.filter(pk__in=unused[start : start + 500]).delete()
    return len(unused)
