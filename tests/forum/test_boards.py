"""Boards and closed rooms as editors keep them in the admin."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from community.access.audience import MEMBERS, PUBLIC, network_key, room_key
from community.access.viewer import viewer_for
from community.members.models import User
from community.networks.models import Network, Room, RoomMember
from community.networks.setup import setup_editors
from forum.boards import audiences
from forum.models import Board, BoardGroup, Post, Topic
from forum.setup import setup_boards
from search.models import SearchEntry
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(editor: User, client: Client) -> Client:
    setup_editors()
    setup_boards()
    client.force_login(editor)
    return client


def a_room(network: Network, *people: User) -> Room:
    room = Room.objects.create(network=network, name="Rådgiverne")
    for person in people:
        RoomMember.objects.create(room=room, user=person)
    return room


def saved(desk: Client, board: Board, **changes: Any) -> Any:
    names = ("slug", "icon", "colour", "audience", "who_may_start", "who_may_reply", "sort_order")
    said = {
        f"{name}_{code}": getattr(board, f"{name}_{code}")
        for name in ("name", "description")
        for code in ("nb", "nn", "en")
    }
    data = {name: getattr(board, name) for name in names} | said | {"group": board.group_id} | changes
    return desk.post(f"/admin/board/edit/{board.pk}/", data)


def keys(topic: Topic) -> set[str]:
    return {Topic.objects.get(pk=topic.pk).audience, *topic.posts.values_list("audience", flat=True)}


def test_editors_add_a_group_and_a_board(desk: Client) -> None:
    names = {f"name_{code}": "Oppvekst" for code in ("nb", "nn", "en")}
    assert desk.post("/admin/boardgroup/new/", {**names, "slug": "oppvekst", "sort_order": 1}).status_code == 302
    frame = {"slug": "barnehage", "icon": "list", "colour": "mist", "audience": MEMBERS, "sort_order": 0}
    rights = {"who_may_start": "members", "who_may_reply": "members", "group": BoardGroup.objects.get().pk}
    assert desk.post("/admin/board/new/", {**names, **frame, **rights}).status_code == 302
    assert Board.objects.get().audience == MEMBERS


def test_narrowed_it_takes_what_is_written_along_and_the_index_too(
    desk: Client, author: User, colleague: User, network: Network
) -> None:
    topic = a_topic(a_board(audience=PUBLIC), author)
    a_post(topic, colleague)
    assert saved(desk, topic.board, audience=network_key(network.pk)).status_code == 302
    assert keys(topic) == {network_key(network.pk)}
    assert {one.audience for one in SearchEntry.objects.filter(kind="topic")} == {network_key(network.pk)}


def test_wider_it_widens_nothing_that_was_written(desk: Client, author: User, network: Network) -> None:
    topic = a_topic(a_networks_board(network), author)
    assert saved(desk, topic.board, audience=PUBLIC, network=network.pk).status_code == 302
    assert Board.objects.get().audience == PUBLIC and keys(topic) == {network_key(network.pk)}


def test_it_is_not_turned_over_to_people_who_saw_none_of_it(
    desk: Client, author: User, network: Network, other_network: Network
) -> None:
    topic = a_topic(a_networks_board(network), author)
    answer = saved(desk, topic.board, audience=network_key(other_network.pk))
    assert "audience" in answer.context["form"].errors and keys(topic) == {network_key(network.pk)}


def test_keys_are_chosen_in_words_and_no_other_is_taken(desk: Client, editor: User, network: Network) -> None:
    room = a_room(network)
    assert ("members", "Alle medlemmer") in [(key, str(words)) for key, words in audiences(viewer_for(editor))]
    for forged in (room_key(room.pk), "network:999", "alle", ""):
        assert "audience" in saved(desk, a_board(f"tavle-{len(forged)}"), audience=forged).context["form"].errors


def test_a_board_in_a_room_is_there_for_those_in_it_only(desk: Client, editor: User, network: Network) -> None:
    room = a_room(network)
    board = a_board("hemmelig", room_key(room.pk), name_nb="Hemmelig tavle")
    for path in ("edit", "delete", "history", "usage"):
        assert desk.get(f"/admin/board/{path}/{board.pk}/").status_code == 404
        assert desk.get(f"/admin/room/{path}/{room.pk}/").status_code == 404
    assert "Hemmelig tavle" not in desk.get("/admin/board/").content.decode()
    assert "Rådgiverne" not in desk.get("/admin/room/").content.decode()
    RoomMember.objects.create(room=room, user=editor)
    assert "Hemmelig tavle" in desk.get("/admin/board/").content.decode()
    assert desk.get(f"/admin/board/edit/{board.pk}/").status_code == 200


def test_the_log_says_nothing_of_what_is_closed(desk: Client, editor: User, network: Network) -> None:
    board = a_board("hemmelig", room_key(a_room(network, editor).pk), name_nb="Hemmelig tavle")
    assert saved(desk, board, name_nb="Hemmelig navn").status_code == 302
    assert "Hemmelig" not in str(list(ModelLogEntry.objects.values_list("label", "data")))


def test_who_makes_a_room_is_in_it_and_puts_others_into_it(
    desk: Client, editor: User, colleague: User, network: Network
) -> None:
    data = {"name": "Rådgiverne", "network": network.pk, "members": inline_formset([{"user": colleague.pk}])}
    answer = desk.post("/admin/room/new/", nested_form_data(data))
    assert answer.status_code == 302, answer.context["form"].errors
    assert {one.user for one in Room.objects.get().members.all()} == {editor, colleague}
    assert room_key(Room.objects.get().pk) in viewer_for(colleague).keys


def test_who_is_taken_out_of_a_room_sees_it_no_more(
    desk: Client, editor: User, colleague: User, network: Network
) -> None:
    room = a_room(network, editor, colleague)
    rows = [
        {"id": one.pk, "user": one.user_id, "DELETE": "on" if one.user == colleague else ""}
        for one in room.members.all()
    ]
    data = {"name": room.name, "network": network.pk, "members": inline_formset(rows, initial=2)}
    assert desk.post(f"/admin/room/edit/{room.pk}/", nested_form_data(data)).status_code == 302
    assert room_key(room.pk) not in viewer_for(colleague).keys and room_key(room.pk) in viewer_for(editor).keys


def test_what_holds_topics_is_not_deleted(client: Client, administrator: User, author: User) -> None:
    full, empty = a_topic(a_board(), author).board, a_board("tom")
    client.force_login(administrator)
    for board in (full, empty):
        client.post(f"/admin/board/delete/{board.pk}/")
    client.post(f"/admin/boardgroup/delete/{full.group_id}/")
    assert list(Board.objects.all()) == [full] and BoardGroup.objects.exists() and Post.objects.count() == 1


def test_nobody_deletes_a_room(client: Client, administrator: User, network: Network) -> None:
    room = a_room(network, administrator)
    client.force_login(administrator)
    client.post(f"/admin/room/delete/{room.pk}/")
    assert Room.objects.exists()
    assert Permission.objects.get(codename="delete_room") not in setup_boards().permissions.all()


def test_archived_it_is_read_only(desk: Client, author: User) -> None:
    topic = a_topic(a_board(), author)
    assert saved(desk, topic.board, archived_at="2026-01-01 12:00").status_code == 302
    assert Board.objects.get().is_archived


@pytest.mark.parametrize("path", ["board/", "board/new/", "boardgroup/new/", "room/new/"])
def test_members_stay_out(client: Client, author: User, path: str) -> None:
    client.force_login(author)
    assert client.get(f"/admin/{path}").status_code in {302, 403, 404}


def test_what_is_closed_stands_in_no_index_of_what_leads_where() -> None:
    assert not any(ReferenceIndex.model_is_indexable(model) for model in (Board, Room))
