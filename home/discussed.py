"""What is discussed, for the pages that gather rooms: a query for each list, whatever there is."""

from typing import Any

from django.db.models import Q

from community.access.viewer import Viewer
from community.networks.models import Network, Theme
from community.places.models import Municipality
from forum.lists import ORDER
from forum.models import Board, Topic
from forum.reading import unread

FEW = 5


def latest(viewer: Viewer) -> list[Topic]:
    return _few(Topic.objects.visible_to(viewer), viewer)


def under_theme(theme: Theme, viewer: Viewer) -> list[Topic]:
    return _few(Topic.objects.visible_to(viewer).filter(themes=theme), viewer)


def in_network(network: Network, viewer: Viewer) -> list[Topic]:
    return _few(Topic.objects.visible_to(viewer).filter(board__network=network), viewer)


def from_here(place: Municipality, viewer: Viewer) -> list[Topic]:
    return _few(Topic.objects.visible_to(viewer).filter(municipality=place), viewer)


def new_to(viewer: Viewer) -> list[Topic]:
    """What a member has not read, newest first."""
    return _few(unread(viewer), viewer)


def waiting_for(viewer: Viewer) -> list[Topic]:
    """Questions of others that nobody has answered, in the networks and themes that a member works with: those they
    may know something of, but for what they have muted. The oldest first, as it has waited longest."""
    networks = viewer.network_ids
    about = Topic.themes.through.objects.filter(theme__networks__in=networks).values("topic")
    boards = Board.objects.filter(Q(network__in=networks) | Q(theme__networks__in=networks)).order_by().values("pk")
    mine = Q(board__in=boards) | Q(pk__in=about)
    rows = Topic.objects.visible_to(viewer).unanswered().filter(mine).exclude(author_id=viewer.user_id)
    rows = rows.for_list(viewer).filter(is_muted=False).select_related("municipality__county")
    return list(rows.order_by("created_at", "pk")[:FEW])


def _few(rows: Any, viewer: Viewer) -> list[Topic]:
    return list(rows.for_list(viewer).select_related("municipality__county").order_by(*ORDER)[:FEW])
