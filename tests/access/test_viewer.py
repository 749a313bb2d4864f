from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from community.access.audience import MEMBERS, PUBLIC, network_key, room_key
from community.access.viewer import ANONYMOUS, viewer_for
from community.members.models import User
from community.networks.grant import end
from community.networks.models import Network, Role, Room, RoomMember


def test_a_visitor_sees_only_what_is_public() -> None:
    assert ANONYMOUS.keys == {PUBLIC}


def test_a_member_sees_their_own_network(author: User, network: Network, other_network: Network) -> None:
    viewer = viewer_for(author)
    assert viewer.keys == {PUBLIC, MEMBERS, network_key(network.pk)}
    assert not viewer.may_see(network_key(other_network.pk))


def test_a_role_that_has_ended_opens_nothing(author: User, network: Network) -> None:
    end(Role.objects.get(user=author))
    assert viewer_for(author).keys == {PUBLIC}


def test_a_role_that_begins_tomorrow_opens_nothing_today(author: User) -> None:
    Role.objects.filter(user=author).update(valid_from=timezone.localdate() + timedelta(days=1))
    assert viewer_for(author).keys == {PUBLIC}


def test_an_editor_sees_every_network_but_no_closed_room(
    editor: User, network: Network, other_network: Network
) -> None:
    room = Room.objects.create(network=network, name="Rådgiverrom")
    keys = viewer_for(editor).keys
    assert {network_key(network.pk), network_key(other_network.pk)} <= keys
    assert room_key(room.pk) not in keys


def test_an_editor_in_a_room_sees_it(editor: User, network: Network) -> None:
    room = Room.objects.create(network=network, name="Rådgiverrom")
    RoomMember.objects.create(room=room, user=editor)
    assert room_key(room.pk) in viewer_for(editor).keys


@pytest.mark.django_db
def test_a_viewer_costs_one_query(
    editor: User, network: Network, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        viewer_for(editor)
