"""The site goes on, whatever becomes of the cluster, and the cluster follows when it is back."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from community.access.viewer import ANONYMOUS
from community.members.models import User
from community.networks.models import Network
from search import compare, engines, outbox, upkeep
from search.engines import current, embedded
from search.engines.breaker import PAUSE
from search.engines.elastic.ask import ElasticEngine
from search.engines.elastic.client import Cluster, cluster
from search.engines.guarded import Guarded
from search.find import find
from search.models import SearchEntry
from search.record import forget
from tests.cluster import URL, named, settle
from tests.factories.cases import an_experience
from tests.factories.search import an_entry

from .faults import Passage, passage

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


class Asked(ElasticEngine):
    """Counts the answers that it gave."""

    answers = 0

    def answer(self, *arguments: object, **named: object) -> engines.Answer:
        found = super().answer(*arguments, **named)
        self.answers += 1
        return found


@pytest.fixture
def through(elasticsearch: Cluster, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Passage]:
    """The site on the cluster as readers have it, through a passage that can fail."""
    guarded = Guarded(Asked(), embedded())
    monkeypatch.setattr(engines, "_guarded", lambda: guarded)
    monkeypatch.setattr(upkeep, "patience", upkeep.Patience())
    with passage(URL) as (door, address):
        cluster.cache_clear()
        settings.ELASTICSEARCH = {**named(address), "timeout": 0.5}
        yield door
        cluster().client.close()
        cluster.cache_clear()
        settings.ELASTICSEARCH = named(URL)


def answered() -> int:
    """How many answers the cluster gave."""
    guarded = current()
    assert isinstance(guarded, Guarded) and isinstance(guarded.engine, Asked)
    return guarded.engine.answers


def later(monkeypatch: pytest.MonkeyPatch, seconds: float = 60.0) -> None:
    """Let the pauses pass, those in the cache too."""
    now = time.monotonic() + seconds
    monkeypatch.setattr(time, "monotonic", lambda: now)
    cache.delete("search:elasticsearch:tried")


@pytest.mark.parametrize("fault", ["closed", "hanging", "busy"])
def test_the_embedded_engine_answers_in_the_same_request(through: Passage, fault: str) -> None:
    an_entry("Kanarifugl", audience="network:1")
    an_entry("Kanarifugl")
    settle()
    through.becomes(fault)
    assert find("kanarifugl", ANONYMOUS).total == 1
    assert answered() == 0


def test_a_cluster_that_hangs_is_waited_for_once(through: Passage) -> None:
    an_entry("Kanarifugl")
    through.becomes("hanging")
    find("kanarifugl", ANONYMOUS)
    started = time.perf_counter()
    for _time in range(3):
        assert find("kanarifugl", ANONYMOUS).total == 1
    assert time.perf_counter() - started < 0.5


def test_another_process_learns_of_it_and_waits_for_nothing(through: Passage, monkeypatch: pytest.MonkeyPatch) -> None:
    through.becomes("hanging")
    find("kanarifugl", ANONYMOUS)
    another = Guarded(Asked(), embedded())
    assert another.breaker.is_open and not another.breaker.may_try()


def test_the_cluster_answers_again_once_it_is_back(through: Passage, monkeypatch: pytest.MonkeyPatch) -> None:
    an_entry("Kanarifugl")
    settle()
    for fault in ("closed", "hanging"):
        through.becomes(fault)
        find("kanarifugl", ANONYMOUS)
        later(monkeypatch, PAUSE)
        find("kanarifugl", ANONYMOUS)
        through.becomes("open")
        assert answered() == 0
    later(monkeypatch, 3 * PAUSE)
    assert find("kanarifugl", ANONYMOUS).total == 1
    assert find("kanarifugl", ANONYMOUS).total == 1
    assert answered() == 2


def test_the_page_says_nothing_alarming(through: Passage, client: Client, author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl")
    settle()
    well = client.get("/nb/sok/", {"q": "kanarifugl"})
    through.becomes("closed")
    away = client.get("/nb/sok/", {"q": "kanarifugl"})
    assert (well.status_code, away.status_code) == (200, 200)
    assert away.content == well.content
    assert answered() == 1


def test_the_cluster_is_not_asked_while_it_counts_what_was_taken_away(through: Passage) -> None:
    an_entry("Kanarifugl", id="1")
    settle()
    an_entry("Kanarifugl", id="1", audience="network:1")
    assert find("kanarifugl", ANONYMOUS).total == 0
    assert answered() == 0
    settle()
    assert find("kanarifugl", ANONYMOUS).total == 0
    assert answered() == 1


def _read_only(on: Cluster, is_so: bool) -> None:
    on.client.indices.put_settings(index=on.alias, settings={"index.blocks.read_only_allow_delete": is_so or None})


def _lose(on: Cluster, is_so: bool) -> None:
    if is_so:
        on.client.indices.delete(index=outbox.standing(on)[on.alias])


FAULTS: dict[str, Callable[[Passage, Cluster, bool], None]] = {
    "stopped": lambda through, _on, is_so: through.becomes("closed" if is_so else "open"),
    "hanging": lambda through, _on, is_so: through.becomes("hanging" if is_so else "open"),
    "429": lambda through, _on, is_so: through.becomes("busy" if is_so else "open"),
    "read-only": lambda _through, on, is_so: _read_only(on, is_so),
    "index lost": lambda _through, on, is_so: _lose(on, is_so),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_index_is_as_the_database_once_the_cluster_is_back(
    through: Passage, elasticsearch: Cluster, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_BULK_WITHIN", 0.5)
    for number in range(4):
        an_entry(f"Kanarifugl {number}", id=str(number))
    settle()
    FAULTS[fault](through, elasticsearch, True)
    forget("experience", "0")
    an_entry("Papegøye", id="1")
    an_entry("Kanarifugl 2", id="2", audience="network:1")
    an_entry("Kanarifugl 9", id="9")
    upkeep.follow()
    assert find("kanarifugl", ANONYMOUS).total == 2
    FAULTS[fault](through, elasticsearch, False)
    later(monkeypatch)
    upkeep.follow()
    settle()
    assert compare.compare() == [] and not outbox.unsent().exists()
    assert SearchEntry.objects.filter(gone=True).count() == 0
    assert find("kanarifugl", ANONYMOUS).total == 2
    assert answered() >= 1


def test_who_waits_for_the_cluster_tries_less_and_less_often(through: Passage, monkeypatch: pytest.MonkeyPatch) -> None:
    an_entry("Kanarifugl")
    through.becomes("closed")
    pauses = []
    for _time in range(6):
        upkeep.follow()
        pauses.append(round(upkeep.patience.next_at - time.monotonic()))
        later(monkeypatch)
    assert pauses == [1, 2, 4, 8, 15, 15]
    assert outbox.unsent().count() == 1


def test_the_health_page_says_how_long_a_change_has_waited(through: Passage) -> None:
    an_entry("Kanarifugl")
    assert upkeep.status()["ok"]
    SearchEntry.objects.update(changed_at="2026-01-01T12:00Z")
    assert not upkeep.status()["ok"]
    settle()
    assert upkeep.status() == {"ok": True, "seconds_waiting": 0}
