"""How often others have taken something up, for the search to sort by. What counts is what all its readers may see."""

from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from community.access.audience import MEMBERS, PUBLIC
from community.access.viewer import Viewer
from community.publishing.links import linking_to, seen_among
from community.publishing.models import TextLink


def with_use(rows: Any) -> Any:
    """The rows, each with whether anything leads to it, so that only what is used is looked at more closely."""
    leading = TextLink.objects.filter(target=rows.model.KIND, target_id=OuterRef("pk"))
    return rows.annotate(is_linked=Exists(leading))


def with_downloads(rows: Any) -> Any:
    """Resources, with how often each was fetched and whether an experience used it."""
    days = rows.model._meta.get_field("downloads").related_model.objects.filter(resource=OuterRef("pk"))
    total = days.values("resource").annotate(total=Sum("number")).values("total")
    using = rows.model._meta.get_field("experiences").related_model.objects.filter(resources=OuterRef("pk"))
    fetched = Coalesce(Subquery(total, output_field=IntegerField()), 0)
    return rows.annotate(fetched=fetched, is_chosen=Exists(using))


def links_to(contribution: Any) -> int:
    """How many things lead to it that all its readers may see."""
    if not getattr(contribution, "is_linked", True):
        return 0
    linking = linking_to(contribution.KIND, contribution.pk)
    return len(seen_among(linking, readers_of(contribution.audience))) if linking else 0


def uses_of(resource: Any) -> int:
    """How often it was fetched, and in how many things it is used that all its readers may see."""
    fetched: int = getattr(resource, "fetched", 0)
    if not getattr(resource, "is_chosen", True):
        return fetched + links_to(resource)
    readers = readers_of(resource.audience)
    linking = linking_to(resource.KIND, resource.pk)
    experiences = resource._meta.get_field("experiences").related_model.objects.visible_to(readers).current()
    using = experiences.filter(Q(resources=resource) | Q(pk__in=linking.pop("experience", ()))).distinct()
    return int(fetched + using.count() + len(seen_among(linking, readers)))


def readers_of(audience: str) -> Viewer:
    """Someone who sees what everybody of an audience sees, and no more."""
    return Viewer(keys=frozenset({PUBLIC} if audience == PUBLIC else {PUBLIC, MEMBERS, audience}))
