import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from community.access.viewer import ANONYMOUS
from community.members.models import User
from community.networks.models import Network
from community.places.models import Municipality
from search.address import Address
from search.models import SearchEntry
from tests.factories.cases import an_experience
from tests.factories.networks import a_theme
from tests.factories.places import a_municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


@pytest.fixture
def url() -> str:
    return reverse("search:results")


def test_the_address_is_norwegian(url: str) -> None:
    assert url == "/nb/sok/"


def test_a_hit_is_shown_with_its_words_marked(client: Client, url: str, network: Network) -> None:
    network.name_nb = "Mindre sykefravær"
    network.save()
    page = client.get(url, {"q": "sjukefråvær"}).content.decode()
    assert "Mindre <mark>sykefravær</mark>" in page
    assert "sykefravær</b>" in page


@pytest.mark.parametrize("text", ["", '"(*', "a" * 10_000, "<script>alert(1)</script>", "😀", "og"])
def test_whatever_is_typed_is_answered_calmly(client: Client, url: str, text: str) -> None:
    answer = client.get(url, {"q": text})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999999", "²"])
def test_a_page_that_is_none_leads_to_one_that_is(client: Client, url: str, page: str) -> None:
    assert client.get(url, {"q": "turnus", "page": page}).status_code == 200


@pytest.mark.parametrize("name", ["kind", "municipality", "network", "theme", "year", "again", "unknown"])
def test_a_filter_that_nobody_offered_finds_nothing(client: Client, url: str, name: str, network: Network) -> None:
    answer = client.get(url, {"q": "innovasjon", name: ["x'--", "9" * 200]})
    assert answer.status_code == 200


def test_nothing_found_says_what_to_do(client: Client, url: str) -> None:
    a_theme("heltid", "Heltid")
    page = client.get(url, {"q": "turnuskalkulator"}).content.decode()
    assert "turnuskalkulator" in page
    assert "?theme=heltid" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("kompetanseheving", "Få tekster har ordet. De som har"),
        ("kompetanse gravemaskin", "Få tekster har alle ordene"),
    ],
)
def test_what_follows_few_hits_is_said(
    client: Client, url: str, author: User, network: Network, asked: str, said: str
) -> None:
    an_experience(author, network, "Kompetanse i pleien")
    assert said in client.get(url, {"q": asked}).content.decode()


def test_a_chosen_filter_is_a_chip_that_takes_it_away(client: Client, url: str, network: Network) -> None:
    page = client.get(url, {"q": "innovasjon", "kind": "network"}).content.decode()
    assert "data-removable" in page
    assert 'href="?q=innovasjon"' in page


def test_closed_names_stand_on_no_page_of_a_strangers(
    client: Client, url: str, author: User, outsider: User, network: Network
) -> None:
    an_experience(author, network, "Kanarifugl", audience=f"network:{network.pk}", again="no")
    for asked in ({"q": "kanarifugl"}, {"q": "kanari"}, {"kind": "experience"}, {"again": "no"}):
        client.force_login(author)
        assert "Kanarifugl" in client.get(url, asked).content.decode()
        client.force_login(outsider)
        answer = client.get(url, asked)
        assert "Kanarifugl" not in answer.content.decode()
        assert (answer.context["results"].total, answer.context["results"].guesses) == (0, None)


def test_two_of_one_name_are_told_apart_in_filters_hits_and_chips(client: Client, url: str) -> None:
    call_command("load_places", verbosity=0)
    call_command("search_rebuild", verbosity=0)
    north = Municipality.objects.get(slug="heroy-nordland")
    page = client.get(url, {"q": "Herøy", "municipality": north.pk})
    facet = next(facet for facet in page.context["results"].facets if facet.name == "municipality")
    assert {value.label for value in facet.values} == {"Herøy (Nordland)", "Herøy (Møre og Romsdal)"}
    assert [chip.label for chip in page.context["chips"]] == ["Herøy (Nordland)"]
    assert "<mark>Herøy</mark> (Nordland)" in page.content.decode()


def test_a_hit_bears_the_name_that_the_page_bears_and_is_found_by_the_others(client: Client, url: str) -> None:
    a_municipality("Røyrvik", "5043", official_name="Raarvihke - Røyrvik").save()
    page = client.get(url, {"q": "raarvihke"})
    assert [segment.text for segment in page.context["results"].hits[0].title] == ["Røyrvik"]
    assert "<mark>Raarvihke</mark> - Røyrvik" in page.content.decode()


def test_kinds_to_choose_between_are_said_in_the_plural(
    client: Client, url: str, author: User, network: Network
) -> None:
    network.save()
    an_experience(author, network, "Innovasjon")
    kinds = client.get(url, {"q": "innovasjon"}).context["results"].facets[0]
    assert {value.label for value in kinds.values} == {"Erfaringer", "Nettverk"}


def test_a_long_query_is_said_back_in_short(client: Client, url: str) -> None:
    page = client.get(url, {"q": "a" * 10_000}).content.decode()
    assert "a" * 50 in strip_tags(page) and "a" * 61 not in strip_tags(page)


def test_nothing_within_the_choices_is_an_empty_state_with_one_act(
    client: Client, url: str, author: User, network: Network
) -> None:
    network.save()
    an_experience(author, network, "Kanarifugl")
    page = client.get(url, {"q": "kanarifugl", "kind": "network"}).content.decode()
    assert 'class="empty"' in page
    assert "Fjern valgene" in page and "Fjern alle" not in page


def test_a_value_that_no_filter_has_is_passed_over(client: Client, url: str, network: Network) -> None:
    unknown = {"kind": "zzz", "theme": "zzz", "year": "zzz", "network": "zzz", "again": "zzz", "language": "zzz"}
    page = client.get(url, {"q": "innovasjon", **unknown}).content.decode()
    assert "data-removable" not in page and "<mark>" in page


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_speaks_the_readers_language_bears_no_other_languages_name(client: Client, language: str) -> None:
    a_theme("kanarifugl", "Kanarifugl")
    page = client.get(f"/{language}/sok/", {"q": "kanarifugl"}).content.decode()
    assert "<mark>Kanarifugl</mark>" in page
    assert "· bokmål" not in page and 'h3" lang=' not in page


def test_nothing_found_says_what_could_be_let_go_of(client: Client, url: str, author: User, network: Network) -> None:
    an_experience(author, network, "Lange vakter i turnus", again="yes")
    asked = {"q": '"turnus lange" vakter -finnesikke', "again": "yes"}
    ways = client.get(url, asked).context["ways_out"]
    assert [(way.label, way.total) for way in ways] == [("Uten hermetegnene", 1)]
    ways = client.get(url, {"q": "vakter -turnus"}).context["ways_out"]
    assert [(way.label, way.address, way.total) for way in ways] == [("Også med det du tok bort", "?q=vakter", 1)]
    ways = client.get(url, {"q": "vakter", "again": "no"}).context["ways_out"]
    assert [(way.label, way.total) for way in ways] == [("Uten valgene", 1)]


def test_what_could_be_let_go_of_tells_of_nothing_closed(
    client: Client, url: str, author: User, network: Network
) -> None:
    an_experience(author, network, "Lange vakter", audience=f"network:{network.pk}")
    answer = client.get(url, {"q": '"vakter lange" -finnesikke', "again": "yes"})
    assert answer.context["ways_out"] == []


def test_nothing_found_leads_to_a_question_with_these_words(client: Client, url: str) -> None:
    page = client.get(url, {"q": "kanarifugl i gruva"}).content.decode()
    assert "/nb/diskusjoner/skriv/?tittel=kanarifugl+i+gruva" in page


def test_each_kind_shows_what_one_looks_for_in_it(client: Client, url: str, author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl", again="no")
    SearchEntry.objects.filter(kind="experience").update(used=3)
    text = " ".join(strip_tags(client.get(url, {"q": "kanarifugl"}).content.decode()).split())
    assert "Erfaring · Grong" in text and "Ville gjort det igjen: nei" in text and "Tatt opp 3 steder" in text


def test_people_are_found_by_those_who_look_after_them(
    client: Client, url: str, author: User, leader: User, colleague: User
) -> None:
    author.name = "Kanarifugl Hansen"
    author.save()
    for person, is_told in ((leader, True), (colleague, False), (None, False)):
        client.force_login(person) if person else client.logout()
        assert ("Kanarifugl Hansen" in client.get(url, {"q": "kanarifugl"}).content.decode()) is is_told


def test_other_words_keep_the_choices_and_the_order(client: Client, url: str, author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl", again="no")
    page = client.get(url, {"q": "kanarifugl", "again": "no", "order": "used"}).content.decode()
    form = page[page.index('id="q"') :]
    form = form[: form.index("</form>")]
    assert 'name="again" value="no"' in form and 'name="order" value="used"' in form


@pytest.mark.parametrize("order", ["newest", "used"])
def test_a_sorted_list_is_followed_page_by_page(
    client: Client, url: str, author: User, network: Network, order: str
) -> None:
    for number in range(12):
        an_experience(author, network, f"Kanarifugl {number}")
    first = client.get(url, {"q": "kanarifugl", "order": order})
    second = client.get(url + first.context["older"])
    assert (len(first.context["results"].hits), len(second.context["results"].hits)) == (10, 2)
    assert second.context["older"] == "" and second.context["newer"] == f"?q=kanarifugl&order={order}"


@pytest.mark.parametrize("asked", [{"key": "x" * 9_000}, {"key": "😀"}, {"page": "1" + "0" * 9}, {"order": "'; --"}])
def test_a_forged_address_is_answered_calmly(client: Client, url: str, asked: dict[str, str]) -> None:
    for order in ("relevance", "newest", "used"):
        assert client.get(url, {"q": "turnus", "order": order, **asked}).status_code == 200


@pytest.mark.parametrize(("language", "said"), [("nb", "Engelsk"), ("nn", "Engelsk"), ("en", "English")])
def test_a_language_is_called_what_the_reader_calls_it(client: Client, language: str, said: str) -> None:
    page = client.get(f"/{language}/sok/", {"q": "språk:engelsk"})
    [chip] = page.context["chips"]
    assert chip.label.endswith(f": {said}") and f"<title>{chip.label} – " in page.content.decode()


def test_what_a_name_may_mean_is_a_link(client: Client, author: User, network: Network) -> None:
    an_experience(author, network, "Kart over kommunen")
    page = client.get("/nb/sok/", {"q": "kommunen til Kari", "order": "newest"}).content.decode()
    assert "Mente du" in page and 'href="?q=kommunen+til+kart&amp;order=newest">kart</a>' in page


def test_what_a_word_may_mean_is_put_for_no_part_of_another() -> None:
    address = Address.read(QueryDict("q=Kari%20hos%20Karianne"), ANONYMOUS)
    assert address.meaning("Kari", "kart") == "?q=kart+hos+Karianne"
