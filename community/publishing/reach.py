"""What of all publications a reader may open, for Wagtail's lists that mix the kinds and know them by type and id."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from community.access.viewer import Viewer

from .models.publication import Publication
from .models.tag import Tag, TaggedItem, TagState


def publications() -> Iterator[Any]:
    """The models that members write and editors publish."""
    yield from (model for model in apps.get_models() if issubclass(model, Publication))


def among_reached(viewer: Viewer, of: str = "") -> Q:
    """The condition that a row with `content_type` and a text `object_id` means a publication within reach.

    `of` is the way to these columns, such as `workflow_state__`.
    """
    reached = Q(pk__in=())
    for model in publications():
        ids = model.objects.within_reach_of(viewer).order_by().values(text=Cast("pk", CharField()))
        kind = ContentType.objects.get_for_model(model)
        reached |= Q(**{f"{of}content_type": kind, f"{of}object_id__in": ids})
    return reached


def secret(viewer: Viewer, of: str = "") -> Q:
    """The condition that such a row means a publication out of reach."""
    kinds = ContentType.objects.get_for_models(*publications()).values()
    return Q(**{f"{of}content_type__in": kinds}) & ~among_reached(viewer, of)


def tagged() -> Iterator[Any]:
    """The tables that say which tag stands on which publication."""
    yield from (model for model in apps.get_models() if issubclass(model, TaggedItem))


def tags_within_reach(viewer: Viewer) -> QuerySet[Tag]:
    """Tags of what the viewer may open. Of what they may not, no word is told."""
    reached = Q(pk__in=())
    for table in tagged():
        things = table._meta.get_field("content_object").related_model.objects.within_reach_of(viewer)
        reached |= Q(pk__in=table.objects.filter(content_object__in=things.order_by().values("pk")).values("tag"))
    return Tag.objects.filter(reached)


def tags_told_to(viewer: Viewer) -> QuerySet[Tag]:
    """The vocabulary, and the tags of what the viewer sees: what else bears a tag may be closed to them."""
    told = Q(state=TagState.CONTROLLED)
    for table in tagged():
        seen = things_of(table).objects.visible_to(viewer).order_by().values("pk")
        told |= Q(pk__in=table.objects.filter(content_object__in=seen).values("tag"))
    return Tag.objects.filter(told)


def things_of(table: Any) -> Any:
    """The model of what the rows of a table put tags on."""
    return table._meta.get_field("content_object").related_model
