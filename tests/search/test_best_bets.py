"""What editors choose to show first: for every form of the words, to whoever may see it, and to nobody else."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Experience
from community.access.audience import network_key
from community.access.viewer import ANONYMOUS, Viewer, viewer_for
from community.members.models import User
from community.networks.models import Network
from search.desk.bets import at_address, key_of, save, shown_first
from search.find import find
from search.models import BestBet, BetChoice
from tests.factories.cases import an_experience

pytestmark = pytest.mark.django_db


def first(text: str, viewer: Viewer = ANONYMOUS) -> list[str]:
    return [hit.thing.title for hit in shown_first(find(text, viewer), viewer)]


def chosen_for(query: str, *things: Experience, by: User) -> BestBet:
    return save(BestBet(query=query), [("experience", str(thing.pk)) for thing in things], by=by)


def test_what_is_chosen_comes_first_in_any_form_of_the_words(author: User, network: Network, editor: User) -> None:
    start, other = an_experience(author, network, "Begynn her"), an_experience(author, network, "Les så dette")
    chosen_for("sykefravær i barnehagen", other, start, by=editor)
    assert first("Sjukefråvær barnehage") == ["Les så dette", "Begynn her"]
    assert first("sykefravær") == []


def test_nobody_is_told_of_what_they_may_not_see(author: User, network: Network, editor: User, outsider: User) -> None:
    closed = an_experience(author, network, "Bare oss", audience=network_key(network.pk))
    chosen_for("kanarifugl", closed, by=editor)
    assert first("kanarifugl", viewer_for(author)) == ["Bare oss"]
    assert first("kanarifugl", viewer_for(outsider)) == first("kanarifugl") == []


def test_what_is_taken_down_is_not_shown(author: User, network: Network, editor: User) -> None:
    thing = an_experience(author, network, "Begynn her")
    chosen_for("kanarifugl", thing, by=editor)
    thing.unpublish()
    assert first("kanarifugl") == []


def test_the_page_shows_it_once_above_the_hits(client: Client, author: User, network: Network, editor: User) -> None:
    chosen_for("kanarifugl", an_experience(author, network, "Min kanarifugl"), by=editor)
    page = client.get(reverse("search:results"), {"q": "kanarifugl"}).content.decode()
    assert page.count('<h3 class="h3"') == 1
    assert page.index("Redaksjonens valg") < page.index('<h3 class="h3"')
    later = client.get(reverse("search:results"), {"q": "kanarifugl", "order": "newest"}).content.decode()
    assert "Redaksjonens valg" not in later


def test_a_search_without_a_choice_pays_nothing_for_it(client: Client, author: User, network: Network) -> None:
    results = find("kanarifugl", ANONYMOUS)
    with CaptureQueriesContext(connection) as captured:
        assert shown_first(results, ANONYMOUS) == ()
    assert len(captured) == 0


@pytest.mark.parametrize(("text", "key"), [("og", ""), ("", ""), ("en to tre fire fem seks sju åtte", "")])
def test_what_says_too_little_or_too_much_is_no_query(text: str, key: str) -> None:
    assert key_of(text) == key


def test_an_editor_chooses_among_the_hits_and_by_address(
    client: Client, author: User, network: Network, editor: User
) -> None:
    hit, other = an_experience(author, network, "Min kanarifugl"), an_experience(author, network, "Annet")
    client.force_login(editor)
    add = reverse("search:desk_bet_add")
    assert "Min kanarifugl" in client.get(add, {"ord": "kanarifugl"}).content.decode()
    address = f"https://saman.example.org{other.get_absolute_url().replace('/nb/', '/nn/')}?q=1"
    client.post(add, {"query": "kanarifugl", "choices": [f"experience:{hit.pk}"], "address": address})
    bet = BestBet.objects.get()
    assert first("kanarifugler") == ["Min kanarifugl", "Annet"]
    assert client.get(add, {"ord": "Kanarifugl"})["Location"] == reverse("search:desk_bet", args=[bet.pk])
    client.post(reverse("search:desk_bet", args=[bet.pk]), {"query": "papegøye", "choices": [f"experience:{other.pk}"]})
    assert (first("papegøye"), first("kanarifugl")) == (["Annet"], [])
    assert "papegøye" in client.get(reverse("search:desk_bets")).content.decode()
    client.post(reverse("search:desk_bet_remove", args=[bet.pk]))
    assert not BetChoice.objects.exists()


@pytest.mark.parametrize(("closed", "said"), [(False, "Alle ser denne"), (True, "Bare nettverket ser denne")])
def test_an_editor_is_told_who_sees_what_is_chosen_and_what_could_be(
    client: Client, author: User, network: Network, editor: User, closed: bool, said: str
) -> None:
    audience = network_key(network.pk) if closed else "public"
    chosen_for("kanarifugl", an_experience(author, network, "Min kanarifugl", audience=audience), by=editor)
    client.force_login(editor)
    for url in (reverse("search:desk_bets"), f"{reverse('search:desk_bet_add')}?ord=kanarifugl+papegøye"):
        page = client.get(url).content.decode()
        assert "Min kanarifugl" in page and said in page


@pytest.mark.parametrize("title", ["", "-som-den-het-for"])
def test_a_number_is_enough_of_an_address(author: User, network: Network, editor: User, title: str) -> None:
    first, tenth = an_experience(author, network, pk=1), an_experience(author, network, pk=10)
    for thing in (first, tenth):
        address = f"/nn/erfaringer/{thing.pk}{title}/"
        assert at_address(address, viewer_for(editor)) == ("experience", str(thing.pk))
    assert at_address(f"/nb/erfaringer/100{title}/", viewer_for(editor)) is None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"query": "", "address": "/nb/"}, "Skriv hva leserne søker etter"),
        ({"query": "og"}, "ett til seks ord"),
        ({"query": "papegøye"}, "Velg hva som skal vises først"),
        ({"query": "papegøye", "address": "/nb/finnes/ikke/"}, "adressen"),
        ({"query": "Kanarifugler", "address": "/nb/"}, "finnes et valg"),
    ],
)
def test_what_cannot_be_is_said(
    client: Client, author: User, network: Network, editor: User, sent: dict[str, str], said: str
) -> None:
    chosen_for("kanarifugl", an_experience(author, network), by=editor)
    client.force_login(editor)
    assert said in client.post(reverse("search:desk_bet_add"), sent).content.decode()


def test_what_an_editor_does_not_see_stays_as_another_chose_it(
    client: Client, author: User, network: Network, editor: User
) -> None:
    hidden, seen = an_experience(author, network, "I rommet"), an_experience(author, network, "For alle")
    bet = chosen_for("kanarifugl", hidden, by=editor)
    Experience.objects.get(pk=hidden.pk).unpublish()
    client.force_login(editor)
    url = reverse("search:desk_bet", args=[bet.pk])
    assert "I rommet" not in client.get(url).content.decode()
    client.post(url, {"query": "kanarifugl", "address": seen.get_absolute_url()})
    assert {choice.object_id for choice in BetChoice.objects.all()} == {str(hidden.pk), str(seen.pk)}
