from django.db import transaction

from community.members.models import User

from ..models import Tag
from ..reach import tagged
from .taggings import audiences_of, merged, move_in_revisions, note_in_log, remember, tell, things_with


@transaction.atomic
def merge(tag: Tag, into: Tag, *, by: User) -> Tag:
    """Let one tag take the place of another wherever that stands, drafts and versions too, and its address lead on."""
    locked = {one.pk: one for one in Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk]).order_by("pk")}
    old, new = locked[tag.pk], locked[into.pk]
    things, seen_by = list(things_with(old)), audiences_of(old)
    for table in tagged():
        rows = table.objects.filter(tag=old)
        rows.filter(content_object__in=table.objects.filter(tag=new).values("content_object")).delete()
        rows.update(tag=new)
    move_in_revisions(old, new)
    old.former.update(tag=new)
    remember(old.name, old.slug, new, seen_by)
    merged.send(sender=Tag, old=old, new=new)
    note_in_log(new, "wagtail.edit", by)
    old.delete()
    tell(things)
    return new
