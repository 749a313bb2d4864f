"""A poll stays what it was asked as: nobody changes its choices once it stands, and its end can only be put off. Those
who have voted are told, since they thought that it was over by then."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.members.models import User
from community.notifications.events import record
from community.notifications.kinds import NoticeKind, Told, register
from community.notifications.models import Event

from .followers import Followers
from .models import Poll, Post, Topic, Vote
from .notices import Recipients, sees_post, tell_of
from .poll import PollClosedError, is_over

LONGER = "forum.poll"


class NotLaterError(Exception):
    """A poll is never cut short, and one without an end has none to put off."""


@transaction.atomic
def prolong(topic: Topic, until: datetime, *, by: User) -> Poll:
    """Put off the end of a poll. The same end twice is told of once.

    Raises PollClosedError where it has closed already, and NotLaterError where the end would be an earlier one.
    """
    # The lock that votes take: nobody votes between the two ends.
    now = Topic.objects.select_for_update(of=("self",)).select_related("board__network").get(pk=topic.pk)
    poll = Poll.objects.get(topic=now)
    if is_over(poll, now):
        raise PollClosedError
    if poll.closes_at is None or until < poll.closes_at:
        raise NotLaterError
    if until > poll.closes_at:
        poll.closes_at = until
        poll.save(update_fields=["closes_at"])
        record(LONGER, now.posts.get(number=1), by=by)
    return poll


def register_kind() -> None:
    label = _("Polls that you voted in and that stay open longer")
    reasons = {"voted": _("You voted in the poll")}
    register(NoticeKind(LONGER, label, _who_voted, sees_post, _told, _load, reasons=reasons))


def _who_voted(event: Event) -> Recipients:
    followers = Followers(event.subject.topic)
    voters = Vote.objects.filter(poll__topic=event.subject.topic_id).values_list("user", flat=True).distinct()
    return ((user, "voted") for user in voters if followers.hear_of_it(user))


def _told(event: Event) -> Told | None:
    """Nothing any more once it has closed."""
    poll = event.subject.topic.poll
    if poll.is_closed or poll.closes_at is None:
        return None
    told = tell_of(event.subject, gettext("The poll is open longer: %(title)s"))
    until = gettext("Open until and including %(day)s.") % {
        "day": date_format(localtime(poll.closes_at), "DATE_FORMAT")
    }
    return replace(told, summary_lines=[until, *told.summary_lines])


def _load(events: Sequence[Event]) -> Mapping[int, Post]:
    rows = Post.objects.select_related("topic__board__network", "topic__poll", "municipality")
    found = rows.filter(topic__poll__isnull=False).in_bulk({event.subject_id for event in events})
    return {event.pk: found[event.subject_id] for event in events if event.subject_id in found}
