"""How the list of experiences is narrowed: by what stands in the address, and by nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Self

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from community.networks.models import Network, Theme
from community.places.models import Municipality
from community.publishing.models.authored import WRITTEN_IN

from .models import Again, Experience

MOST = 20  # values of one kind that are read


@dataclass(frozen=True)
class Choice:
    """What the reader chose, several of a kind perhaps. What no link of ours says is as if it had not been said."""

    theme: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    language: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        asked = {
            name: tuple(value[:120] for value in query.getlist(name) if value and "\0" not in value)[:MOST]
            for name in (field.name for field in fields(cls))
        }
        asked["again"] = tuple(value for value in asked["again"] if value in Again.values)
        asked["language"] = tuple(value for value in asked["language"] if value in dict(WRITTEN_IN))
        return cls(**asked)

    def __bool__(self) -> bool:
        return any((self.theme, self.again, self.municipality, self.network, self.language))


@dataclass(frozen=True)
class Facet:
    name: str
    legend: str
    values: list[tuple[str, str, bool]]
    """What stands in the address, what the reader sees, and whether it is chosen."""


def narrowed(rows: "QuerySet[Experience]", choice: Choice) -> "QuerySet[Experience]":
    if choice.theme:  # asked apart: an experience with two of the themes is one row
        rows = rows.filter(pk__in=Experience.objects.filter(themes__slug__in=choice.theme).values("pk"))
    if choice.again:
        rows = rows.filter(again__in=choice.again)
    if choice.municipality:
        rows = rows.filter(municipality__slug__in=choice.municipality)
    if choice.network:
        rows = rows.filter(network__slug__in=choice.network)
    if choice.language:
        rows = rows.filter(language__in=choice.language)
    return rows


def facets(choice: Choice) -> list[Facet]:
    """What can be chosen: themes, outcomes, languages, networks, and the municipalities that take part in one."""
    places = Municipality.objects.filter(participations__isnull=False).select_related("county").distinct()
    found = [
        _facet("theme", _("Theme"), ((one.slug, one.name) for one in Theme.objects.all()), choice),
        _facet("again", _("Would do it again"), Again.choices, choice),
        _facet("municipality", _("Municipality"), ((one.slug, one.distinct_name) for one in places), choice),
        _facet("network", _("Network"), ((one.slug, one.name) for one in Network.objects.all()), choice),
        _facet("language", _("Written in"), WRITTEN_IN, choice),
    ]
    return [facet for facet in found if len(facet.values) > 1 or any(chosen for *_said, chosen in facet.values)]


def _facet(name: str, legend: str, values: Iterable[tuple[Any, Any]], choice: Choice) -> Facet:
    chosen = getattr(choice, name)
    return Facet(name, legend, [(str(value), str(label), value in chosen) for value, label in values])
