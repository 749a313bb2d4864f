"""Reads that gather several rooms for one page. Each asks with the viewer, and costs the same for one row and many."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import get_language

from cases.models import Experience, Resource
from cases.querysets import NEWEST_FIRST
from community.access.viewer import Viewer
from community.networks.models import Network, NetworkStatus, Participation, Role, RoleKind, Theme
from community.places.history import former_names, former_numbers, history
from community.places.maps import Map, mini_map, network_map
from community.places.models import County, Municipality, MunicipalityName
from community.places.names import asked
from community.publishing.kept import until_changed
from community.publishing.models import BasePage, Tag
from community.publishing.page_form import FRONT_DEPTH
from community.ui.pagination import KeyPage, by_key
from forum.following import controls_for

from . import counts, discussed

_BY_STATUS = [NetworkStatus.ACTIVE, NetworkStatus.PLANNED, NetworkStatus.ENDED, NetworkStatus.ARCHIVED]
_KNOTS = {
    NetworkStatus.PLANNED: "open",
    NetworkStatus.ACTIVE: "test",
    NetworkStatus.ENDED: "used",
    NetworkStatus.ARCHIVED: "drop",
}
NEWEST = 5
"""On a page that gathers: experiences, as the lead story and the index beside it; and resources."""
KEPT = 60  # seconds


def themes(viewer: Viewer, network: Network | None = None) -> QuerySet[Theme]:
    """The themes (of a network) with `total`, the number of experiences that the viewer may see."""
    totals = counts.by_theme(viewer, network=network) if network else counts.by_theme(viewer)
    found = Theme.objects.filter(networks=network) if network else Theme.objects.all()
    known = (When(pk=pk, then=Value(total)) for pk, total in totals.items())
    return found.annotate(total=Case(*known, default=Value(0), output_field=IntegerField()))


def networks() -> QuerySet[Network]:
    """Every network, those under way first, with what a row shows. That they are there is known to everybody."""
    order = Case(*(When(status=status, then=Value(rank)) for rank, status in enumerate(_BY_STATUS)))
    places = _in_order(Participation.objects.all())
    found = Network.objects.prefetch_related(Prefetch("participations", places)).select_related("programme")
    return found.order_by(order, "-starts_on", "slug")


def _in_order(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    return participations.select_related("municipality__county").order_by("name_of_the_day__sort_key", "pk")


def in_readers_language(pages: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Each page once: in the reader's language where it has been translated, else in the next that it has."""
    order = [get_language() or "nb", *(code for code, _name in settings.LANGUAGES)]
    cases = [When(locale__language_code=code, then=Value(rank)) for rank, code in enumerate(order)]
    rank = Case(*cases, default=Value(len(order)), output_field=IntegerField())
    same = BasePage.objects.visible_to(viewer).filter(translation_key=OuterRef("translation_key"))
    better = same.annotate(rank=rank).filter(rank__lt=OuterRef("rank"))
    return pages.select_related("locale").annotate(rank=rank).filter(~Exists(better))


def news(items: Any, viewer: Viewer, key: str = "", size: int = 10) -> KeyPage[Any]:
    """Of the news items given (a manager), those that the viewer may see, newest first."""
    rows = in_readers_language(items.visible_to(viewer).defer_streamfields(), viewer)
    return by_key(rows, ("-date", "-pk"), key, size)


def pages_below(page: BasePage, viewer: Viewer) -> QuerySet[Any]:
    """What lies under a page, in the order of the tree."""
    below = BasePage.objects.visible_to(viewer).child_of(page).order_by("path")
    return below.select_related("locale").defer_streamfields()


def way_to(page: BasePage, viewer: Viewer) -> list[BasePage]:
    """The pages above, without the front page, that the viewer may see: in the reader's language where they have
    been translated, though the page itself may not have been."""
    if page.depth <= FRONT_DEPTH + 1:
        return []
    above = BasePage.objects.ancestor_of(page).filter(depth__gt=FRONT_DEPTH).values("translation_key")
    visible = BasePage.objects.visible_to(viewer)
    return list(in_readers_language(visible.filter(translation_key__in=above), viewer).order_by("depth"))


def front(viewer: Viewer) -> dict[str, Any]:
    """The newest experience and those after it, the figures, the themes, and the network under way that is newest."""
    newest = list(Experience.objects.listed_for(viewer)[:NEWEST])
    under_way = networks().filter(status=NetworkStatus.ACTIVE).first()
    participations = list(under_way.participations.all()) if under_way else []
    return {
        **_story(newest),
        "figures": counts.figures(viewer),
        "themes": themes(viewer),
        "network": under_way,
        "participations": participations,
        "drawing": _drawing(participations),
        **_discussed_for(viewer),
    }


def _discussed_for(viewer: Viewer) -> dict[str, Any]:
    """For a member what is new to them and what they might answer; for everyone else what is discussed."""
    if viewer.is_member:
        return {"news": discussed.new_to(viewer), "waiting": discussed.waiting_for(viewer)}
    return {"topics": discussed.latest(viewer)}


def _story(newest: list[Experience]) -> dict[str, Any]:
    """The newest as a lead story, with a figure that rose or fell where it has one, and those after it."""
    if not newest:
        return {"lead": None, "rest": []}
    pairs = newest[0].measures.exclude(before=None).exclude(after=None)
    return {"lead": newest[0], "lead_measure": pairs.order_by("sort_order").first(), "rest": newest[1:]}


def _drawing(participations: list[Participation]) -> Map | None:
    """The participants on the map, under the names of their day."""
    if not participations:
        return None
    then = {one.municipality_id: one.name_of_the_day for one in participations}
    return network_map([one.municipality for one in participations], then=then)


def resources(viewer: Viewer, **among: Any) -> list[Resource]:
    """The newest of those that the viewer may see, and one more where there are more of them: asked for once a minute
    for all who hold the same audiences."""
    rows = Resource.objects.listed_for(viewer).filter(**among)[: NEWEST + 1]
    which = sorted((of, thing.pk) for of, thing in among.items())
    return until_changed(("resources", sorted(viewer.keys), which), lambda: list(rows), KEPT)


def network(found: Network, viewer: Viewer) -> dict[str, Any]:
    """A network's own page: who takes part under the names of their day, who leads, and what the viewer may read."""
    rows = Experience.objects.listed_for(viewer).filter(network=found)
    participations = list(_in_order(found.participations.all()))
    return {
        **_story(list(rows[:NEWEST])),
        "network": found,
        "participations": participations,
        "drawing": _drawing(participations),
        "goals": [line.lstrip("-* ") for line in found.goals.splitlines() if line.strip()],
        "status_knot": _KNOTS[NetworkStatus(found.status)],
        "partners": _by_role(found),
        "leaders": Role.objects.in_force().filter(network=found, kind=RoleKind.NETWORK_LEADER).count(),
        "figures": counts.figures(viewer, network=found),
        "themes": themes(viewer, found),
        "topics": discussed.in_network(found, viewer),
        **discussed.answers_in(found, viewer),
        "resources": resources(viewer, network=found),
    }


def _by_role(found: Network) -> dict[str, list[str]]:
    """The partners but the owner, who is named already: each role once, with the names of those who have it."""
    roles: dict[str, list[str]] = {}
    partners = found.partners.exclude(organisation=found.owner).select_related("organisation")
    for partner in partners.order_by("organisation"):
        roles.setdefault(partner.role, []).append(partner.organisation.name)
    return dict(sorted(roles.items(), key=lambda item: len(item[1])))


def theme(found: Theme, viewer: Viewer, key: str = "", shown: Collection[int] = ()) -> dict[str, Any]:
    """A theme and its experiences, but for those that its introduction shows already."""
    rows = Experience.objects.listed_for(viewer).filter(themes=found).exclude(pk__in=shown)
    return {
        "theme": found,
        "experiences": by_key(rows, NEWEST_FIRST, key),
        "figures": counts.figures(viewer, themes=found),
        "topics": discussed.under_theme(found, viewer),
        "watching": controls_for(viewer, [found]),
        "feeds": [(reverse("forum:theme_feed", args=[found.slug]), found.name)],
        "resources": resources(viewer, themes=found),
    }


def tag(found: Tag, viewer: Viewer, key: str = "") -> dict[str, Any]:
    """A tag and all kinds of things that bear it."""
    rows = Experience.objects.listed_for(viewer).filter(tagged_items__tag=found)
    return {
        "tag": found,
        "experiences": by_key(rows, NEWEST_FIRST, key),
        "topics": (topics := discussed.with_tag(found, viewer)),
        "watching": controls_for(viewer, [found] if topics else []),
        "resources": resources(viewer, tagged_items__tag=found),
    }


def municipality(place: Municipality, viewer: Viewer) -> dict[str, Any]:
    """A municipality: what it was called, the networks it is in, and what its people have written."""
    rows = Experience.objects.listed_for(viewer).filter(municipality=place)
    past = history(place)
    return {
        "municipality": place,
        "former": former_names(past, place),
        "history": past,
        "former_numbers": former_numbers(place),
        "drawing": mini_map([place]),
        "participations": Participation.objects.filter(municipality=place).select_related("network"),
        "rows": list(rows[:20]),
        "figures": counts.figures(viewer, municipality=place),
        "topics": discussed.from_here(place, viewer),
        "resources": resources(viewer, municipality=place),
    }


def counties(query: str = "") -> list[tuple[County, list[Municipality]]]:
    """The counties, each with its municipalities: all, or those with a name or number that begins with the query."""
    found: Any = Municipality.objects.select_related("county").order_by("county", "name__sort_key", "number")
    if name := asked(query):
        former = MunicipalityName.objects.filter(former=True, key__startswith=name)
        found = found.suggested_by(name).prefetch_related(Prefetch("names", former, to_attr="asked_for"))
    grouped: dict[County, list[Municipality]] = {}
    for place in found:
        grouped.setdefault(place.county, []).append(place)
    return list(grouped.items())
