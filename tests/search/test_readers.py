from collections.abc import Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from community.networks.models import Theme
from search.engines import embedded
from search.models import SearchChange, SearchEntry, SearchFacet, SearchWord
from search.readers import Other, Shared
from search.rebuild import rebuild


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two themes that other connections see, too; they and what was indexed are gone afterwards."""
    with django_db_blocker.unblock():
        try:
            for slug, name in (("turnus", "Østre Toten prøver langvakter"), ("fravaer", "Sjukefråværet")):
                Theme.objects.create(slug=slug, name_nb=name)
            yield
        finally:
            for model in (Theme, SearchFacet, SearchEntry, SearchWord, SearchChange):
                model.objects.all().delete()
            for entry_id in embedded().adrift():
                embedded().remove(entry_id)


def in_the_index() -> list[Any]:
    rows: list[Any] = []
    for table in embedded().tables:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            rows += cursor.fetchall()
    return [*rows, *SearchWord.objects.order_by("audience", "word", "canonical").values_list("word", "entries")]


def test_what_another_process_reads_is_what_is_read_here(committed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def takes_all(other: Other, fn: Any, args: Any, kwargs: Any) -> Future[Any]:
        other.begun = other.executor.submit(fn, *args, **kwargs)
        read_beside.append(args)
        return other.begun

    read_beside: list[Any] = []
    rebuild()
    before = in_the_index()
    SearchWord.objects.all().delete()
    for entry_id in SearchEntry.objects.values_list("pk", flat=True):
        embedded().remove(entry_id)
    monkeypatch.setattr("search.rebuild._AT_ONCE", 2)
    monkeypatch.setattr("search.follow._FEWEST", 1)
    monkeypatch.setattr("search.readers.os.cpu_count", lambda: 2)
    monkeypatch.setattr(Other, "takes", takes_all)
    rebuild()
    assert in_the_index() == before
    assert [kind for kind, _ids in read_beside] == ["theme", "theme"]


def test_others_read_what_they_have_the_time_for() -> None:
    class Pool(Executor):
        given: list[Future[Any]] = []

        def submit(self, *_given: Any, **_named: Any) -> Future[Any]:
            self.given.append(Future())
            return self.given[-1]

    pool = Pool()
    shared = Shared([Other(pool)])
    assert [shared.submit(str, at).result(0) for at in range(3)] == ["0", "1", "2"]
    (begun,) = pool.given
    begun.set_result(0)
    assert [shared.submit(str, at).done() for at in range(4)] == [False, False, True, True]
    pool.given[1].set_result("0")
    assert not shared.submit(str, 4).done()
