from collections.abc import Iterator
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Experience, Resource
from community.access.viewer import ANONYMOUS
from community.members.models import User
from community.networks.models import Network, Theme
from community.places.load import load
from community.places.models import Municipality
from forum.models import Topic
from search.columns import Counts, no_counts, read
from search.documents import of_municipality, sources
from search.engines import embedded
from search.find import find
from search.models import SearchChange, SearchEntry, SearchFacet, SearchWord
from search.rebuild import _follow, check, rebuild, repair
from search.record import Key, record_all, said_by
from search.vocabulary import all_counts, recount
from tests.factories.cases import an_experience
from tests.factories.forum import a_board, a_post, a_topic
from tests.factories.resources import a_resource_draft, a_word_file, published, with_file
from tests.factories.search import a_document, an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def experience(author: User, network: Network) -> Experience:
    rebuild()
    return an_experience(author, network, "Kanarifugl")


def test_an_index_that_says_what_there_is_differs_in_nothing(experience: Experience) -> None:
    assert check() == []
    call_command("search_check", verbosity=0)


def test_that_something_is_used_more_follows_at_night_and_is_no_fault(experience: Experience) -> None:
    entries = SearchEntry.objects.filter(kind="experience", object_id=experience.pk)
    entries.update(used=7)
    call_command("search_check", verbosity=0)
    call_command("search_check", repair=True, verbosity=0)
    assert entries.get().used == 0


def test_what_was_changed_behind_our_back_is_found_and_mended(experience: Experience) -> None:
    Experience.objects.update(title="Papegøye")
    (difference,) = check()
    assert difference.why == "differs in title, url" or difference.why == "differs in title"
    with pytest.raises(CommandError):
        call_command("search_check")
    repair([difference])
    assert check() == []


def test_what_is_in_the_index_and_nowhere_else_is_found_and_mended(experience: Experience) -> None:
    an_entry("Spøkelse")
    assert [difference.why for difference in check()] == ["is in the index and no longer to be found"]
    repair(check())
    assert check() == []


def test_what_the_index_lost_is_found_and_mended(experience: Experience) -> None:
    embedded().remove(SearchEntry.objects.get(kind="experience").pk)
    assert [difference.why for difference in check()] == ["is in the ledger and not in the index"]
    repair(check())
    assert check() == []


def test_what_is_taken_down_between_the_check_and_the_repair_stays_down(experience: Experience) -> None:
    Experience.objects.update(title="Papegøye")
    differences = check()
    experience.refresh_from_db()
    experience.unpublish()
    repair(differences)
    assert not SearchEntry.objects.filter(kind="experience", gone=False).exists()


def test_what_is_published_between_the_check_and_the_repair_stays_up(experience: Experience) -> None:
    experience.unpublish()
    an_entry("Kanarifugl", id=str(experience.pk))
    differences = check()
    experience.publish(experience.latest_revision)
    repair(differences)
    assert check() == []
    assert SearchEntry.objects.filter(kind="experience", gone=False).exists()


def test_what_is_taken_down_while_all_is_written_again_stays_down(
    experience: Experience, monkeypatch: pytest.MonkeyPatch
) -> None:
    def follow_once_it_is_down(kind: str, *given: Any) -> list[Key]:
        if kind == "experience":
            experience.unpublish()
        return _follow(kind, *given)

    monkeypatch.setattr("search.rebuild._follow", follow_once_it_is_down)
    rebuild()
    assert not SearchEntry.objects.filter(kind="experience", gone=False).exists()


@pytest.mark.postgresql
def test_who_takes_something_down_waits_until_it_is_written_again(experience: Experience) -> None:
    SearchEntry.objects.update(title="Papegøye")
    with CaptureQueriesContext(connection) as asked:
        repair(check())
    locked = next(at for at, query in enumerate(asked) if "FOR UPDATE" in query["sql"])
    assert '"cases_experience"' in asked[locked]["sql"] and '"cases_experience"' in asked[locked + 1]["sql"]


def test_the_vocabulary_is_counted_afresh(experience: Experience) -> None:
    an_experience(experience.author, experience.network, "Kanarifugl igjen")
    rebuild()
    assert SearchWord.objects.get(word="kanarifugl", canonical=False).entries == 2


def test_what_was_mended_before_is_not_counted_twice(experience: Experience) -> None:
    SearchEntry.objects.update(title="Papegøye")
    repair(check())
    rebuild()
    assert SearchWord.objects.get(word="kanarifugl", canonical=False).entries == 1


def test_a_word_learnt_while_the_others_are_counted_stays(experience: Experience) -> None:
    def entries() -> Iterator[Counts]:
        yield from all_counts()
        an_entry("Papegøye")

    recount(entries())
    assert SearchWord.objects.filter(word="papegøye").exists()


def test_what_the_index_says_wrongly_is_written_again(experience: Experience) -> None:
    entry = SearchEntry.objects.get(kind="experience")
    (kept,) = read([said_by(entry)._replace(title="Papegøye", text="")], embedded().kept_of, no_counts())
    embedded().write([(entry.pk, kept)])
    assert find("kanarifugl", ANONYMOUS).total == 0
    rebuild()
    assert find("kanarifugl", ANONYMOUS).total == 1
    assert find("papegøye", ANONYMOUS).total == 0


def test_many_say_of_themselves_what_one_says_by_as_many_queries(
    author: User, network: Network, django_assert_num_queries: Any
) -> None:
    board = a_board()

    def written() -> tuple[Experience, Resource, Topic]:
        topic = a_topic(board, author)
        a_post(topic, author)
        resource = published(with_file(a_resource_draft(author, network), a_word_file()))
        return an_experience(author, network, "Kanarifugl"), resource, topic

    things = [written() for _ in range(3)]
    for name, rows in zip(("experience", "resource", "topic"), zip(*things, strict=True), strict=True):
        source = next(source for source in sources() if source.name == name)
        with CaptureQueriesContext(connection) as captured:
            (alone,) = source.documents([str(rows[0].pk)])
        with django_assert_num_queries(len(captured)):
            assert source.documents([str(row.pk) for row in rows])[0] == alone


def test_what_is_as_it_should_be_is_not_entered_again(experience: Experience, monkeypatch: pytest.MonkeyPatch) -> None:
    enter = Mock()
    monkeypatch.setattr("search.follow.enter", enter)
    rebuild()
    enter.assert_not_called()


def test_facets_that_differ_are_written_again(experience: Experience) -> None:
    entry = SearchEntry.objects.get(kind="experience")
    facets = set(SearchFacet.objects.filter(entry=entry).values_list("facet", "value"))
    SearchFacet.objects.filter(entry=entry, facet="kind").update(value="page")
    rebuild()
    assert set(SearchFacet.objects.filter(entry=entry).values_list("facet", "value")) == facets


def test_many_are_recorded_by_as_many_statements_as_one() -> None:
    def statements(number: int, title: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            record_all([a_document(title, tags=(f"fugl {at}",), id=f"{number}{at}") for at in range(number)])
        return len(captured)

    assert statements(9, "Kanarifugl") == statements(1, "Papegøye")


def test_nothing_is_noted_of_what_is_written_again_and_says_the_same(experience: Experience) -> None:
    SearchChange.objects.all().delete()
    version = SearchEntry.objects.get(kind="experience").version
    rebuild()
    assert not SearchChange.objects.exists()
    assert SearchEntry.objects.get(kind="experience").version == version


def test_of_what_fails_half_way_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.vocabulary.learn", Mock(side_effect=RuntimeError))
    with pytest.raises(RuntimeError):
        Theme.objects.create(slug="turnus", name_nb="Turnus")
    assert not SearchEntry.objects.exists()
    assert not SearchFacet.objects.exists()


def test_the_check_costs_the_same_for_one_thing_and_for_many(experience: Experience) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert check() == []
        return len(captured)

    few = queries()
    for number in range(5):
        an_experience(experience.author, experience.network, f"Kanarifugl {number}")
    assert queries() == few


def test_tombstones_go_once_they_are_confirmed(experience: Experience) -> None:
    experience.delete()
    assert SearchEntry.objects.filter(gone=True).exists()
    rebuild()
    assert not SearchEntry.objects.filter(gone=True).exists()


def test_a_municipality_is_found_by_its_numbers_of_any_time() -> None:
    load()
    said = of_municipality(Municipality.objects.get(name="Færder")).text
    assert said == "Vestfold. Kommunenummer 3911, før 0722, 0723, 0729, 3811"
