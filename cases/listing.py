"""How a list is narrowed: by what stands in the address, and by nothing else."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from community.access.viewer import Viewer
from community.networks.models import Network, ProcessStep, Theme
from community.places.models import Municipality
from community.publishing.kept import until_changed
from community.publishing.models import Tag
from community.publishing.models.authored import WRITTEN_IN
from community.ui.navigation import language_name

from .models import Again, Resource, ResourceKind

MOST = 20  # values of one kind that are read
KEPT = 60  # seconds for which all that a list holds is not counted again


@dataclass(frozen=True)
class Narrowing:
    """What the reader chose, several of a kind perhaps. What no link of ours says is as if it had not been said."""

    theme: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    COLUMNS: ClassVar[dict[str, str]] = {
        "municipality": "municipality__slug", "network": "network__slug", "language": "language"
    }  # fmt: skip
    """Where each is looked for; `theme` and `tag` stand in rows of their own."""
    KNOWN: ClassVar[dict[str, Collection[str]]] = {"language": dict(WRITTEN_IN)}
    """Values that exist, of what is no row of a table."""

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        asked = {
            name: tuple(value[:120] for value in query.getlist(name) if value and "\0" not in value)[:MOST]
            for name in (field.name for field in fields(cls))
        }
        for name, known in cls.KNOWN.items():
            asked[name] = tuple(value for value in asked[name] if value in known)
        return cls(**asked)

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True)
class Choice(Narrowing):
    again: tuple[str, ...] = ()
    COLUMNS = {**Narrowing.COLUMNS, "again": "again"}
    KNOWN = {**Narrowing.KNOWN, "again": Again.values}


@dataclass(frozen=True)
class ResourceChoice(Narrowing):
    kind: tuple[str, ...] = ()
    step: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    COLUMNS = {**Narrowing.COLUMNS, "kind": "kind", "step": "step__key"}
    KNOWN = {**Narrowing.KNOWN, "kind": ResourceKind.values}


@dataclass(frozen=True)
class Facet:
    name: str
    legend: str
    values: list[tuple[str, str, bool]]
    """What stands in the address, what the reader sees, and whether it is chosen."""


def narrowed(rows: QuerySet[Any], choice: Narrowing) -> QuerySet[Any]:
    if choice.theme:  # asked apart: one with two of the themes is one row
        rows = rows.filter(pk__in=rows.model.objects.filter(themes__slug__in=choice.theme).values("pk"))
    if tag := getattr(choice, "tag", ()):
        rows = rows.filter(pk__in=rows.model.objects.filter(tagged_items__tag__slug__in=tag).values("pk"))
    for name, column in choice.COLUMNS.items():
        if chosen := getattr(choice, name):
            rows = rows.filter(**{f"{column}__in": chosen})
    return rows


def facets(choice: Choice) -> list[Facet]:
    """What can be chosen: themes, outcomes, languages, networks, and the municipalities that take part in one."""
    theme, *others = _of_all(choice)
    return _worth_showing([theme, _facet("again", _("Would do it again"), Again.choices, choice), *others])


def resource_facets(choice: ResourceChoice, viewer: Viewer) -> list[Facet]:
    """What can be chosen: kinds that there are, themes, steps of the process for new networks, languages, networks and
    municipalities; of tags, which are many, those that the address says and the viewer may know."""
    seen = Resource.objects.visible_to(viewer).order_by().values("pk")
    tags = Tag.objects.filter(slug__in=choice.tag, cases_taggedresource_items__content_object__in=seen).distinct()
    # A foundation and a step of the loop may be called the same, and mean it.
    steps = {step.key: step.name for step in ProcessStep.objects.filter(model__is_default=True)}
    kinds = until_changed(
        ("kinds", sorted(viewer.keys)), lambda: {*seen.values_list("kind", flat=True).distinct()}, KEPT
    )
    own = [
        _facet("kind", _("Kind"), (one for one in ResourceKind.choices if one[0] in kinds.union(choice.kind)), choice),
        _facet("step", _("Step of the process"), steps.items(), choice),
        _facet("tag", _("Tag"), ((tag.slug, tag.name) for tag in tags), choice),
    ]
    return _worth_showing([own[0], *_of_all(choice), *own[1:]])


def _of_all(choice: Narrowing) -> list[Facet]:
    places = Municipality.objects.filter(participations__isnull=False).select_related("county").distinct()
    return [
        _facet("theme", _("Theme"), ((one.slug, one.name) for one in Theme.objects.all()), choice),
        _facet("municipality", _("Municipality"), ((one.slug, one.distinct_name) for one in places), choice),
        _facet("network", _("Network"), ((one.slug, one.name) for one in Network.objects.all()), choice),
        _facet("language", _("Written in"), ((code, language_name(code)) for code, _name in WRITTEN_IN), choice),
    ]


def _worth_showing(found: list[Facet]) -> list[Facet]:
    return [facet for facet in found if len(facet.values) > 1 or any(chosen for *_said, chosen in facet.values)]


def _facet(name: str, legend: str, values: Iterable[tuple[Any, Any]], choice: Narrowing) -> Facet:
    chosen = getattr(choice, name)
    return Facet(name, legend, [(str(value), str(label), value in chosen) for value, label in values])
