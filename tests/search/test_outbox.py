"""What has changed reaches a real cluster, in whatever order it comes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import ConnectionTimeout
from pytest_django.fixtures import Settings

from cases.models import Experience
from community.access.viewer import ANONYMOUS, Viewer
from community.members.models import User
from community.networks.models import Network
from search import anew, compare, outbox, upkeep
from search.engines import Order, Request
from search.engines.elastic.client import Cluster
from search.models import SearchEntry
from search.query import parse
from search.rebuild import rebuild, tidy
from search.record import forget
from search.scope import Scope
from search.synonyms import shipped
from tests.cluster import Settled, settle
from tests.factories.cases import an_experience
from tests.factories.search import an_entry
from tests.terminal import Terminal

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db, pytest.mark.usefixtures("elasticsearch")]


def found(text: str, viewer: Viewer = ANONYMOUS) -> int:
    request = Request(parse(text, shipped()), Scope.of(viewer, "nb"))
    return super(Settled, Settled()).answer(request, Order.RELEVANCE, 10).total


def the_entry() -> SearchEntry:
    return SearchEntry.objects.get()


def test_what_is_sent_is_found_and_waits_no_more() -> None:
    an_entry("Turnus")
    assert outbox.unsent().count() == 1
    settle()
    assert (found("turnus"), outbox.unsent().count()) == (1, 0)


def test_what_is_recorded_again_as_it_was_is_not_sent_again() -> None:
    for _time in range(2):
        an_entry("Turnus", id="1")
        settle()
    assert outbox.send() == 0


def test_a_tombstone_stands_until_the_cluster_has_confirmed() -> None:
    an_entry("Turnus", id="1")
    settle()
    forget("experience", "1")
    tidy()
    assert (the_entry().gone, found("turnus")) == (True, 1)
    settle()
    assert (SearchEntry.objects.count(), found("turnus")) == (0, 0)


def test_what_takes_away_is_sent_first() -> None:
    for number in range(3):
        an_entry(f"Turnus {number}", id=str(number))
    settle()
    an_entry("Turnus 0 og mer", id="0")
    an_entry("Turnus 1", id="1", audience="network:1")
    an_entry("Trivsel", id="2")
    assert [entry.object_id for entry in outbox.unsent()] == ["1", "2", "0"]
    assert [entry.takes_away for entry in outbox.unsent()] == [True, True, False]


def test_an_older_version_never_overwrites_a_newer(elasticsearch: Cluster) -> None:
    an_entry("Turnus", id="1")
    late = the_entry()
    an_entry("Trivsel", id="1")
    settle()
    assert outbox.deliver(elasticsearch, [late], [elasticsearch.alias]) == {late.pk}
    settle()
    assert (found("turnus"), found("trivsel")) == (0, 1)


def test_what_changes_while_it_is_sent_waits_again() -> None:
    an_entry("Turnus", id="1")
    sent = the_entry()
    an_entry("Trivsel", id="1")
    outbox.confirm([sent])
    assert list(outbox.unsent()) == [sent]
    assert outbox.unsent()[0].takes_away


def test_what_was_deleted_does_not_come_back_with_a_late_write(elasticsearch: Cluster) -> None:
    an_entry("Turnus", id="1")
    late = the_entry()
    settle()
    forget("experience", "1")
    settle()
    outbox.deliver(elasticsearch, [late], [elasticsearch.alias])
    settle()
    assert found("turnus") == 0


@pytest.fixture
def at_odds(elasticsearch: Cluster) -> Iterator[None]:
    """One entry lost, one with another's audience, one left over; and two that are well or only wait."""
    for number in range(4):
        an_entry(f"Turnus {number}", id=str(number))
    settle()
    lost, other, left = SearchEntry.objects.order_by("pk")[:3]
    elasticsearch.client.delete(index=elasticsearch.alias, id=str(lost.pk), refresh=True)
    SearchEntry.objects.filter(pk=other.pk).update(audience="network:1", facets={"audience": ["network:1"]})
    SearchEntry.objects.filter(pk=left.pk).delete()
    an_entry("Turnus 5", id="5")
    yield


@pytest.mark.usefixtures("at_odds")
@pytest.mark.parametrize("page", [1, 2, 5_000])
def test_what_differs_is_found_and_mended(page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "_PAGE", page)
    differences = compare.compare()
    assert sorted(difference.why for difference in differences) == [
        "is another in the cluster",
        "is in the cluster and nowhere else",
        "is not in the cluster",
    ]
    compare.mend(differences)
    settle()
    assert compare.compare() == []
    assert found("turnus") == 3
    assert found("turnus", Viewer(1, frozenset({"public", "network:1"}))) == 4


def test_an_older_database_wins_over_what_the_cluster_still_has() -> None:
    an_entry("Turnus", id="1")
    settle()
    SearchEntry.objects.update(version=5, sent=5, title="Trivsel", text="")
    compare.mend(compare.compare())
    settle()
    assert (found("trivsel"), found("turnus")) == (1, 0)


def test_the_commands_say_and_mend_what_differs(
    author: User, network: Network, elasticsearch: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    rebuild()
    an_experience(author, network, "Kanarifugl")
    settle()
    pk = SearchEntry.objects.get(kind="experience").pk
    elasticsearch.client.delete(index=elasticsearch.alias, id=str(pk), refresh=True)
    with pytest.raises(CommandError):
        call_command("search_check")
    assert f"entry {pk}: is not in the cluster" in capsys.readouterr().out
    call_command("search_check", repair=True)
    call_command("search_check")
    assert "0 changes wait" in capsys.readouterr().out


def test_what_changes_while_all_is_written_anew_is_in_it(
    elasticsearch: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        an_entry(f"Turnus {number}", id=str(number))
    settle()
    before = outbox.standing(elasticsearch)[elasticsearch.alias]
    monkeypatch.setattr(anew, "AT_ONCE", 2)

    def meanwhile(done: int) -> None:
        assert found("turnus") == 4 if done == 2 else 3
        if done == 2:
            forget("experience", "0")
            forget("experience", "3")
            an_entry("Trivsel", id="1")
            an_entry("Turnus 9", id="9")
            settle()

    assert anew.renew(meanwhile) == 4
    assert outbox.standing(elasticsearch) == {elasticsearch.alias: outbox.standing(elasticsearch)[elasticsearch.alias]}
    assert outbox.standing(elasticsearch)[elasticsearch.alias] != before
    assert (found("turnus"), found("trivsel")) == (2, 1)
    assert compare.compare() == []


def test_an_index_of_another_shape_is_renewed(elasticsearch: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not anew.needs_renewal(elasticsearch)
    monkeypatch.setattr(anew, "SHAPE", "0000abcd")
    upkeep.renew_where_needed()
    assert "-0000abcd-" in outbox.standing(elasticsearch)[elasticsearch.alias]


def test_an_index_that_somebody_else_is_filling_is_left_to_them(elasticsearch: Cluster) -> None:
    elasticsearch.client.indices.delete(index=outbox.standing(elasticsearch)[elasticsearch.alias])
    index = anew._begin(elasticsearch, None)
    assert not anew.needs_renewal(elasticsearch)
    anew._take_over(elasticsearch, index)


def test_an_experience_is_found_on_the_cluster_once_the_worker_has_been_there(author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl")
    assert found("kanarifugl") == 0
    upkeep.follow()
    settle()
    assert found("kanarifugl") == 1
    Experience.objects.get().delete()
    upkeep.follow()
    assert found("kanarifugl") == 0


def test_an_index_that_could_not_be_filled_is_begun_again(
    elasticsearch: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_entry("Turnus")
    elasticsearch.client.indices.delete(index=outbox.standing(elasticsearch)[elasticsearch.alias])
    with monkeypatch.context() as broken:
        broken.setattr(anew, "_PAUSES", ())
        broken.setattr(anew, "deliver", lambda *_arguments: set())
        with pytest.raises(outbox.NotTaken):
            anew.renew()
    upkeep.renew_where_needed()
    assert found("turnus") == 1
    assert not outbox.unsent().exists()


def test_the_rebuild_says_where_there_is_no_cluster(settings: Settings) -> None:
    settings.ELASTICSEARCH = None
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("search_rebuild", cluster_only=True)


def test_the_rebuild_says_how_far_it_has_come() -> None:
    an_entry("Turnus")
    call_command("search_rebuild", cluster_only=True, stdout=(terminal := Terminal()))
    assert "Written to Elasticsearch: 1 of 1" in terminal.getvalue()


def test_a_cluster_that_is_slow_for_a_moment_is_filled_all_the_same(
    elasticsearch: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_entry("Turnus")
    failures = [ConnectionTimeout("late")]

    def deliver(*arguments: Any) -> set[int]:
        if failures:
            raise failures.pop()
        return outbox.deliver(*arguments)

    monkeypatch.setattr(anew, "_PAUSES", (0.0,))
    monkeypatch.setattr(anew, "deliver", deliver)
    assert anew.renew() == 1
    assert found("turnus") == 1
