"""Where a tag stands: on what is published, on drafts, and in the contents that are kept of both."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model
from django.dispatch import Signal
from wagtail.log_actions import log
from wagtail.models import Revision

from community.access.audience import PUBLIC
from community.members.models import User

from ..models import FormerTag, Publication, Tag
from ..reach import tagged, things_of
from ..registry import changed
from ..unused import revisions_of

merged = Signal()
"""Sent with `sender` (Tag), `old` and `new`, inside the transaction: rooms that keep a tag elsewhere follow."""


def things_with(tag: Tag) -> Iterator[Any]:
    """All rows that bear it, of every kind."""
    for table in tagged():
        ids = table.objects.filter(tag=tag).values("content_object")
        yield from things_of(table)._default_manager.filter(pk__in=ids).order_by("pk")


def audiences_of(tag: Tag) -> list[str]:
    """Who sees something that bears it. Of a tag in the vocabulary everybody knows."""
    if tag.is_controlled:
        return [PUBLIC]
    found: set[str] = set()
    for table in tagged():
        ids = table.objects.filter(tag=tag).values("content_object")
        rows = things_of(table)._default_manager.filter(pk__in=ids, live=True).order_by()
        found.update(rows.values_list("audience", flat=True).distinct())
    return sorted(found)


def tell(things: list[Model]) -> None:
    """Whatever is made of these things is made anew, the search among it, in the transaction of the change."""
    for thing in things:
        changed.send(sender=type(thing), instance=thing)


def note_in_log(tag: Tag, action: str, by: User) -> None:
    """In the admin's log, which all editors read: what stands on closed texts alone is not named there."""
    title = tag.name if PUBLIC in audiences_of(tag) else str(Tag._meta.verbose_name)
    log(tag, action, user=by, title=title)


def remember(name: str, slug: str, tag: Tag, audiences: list[str]) -> None:
    """Let a name that is no longer one lead to a tag, for those who knew it."""
    before = FormerTag.objects.filter(key=name.lower()).first()
    known = sorted({*audiences, *(before.audiences if before else ())})
    said = {"name": name, "slug": slug, "tag": tag, "audiences": known}
    FormerTag.objects.update_or_create(key=name.lower(), defaults=said)


def move_in_revisions(old: Tag, new: Tag) -> None:
    """A draft bears what the published row bears: the other tag, and once."""
    for table in tagged():
        if not issubclass(things_of(table), Publication):
            continue
        relation = table._meta.get_field("content_object").remote_field.get_accessor_name()
        revisions = revisions_of(things_of(table)).order_by()
        held = revisions.values_list("pk", f"content__{relation}")
        holding = [pk for pk, rows in held.iterator() if any(row["tag"] == old.pk for row in rows or ())]
        for revision in Revision.objects.select_for_update().filter(pk__in=holding).iterator():
            content = with_tag_moved(revision.content, relation, old, new)
            Revision.objects.filter(pk=revision.pk).update(content=content)


def with_tag_moved(content: Mapping[str, Any], relation: str, old: Tag, new: Tag) -> dict[str, Any]:
    """The content of a revision, with one tag in the place of another, in the order that revisions keep."""
    moved: dict[int, Any] = {}
    for row in content.get(relation) or ():
        tag = new.pk if row["tag"] == old.pk else row["tag"]
        moved.setdefault(tag, {**row, "tag": tag})
    return {**content, relation: [moved[tag] for tag in sorted(moved)]}
