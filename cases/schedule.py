"""At what hour something happens by itself, in words."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from .models import Experience


def schedule_of(experience: Experience) -> list[str]:
    """«Publiseres 3. mai 2027 kl. 10.00», and when it is taken off the site. A list asks `with_schedule` first."""
    return list(_said(experience, hour(experience)))


def hour(experience: Experience) -> datetime | None:
    """When the text, or a change to what is published, is published by itself."""
    if hasattr(experience, "goes_live_at"):
        return experience.goes_live_at
    scheduled = experience.scheduled_revision
    return scheduled.approved_go_live_at if scheduled else None


def will_be_published(at: datetime, *, change: bool) -> str:
    if change:
        return _("The change will be published %(date)s at %(time)s") % _when(at)
    return _("Will be published %(date)s at %(time)s") % _when(at)


def _said(experience: Experience, at: datetime | None) -> Iterator[str]:
    if at:
        yield will_be_published(at, change=experience.live)
    if experience.live and experience.expire_at and experience.expire_at > timezone.now():
        yield _("Taken off the site %(date)s at %(time)s") % _when(experience.expire_at)


def _when(at: datetime) -> dict[str, str]:
    local = timezone.localtime(at)
    return {"date": date_format(local, "DATE_FORMAT"), "time": time_format(local, "TIME_FORMAT")}
