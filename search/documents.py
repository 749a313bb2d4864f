"""Documents of what lies below `publishing`, and of pages: what the search writes itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from community.access.audience import PUBLIC
from community.access.viewer import Viewer
from community.networks.models import Network, Theme
from community.places.models import Municipality
from community.publishing import registry
from community.publishing.document import SearchDocument
from community.publishing.models import BasePage
from community.text.markdown import to_plain


@dataclass(frozen=True)
class Source:
    """A kind of thing that can be found: where its rows are, and what each says of itself."""

    name: str
    label: Any
    model: type[models.Model]
    rows: Callable[[], models.QuerySet[Any]]
    says: Callable[[Any], SearchDocument | None]

    def document(self, row: Any) -> SearchDocument | None:
        """What a row says of itself, its address under the prefix of its own language."""
        with override(getattr(row, "language", None) or "nb"):
            return self.says(row)

    def visible(self, ids: list[str], viewer: Viewer) -> dict[str, models.Model]:
        """Those of the ids that the viewer may see, loaded again from their own table."""
        rows = self.rows()
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(viewer)
        return {str(row.pk): row for row in rows.filter(pk__in=[pk for pk in ids if pk.isdecimal()])}


def sources() -> Iterator[Source]:
    """Every kind: the rooms' own, as registered, and those that know nothing of being found."""
    own = {
        "municipality": Source("municipality", _("Municipality"), Municipality, _municipalities, of_municipality),
        "network": Source("network", _("Network"), Network, Network.objects.all, of_network),
        "theme": Source("theme", _("Theme"), Theme, Theme.objects.all, of_theme),
        "page": Source("page", _("Page"), BasePage, _pages, of_page),
    }
    for kind in registry.kinds():
        own.pop(kind.name, None)
        yield Source(kind.name, kind.label or kind.name, kind.model, kind.queryset, of_registered)
    yield from own.values()


def source_of(thing: models.Model) -> Source | None:
    return next((source for source in sources() if isinstance(thing, source.model)), None)


def of_registered(thing: Any) -> SearchDocument | None:
    if isinstance(thing, BasePage) and not hasattr(thing, "search_document"):
        return of_page(thing)
    return thing.search_document()


def of_municipality(place: Municipality) -> SearchDocument:
    return SearchDocument(
        kind="municipality",
        id=str(place.pk),
        title=place.official_name,
        text=place.county.name,
        url=place.get_absolute_url(),
        audience=PUBLIC,
        language="nb",
        municipality=place.pk,
        municipality_name=place.name,
    )


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
    )


def of_page(page: BasePage) -> SearchDocument | None:
    """A page, with the languages whose readers are shown another translation of it."""
    specific = page.specific
    if not specific.live:
        return None
    others = specific.get_translations().live().values_list("locale__language_code", flat=True)
    words = [specific.title, specific.search_description]
    words += [str(getattr(specific, name, "")) for name in ("promise", "summary", "introduction")]
    if hasattr(specific, "body_text"):
        words.append(specific.body_text())
    return SearchDocument(
        kind="page",
        id=str(specific.pk),
        title=specific.title,
        text="\n\n".join(filter(None, words[1:])),
        url=specific.get_url() or "",
        audience=specific.audience,
        language=specific.locale.language_code,
        date=specific.first_published_at,
        shown_otherwise_in=tuple(others),
    )


def _joined(*texts: str) -> str:
    return "\n\n".join(to_plain(text) for text in texts if text)


def _municipalities() -> models.QuerySet[Municipality]:
    return Municipality.objects.select_related("county")


def _pages() -> models.QuerySet[BasePage]:
    return BasePage.objects.select_related("locale")
