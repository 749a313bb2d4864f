"""At what hour something happens by itself, in words."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from .models import Contribution


def schedule_of(contribution: Contribution) -> list[str]:
    """«Publiseres 3. mai 2027 kl. 10.00», and when it is taken off the site. A list asks `with_schedule` first."""
    return list(_said(contribution, hour(contribution)))


def hour(contribution: Contribution) -> datetime | None:
    """When the text, or a change to what is published, is published by itself."""
    if hasattr(contribution, "goes_live_at"):
        return contribution.goes_live_at
    scheduled = contribution.scheduled_revision
    return scheduled.approved_go_live_at if scheduled else None


def will_be_published(at: datetime, *, change: bool) -> str:
    if change:
        return _("The change will be published %(date)s at %(time)s") % _when(at)
    return _("Will be published %(date)s at %(time)s") % _when(at)


def _said(contribution: Contribution, at: datetime | None) -> Iterator[str]:
    if at:
        yield will_be_published(at, change=contribution.live)
    if contribution.live and contribution.expire_at and contribution.expire_at > timezone.now():
        yield _("Taken off the site %(date)s at %(time)s") % _when(contribution.expire_at)


def _when(at: datetime) -> dict[str, str]:
    local = timezone.localtime(at)
    return {"date": date_format(local, "DATE_FORMAT"), "time": time_format(local, "TIME_FORMAT")}
