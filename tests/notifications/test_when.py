from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from community.notifications.models import Frequency, MailTimes
from community.notifications.when import due

OSLO = ZoneInfo("Europe/Oslo")
AT_NIGHT = MailTimes(quiet_from=time(20), quiet_to=time(7))
AT_NOON = MailTimes(quiet_from=time(11), quiet_to=time(13))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d.%m.%Y %H.%M").replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("frequency", "happened", "told"),
    [
        ("now", "24.11.2026 14.20", "24.11.2026 14.20"),
        ("hourly", "24.11.2026 14.20", "24.11.2026 15.00"),
        ("daily", "24.11.2026 06.59", "24.11.2026 07.00"),
        ("daily", "24.11.2026 07.00", "25.11.2026 07.00"),
        ("weekly", "24.11.2026 14.20", "30.11.2026 07.00"),
        ("weekly", "30.11.2026 06.00", "30.11.2026 07.00"),
        # The clocks go forward on the 28th of March, and back on the 31st of October.
        ("daily", "27.03.2027 08.00", "28.03.2027 07.00"),
        ("daily", "30.10.2027 08.00", "31.10.2027 07.00"),
    ],
)
def test_mail_is_due_by_the_clock_of_norway(frequency: str, happened: str, told: str) -> None:
    assert due(frequency, at(happened)) == at(told)


def test_an_hour_that_the_clocks_skip_is_none() -> None:
    assert due("hourly", at("28.03.2027 01.30")) == at("28.03.2027 03.00")


def test_never_is_never() -> None:
    assert due(Frequency.NEVER, at("24.11.2026 14.20")) is None


@pytest.mark.parametrize(
    ("times", "happened", "told"),
    [
        (AT_NIGHT, "24.11.2026 19.59", "24.11.2026 19.59"),
        (AT_NIGHT, "24.11.2026 20.00", "25.11.2026 07.00"),
        (AT_NIGHT, "24.11.2026 23.59", "25.11.2026 07.00"),
        (AT_NIGHT, "25.11.2026 03.00", "25.11.2026 07.00"),
        (AT_NIGHT, "25.11.2026 07.00", "25.11.2026 07.00"),
        (AT_NOON, "24.11.2026 12.00", "24.11.2026 13.00"),
        (AT_NOON, "24.11.2026 22.00", "24.11.2026 22.00"),
        (MailTimes(quiet_from=time(7), quiet_to=time(7)), "24.11.2026 07.00", "24.11.2026 07.00"),
    ],
)
def test_quiet_hours_are_waited_for(times: MailTimes, happened: str, told: str) -> None:
    assert due("now", at(happened), times) == at(told)


def test_a_daily_mail_too_waits_until_it_may_be_heard() -> None:
    times = MailTimes(hour=6, quiet_from=time(22), quiet_to=time(6, 30))
    assert due("daily", at("24.11.2026 14.20"), times) == at("25.11.2026 06.30")
