"""What moderators do with what waits for them: take it, give it back, decide, and tell those whom it concerns."""

from django.db import transaction
from django.utils import timezone

from community.members.models import User
from community.notifications.events import record
from community.notifications.read import settle

from .edit import correct
from .flag import WAITS
from .flag_mail import decision_by_mail
from .log import log
from .models import ActKind, Board, Decision, Matter
from .move import move
from .remove import hide, unhide

ANSWERED = "forum.flag_answered"
"""The notice to whoever reported it that it is decided."""


class DealtWithError(Exception):
    """Somebody else has decided it, or has taken it, since the page was opened. `matter` is as it is now."""

    def __init__(self, matter: Matter) -> None:
        super().__init__(matter.decision)
        self.matter = matter


def group_of(matter: Matter) -> str:
    return f"matter:{matter.pk}"


@transaction.atomic
def claim(matter: Matter, *, by: User) -> Matter:
    """Take it, so that no two work with the same. Raises DealtWithError where somebody has."""
    matter = _waiting(matter, by)
    matter.claimed_by, matter.claimed_at = by, timezone.now()
    matter.save(update_fields=["claimed_by", "claimed_at"])
    return matter


@transaction.atomic
def give_back(matter: Matter, *, by: User) -> Matter:
    matter = _waiting(matter, by)
    matter.claimed_by = matter.claimed_at = None
    matter.save(update_fields=["claimed_by", "claimed_at"])
    return matter


@transaction.atomic
def decide(
    matter: Matter,
    decision: str,
    reason: str,
    *,
    text: str = "",
    expected_version: int = 0,
    board: Board | None = None,
    by: User,
) -> Matter:
    """Decide it and do what was decided. `reason` goes to the writer; where all stays as it is, to who reported it.

    Raises DealtWithError where somebody was before, ChangedMeanwhileError and MovedMeanwhileError as the acts do.
    """
    matter = _waiting(matter, by)
    post = matter.post
    if decision == Decision.HIDE:
        hide(post, reason, by=by)
    elif decision == Decision.EDIT:
        correct(post, text, reason, expected_version=expected_version, by=by)
    elif decision == Decision.MOVE and board is not None:
        move(post.topic, board, reason, by=by)
    elif decision == Decision.SHOW:
        unhide(post, reason, what=ActKind.GRANT, by=by)
    else:
        log(ActKind(decision), post.topic, reason, post=post, by=by)
    matter.decided_by, matter.decided_at, matter.decision, matter.reason = by, timezone.now(), decision, reason
    matter.save(update_fields=["decided_by", "decided_at", "decision", "reason"])
    _tell(matter, by)
    return matter


def _waiting(matter: Matter, by: User) -> Matter:
    rows = Matter.objects.select_for_update(of=("self",)).with_its_post()
    now: Matter = rows.get(pk=matter.pk)
    if not now.is_left_to(by.pk):
        raise DealtWithError(now)
    return now


def _tell(matter: Matter, by: User) -> None:
    settle(WAITS, group_of(matter))
    for flag in matter.flags.select_related("by"):
        flag.matter = matter
        if flag.by_id:
            record(ANSWERED, flag, by=by)
        else:
            decision_by_mail(flag)
