"""What a topic is called and stands under can be mended: by who began it, and by moderators."""

import pytest
from django.test import Client
from django.urls import reverse

from community.access.viewer import viewer_for
from community.members.models import User
from community.networks.models import Network, Theme
from community.notifications.fan_out import pick_up
from community.notifications.models import Event, Notice
from forum.edit import ChangedMeanwhileError, relabel
from forum.label import Labels
from forum.lists import Choice, page_of
from forum.models import Act, Post, Topic
from forum.move import move
from forum.state import close
from forum.watch import watch
from search.find import find
from tests.factories.forum import a_board, a_networks_board, a_topic
from tests.factories.networks import a_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(db: None) -> Theme:
    return a_theme()


@pytest.fixture
def topic(author: User, theme: Theme) -> Topic:
    return a_topic(a_board(), author, "Hvem tar samtalen?", themes=[theme], tags=["samtale", "turnus"])


@pytest.fixture
def other(db: None) -> Theme:
    return Theme.objects.create(slug="rekruttering", name_nb="Rekruttering", name_nn="Rekruttering", name_en="Hiring")


def of(topic: Topic) -> Labels:
    return Labels.of(Topic.objects.get(pk=topic.pk))


def own_address(topic: Topic) -> str:
    return reverse("forum:edit", args=[topic.posts.get(number=1).pk])


def listed(topic: Topic, person: User, **choice: str) -> bool:
    return topic.pk in [row.pk for row in page_of(viewer_for(person), Choice(**choice)).rows]


def found(text: str, person: User) -> list[Topic]:
    return [hit.thing for hit in find(text, viewer_for(person)).hits if isinstance(hit.thing, Topic)]


def test_who_began_it_changes_all_in_the_form_of_their_post(
    client: Client, topic: Topic, author: User, other: Theme
) -> None:
    client.force_login(author)
    said = client.get(own_address(topic)).content.decode()
    assert 'value="samtale, turnus"' in said and 'value="Hvem tar samtalen?"' in said
    sent = {"title": "Hvem ringer?", "text": "Slik", "themes": [other.pk], "tags": "natt, turnus", "version": 1}
    assert client.post(own_address(topic), sent).status_code == 302
    assert of(topic) == Labels("Hvem ringer?", frozenset([other]), frozenset(["natt", "turnus"]))


def test_lists_and_search_follow_at_once(topic: Topic, author: User, theme: Theme, other: Theme) -> None:
    relabel(topic, Labels("Hvem ringer?", frozenset([other]), frozenset(["natt"])), expected_version=1, by=author)
    assert listed(topic, author, theme=other.slug) and listed(topic, author, tag="natt")
    assert not listed(topic, author, theme=theme.slug) and not listed(topic, author, tag="samtale")
    assert found("ringer", author) == [topic] and found("samtalen", author) == []


def test_moderators_do_it_with_a_form_of_their_own(
    client: Client, topic: Topic, editor: User, colleague: User, other: Theme
) -> None:
    address = reverse("forum:label", args=[topic.pk])
    close(topic, "Ferdig", by=editor)
    client.force_login(colleague)
    assert client.post(address, {"title": "Kapret"}).status_code == 403
    client.force_login(editor)
    assert address in client.get(topic.get_absolute_url()).content.decode()
    answer = client.post(address, {"title": topic.title, "themes": [other.pk], "tags": "natt", "version": 1})
    assert answer.status_code == 302 and of(topic).themes == {other} and Act.objects.filter(what="label").count() == 1


def test_of_another_title_its_writer_is_told_and_nobody_of_the_rest(
    topic: Topic, author: User, colleague: User, editor: User, other: Theme
) -> None:
    watch(other, "watching", by=colleague)
    pick_up()
    stands = of(topic)
    relabel(topic, Labels(stands.title, frozenset([other]), stands.tags), expected_version=1, by=editor)
    pick_up()
    assert not Notice.objects.exists()
    relabel(topic, Labels("Hvem ringer?", frozenset([other]), stands.tags), expected_version=2, by=editor)
    pick_up()
    assert [notice.user for notice in Notice.objects.all()] == [author]
    assert Event.objects.filter(kind="forum.topic").count() == 1


def test_the_second_of_two_tabs_keeps_what_was_typed(client: Client, topic: Topic, author: User) -> None:
    client.force_login(author)
    text = topic.posts.get().text
    first = {"title": "Hvem ringer?", "text": text, "tags": "natt", "version": 1}
    second = {"title": "Hvem snakker?", "text": text, "tags": "natt, helg", "version": 1}
    client.post(own_address(topic), first)
    answer = client.post(own_address(topic), second)
    said = answer.content.decode()
    assert answer.status_code == 409 and of(topic).title == "Hvem ringer?"
    assert 'value="Hvem snakker?"' in said and 'value="natt, helg"' in said and "<ins>snakker</ins>" in said
    client.post(own_address(topic), {**second, "version": 2})
    assert of(topic).title == "Hvem snakker?"


def test_a_moderator_and_the_writer_meet_as_two_tabs_do(topic: Topic, author: User, editor: User) -> None:
    relabel(topic, Labels("Hvem ringer?"), expected_version=1, by=author)
    with pytest.raises(ChangedMeanwhileError):
        relabel(topic, Labels("Hvem snakker?"), expected_version=1, by=editor)
    relabel(topic, Labels("Hvem ringer?"), expected_version=1, by=editor)
    assert not Act.objects.exists() and Post.objects.get(topic=topic).version == 2


def test_what_is_wrong_is_said_and_nothing_is_lost(client: Client, topic: Topic, editor: User) -> None:
    client.force_login(editor)
    sent = {"title": "", "tags": "a, b, c, d, e, f", "version": 1}
    said = client.post(reverse("forum:label", args=[topic.pk]), sent).content.decode()
    assert "Skriv en tittel." in said and "Høyst fem emneord." in said and 'value="a, b, c, d, e, f"' in said


def test_a_title_given_out_of_its_writers_sight_is_not_told_them(
    client: Client, outsider: User, network: Network, editor: User
) -> None:
    topic = move(a_topic(a_board(), outsider, "Hvem tar samtalen?"), a_networks_board(network), by=editor)
    relabel(topic, Labels("Saken om Fjellheim"), expected_version=1, by=editor)
    pick_up()
    client.force_login(outsider)
    said = client.get("/nb/varsler/").content.decode()
    assert "flyttet dit du ikke kan lese den" in said and "Fjellheim" not in said
