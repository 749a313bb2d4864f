"""When a mail is due: what somebody has chosen, on the clock of Norway."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from .models import Frequency, MailTimes

DEFAULT = MailTimes()


@dataclass(frozen=True)
class Quiet:
    """From one time of day to another, past midnight where it ends before it begins. From seven to seven is never."""

    start: time
    end: time

    def holds(self, at: time) -> bool:
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def due(frequency: str, now: datetime, times: MailTimes = DEFAULT) -> datetime | None:
    """When what happened now is told by mail; None where it is not."""
    if frequency == Frequency.NEVER:
        return None
    at = here = timezone.localtime(now, timezone.get_default_timezone())
    if frequency == Frequency.HOURLY:
        # Counted in hours that pass: one that the clocks skip, or show twice, is an hour like any other.
        at = timezone.localtime(_hour_of(now) + timedelta(hours=1), here.tzinfo)
    elif frequency == Frequency.DAILY:
        at = _next(here, times.hour)
    elif frequency == Frequency.WEEKLY:
        at = _next(here, times.hour, times.weekday)
    return _after_quiet(at, times)


def _hour_of(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _next(here: datetime, hour: int, weekday: int | None = None) -> datetime:
    """The next time that clocks show the hour (on that day of the week), later than now."""
    day = here.date()
    while True:
        at = datetime.combine(day, time(hour), tzinfo=here.tzinfo)
        if at > here and weekday in {None, day.weekday()}:
            return at
        day += timedelta(days=1)


def _after_quiet(at: datetime, times: MailTimes) -> datetime:
    if times.quiet_from is None or times.quiet_to is None:
        return at
    if not Quiet(times.quiet_from, times.quiet_to).holds(at.time()):
        return at
    day = at.date() + timedelta(days=0 if at.time() < times.quiet_to else 1)
    return datetime.combine(day, times.quiet_to, tzinfo=at.tzinfo)
