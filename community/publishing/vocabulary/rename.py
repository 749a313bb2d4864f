from django.db import transaction

from community.members.models import User

from ..models import FormerTag, Tag
from .taggings import audiences_of, note_in_log, remember, tell, things_with


@transaction.atomic
def rename(tag: Tag, name: str, *, by: User) -> Tag:
    """Call a tag something else; the old address leads to the new one. No other tag bears that name."""
    found = Tag.objects.select_for_update().get(pk=tag.pk)
    before, slug = found.name, found.slug
    found.name, found.slug = name, _free_slug(found, name)
    found.save(update_fields=["name", "slug"])
    FormerTag.objects.filter(key=name.lower()).delete()  # what is a name again leads nowhere else
    if (before.lower(), slug) != (name.lower(), found.slug):
        remember(before, slug, found, audiences_of(found))
    note_in_log(found, "wagtail.rename", by)
    tell(list(things_with(found)))
    return found


def _free_slug(tag: Tag, name: str) -> str:
    others = Tag.objects.exclude(pk=tag.pk)
    slug, number = tag.slugify(name), 0
    while others.filter(slug=slug).exists():
        number += 1
        slug = tag.slugify(name, number)
    return str(slug)
