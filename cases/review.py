"""What an editor does with what was sent in: take it, give it back, send it back with remarks, approve it."""

from django.db import transaction
from wagtail.models import TaskState

from community.members.models import User

from .models import Contribution


class NotWaitingError(Exception):
    """What the editor read does not wait any more: somebody was faster, or the author took it back."""


@transaction.atomic
def take(contribution: Contribution, *, by: User) -> Contribution:
    """Say that one is looking at it. It binds nobody: whoever takes it last has it."""
    type(contribution).objects.filter(pk=contribution.pk).update(reviewer=by)
    contribution.refresh_from_db()
    return contribution


@transaction.atomic
def give_back(contribution: Contribution, *, by: User) -> Contribution:
    """Leave to others what one has taken. What somebody else has taken since stays theirs."""
    type(contribution).objects.filter(pk=contribution.pk, reviewer=by).update(reviewer=None)
    contribution.refresh_from_db()
    return contribution


@transaction.atomic
def send_back(contribution: Contribution, remarks: dict[str, str], *, by: User) -> Contribution:
    """Send it back to its author with at least one remark, by field ("" is the whole). `receivers` tells them."""
    task = _open_task(contribution)
    for field, text in remarks.items():
        contribution.remarks.create(field=field, text=text, by=by)
    task.reject(user=by, comment="\n\n".join(remarks.values()))
    contribution.refresh_from_db()
    return contribution


@transaction.atomic
def approve(contribution: Contribution, *, by: User) -> Contribution:
    """Publish what was sent in, as it was sent in; to everybody in its audience from this moment, or from the hour that
    an editor has set."""
    _open_task(contribution).approve(user=by)
    contribution.refresh_from_db()
    return contribution


def move_review_along(draft: Contribution) -> None:
    """Where it waits for an editor, what they approve is the text of today: what the author has just accepted, or what
    an editor has just set in the admin."""
    task = draft.current_workflow_task_state
    if task:
        task.revision = draft.latest_revision
        task.save(update_fields=["revision"])


def _open_task(contribution: Contribution) -> TaskState:
    """The task that waits, locked so that of two editors at once one acts and the other is told.

    What waits must be the text that was read: the latest revision of `contribution` as the caller loaded it.
    """
    locked = type(contribution).objects.select_for_update().get(pk=contribution.pk)
    task = locked.current_workflow_task_state
    if task is None or task.status != TaskState.STATUS_IN_PROGRESS:
        raise NotWaitingError
    if locked.latest_revision_id != contribution.latest_revision_id:
        raise NotWaitingError
    return task
