"""How the list of experiences is narrowed: by what stands in the address, and by nothing else."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict

from community.networks.models import Network, Theme
from community.places.models import Municipality

from .models import Again, Experience


@dataclass(frozen=True)
class Choice:
    """What the reader chose. What is not a value that exists is as if it had not been said."""

    theme: str = ""
    network: str = ""
    municipality: str = ""
    again: str = ""
    language: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        again, language = query.get("again", ""), query.get("language", "")
        return cls(
            theme=query.get("theme", "")[:60],
            network=query.get("network", "")[:80],
            municipality=query.get("municipality", "")[:120],
            again=again if again in Again.values else "",
            language=language if language in {"nb", "nn"} else "",
        )

    def __bool__(self) -> bool:
        return any((self.theme, self.network, self.municipality, self.again, self.language))


def narrowed(rows: "QuerySet[Experience]", choice: Choice) -> "QuerySet[Experience]":
    if choice.theme:
        rows = rows.filter(themes__slug=choice.theme)
    if choice.network:
        rows = rows.filter(network__slug=choice.network)
    if choice.municipality:
        rows = rows.filter(municipality__slug=choice.municipality)
    if choice.again:
        rows = rows.filter(again=choice.again)
    if choice.language:
        rows = rows.filter(language=choice.language)
    return rows


def facets(choice: Choice) -> dict[str, object]:
    """What can be chosen: themes, networks, outcomes, languages, and the municipalities that are in a network."""
    return {
        "themes": Theme.objects.all(),
        "networks": Network.objects.all(),
        "municipalities": Municipality.objects.filter(participations__isnull=False).select_related("county").distinct(),
        "outcomes": Again.choices,
        "languages": settings.LANGUAGES[:2],
    }
