"""What tags are called today, and which are suggested to who writes one."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, Value, When

from community.access.viewer import Viewer
from community.text.order import sort_key

from ..models import FormerTag, Tag, TagState
from ..reach import tags_told_to

MOST = 8
LONGEST = 100
"""Letters that a name or slug has at most."""


def suggest(begun: str, viewer: Viewer, otherwise: Iterable[str] = ()) -> list[str]:
    """Tags that begin so, or `otherwise`; those of the vocabulary first, of the others only those on what the viewer
    sees."""
    if not begun.strip():
        return []
    fits = Q()
    for beginning in (begun.strip(), *otherwise):
        fits |= Q(name__sort_key__startswith=sort_key(beginning))
    tags = tags_told_to(viewer).exclude(state=TagState.RETIRED).filter(fits)
    rank = Case(When(state=TagState.CONTROLLED, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(tags.order_by(rank, "name__sort_key").values_list("name", flat=True)[:MOST])


def as_called_today(names: Iterable[str], viewer: Viewer) -> list[str]:
    """The tags that a writer means: a name that leads to another, where the writer may know so, is that one. One
    query, and none for no names."""
    typed = list(names)
    if not typed:
        return []
    keys = [name.lower() for name in typed]
    led = FormerTag.objects.filter(key__in=keys).select_related("tag")
    today = {former.key: former.tag.name for former in led if viewer.keys.intersection(former.audiences)}
    return list({(name := today.get(one.lower(), one)).lower(): name for one in typed}.values())


def called_today(viewer: Viewer, column: str, asked: list[str]) -> dict[str, Tag]:
    """The tags that old names or slugs mean, for those who could open them and still see something there."""
    keys = {value.lower() if column == "name" else value: value for value in asked if len(value) <= LONGEST}
    former = FormerTag.objects.filter(**{f"{'key' if column == 'name' else column}__in": list(keys)})
    led = {
        (one.key if column == "name" else one.slug): one for one in former if viewer.keys.intersection(one.audiences)
    }
    if not led:
        return {}
    standing = set(Tag.objects.filter(**{f"{column}__in": asked}).values_list(column, flat=True))
    seen = tags_told_to(viewer).in_bulk([one.tag_id for one in led.values()])
    found = {keys[key]: seen[one.tag_id] for key, one in led.items() if one.tag_id in seen}
    return {value: tag for value, tag in found.items() if value not in standing}
