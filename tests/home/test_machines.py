from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from cases.setup import setup_review
from community.access.audience import MEMBERS, PUBLIC
from community.members.models import User
from community.networks.grant import EDITORS
from community.networks.models import Network
from community.notifications.models import OutgoingMail
from community.worker import health
from forum.remove import hide
from home.models import FrontPage
from tests.factories.cases import an_experience
from tests.factories.forum import a_board, a_topic
from tests.home.conftest import AddPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://saman.example"


def sitemap(client: Client) -> str:
    """All that the files say which the map leads to."""
    files = ElementTree.fromstring(client.get("/sitemap.xml").content).findall(".//{*}loc")
    texts = [client.get(urlsplit(file.text).path).content.decode() for file in files]
    assert [ElementTree.fromstring(text).tag.partition("}")[2] for text in texts] == ["urlset"] * len(texts)
    return "".join(texts)


def test_the_sitemap_names_each_page_in_its_own_language(client: Client, add_page: AddPage) -> None:
    add_page("What is Saman?", slug="about", language="en", of=add_page("Om Saman", slug="om"))
    text = sitemap(client)
    assert "<loc>https://saman.example/nb/om/</loc>" in text and "<loc>https://saman.example/en/about/</loc>" in text
    assert 'hreflang="en" href="https://saman.example/en/about/"' in text


def test_the_sitemap_names_an_experience_once_in_its_own_language(
    client: Client, author: User, network: Network
) -> None:
    experience = an_experience(author, network, "Frå vikar til fagbrev", language="nn")
    text = sitemap(client)
    assert f"/nn/erfaringer/{experience.pk}-" in text and f"/nb/erfaringer/{experience.pk}-" not in text


def test_the_sitemap_can_be_read_whatever_is_pasted_into_a_title(
    client: Client, author: User, network: Network, add_page: AddPage
) -> None:
    an_experience(author, network, "Limt\x0binn")
    a_topic(a_board("apen", PUBLIC), author, "Limt\x01inn")
    add_page("Limt\x0binn", slug="limt-inn")
    assert sitemap(client).count("limt") == 3  # each is parsed as it is fetched


def test_what_is_closed_stands_in_no_sitemap_even_for_those_who_may_read_it(
    client: Client, author: User, network: Network, add_page: AddPage
) -> None:
    an_experience(author, network, "Bare for oss", audience=MEMBERS)
    add_page("Intern", slug="intern", audience=MEMBERS)
    client.force_login(author)
    text = sitemap(client)
    assert "bare-for-oss" not in text and "intern" not in text


def test_the_sitemap_is_parted_so_that_no_file_is_too_long(
    client: Client, author: User, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("home.sitemap.BLOCK", 2)
    written = [an_experience(author, network, f"Erfaring {number}") for number in range(5)]
    index, text = client.get("/sitemap.xml").content.decode(), sitemap(client)
    assert index.count("/sitemap/erfaringer-") == 3
    assert [text.count(f"{one.get_absolute_url()}</loc>") for one in written] == [1] * 5
    assert client.get("/sitemap/erfaringer-99.xml").status_code == 404


def test_the_sitemap_is_written_once_and_again_once_something_changes(
    client: Client, author: User, network: Network, django_assert_num_queries: Any
) -> None:
    experience = an_experience(author, network, "Kanarifugl")
    assert f"/{experience.pk}-" in sitemap(client)
    with django_assert_num_queries(0):
        sitemap(client)
    experience.unpublish()
    assert f"/{experience.pk}-" not in sitemap(client)


def test_the_sitemap_names_a_public_discussion_in_its_own_language(client: Client, author: User) -> None:
    board = a_board(audience=PUBLIC)
    topic = a_topic(board, author, "Kven tek helga?", language="nn")
    a_topic(a_board("lukket"), author, "Bare for oss")
    gone = a_topic(board, author, "Skjult")
    assert f"/nn/diskusjoner/{topic.pk}-kven-tek-helga/</loc>" in sitemap(client)
    hide(gone.posts.get(), "Sier hvem det gjelder.", by=author)
    assert "bare-for-oss" not in sitemap(client) and "skjult" not in sitemap(client)


def test_discussions_are_parted_by_key_and_only_where_there_are_any(
    client: Client, author: User, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr("home.sitemap.BLOCK", 2)
    public, closed = a_board(audience=PUBLIC), a_board("lukket")
    for pk in (10, 11, 14, 22):
        a_topic(public if pk != 14 else closed, author, pk=pk)
    with django_assert_num_queries(6) as asked:
        index = client.get("/sitemap.xml").content.decode()
    assert [block for block in range(13) if f"/sitemap/diskusjoner-{block}.xml" in index] == [5, 11]
    of_topics = [query["sql"] for query in asked if "forum_topic" in query["sql"]]
    assert len(of_topics) == 3 and all("LIMIT 1" in sql and "COUNT" not in sql for sql in of_topics)
    assert client.get("/sitemap/diskusjoner-7.xml").status_code == 404


def test_robots_are_told_where_the_sitemap_is(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: https://saman.example/sitemap.xml" in text and "Disallow: /admin/" in text


def test_all_is_well_once_the_site_is_set_up(client: Client) -> None:
    setup_review()
    response = client.get("/helse/")
    assert response.status_code == 200 and response.json()["ok"] is True


def test_a_site_without_its_review_says_so(client: Client) -> None:
    response = client.get("/helse/")
    assert response.status_code == 503 and response.json()["checks"]["review"] == {"ok": False}


def test_a_site_whose_editors_are_gone_says_so(client: Client) -> None:
    setup_review()
    Group.objects.filter(name=EDITORS).delete()
    assert client.get("/helse/").json()["checks"]["review"] == {"ok": False}


def test_mail_that_nobody_delivers_is_noticed(client: Client) -> None:
    setup_review()
    late = timezone.now() - timedelta(hours=1)
    OutgoingMail.objects.create(message_id="<1@x>", sender="a@example.org", recipients=[], subject="", message=b"")
    OutgoingMail.objects.update(next_attempt_at=late)
    response = client.get("/helse/")
    assert response.status_code == 503 and response.json()["checks"]["mail"]["seconds_waiting"] >= 3600


def test_health_is_asked_without_a_language(client: Client, fronts: dict[str, FrontPage]) -> None:
    assert client.get("/helse/")["Content-Type"] == "application/json"


def test_the_icon_is_found_where_browsers_look_for_it(client: Client) -> None:
    assert client.get("/favicon.ico")["Content-Type"] == "image/svg+xml"


def test_what_a_room_has_registered_is_looked_at(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    setup_review()
    monkeypatch.setattr(health, "_checks", {})
    health.register("search", lambda: {"ok": False, "seconds_waiting": 3600})
    response = client.get("/helse/")
    assert response.status_code == 503
    assert response.json()["checks"]["search"] == {"ok": False, "seconds_waiting": 3600}
