"""Nothing is told twice and nothing lost, whatever happens to the workers; and many cost what one costs."""

from typing import Any

import pytest
from django.db import OperationalError

from community.members.models import User
from community.networks.models import Network
from community.notifications.models import Event
from search.changes.models import SearchChange
from search.record import forget
from search.saved import tell as telling
from search.saved.models import SavedHit, SavedSearch
from search.saved.news import News
from search.saved.tell import tell
from tests.factories.cases import an_experience
from tests.factories.saved import a_search, after_a_while, told
from tests.factories.search import an_entry

pytestmark = pytest.mark.django_db
TITLE = "Vi prøvde langvakter i helgene"


@pytest.fixture
def search(colleague: User) -> SavedSearch:
    return a_search(colleague)


def test_a_restart_loses_nothing_and_doubles_nothing(
    search: SavedSearch, author: User, colleague: User, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_experience(author, network, TITLE)

    def killed(_events: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(telling, "record_all", killed)
        with pytest.raises(OperationalError):
            tell()
    assert not SavedHit.objects.exists() and not Event.objects.filter(kind="search.hit").exists()
    assert (tell(), tell()) == (1, 0)
    SearchChange.objects.update(told=False, number=0)  # as if it had been told, and not noted
    after_a_while()
    assert len(told(colleague)) == 1


def test_one_change_that_cannot_be_told_of_keeps_no_other_waiting(
    search: SavedSearch, author: User, colleague: User, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        an_experience(author, network, f"{TITLE}, del {number}")
    bad = SearchChange.objects.filter(kind="experience").order_by("pk")[1]

    def found(given: Any) -> Any:
        assert bad not in given
        return News(given)

    with monkeypatch.context() as patched:
        patched.setattr(telling, "News", found)
        assert tell() == 2
    assert tell() == 1 and not SearchChange.objects.filter(told=False).exists()


def test_what_another_worker_has_seen_to_is_told_once(
    search: SavedSearch, author: User, colleague: User, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_experience(author, network, TITLE)
    keep = telling._keep

    def late(*given: Any) -> int:
        monkeypatch.setattr(telling, "_keep", keep)
        assert tell() == 1  # the other, meanwhile
        return keep(*given)

    monkeypatch.setattr(telling, "_keep", late)
    assert tell() == 0
    after_a_while()
    assert len(told(colleague)) == 1


def test_what_changes_while_it_is_looked_at_is_looked_at_again(
    search: SavedSearch, author: User, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    experience = an_experience(author, network, "Vi prøvde noe i helgene")
    keep = telling._keep

    def late(*given: Any) -> int:
        monkeypatch.setattr(telling, "_keep", keep)
        experience.title = TITLE
        experience.save_revision().publish()
        return keep(*given)

    monkeypatch.setattr(telling, "_keep", late)
    assert (tell(), tell()) == (0, 1)


def test_a_change_and_its_note_stand_or_fall_together(search: SavedSearch) -> None:
    an_entry(TITLE, id="1")
    an_entry("Noe annet", id="1")
    an_entry(f"{TITLE} igjen", id="1")
    [change] = SearchChange.objects.filter(kind="experience")
    assert change.before is None  # new when the worker was last there
    tell()
    forget("experience", "1")
    [change] = SearchChange.objects.filter(kind="experience")
    assert change.before["title"] == f"{TITLE} igjen" and not change.told


@pytest.mark.parametrize("number", [1, 4])
def test_it_costs_the_same_for_one_and_for_many(
    author: User, colleague: User, outsider: User, network: Network, number: int, django_assert_max_num_queries: Any
) -> None:
    for n in range(number):
        for person in (colleague, outsider):
            a_search(person, "langvakter", f"Nummer {n}")
        an_experience(author, network, f"{TITLE}, del {n}")
    tell()  # what lies around them
    SearchChange.objects.update(told=False, number=2**62)
    SavedHit.objects.all().delete()
    with django_assert_max_num_queries(20):
        assert tell() == 2 * number * number
