from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Experience
from community.access.audience import MEMBERS, network_key
from community.members.models import User
from community.networks.grant import end
from community.networks.models import Network
from community.notifications.choose import stop
from community.notifications.models import Notice
from search.saved import keep
from search.saved.models import SavedHit, SavedSearch
from search.saved.notices import HIT
from tests.factories.cases import an_experience
from tests.factories.networks import a_theme
from tests.factories.saved import a_search, after_a_while

pytestmark = pytest.mark.django_db
NEW, ALL = "/nb/lagrede-sok/nytt/", "/nb/lagrede-sok/"
SENT = {"name": "Vakter", "text": "langvakter", "frequency": "daily"}


@pytest.fixture
def reader(client: Client, colleague: User) -> Client:
    client.force_login(colleague)
    return client


def at(search: SavedSearch, what: str = "") -> str:
    return f"{ALL}{search.pk}/{what}"


def test_the_result_page_leads_a_member_there_and_no_visitor(
    client: Client, colleague: User, author: User, network: Network
) -> None:
    an_experience(author, network, "Vi prøvde langvakter")
    address = "/nb/sok/?q=langvakter&kind=experience"
    assert NEW not in client.get(address).content.decode()
    client.force_login(colleague)
    assert f"{NEW}?q=langvakter&amp;kind=experience" in client.get(address).content.decode()
    assert NEW not in client.get("/nb/sok/").content.decode()


def test_a_search_is_saved_with_its_words_and_filters(reader: Client, colleague: User) -> None:
    theme = a_theme()
    address = f"{NEW}?q=langvakter&theme={theme.slug}&kind=experience&kind=topic&exact=1"
    page = reader.get(address).content.decode()
    assert 'value="langvakter"' in page and f"Tema: {theme.name}" in page
    chosen = [f"theme={theme.slug}", "kind=experience"]  # one was unticked
    answer = reader.post(address, SENT | {"filters": chosen}, follow=True)
    search = SavedSearch.objects.get(user=colleague)
    assert search.filters == {"kind": ["experience"], "theme": [theme.slug]}
    assert (search.name, search.text, search.exact, search.frequency) == ("Vakter", "langvakter", True, "daily")
    assert answer.redirect_chain == [(at(search), 302)]


def test_a_field_that_is_typed_is_a_filter(reader: Client, colleague: User) -> None:
    theme = a_theme()
    reader.post(f"{NEW}?q=langvakter", SENT | {"text": f"langvakter tema:{theme.slug}"})
    search = SavedSearch.objects.get(user=colleague)
    assert (search.text, search.filters) == ("langvakter", {"theme": [theme.slug]})


def test_what_is_pasted_with_signs_that_nobody_can_read_is_its_words(reader: Client, colleague: User) -> None:
    reader.post(f"{NEW}?q=x", SENT | {"text": "lange\x0bvakter\x01"})
    assert SavedSearch.objects.get(user=colleague).text == "lange vakter"


def test_sent_twice_it_is_saved_once(reader: Client) -> None:
    for _click in range(2):
        assert reader.post(f"{NEW}?q=langvakter", SENT).status_code == 302
    assert SavedSearch.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"name": "  "}, "Gi søket et navn."),
        ({"name": "x" * 81}, "80 tegn"),
        ({"text": " "}, "Skriv et ord å lete etter"),
        ({"text": "x" * 401}, "400 tegn"),
        ({"frequency": "hourly"}, "hourly"),
        ({"filters": ["theme=finnes-ikke"]}, "finnes-ikke"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_the_field_and_kept(
    reader: Client, sent: dict[str, Any], says: str
) -> None:
    page = reader.post(f"{NEW}?q=langvakter&kind=experience", SENT | sent).content.decode()
    assert says in page and ("text" in sent or 'value="langvakter"' in page)
    assert not SavedSearch.objects.exists()


def test_a_name_stands_for_one_search(reader: Client, colleague: User, author: User) -> None:
    a_search(author, "elsykkel", "Vakter")
    a_search(colleague, "elsykkel", "Vakter")
    page = reader.post(f"{NEW}?q=langvakter", SENT).content.decode()
    assert "Du har et søk med dette navnet." in page and 'value="langvakter"' in page
    assert SavedSearch.objects.filter(user=colleague).count() == 1


def test_there_can_be_so_many_and_no_more(reader: Client, colleague: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "MOST", 2)
    for name in ("En", "To"):
        a_search(colleague, name=name)
    page = reader.post(f"{NEW}?q=langvakter", SENT).content.decode()
    assert "Slett et som du ikke trenger lenger." in page and SavedSearch.objects.count() == 2


def test_it_is_renamed_and_changed(reader: Client, colleague: User) -> None:
    search = a_search(colleague, filters={"kind": ("experience",)})
    begun = search.begun_at
    assert "langvakter" in reader.get(at(search, "endre/")).content.decode()
    kept = {"name": "Nattevakter", "text": "langvakter", "filters": ["kind=experience"], "frequency": "never"}
    reader.post(at(search, "endre/"), kept)
    search.refresh_from_db()
    assert (search.name, search.frequency, search.begun_at) == ("Nattevakter", "never", begun)
    reader.post(at(search, "endre/"), kept | {"text": "nattevakter"})
    search.refresh_from_db()
    assert search.text == "nattevakter" and search.begun_at > begun


def test_it_is_deleted_once_that_is_asked(reader: Client, colleague: User) -> None:
    search = a_search(colleague)
    assert "Vil du slette det lagrede søket?" in reader.get(at(search, "slett/")).content.decode()
    assert SavedSearch.objects.exists()
    assert reader.post(at(search, "slett/"), follow=True).redirect_chain == [(ALL, 302)]
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("what", ["", "endre/", "slett/", "lest/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_those_of_others_are_not_there(reader: Client, author: User, what: str, method: str) -> None:
    search = a_search(author, "noe hemmelig")
    wrong = 405 if (what, method) in {("lest/", "get"), ("", "post")} else 404
    answer = getattr(reader, method)(at(search, what))
    assert answer.status_code == wrong and "hemmelig" not in answer.content.decode()
    assert SavedSearch.objects.exists()


def test_who_is_signed_out_signs_in_and_comes_back(client: Client) -> None:
    answer = client.get(f"{NEW}?q=langvakter")
    assert answer.status_code == 302 and "nytt/%3Fq%3Dlangvakter" in answer["Location"]


def test_its_page_shows_what_it_has_found_for_whoever_may_still_see_it(
    reader: Client, colleague: User, author: User, network: Network
) -> None:
    search = a_search(colleague, frequency="never")
    for title, audience in (("Langvakter i nettverket", network_key(network.pk)), ("Langvakter for alle", MEMBERS)):
        an_experience(author, network, title, audience=audience)
    after_a_while()
    page = reader.get(at(search)).content.decode()
    assert "Langvakter i nettverket" in page and "Langvakter for alle" in page and "2 nye treff" in page
    assert "2 nye treff" in reader.get(ALL).content.decode()
    reader.post(at(search, "lest/"))
    assert "nye treff" not in reader.get(at(search)).content.decode()
    Experience.objects.filter(title="Langvakter for alle").get().unpublish()
    end(colleague.roles.get())
    page = reader.get(at(search)).content.decode()
    assert "Langvakter" not in page and SavedHit.objects.count() == 2


def test_the_choices_of_mail_know_it(reader: Client, colleague: User, author: User, network: Network) -> None:
    a_search(colleague, frequency="now")
    assert "Slik du har valgt for hvert av dem" in reader.get(reverse("notifications:choices")).content.decode()
    stop(colleague, [HIT])
    assert "Du får ikke e-post om lagrede søk" in reader.get(ALL).content.decode()
    an_experience(author, network, "Langvakter")
    after_a_while()
    assert list(Notice.objects.filter(kind=HIT).values_list("mail_due_at", flat=True)) == [None]


@pytest.mark.parametrize("number", [1, 5])
def test_the_pages_cost_the_same_for_one_and_for_many(
    reader: Client, colleague: User, author: User, network: Network, number: int, django_assert_max_num_queries: Any
) -> None:
    for n in range(number):
        a_search(colleague, name=f"Nummer {n}", frequency="never")
        an_experience(author, network, f"Langvakter {n}")
    after_a_while()
    reader.get(ALL)
    with django_assert_max_num_queries(11):
        reader.get(ALL)
    with django_assert_max_num_queries(16):
        reader.get(at(SavedSearch.objects.earliest("pk")))
