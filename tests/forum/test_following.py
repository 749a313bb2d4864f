import re
from typing import Any

import pytest
from django.test import Client

from community.access.viewer import viewer_for
from community.members.models import User
from community.networks.models import Network
from forum.following import followed_places
from forum.models import Topic, TopicReader, Watch
from forum.watch import watch
from tests.factories.forum import a_board, a_networks_board, a_topic
from tests.factories.networks import a_theme

pytestmark = pytest.mark.django_db
FOLLOWING = "/nb/diskusjoner/folger/"


@pytest.fixture
def topic(author: User, network: Network) -> Topic:
    return a_topic(a_networks_board(network), author, tags=["samtale"], themes=[a_theme()])


@pytest.fixture
def reader(client: Client, colleague: User) -> Client:
    client.force_login(colleague)
    return client


def test_one_chooses_beside_the_discussion(reader: Client, topic: Topic) -> None:
    assert 'name="level"' in reader.get(topic.get_absolute_url()).content.decode()
    reader.post(f"/nb/diskusjoner/{topic.pk}/folg/", {"level": "watching"})
    assert TopicReader.objects.exclude(level="").get().level == "watching"
    said = reader.get(FOLLOWING).content.decode()
    assert topic.title in said and '<option value="watching" selected>Si fra om hvert svar' in said


def get(reader: Client, address: str) -> str:
    return reader.get(address).content.decode()


@pytest.mark.parametrize("what", ["tavler/innovasjon", "tema/sykefravaer", "emneord/samtale"])
def test_boards_themes_and_tags_too(reader: Client, topic: Topic, what: str) -> None:
    answer = reader.post(f"/nb/diskusjoner/{what}/folg/", {"level": "first_post"}, follow=True)
    assert Watch.objects.get().level == "first_post"
    assert '<option value="first_post" selected>' in answer.content.decode()
    assert '<option value="first_post" selected>' in reader.get(FOLLOWING).content.decode()


def test_nothing_said_is_nothing_kept(reader: Client, topic: Topic, colleague: User) -> None:
    watch(topic.board, "watching", by=colleague)
    reader.post("/nb/diskusjoner/tavler/innovasjon/folg/", {"level": "", "back": "/nb/diskusjoner/folger/"})
    assert not Watch.objects.exists()
    assert "Du følger ikke noe ennå" in reader.get(FOLLOWING).content.decode()


@pytest.mark.parametrize("page", ["/nb/tema/sykefravaer/", "/nb/emneord/samtale/"])
def test_a_theme_or_a_tag_is_followed_from_its_own_page_and_one_stays_there(
    reader: Client, topic: Topic, page: str
) -> None:
    form = re.search(r'<form class="stack" method="post" action="([^"]+/folg/)".*?</form>', get(reader, page), re.S)
    assert form and f'name="back" value="{page}"' in form[0]
    assert reader.post(form[1], {"level": "watching", "back": page}).url == page
    assert '<option value="watching" selected>' in get(reader, page)


def test_one_is_sent_nowhere_else(reader: Client, topic: Topic) -> None:
    for elsewhere in ("//example.com/", "https://example.com/", "javascript:alert(1)"):
        answer = reader.post("/nb/diskusjoner/tema/sykefravaer/folg/", {"level": "", "back": elsewhere})
        assert answer.url == "/nb/diskusjoner/?tema=sykefravaer"


def test_a_board_and_a_theme_of_one_name_are_told_apart(reader: Client, topic: Topic, colleague: User) -> None:
    for thing in (topic.board, topic.themes.get(), topic.tags.get()):
        watch(thing, "watching", by=colleague)
    said = get(reader, FOLLOWING)
    assert all(f'<p class="meta">{kind}</p>' in said for kind in ("Tavle", "Tema", "Emneord"))


def test_nobody_follows_what_they_do_not_see(client: Client, topic: Topic, outsider: User) -> None:
    client.force_login(outsider)
    for what in (f"{topic.pk}", "tavler/innovasjon", "emneord/samtale"):
        assert client.post(f"/nb/diskusjoner/{what}/folg/", {"level": "watching"}).status_code == 404
    assert not Watch.objects.exists() and not TopicReader.objects.exclude(level="").exists()


def test_a_level_that_is_none_is_refused(reader: Client, topic: Topic) -> None:
    assert reader.post(f"/nb/diskusjoner/{topic.pk}/folg/", {"level": "loud"}).status_code == 404


def test_what_one_followed_and_may_no_longer_see_is_not_named(topic: Topic, outsider: User) -> None:
    for thing in (topic.board, topic.tags.get(), topic.themes.get(), topic):
        watch(thing, "watching", by=outsider)
    assert [control.name for control in followed_places(viewer_for(outsider))] == [topic.themes.get().name]


def test_lists_and_pages_stay_cheap(
    reader: Client, topic: Topic, colleague: User, author: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        watch(a_topic(a_board(f"tavle-{number}"), author), "watching", by=colleague)
        watch(a_board(f"enda-{number}"), "muted", by=colleague)
    for address in (FOLLOWING, "/nb/diskusjoner/?tema=sykefravaer&emneord=samtale", topic.board.get_absolute_url()):
        reader.get(address)  # what a process learns once: content types, and which municipalities take part
        with django_assert_max_num_queries(11):
            reader.get(address)
    with django_assert_max_num_queries(10):
        reader.get(topic.get_absolute_url())
