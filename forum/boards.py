"""Who sees a board, as editors choose it, and what follows for what is written on it."""

from django.db import transaction

from community.access.audience import MEMBERS, NOBODY, PUBLIC, audience_name, network_key, room_key, within
from community.access.narrow import narrow
from community.access.viewer import Viewer
from community.members.models import User
from community.networks.models import Network, Room, RoomMember

from .index import at_once
from .listed import keep_listed
from .models import Board, Post, Topic


def audiences(viewer: Viewer) -> list[tuple[str, str]]:
    """The keys that somebody can give a board, in words: all but those of rooms that they are not in."""
    networks = [(network_key(one.pk), str(one)) for one in Network.objects.all()]
    rooms = [(room_key(one.pk), f"{one.name} ({one.network})") for one in rooms_of(viewer)]
    return [(key, audience_name(key)) for key in (PUBLIC, MEMBERS)] + networks + rooms


def rooms_of(viewer: Viewer) -> "list[Room]":
    return list(Room.objects.filter(members__user=viewer.user_id).select_related("network").order_by("name", "pk"))


def shuts_out(board: Board, audience: str) -> bool:
    """Whether a new audience would leave nobody to read what is written on a board: it has nobody in common with the
    old one that a key could name. What is written is then moved, not the board turned over to others."""
    return within(board.audience, audience) == NOBODY and Topic.objects.filter(board=board).exists()


@transaction.atomic
def keep_within(board: Board) -> Board:
    """Bring what is written on a board within its audience. A wider board widens nothing that was written before."""
    Board.objects.select_for_update().get(pk=board.pk)
    topics = Topic.objects.filter(board=board)
    wider = [pk for pk, key in topics.values_list("pk", "audience") if within(key, board.audience) != key]
    if wider:
        narrow(topics, board.audience)
        keep_listed(wider)
        narrow(Post.objects.filter(topic__board=board), board.audience)
        for pk in wider:
            at_once(pk)
    return board


@transaction.atomic
def enter(room: Room, *, by: User) -> None:
    """Who makes a room is in it: nobody else could see it, to put people into it."""
    RoomMember.objects.get_or_create(room=room, user=by)
