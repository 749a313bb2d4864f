"""What links to a thing: its address in the texts of others, noted as they are published or changed.

A thing that has texts says them in `linked_texts()`; a kind that is linked to registers its address here. Who may see
what links there is asked of each kind's own rows, by the one rule.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.dispatch import receiver

from community.access.viewer import Viewer

from .models import TextLink
from .registry import changed, kinds

MOST = 100
"""Links that one thing can have, and things of a kind that are shown to link to another."""
_addresses: dict[str, str] = {}


def leads_to(kind: str, path: str) -> None:
    """Register where things of a kind stand: `path` is what follows the language, up to the number (`ressurser/`)."""
    _addresses[path] = kind


@receiver(changed, dispatch_uid="links:note")
def note(instance: Any, **_kwargs: Any) -> None:
    """Keep what a thing's texts link to by now."""
    source = next((kind.name for kind in kinds() if kind.model is type(instance)), None)
    if source is None or not hasattr(instance, "linked_texts"):
        return
    wanted = set(targets(instance.linked_texts())) - {(source, instance.pk)}
    rows = TextLink.objects.filter(source=source, source_id=instance.pk)
    kept = {(row.target, row.target_id): row.pk for row in rows}
    if gone := [pk for to, pk in kept.items() if to not in wanted]:
        TextLink.objects.filter(pk__in=gone).delete()
    TextLink.objects.bulk_create(
        (
            TextLink(source=source, source_id=instance.pk, target=kind, target_id=pk)
            for kind, pk in sorted(wanted - kept.keys())
        ),
        ignore_conflicts=True,
    )


def targets(texts: Iterable[str]) -> list[tuple[str, int]]:
    """The things that texts link to, by kind and number: under our own host, or by the path alone."""
    if not _addresses:
        return []
    languages = "|".join(code for code, _name in settings.LANGUAGES)
    host = re.escape(urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc)
    paths = "|".join(map(re.escape, _addresses))
    link = re.compile(rf"(?:https?://{host}|(?<![^\s(<\"'\[]))/(?:{languages})/({paths})(\d{{1,12}})\b")
    found = (match for text in texts for match in link.finditer(text))
    return list(dict.fromkeys((_addresses[match[1]], int(match[2])) for match in found))[:MOST]


def linking_to(kind: str, pk: int) -> dict[str, list[int]]:
    """By kind, the numbers of what links to a thing, whoever may see it: one query."""
    ids: dict[str, list[int]] = defaultdict(list)
    for source, source_id in TextLink.objects.filter(target=kind, target_id=pk).values_list("source", "source_id"):
        ids[source].append(source_id)
    return ids


def seen_among(ids: dict[str, list[int]], viewer: Viewer) -> list[Any]:
    """Of things by kind and number those that the viewer may see: a query a kind."""
    managers: dict[str, Any] = {found.name: found.model._default_manager for found in kinds()}
    rows = (
        managers[kind].visible_to(viewer).filter(pk__in=numbers).order_by("-pk")[:MOST]
        for kind, numbers in sorted(ids.items())
        if kind in managers
    )
    return [thing for found in rows for thing in found]
