"""The page of a tag, its old addresses, and the vocabulary on the editors' desk."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access.audience import PUBLIC, network_key
from community.members.models import User
from community.networks.models import Network
from community.publishing.models import Tag
from community.publishing.vocabulary.merge import merge
from tests.factories.cases import an_experience
from tests.factories.forum import a_board, a_topic
from tests.factories.resources import a_resource
from tests.publishing.test_vocabulary import called, tagged

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(author: User, network: Network) -> Tag:
    """A tag on a network's own alone."""
    tagged(an_experience(author, network, "Bare for oss", audience=network_key(network.pk)), "hemmeleg")
    return called("hemmeleg")


def test_a_tags_page_shows_all_kinds_that_bear_it(client: Client, author: User, network: Network) -> None:
    tagged(an_experience(author, network, "En erfaring"), "vikar")
    tagged(a_resource(author, network, "Et skjema"), "vikar")
    a_topic(a_board(audience=PUBLIC), author, "Et spørsmål", tags=["vikar"])
    page = client.get(reverse("home:tag", args=["vikar"])).content.decode()
    assert all(title in page for title in ("En erfaring", "Et skjema", "Et spørsmål"))


def test_what_is_closed_is_not_on_it(client: Client, author: User, network: Network, hidden: Tag) -> None:
    tagged(an_experience(author, network, "For alle"), "hemmeleg")
    page = client.get(reverse("home:tag", args=["hemmeleg"])).content.decode()
    assert "For alle" in page and "Bare for oss" not in page


def test_a_tag_of_what_one_does_not_see_never_was(client: Client, author: User, hidden: Tag) -> None:
    assert client.get(reverse("home:tag", args=["hemmeleg"])).status_code == 404
    client.force_login(author)
    assert client.get(reverse("home:tag", args=["hemmeleg"])).status_code == 200


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/nb/emneord/vikarar/", "/nb/emneord/vikar/"),
        ("/nb/diskusjoner/?emneord=vikarar&vis=lost", "/nb/diskusjoner/?emneord=vikar&vis=lost"),
        ("/nb/ressurser/?tag=vikarar", "/nb/ressurser/?tag=vikar"),
        ("/nb/sok/?q=mentor&tag=vikarar", "/nb/sok/?q=mentor&tag=vikar"),
        ("/nb/diskusjoner/emneord/vikarar/atom.xml", "/nb/diskusjoner/emneord/vikar/atom.xml"),
    ],
)
def test_the_address_of_a_merged_tag_leads_on(
    client: Client, author: User, network: Network, editor: User, old: str, new: str
) -> None:
    a_topic(a_board(audience=PUBLIC), author, tags=["vikar", "vikarar"])
    merge(called("vikarar"), called("vikar"), by=editor)
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (302, new)


def test_an_old_address_leads_nobody_to_what_they_did_not_know(
    client: Client, author: User, network: Network, editor: User, hidden: Tag
) -> None:
    tagged(an_experience(author, network, "For alle"), "open")
    merge(hidden, called("open"), by=editor)
    assert client.get("/nb/emneord/hemmeleg/").status_code == 404
    assert client.get("/nb/sok/?tag=hemmeleg").status_code == 200
    client.force_login(author)
    assert client.get("/nb/emneord/hemmeleg/")["Location"] == "/nb/emneord/open/"


def test_the_page_costs_the_same_for_one_and_for_many(client: Client, author: User, network: Network) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("home:tag", args=["vikar"]))
        return len(captured)

    tagged(an_experience(author, network, "En"), "vikar")
    tagged(a_resource(author, network, "En"), "vikar")
    few = queries()
    for title in ("To", "Tre"):
        tagged(an_experience(author, network, title), "vikar")
        tagged(a_resource(author, network, title), "vikar")
    assert queries() == few


def test_an_experience_leads_to_the_pages_of_its_tags(client: Client, author: User, network: Network) -> None:
    experience = tagged(an_experience(author, network), "vikar")
    page = client.get(experience.get_absolute_url()).content.decode()
    assert f'href="{reverse("home:tag", args=["vikar"])}"' in page


def test_suggestions_are_for_members_while_they_write(client: Client, author: User, network: Network) -> None:
    tagged(an_experience(author, network), "vikar")
    url = reverse("home:tag_suggest")
    assert client.get(url, {"q": "vi"}).status_code == 302
    client.force_login(author)
    assert client.get(url, {"q": "Vi"}).json() == {"found": ["vikar"]}
    assert client.get(url, {"q": ""}).json() == {"found": []}


def test_a_tag_is_suggested_in_the_other_written_form(
    client: Client, author: User, network: Network, outsider: User
) -> None:
    tagged(an_experience(author, network, audience=network_key(network.pk)), "hjemmetjeneste", "sjukeheim")
    url = reverse("home:tag_suggest")
    for user, found in ((author, ["hjemmetjeneste", "sjukeheim"]), (outsider, [])):
        client.force_login(user)
        assert [name for q in ("heimet", "sykehj") for name in client.get(url, {"q": q}).json()["found"]] == found


def test_an_editor_renames_promotes_retires_and_merges(
    client: Client, author: User, network: Network, editor: User
) -> None:
    tagged(an_experience(author, network), "vikarar", "sommar")
    client.force_login(editor)
    tag = called("vikarar")
    assert "vikarar" in client.get(reverse("home:desk_tags"), {"q": "VIKAR"}).content.decode()
    client.post(reverse("home:desk_tag", args=[tag.pk]), {"name": "vikar"})
    client.post(reverse("home:desk_tag_state", args=[tag.pk]), {"do": "promote"})
    assert "vikar" in client.get(reverse("home:tag_list")).content.decode()
    client.post(reverse("home:desk_tag_state", args=[tag.pk]), {"do": "retire"})
    assert "vikar" in client.get(reverse("home:desk_tags"), {"vis": "utgatt"}).content.decode()
    client.post(reverse("home:desk_tag_merge", args=[called("sommar").pk]), {"into": "Vikar, "})
    assert [one.name for one in Tag.objects.all()] == ["vikar"]


@pytest.mark.parametrize(
    ("route", "sent", "said"),
    [
        ("home:desk_tag", {"name": ""}, "Skriv hva det skal hete"),
        ("home:desk_tag", {"name": "a, b"}, "komma"),
        ("home:desk_tag", {"name": "!?"}, "bokstav"),
        ("home:desk_tag", {"name": "SOMMAR"}, "Slå det sammen med «sommar»"),
        ("home:desk_tag_merge", {"into": "finnes ikke"}, "finnes ikke"),
        ("home:desk_tag_merge", {"into": "vikarar"}, "Velg et annet"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    client: Client, author: User, network: Network, editor: User, route: str, sent: dict[str, Any], said: str
) -> None:
    tagged(an_experience(author, network), "vikarar", "sommar")
    client.force_login(editor)
    page = client.post(reverse(route, args=[called("vikarar").pk]), sent).content.decode()
    assert said in page
    assert Tag.objects.filter(name="vikarar").exists()


def test_an_editor_is_shown_no_word_from_a_room_that_they_are_not_in(
    client: Client, author: User, network: Network, editor: User
) -> None:
    tagged(an_experience(author, network, audience="room:7"), "romord")
    client.force_login(editor)
    assert "romord" not in client.get(reverse("home:desk_tags")).content.decode()
    assert client.get(reverse("home:desk_tag", args=[called("romord").pk])).status_code == 404


def test_the_vocabulary_goes_on_in_the_order_of_the_alphabet(
    client: Client, author: User, network: Network, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("home.tag_desk.SHOWN", 2)
    tagged(an_experience(author, network), "ærleg", "ønske", "åpen", "zoo")
    client.force_login(editor)
    first = client.get(reverse("home:desk_tags"))
    assert "Neste" in first.content.decode() and "Eldre" not in first.content.decode()
    second = client.get(reverse("home:desk_tags"), {"key": first.context["page"].older})
    assert [row.tag.name for row in second.context["rows"]] == ["ønske", "åpen"]
    assert "Forrige" in second.content.decode()
