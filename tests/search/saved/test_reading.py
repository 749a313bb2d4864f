"""What is held against a saved search in memory is found as the index finds it."""

import pytest

from community.access.viewer import ANONYMOUS
from search import rules
from search.engines import Order, Request, embedded
from search.find import find
from search.models import SearchEntry
from search.query import parse
from search.saved.asked import filters_of
from search.saved.reading import Batch, Reading
from search.scope import Scope
from tests.factories.search import MEANT, an_entry

pytestmark = pytest.mark.django_db
TITLE, TEXT = "Vi prøvde langvakter i helgene", "Ansatte i hjemmetjenesten fikk lengre fri. Vaktene ble færre."


def met(text: str, *, exact: bool = False, **filters: tuple[str, ...]) -> int:
    """How many of the entries meet a query in memory, which the index says too."""
    query = parse(text, rules.in_force(), exact=exact)
    entries = list(SearchEntry.objects.filter(kind="experience"))
    number = len(list(Batch([Reading.of(vars(entry)) for entry in entries]).met(query, filters_of(filters))))
    if not query.reads_again:
        request = Request(query, Scope.of(ANONYMOUS, "nb", {"kind": ("experience",), **filters}))
        assert number == len(embedded().find(request, Order.NEWEST, 100))
    return number


@pytest.mark.parametrize(("text", "title"), MEANT)
def test_other_words_for_the_same_are_met(text: str, title: str) -> None:
    an_entry(title)
    an_entry("Noe helt annet")
    assert met(text) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("langvakter", 1),
        ("langvakt helg", 1),
        ("langvakter elsykkel", 0),
        ("teneste", 1),
        ("heimeteneste", 1),
        ("vakt", 1),
        ("-langvakter ansatte", 0),
        ("-elsykkel ansatte", 1),
        ('"lengre fri"', 1),
        ('"fri lengre"', 0),
        ('ansatte -"lengre fri"', 0),
        ('"vaktene"', 1),
        ('"vakta"', 0),
        ("-elsykkel", 1),
    ],
)
def test_a_query_is_met_as_the_index_meets_it(text: str, number: int) -> None:
    an_entry(TITLE, TEXT)
    assert met(text) == number


def test_words_as_they_stand() -> None:
    an_entry(TITLE, TEXT)
    assert (met("langvakter", exact=True), met("langvakt", exact=True)) == (1, 0)


def test_filters_are_asked_too() -> None:
    an_entry(TITLE, TEXT, themes=("heltid",))
    assert met("langvakter", theme=("heltid", "annet")) == met("", theme=("heltid",)) == 1
    assert met("langvakter", theme=("annet",)) == met("", theme=("heltid",), again=("no",)) == 0


def test_words_that_belong_together_must_stand_near_each_other() -> None:
    an_entry("En kick kom før vi tok den", "Mange ord senere gikk alle off.")
    assert met("kick off") == len(find('"kick off"', ANONYMOUS).hits) == 0


def test_many_are_told_apart() -> None:
    for number in range(70):
        an_entry(f"{TITLE} {number}" if number % 2 else f"Elsykkel {number}")
    assert (met("langvakter"), met("elsykkel"), met("13")) == (35, 35, 1)
