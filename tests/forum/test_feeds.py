import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from community.access.audience import PUBLIC
from community.members.models import User
from forum.models import Topic
from forum.remove import hide
from tests.factories.forum import a_board, a_post, a_topic
from tests.factories.networks import a_theme

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    "/nb/diskusjoner/atom.xml",
    "/nb/diskusjoner/tavler/apen/atom.xml",
    "/nb/diskusjoner/tema/sykefravaer/atom.xml",
    "/nb/diskusjoner/emneord/samtale/atom.xml",
]


@pytest.fixture
def topic(author: User, colleague: User) -> Topic:
    board = a_board("apen", PUBLIC)
    topic = a_topic(board, author, "Hvem tar samtalen?", tags=["samtale"], themes=[a_theme()])
    a_post(topic, colleague, "Den som kjenner vakta.")
    a_topic(a_board("vart"), author, "Bare for medlemmer", tags=["samtale", "internt"], themes=[a_theme()])
    return topic


def entries(client: Client, address: str) -> list[ElementTree.Element]:
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_holds_what_is_public_whoever_asks(client: Client, topic: Topic, author: User, address: str) -> None:
    client.force_login(author)
    [entry] = entries(client, address)
    link = entry.find(f"{ATOM}link")
    assert entry.findtext(f"{ATOM}title") == topic.title
    assert link is not None and link.get("href") == settings.WAGTAILADMIN_BASE_URL + topic.get_absolute_url()
    assert "Fagleder Grong" not in ElementTree.tostring(entry, "unicode")


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x1f", "\uffff"])
def test_a_sign_that_xml_cannot_hold_takes_no_feed_away(client: Client, topic: Topic, author: User, sign: str) -> None:
    pasted = a_topic(topic.board, author, f"Limt{sign}inn")
    a_post(pasted, author, f"Fra{sign}Word")
    [newest, _other] = entries(client, FEEDS[0])
    assert newest.findtext(f"{ATOM}title") == "Limt inn"
    assert "Fra Word" in ElementTree.tostring(entries(client, f"/nb/diskusjoner/{pasted.pk}/atom.xml")[0], "unicode")


def test_a_topics_feed_holds_its_posts_without_names(
    client: Client, topic: Topic, colleague: User, editor: User
) -> None:
    hide(a_post(topic, colleague, "Hun er syk."), "Sier hvem det gjelder.", by=editor)
    said = [ElementTree.tostring(entry, "unicode") for entry in entries(client, f"/nb/diskusjoner/{topic.pk}/atom.xml")]
    assert len(said) == 2 and "Den som kjenner vakta." in said[0] and "Rådgiver" in said[0]
    assert colleague.name not in "".join(said) and "Hun er syk" not in "".join(said)


@pytest.mark.parametrize("of", ["tavler/vart", "emneord/internt", "tavler/finnes-ikke", "emneord/finnes-ikke"])
def test_what_is_not_public_has_no_feed(client: Client, topic: Topic, author: User, of: str) -> None:
    client.force_login(author)
    assert client.get(f"/nb/diskusjoner/{of}/atom.xml").status_code == 404


def test_an_unchanged_feed_is_not_sent_again(client: Client, topic: Topic, author: User) -> None:
    first = client.get(FEEDS[0])
    asked = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert client.get(FEEDS[0], **asked).status_code == 304
    a_topic(topic.board, author, "Noe nytt")
    assert client.get(FEEDS[0], **asked).status_code == 200


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_costs_the_same_for_one_and_for_many(
    client: Client, topic: Topic, author: User, django_assert_max_num_queries: Any, address: str
) -> None:
    for number in range(3):
        a_topic(topic.board, author, f"Sak {number}", tags=["samtale"], themes=[a_theme()])
    with django_assert_max_num_queries(3):
        client.get(address)


PAGES = [
    "/nb/diskusjoner/",
    "/nb/diskusjoner/tavler/apen/",
    "/nb/tema/sykefravaer/",
    "/nb/diskusjoner/?tema=sykefravaer",
    "/nb/diskusjoner/?emneord=samtale",
]
VISIBLE = "Følg med i en feed (Atom)"


@pytest.mark.parametrize("page", PAGES)
def test_pages_name_their_feed_to_programs_and_to_people(client: Client, topic: Topic, page: str) -> None:
    said = client.get(page).content.decode()
    (address,) = set(re.findall(r'href="([^"]*atom\.xml)"', said))
    assert '<link rel="alternate" type="application/atom+xml"' in said and VISIBLE in said
    assert client.get(address).status_code == 200


def test_so_does_a_topic(client: Client, topic: Topic) -> None:
    said = client.get(topic.get_absolute_url()).content.decode()
    assert said.count(f'href="/nb/diskusjoner/{topic.pk}/atom.xml"') == 2 and VISIBLE in said


@pytest.mark.parametrize("page", ["tavler/vart/", "?emneord=internt"])
def test_where_nothing_is_public_no_feed_is_offered(client: Client, topic: Topic, author: User, page: str) -> None:
    client.force_login(author)
    said = client.get(f"/nb/diskusjoner/{page}").content.decode()
    assert "Bare for medlemmer" in said and "atom.xml" not in said


def test_of_a_theme_and_a_tag_each_feed_has_its_name(client: Client, topic: Topic) -> None:
    said = client.get("/nb/diskusjoner/?tema=sykefravaer&emneord=samtale").content.decode()
    assert f"{VISIBLE}: Sykefravær og nærvær" in said and f"{VISIBLE}: samtale" in said
