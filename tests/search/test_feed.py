from typing import Any
from xml.etree import ElementTree

import pytest
from django.db.models import F
from django.test import Client

from community.members.models import User
from community.networks.models import Network
from search.models import SearchEntry
from tests.factories.cases import an_experience

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(answer: bytes) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(answer).iter(f"{ATOM}entry")]


def test_the_newest_come_first_and_each_has_a_lasting_id(client: Client, author: User, network: Network) -> None:
    for number, day in ((1, "2020-01-01"), (2, "2024-01-01"), (3, "2022-01-01")):
        experience = an_experience(author, network, f"Kanarifugl {number}")
        SearchEntry.objects.filter(object_id=experience.pk, kind="experience").update(
            date=day, version=F("version") + 1
        )
    answer = client.get("/nb/sok/atom.xml", {"q": "kanarifugl", "order": "relevance", "page": "7"})
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert titles(answer.content) == ["Kanarifugl 2", "Kanarifugl 3", "Kanarifugl 1"]
    assert f"#experience-{experience.pk}".encode() in answer.content


def test_a_feed_tells_each_what_they_may_see(client: Client, author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl", audience=f"network:{network.pk}")
    assert titles(client.get("/nb/sok/atom.xml", {"q": "kanarifugl"}).content) == []
    client.force_login(author)
    answer = client.get("/nb/sok/atom.xml", {"q": "kanarifugl"})
    assert titles(answer.content) == ["Kanarifugl"] and "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({}, "Søk"),
        ({"q": "type:diskusjon"}, "Søk: Diskusjoner"),
        ({"q": "kanarifugl", "kind": ["experience", "topic"]}, "Søk: kanarifugl, Erfaringer, Diskusjoner"),
    ],
)
def test_a_feed_is_called_what_it_is_of(client: Client, asked: dict[str, Any], title: str) -> None:
    answer = client.get("/nb/sok/atom.xml", asked)
    assert ElementTree.fromstring(answer.content).findtext(f"{ATOM}title") == title


def test_the_page_of_hits_links_to_its_feed(client: Client, author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl", again="no")
    page = client.get("/nb/sok/", {"q": "kanarifugl", "again": "no"}).content.decode()
    assert page.count("/nb/sok/atom.xml?q=kanarifugl&amp;again=no") == 2


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x1f", "\x7f", "\uffff"])
def test_a_sign_that_nobody_can_read_parts_words_everywhere(
    client: Client, author: User, network: Network, sign: str
) -> None:
    an_experience(author, network, f"Kanarifugl{sign}i gruva")
    asked = {"q": f"kanarifugl{sign}gruva"}
    assert titles(client.get("/nb/sok/atom.xml", asked).content) == ["Kanarifugl i gruva"]
    assert client.get("/nb/sok/", asked).context["address"].text == "kanarifugl gruva"
