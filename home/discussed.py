"""What is discussed, for the pages that gather rooms: a query for each list, whatever there is. Rows, as `for_list`
gives them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from community.access.audience import audience_name
from community.access.viewer import Viewer
from community.networks.models import Network, Theme
from community.places.models import Municipality
from community.publishing.models import Tag
from forum.answers import figures_seen_by
from forum.lists import Choice, page_of
from forum.models import Board, Topic

FEW = 5


def latest(viewer: Viewer) -> Sequence[Any]:
    return _few(viewer)


def under_theme(theme: Theme, viewer: Viewer) -> Sequence[Any]:
    return _few(viewer, theme=theme.slug)


def with_tag(tag: Tag, viewer: Viewer) -> Sequence[Any]:
    return _few(viewer, tag=tag.slug)


def in_network(network: Network, viewer: Viewer) -> Sequence[Any]:
    boards = Board.objects.visible_to(viewer).filter(network=network)
    return page_of(viewer, Choice(), boards=boards, size=FEW).rows if boards else []


def answers_in(network: Network, viewer: Viewer) -> dict[str, Any]:
    """How the network's questions fare, for those in it; its leaders are told too that there is nothing to tell yet."""
    if not (network.pk in viewer.network_ids or viewer.is_editor):
        return {}
    figures = [(audience_name(one.audience, network), one) for one in figures_seen_by(viewer, network)]
    return {"answers": figures, "no_answers_yet": not figures and viewer.leads(network.pk)}


def from_here(place: Municipality, viewer: Viewer) -> Sequence[Any]:
    return _few(viewer, municipality=place.slug)


def new_to(viewer: Viewer) -> Sequence[Any]:
    """What a member has not read, newest first."""
    return _few(viewer, which="ulest")


def waiting_for(viewer: Viewer) -> list[Any]:
    """Questions of others that nobody has answered, in the networks and themes that a member works with: those they
    may know something of, but for what they have muted. The oldest first, as it has waited longest."""
    networks = viewer.network_ids
    about = Topic.themes.through.objects.filter(theme__networks__in=networks).values("topic")
    boards = Board.objects.filter(Q(network__in=networks) | Q(theme__networks__in=networks)).order_by().values("pk")
    mine = Q(board__in=boards) | Q(pk__in=about)
    rows = Topic.objects.visible_to(viewer).unanswered().filter(mine).exclude(author_id=viewer.user_id)
    return list(rows.for_list(viewer).filter(is_muted=False).order_by("created_at", "pk")[:FEW])


def _few(viewer: Viewer, **choice: str) -> Sequence[Any]:
    return page_of(viewer, Choice(**choice), size=FEW).rows
