"""What is searched for is counted, and who searched is not known: not in the night, not on the day, not in a backup."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from community.members.models import User
from community.networks.models import Network
from search.asked import note
from search.asked.close import close_days
from search.models import AskedBy, AskedToday, SearchCount, SearchDay
from tests.factories.cases import an_experience

pytestmark = pytest.mark.django_db
URL = "/nb/sok/"


@pytest.fixture(autouse=True)
def counting(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the thread: tests write down what was noted when they want it."""
    settings.SEARCH_COUNTS = True
    monkeypatch.setattr(note, "_write_soon", lambda: None)
    note._waiting.clear()


def ask(words: str = "Kanarifugl!", *addresses: str, **more: str) -> None:
    """From visitors at these addresses."""
    for address in addresses:
        Client(REMOTE_ADDR=address).get(URL, {"q": words, **more})


def midnight() -> date:
    """All that was asked today was asked yesterday."""
    day = timezone.localdate() - timedelta(days=1)
    for model in (SearchDay, AskedBy, AskedToday):
        model.objects.update(day=day)
    close_days()
    return day


def everything_kept() -> str:
    rows: list[Any] = [row for model in (SearchDay, AskedBy, AskedToday, SearchCount) for row in model.objects.all()]
    return serializers.serialize("json", rows)


def test_words_that_three_readers_used_are_counted_by_day() -> None:
    ask("Kanarifugl!", "10.0.0.1", "10.0.0.2", "10.0.0.3")
    note.write_down()
    day = midnight()
    [row] = SearchCount.objects.all()
    assert (row.day, row.words, row.readers, row.without) == (day, "kanarifugl", 3, 3)


def test_words_of_two_are_written_nowhere() -> None:
    ask("kanarifugl", "10.0.0.1", "10.0.0.2")
    note.write_down()
    assert "kanarifugl" not in everything_kept()
    midnight()
    assert "kanarifugl" not in everything_kept()
    assert not SearchCount.objects.exists()


def test_a_reader_counts_once_a_day_however_often_they_ask(client: Client, author: User) -> None:
    client.force_login(author)
    for _time in range(4):
        client.get(URL, {"q": "kanarifugl"})
        note.write_down()
    assert AskedToday.objects.get().readers == 1
    assert SearchDay.objects.get().searches == 1


def test_what_is_kept_says_not_who(client: Client, author: User) -> None:
    client.force_login(author)
    client.get(URL, {"q": "kanarifugl"})
    ask("kanarifugl", "10.0.0.1", "10.0.0.2")
    assert all("10.0.0" not in repr(one) and str(author.pk) != one.reader for one in note._waiting)
    note.write_down()
    assert "10.0.0" not in everything_kept()
    tokens = set(AskedBy.objects.values_list("token", flat=True))
    assert len(tokens) == 3


def test_two_searches_of_a_reader_cannot_be_joined_and_two_days_neither() -> None:
    for words in ("kanarifugl", "papegøye"):
        ask(words, "10.0.0.1")
    note.write_down()
    tokens = set(AskedBy.objects.values_list("token", flat=True))
    assert len(tokens) == 2
    midnight()
    ask("kanarifugl", "10.0.0.1")
    note.write_down()
    assert AskedBy.objects.get().token not in tokens


def test_the_night_throws_away_what_could_tell_of_somebody() -> None:
    ask("kanarifugl", "10.0.0.1", "10.0.0.2", "10.0.0.3")
    note.write_down()
    midnight()
    assert not AskedBy.objects.exists() and not AskedToday.objects.exists()
    day = SearchDay.objects.get()
    assert (day.salt, day.searches, day.without) == ("", 3, 3)
    assert close_days() == 0


def test_what_comes_after_the_night_is_let_go() -> None:
    ask("kanarifugl", "10.0.0.1")
    SearchDay.objects.create(day=timezone.localdate(), salt="")
    note.write_down()
    assert not AskedBy.objects.exists()


def test_a_search_writes_nothing_and_asks_nothing_more(client: Client, settings: Settings) -> None:
    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            client.get(URL, {"q": "kanarifugl"})
        return [query["sql"] for query in captured.captured_queries]

    queries()
    counted = queries()
    settings.SEARCH_COUNTS = False
    assert len(counted) == len(queries())
    assert not [sql for sql in counted if sql.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_who_goes_on_or_narrows_has_not_asked_anew() -> None:
    for more in ({"page": "2"}, {"language": "nb"}, {"q": " "}):
        ask(more.pop("q", "kanarifugl"), "10.0.0.1", **more)
    assert note.write_down() == 0


def test_who_found_something_is_told_apart(author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl")
    ask("kanarifugl", "10.0.0.1", "10.0.0.2", "10.0.0.3")
    note.write_down()
    midnight()
    assert SearchCount.objects.get().without == 0


def test_what_is_noted_is_written_by_a_thread_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    monkeypatch.undo()
    monkeypatch.setattr(note, "PAUSE", 0.01)
    monkeypatch.setattr(note, "write_down", lambda: written.append(1))
    note._write_soon()
    timer = note._timer
    note._write_soon()
    assert note._timer is timer and timer
    timer.join(5)
    assert written == [1] and note._timer is None


def test_editors_see_the_words_and_go_on_from_there(client: Client, editor: User) -> None:
    SearchCount.objects.create(day=timezone.localdate(), words="kanarifugl", readers=4, without=3)
    SearchCount.objects.create(day=timezone.localdate(), words="papegøye", readers=9, without=0)
    client.force_login(editor)
    page = client.get(reverse("search:desk_asked")).content.decode()
    assert "kanarifugl" in page and "papegøye" not in page
    assert f"{reverse('search:desk_synonym_add')}?ord=kanarifugl" in page
    assert f"{reverse('search:desk_bet_add')}?ord=kanarifugl" in page
    assert "papegøye" in client.get(reverse("search:desk_asked"), {"vis": "alle"}).content.decode()


def test_they_take_it_along_as_a_file_and_nothing_in_it_is_a_formula(client: Client, editor: User) -> None:
    SearchCount.objects.create(day=date(2026, 11, 1), words="=1+1", readers=3, without=1)
    client.force_login(editor)
    lines = client.get(reverse("search:desk_asked_file")).content.decode("utf-8-sig").splitlines()
    assert lines[1] == "2026-11-01;'=1+1;3;1"


def test_counts_are_kept_for_a_year() -> None:
    SearchCount.objects.create(day=timezone.localdate() - timedelta(days=366), words="kanarifugl", readers=3, without=0)
    close_days()
    assert not SearchCount.objects.exists()
