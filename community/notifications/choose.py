"""Verbs of choosing: how often one is told by mail, and when. What waits already follows the new choice."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.members.models import User

from .kinds import NoticeKind, kind_called, kinds, load_subjects
from .models import Frequency, MailTimes, Notice, Preference
from .when import DEFAULT, due

FIELDS = ("quiet_from", "quiet_to", "weekday", "hour")


def chosen_by(user: User) -> dict[str, str]:
    """How often somebody is told of each kind that is told by mail."""
    own = dict(Preference.objects.filter(user=user).values_list("kind", "frequency"))
    return {kind.name: own.get(kind.name, kind.default) for kind in by_mail()}


def times_of(user: User) -> MailTimes:
    return MailTimes.objects.filter(user=user).first() or MailTimes(user=user)


def by_mail() -> list[NoticeKind]:
    return [kind for kind in kinds() if kind.mails]


@transaction.atomic
def choose(user: User, frequencies: Mapping[str, str], times: MailTimes | None = None) -> None:
    """Set how often for some kinds, and when. Only what differs from what holds for everybody is kept."""
    if times is not None:
        _keep_times(user, times)
    Preference.objects.filter(user=user, kind__in=frequencies).delete()
    Preference.objects.bulk_create(
        Preference(user=user, kind=name, frequency=frequency)
        for name, frequency in frequencies.items()
        if (kind := kind_called(name)) and frequency != kind.default
    )
    for name in set(_waiting(user).values_list("kind", flat=True)):
        follow(user, name)


def stop(user: User, names: Iterable[str]) -> None:
    """No more mail of these kinds; the list on the site goes on."""
    choose(user, dict.fromkeys(names, Frequency.NEVER))


def _keep_times(user: User, times: MailTimes) -> None:
    said = {name: getattr(times, name) for name in FIELDS}
    if said == {name: getattr(DEFAULT, name) for name in FIELDS}:
        MailTimes.objects.filter(user=user).delete()
    else:
        MailTimes.objects.update_or_create(user=user, defaults=said)


def _waiting(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user, mail_due_at__isnull=False)


def follow(user: User, name: str) -> None:
    """Have what waits to be told of a kind follow what its reader has chosen by now."""
    waiting, now, times = _waiting(user).filter(kind=name), timezone.now(), times_of(user)
    kind, chosen = kind_called(name), chosen_by(user).get(name, Frequency.NEVER)
    if kind is None or kind.frequency_of is None:
        waiting.update(mail_due_at=due(chosen, now, times))
        return
    by_frequency: dict[str, list[int]] = {}
    notices = list(waiting.select_related("event"))
    load_subjects([notice.event for notice in notices])
    for notice in notices:
        often = kind.frequency(notice.event, chosen) if notice.event.subject else Frequency.NEVER
        by_frequency.setdefault(often, []).append(notice.pk)
    for often, ids in by_frequency.items():
        Notice.objects.filter(pk__in=ids).update(mail_due_at=due(often, now, times))
