from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.members.models import User
from community.networks.models import Network, Role
from community.notifications.fan_out import pick_up
from community.notifications.models import Event, Notice
from forum.bookmark import bookmark
from forum.models import Bookmark, Post
from tests.factories.forum import a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db
LIST = "/nb/diskusjoner/bokmerker/"


@pytest.fixture
def post(author: User, leader: User, network: Network) -> Post:
    return a_post(a_topic(a_networks_board(network), author), leader, "Vi ringer dagen etter.")


@pytest.fixture
def reader(client: Client, colleague: User) -> Client:
    client.force_login(colleague)
    return client


def the_hour_comes() -> list[str]:
    Event.objects.filter(kind="forum.remind").update(due_at=timezone.now())
    pick_up()
    return list(Notice.objects.filter(kind="forum.remind").values_list("reason", flat=True))


def test_a_post_is_marked_and_the_mark_taken_away(reader: Client, post: Post) -> None:
    address = f"/nb/diskusjoner/innlegg/{post.pk}/bokmerke/"
    reader.post(address)
    assert post.topic.title in reader.get(LIST).content.decode()
    reader.post(address)
    assert not Bookmark.objects.exists() and "Ingen bokmerker" in reader.get(LIST).content.decode()


def test_a_note_and_a_morning_to_be_reminded(reader: Client, post: Post) -> None:
    day = timezone.localdate() + timedelta(days=3)
    address = f"/nb/diskusjoner/innlegg/{post.pk}/notat/"
    reader.post(address, {"note": "Prøv dette på mandag", "remind_on": day.isoformat()})
    assert "Prøv dette på mandag" in reader.get(LIST).content.decode()
    assert timezone.localtime(Event.objects.get(kind="forum.remind").due_at).hour == 8
    assert the_hour_comes() == ["bookmark"]


def test_a_day_that_has_been_is_refused(reader: Client, post: Post) -> None:
    sent = {"remind_on": timezone.localdate().isoformat()}
    said = reader.post(f"/nb/diskusjoner/innlegg/{post.pk}/notat/", sent).content.decode()
    assert "Velg en dag som ikke har vært ennå." in said and not Bookmark.objects.exists()


def test_only_the_hour_that_was_said_last_reminds(post: Post, colleague: User) -> None:
    soon = timezone.now() + timedelta(days=1)
    bookmark(post, remind_at=soon, by=colleague)
    bookmark(post, remind_at=soon + timedelta(days=1), by=colleague)
    assert the_hour_comes() == ["bookmark"]


def test_without_the_mark_there_is_no_reminder(post: Post, colleague: User) -> None:
    bookmark(post, remind_at=timezone.now() + timedelta(days=1), by=colleague).delete()
    assert the_hour_comes() == []


def test_who_no_longer_sees_it_is_not_reminded_and_can_let_go_of_it(
    reader: Client, post: Post, colleague: User
) -> None:
    bookmark(post, note="Mitt", remind_at=timezone.now() + timedelta(days=1), by=colleague)
    Role.objects.filter(user=colleague).delete()
    assert the_hour_comes() == []
    said = reader.get(LIST).content.decode()
    assert "Mitt" in said and post.topic.title not in said and "ringer dagen" not in said
    reader.post(f"/nb/diskusjoner/innlegg/{post.pk}/bokmerke/", {"listed": "1"})
    assert not Bookmark.objects.exists()


def test_nobody_marks_what_they_do_not_see(client: Client, post: Post, outsider: User) -> None:
    client.force_login(outsider)
    for what in ("bokmerke", "notat"):
        assert client.post(f"/nb/diskusjoner/innlegg/{post.pk}/{what}/").status_code == 404


def test_the_list_costs_the_same_for_many(
    reader: Client, post: Post, colleague: User, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        bookmark(a_post(post.topic, post.author), by=colleague)
    with django_assert_max_num_queries(9):
        reader.get(LIST)
    with django_assert_max_num_queries(10):
        reader.get(post.topic.get_absolute_url())
