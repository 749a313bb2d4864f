"""Every kind of thing that can be found. What lies below `publishing` knows nothing of it: here is what that says."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from community.access.audience import PUBLIC
from community.access.viewer import Viewer
from community.networks.models import Network, Theme
from community.places.models import Municipality
from community.publishing import registry
from community.publishing.document import SearchDocument
from community.text.markdown import to_plain

from .models import SearchEntry


@dataclass(frozen=True)
class Source:
    """A kind of thing that can be found: where its rows are, and what each says of itself."""

    name: str
    label: Any
    plural: Any
    model: type[models.Model]
    rows: Callable[[], models.QuerySet[Any]]
    says: Callable[[Any], SearchDocument | None]
    read_along: Callable[[Sequence[Any]], None] | None = None

    def documents(self, ids: Collection[str]) -> list[SearchDocument]:
        """What the rows with some ids say of themselves, of those that say anything, their addresses under the prefix
        of their own languages."""
        found = self.rows().filter(pk__in=ids).order_by("pk")
        rows = list(found.select_related(None).prefetch_related(None) if self.read_along else found)
        if self.read_along and rows:
            self.read_along(rows)
        said: list[SearchDocument | None] = []
        for language in dict.fromkeys(map(_language_of, rows)):
            with override(language):
                said += [self.says(row) for row in rows if _language_of(row) == language]
        return list(filter(None, said))

    def visible(self, ids: list[str], viewer: Viewer, *, names_only: bool = False) -> dict[str, models.Model]:
        """Those of the ids that the viewer may see, loaded again from their own table, with or without all around."""
        rows = self.rows().prefetch_related(None) if names_only else self.rows()
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(viewer)
        return {str(row.pk): row for row in rows.filter(pk__in=[pk for pk in ids if pk.isdecimal()])}


def sources() -> Iterator[Source]:
    """Every kind: the rooms' own, as registered, and those that know nothing of being found."""
    below = (
        Source("municipality", _("Municipality"), _("Municipalities"), Municipality, _municipalities, of_municipality),
        Source("network", _("Network"), _("Networks"), Network, Network.objects.all, of_network),
        Source("theme", _("Theme"), _("Themes"), Theme, Theme.objects.all, of_theme),
    )
    own = {source.name: source for source in below}
    for kind in registry.kinds():
        own.pop(kind.name, None)
        label = kind.label or kind.name
        yield Source(kind.name, label, kind.plural or label, kind.model, kind.queryset, of_registered, kind.read_along)
    yield from own.values()


def _language_of(row: Any) -> str:
    return getattr(row, "language", None) or "nb"


def source_of(thing: models.Model) -> Source | None:
    return next((source for source in sources() if isinstance(thing, source.model)), None)


def of_registered(thing: Any) -> SearchDocument | None:
    return thing.search_document()


def of_municipality(place: Municipality) -> SearchDocument:
    return SearchDocument(
        kind="municipality",
        id=str(place.pk),
        title=place.distinct_name,
        text=f"{place.county.name}. {_numbered(place)}",
        url=place.get_absolute_url(),
        audience=PUBLIC,
        language="nb",
        municipality=place.pk,
        municipality_name=place.name,
    )


def _numbered(place: Municipality) -> str:
    """Its number, and those that it and what it grew out of had: people know their municipality by them."""
    former = sorted({code.number for code in place.codes.all()} - {place.number})
    return f"Kommunenummer {place.number}" + (f", før {', '.join(former)}" if former else "")


def of_network(network: Network) -> SearchDocument:
    return SearchDocument(
        kind="network",
        id=str(network.pk),
        title=network.name_nb,
        text=_joined(
            network.purpose_nb,
            network.goals_nb,
            network.purpose_nn,
            network.goals_nn,
            network.purpose_en,
            network.goals_en,
        ),
        url=network.get_absolute_url(),
        audience=PUBLIC,
        language="nb",
        network=network.pk,
        themes=tuple(network.themes.values_list("slug", flat=True)),
    )


def of_theme(theme: Theme) -> SearchDocument:
    return SearchDocument(
        kind="theme",
        id=str(theme.pk),
        title=theme.name_nb,
        text=_joined(theme.problem_statement_nb, theme.problem_statement_nn, theme.problem_statement_en),
        url=theme.get_absolute_url(),
        audience=PUBLIC,
        language="nb",
        themes=(theme.slug,),
        shown_otherwise_in=_languages_of_a_page_at(theme.get_absolute_url()),
    )


def _languages_of_a_page_at(url: str) -> tuple[str, ...]:
    """All languages, where the editors have a page at this very address: one address is one hit, theirs."""
    pages = SearchEntry.objects.filter(kind="page", url=url, audience=PUBLIC, gone=False)
    return tuple(code for code, _name in settings.LANGUAGES) if pages.exists() else ()


def _joined(*texts: str) -> str:
    return "\n\n".join(to_plain(text) for text in texts if text)


def _municipalities() -> models.QuerySet[Municipality]:
    return Municipality.objects.select_related("county").prefetch_related("codes")
