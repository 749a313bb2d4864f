from pytest_django import DjangoAssertNumQueries

from community.access.viewer import Viewer, viewer_for, viewers_for
from community.members.models import User
from community.networks.models import Network, Room, RoomMember
from tests.factories.members import a_person


def test_many_are_the_viewers_that_each_is_alone(
    author: User, leader: User, editor: User, administrator: User, outsider: User, network: Network
) -> None:
    room = Room.objects.create(network=network, name="Rådgiverrom")
    for user in (author, editor):
        RoomMember.objects.create(room=room, user=user)
    people = [author, leader, editor, administrator, outsider, a_person("Uten rolle")]
    assert viewers_for(people) == {user.pk: viewer_for(user) for user in people}


def test_who_has_left_is_no_viewer_and_who_holds_no_role_sees_what_is_public(author: User) -> None:
    nobody, left = a_person("Uten rolle"), a_person("Borte")
    left.is_active = False
    assert viewers_for([nobody, left]) == {nobody.pk: Viewer(user_id=nobody.pk)}


def test_many_cost_the_query_of_one(
    author: User, leader: User, editor: User, outsider: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        viewers_for([author, leader, editor, outsider])
