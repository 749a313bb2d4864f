from collections.abc import Iterator

import pytest
from django.db import OperationalError

from community.worker import periodic
from community.worker.periodic import RETRY, Timetable


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def no_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(periodic, "_jobs", {})
    return


def names(timetable: Timetable) -> list[str]:
    return [job.name for job in timetable.due()]


def test_a_job_runs_at_once_and_then_each_so_many_seconds() -> None:
    periodic.register("count", 60, lambda: None)
    timetable = Timetable(Clock())
    timetable.run(timetable.due()[0])
    assert names(timetable) == []
    timetable.clock.now += 60
    assert names(timetable) == ["count"]


def test_a_job_that_fails_is_tried_again_soon_and_stops_no_other() -> None:
    periodic.register("fails", periodic.DAY, lambda: 1 / 0)
    periodic.register("works", periodic.DAY, lambda: None)
    timetable = Timetable(Clock())
    assert [timetable.run(job) for job in timetable.due()] == [False, True]
    timetable.clock.now += RETRY
    assert names(timetable) == ["fails"]


def test_a_database_that_is_away_is_told_and_the_job_waits_its_turn() -> None:
    def away() -> None:
        raise OperationalError("away")

    periodic.register("away", 60, away)
    timetable = Timetable(Clock())
    with pytest.raises(OperationalError):
        timetable.run(timetable.due()[0])
    assert names(timetable) == []
