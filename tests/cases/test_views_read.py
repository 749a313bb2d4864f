import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from cases.models import Experience, ExperiencePicture, Measure
from cases.retire import archive
from cases.submit import submit
from community.access.audience import MEMBERS, network_key
from community.images.uploads import store_picture
from community.members.models import User
from community.networks.grant import end
from community.networks.models import Network
from search.changes.relate import relate
from search.saved.tell import tell
from tests.factories.cases import a_draft, an_experience
from tests.factories.networks import a_theme
from tests.factories.resources import a_resource


def a_photo() -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(data, "JPEG")
    return SimpleUploadedFile("vaktplan.jpg", data.getvalue(), "image/jpeg")


def test_a_visitor_reads_what_is_public(client: Client, author: User, network: Network) -> None:
    published = an_experience(author, network)
    page = client.get(published.get_absolute_url())
    assert page.status_code == 200 and "Mentorene ble slitne" in page.content.decode()


def test_a_union_role_is_not_shown_to_everyone(client: Client, author: User, network: Network) -> None:
    author.function = "Hovedtillitsvalgt i Fagforbundet"
    published = an_experience(author, network)
    assert "tillitsvalgt" not in client.get(published.get_absolute_url()).content.decode()
    document = published.search_document()
    assert document and document.author == ""


@pytest.mark.parametrize("audience", ["members", "network"])
def test_what_is_not_for_visitors_is_as_if_it_never_was(
    client: Client, author: User, network: Network, audience: str
) -> None:
    key = MEMBERS if audience == "members" else network_key(network.pk)
    hidden = an_experience(author, network, audience=key)
    page, never = client.get(hidden.get_absolute_url()), client.get("/nb/erfaringer/999999-mentor-for-nye-vikarer/")
    assert page.status_code == never.status_code == 404
    assert page.content.decode().count("Mentor") == 0


def test_an_old_title_leads_on_but_only_whoever_may_see(client: Client, author: User, network: Network) -> None:
    open_one = an_experience(author, network)
    closed = an_experience(author, network, audience=MEMBERS)
    for rest in ("-gammelt-navn", ""):
        moved = client.get(f"/nb/erfaringer/{open_one.pk}{rest}/?fra=post&q=æ")
        assert (moved.status_code, moved["Location"]) == (302, f"{open_one.get_absolute_url()}?fra=post&q=%C3%A6")
        assert client.get(f"/nb/erfaringer/{closed.pk}{rest}/").status_code == 404


def test_served_under_all_languages_with_one_canonical_address(client: Client, author: User, network: Network) -> None:
    nynorsk = an_experience(author, network, language="nn")
    path = nynorsk.get_absolute_url().split("/", 2)[2]
    for prefix in ("nb", "nn", "en"):
        page = client.get(f"/{prefix}/{path}").content.decode()
        assert f'rel="canonical" href="http://localhost:8000/nn/{path}"' in page


def test_the_authors_words_are_named_by_their_language_and_the_sites_own_are_not(
    client: Client, author: User, network: Network
) -> None:
    path = an_experience(author, network, language="nn").get_absolute_url().split("/", 2)[2]
    page = client.get(f"/en/{path}").content.decode()
    assert '<h1 class="title" lang="nn">' in page and '<div class="prose" lang="nn">' in page
    assert "<article>" in page and '<h2 class="h3">What did not work</h2>' in page
    assert 'lang="nn">' not in client.get(f"/nn/{path}").content.decode().partition("<main")[2]


def test_a_reference_ends_with_one_sign_and_the_address(client: Client, author: User, network: Network) -> None:
    asked = an_experience(author, network, "Hva sa de?")
    page = client.get(asked.get_absolute_url()).content.decode()
    assert f"<span>Hva sa de?</span> Saman, erfaring {asked.pk}." in page
    assert f'<span class="address">http://localhost:8000{asked.get_absolute_url()}</span>' in page


def fill(experience: Experience, author: User, n: int) -> None:
    for number in range(n):
        upload = store_picture(a_photo(), by=author)
        experience.pictures.add(ExperiencePicture(upload=upload, alt_text=f"Bilde {number}"))
        experience.measures.add(Measure(name=f"Mål {number}", before=number, after=number + 1))
        experience.tags.add(f"merke{number}")
    experience.themes.set([a_theme()])
    experience.save()


def test_a_page_costs_the_same_however_much_is_on_it(
    client: Client, author: User, network: Network, django_assert_max_num_queries: object
) -> None:
    small, large = an_experience(author, network), an_experience(author, network, "En større en")
    fill(small, author, 1)
    fill(large, author, 10)
    large.resources.add(*(a_resource(author, network, f"Skjema for mentor {n}") for n in range(3)))
    large.save()
    tell()
    relate()
    client.get(small.get_absolute_url())
    for experience in (small, large):
        with django_assert_max_num_queries(10):
            client.get(experience.get_absolute_url())
    client.force_login(author)
    client.get(small.get_absolute_url())  # what a process learns once: the kinds of content
    with django_assert_max_num_queries(14):
        client.get(large.get_absolute_url())


def test_the_list_costs_the_same_for_one_and_for_three(
    client: Client, author: User, network: Network, django_assert_num_queries: object
) -> None:
    an_experience(author, network).themes.set([a_theme()])
    client.get("/nb/erfaringer/")
    with CaptureQueriesContext(connection) as one:
        client.get("/nb/erfaringer/")
    cost = len(one)
    for title in ("To", "Tre"):
        an_experience(author, network, title)
    assert client.get("/nb/erfaringer/").context["total"] == 3  # counted anew, and then kept
    with django_assert_num_queries(cost):
        client.get("/nb/erfaringer/")


def test_the_list_is_narrowed_by_what_stands_in_the_address(client: Client, author: User, network: Network) -> None:
    an_experience(author, network, "Den som virket", again="yes")
    an_experience(author, network, "Den andre", again="no")
    page = client.get("/nb/erfaringer/?again=no&language=xx&key=rubbish").content.decode()
    assert "Den andre" in page and "Den som virket" not in page


def test_the_list_is_narrowed_to_one_network(client: Client, author: User, outsider: User, network: Network) -> None:
    an_experience(author, network, "Fra nettverket")
    an_experience(outsider, Network.objects.get(slug="heltid"), "Fra et annet")
    page = client.get(f"/nb/erfaringer/?network={network.slug}").content.decode()
    assert "Fra nettverket" in page and "Fra et annet" not in page
    assert f'name="network" value="{network.slug}" checked' in page


def test_a_picture_is_seen_by_whoever_sees_the_experience(
    client: Client, author: User, colleague: User, outsider: User, network: Network
) -> None:
    closed = an_experience(author, network, audience=network_key(network.pk))
    fill(closed, author, 1)
    picture = closed.pictures.get().upload
    address = f"/nb/erfaringer/{closed.pk}/filer/{picture.key}/small/"
    assert client.get(address).status_code == 404
    client.force_login(outsider)
    assert client.get(address).status_code == 404
    client.force_login(colleague)
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "image/webp"
    answer.close()


def test_an_upload_is_not_served_under_another_experience(client: Client, author: User, network: Network) -> None:
    mine, other = a_draft(author, network), an_experience(author, network, "En annen")
    fill(mine, author, 1)
    key = mine.pictures.get().upload.key
    client.force_login(author)
    assert client.get(f"/nb/erfaringer/{other.pk}/filer/{key}/small/").status_code == 404
    assert client.get(f"/nb/erfaringer/{mine.pk}/filer/{uuid4()}/small/").status_code == 404


def test_mine_shows_what_waits_for_me_first(client: Client, author: User, network: Network) -> None:
    a_draft(author, network, "Et utkast")
    an_experience(author, network, "Sendt tilbake", review_state="sent_back")
    client.force_login(author)
    page = client.get("/nb/mine-erfaringer/").content.decode()
    assert page.index("Sendt tilbake") < page.index("Et utkast")


def links(client: Client, user: User, experience: Experience) -> set[str]:
    """What can be pressed in the list of one's own; each of them leads somewhere."""
    client.force_login(user)
    page = client.get("/nb/mine-erfaringer/").content.decode()
    found = set(re.findall(rf'href="(/nb/erfaringer/{experience.pk}[-/][^"]*)"', page))
    assert [address for address in found if client.get(address).status_code != 200] == []
    return {address.rstrip("/").rsplit("/")[-1] for address in found}


def test_a_live_one_that_waits_for_an_editor_can_be_taken_back(client: Client, author: User, network: Network) -> None:
    published = an_experience(author, network, "Levende", themes=[a_theme()])
    assert links(client, author, published) == {f"{published.pk}-levende", "rediger"}
    submit(published, by=author)
    assert links(client, author, published) == {f"{published.pk}-levende", "trekk-tilbake"}


@pytest.mark.parametrize("live", [True, False])
def test_what_is_closed_to_a_former_member_has_no_button(
    client: Client, author: User, network: Network, live: bool
) -> None:
    make = an_experience if live else a_draft
    theirs = make(author, network, "Fra den gang", audience=network_key(network.pk), review_state="sent_back")
    assert "rediger" in links(client, author, theirs)
    end(author.roles.get())
    assert links(client, author, theirs) == set()
    assert "Fra den gang" in client.get("/nb/mine-erfaringer/").content.decode()


def test_what_is_archived_is_not_edited(client: Client, author: User, network: Network) -> None:
    archived = archive(an_experience(author, network, "Gjemt"), by=author)
    assert links(client, author, archived) == {f"{archived.pk}-gjemt"}


def test_the_list_of_ones_own_costs_the_same_for_one_and_for_three(
    client: Client, author: User, network: Network
) -> None:
    client.force_login(author)
    asked = []
    for titles in (["En"], ["To", "Tre"]):
        for title in titles:
            a_draft(author, network, title)
        client.get("/nb/mine-erfaringer/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/nb/mine-erfaringer/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("kind", ["erfaringer", "ressurser"])
def test_a_list_names_languages_as_the_search_does(client: Client, kind: str) -> None:
    page = client.get(f"/nb/{kind}/").content.decode()
    assert "Nynorsk" in page and "> nynorsk" not in page and ">nynorsk" not in page
