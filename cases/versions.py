"""Versions of a resource: each time that it is published with other files, to others, or with a word on what is new.

A version keeps the content of its day and who saw it then: what was for a network is not everyone's because a later
version is.
"""

from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from community.access.viewer import Viewer

from .models import Resource, ResourceVersion


def last_version(resource: Resource) -> ResourceVersion | None:
    found: ResourceVersion | None = resource.versions.order_by("-number").first()
    return found


def versions_for(resource: Resource, viewer: Viewer) -> QuerySet[ResourceVersion]:
    """Those that the viewer may see, of a resource that they may see; the newest first. Without their content."""
    found: QuerySet[ResourceVersion] = resource.versions.filter(audience__in=viewer.keys).defer("content")
    return found


def has_other_files(draft: Resource) -> bool:
    """Whether it was published before, with other files or another link."""
    last = last_version(draft) if draft.pk else None
    return last is not None and _files(last.content) != _files(draft.serializable_data())


def as_published(version: ResourceVersion) -> Resource:
    """The resource with the content of that version."""
    shown: Resource = version.resource.with_content_json(version.content)
    prefetch_related_objects(list(shown.files.all()), "upload", "accessible")
    prefetch_related_objects(list(shown.tagged_items.all()), "tag")
    return shown


def keep_version(resource: Resource) -> ResourceVersion:
    """Note what has just been published, in the transaction of that: a new version, or the last one put right."""
    content = resource.serializable_data()
    last = last_version(resource)
    is_the_same = last and _files(last.content) == _files(content) and last.audience == resource.audience
    if last and is_the_same and resource.change_note in {"", last.note}:
        last.content = {**content, "change_note": last.note}
        last.save(update_fields=["content"])
        return last
    version: ResourceVersion = resource.versions.create(
        number=last.number + 1 if last else 1,
        note=resource.change_note,
        audience=resource.audience,
        content=content,
        published_at=resource.last_published_at,
    )
    return version


def _files(content: dict[str, Any]) -> tuple[Any, ...]:
    """What a user of it holds in hands: the files, their accessible versions, and the link."""
    return content["link"], [(row["upload"], row["accessible"]) for row in content["files"]]
