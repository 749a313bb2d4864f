"""What an editor does with what was sent in: take it, give it back, send it back with remarks, approve it."""

from django.db import transaction
from wagtail.models import TaskState

from community.members.models import User

from .models import Experience, Remark


class NotWaitingError(Exception):
    """What the editor read does not wait any more: somebody was faster, or the author took it back."""


@transaction.atomic
def take(experience: Experience, *, by: User) -> Experience:
    """Say that one is looking at it. It binds nobody: whoever takes it last has it."""
    Experience.objects.filter(pk=experience.pk).update(reviewer=by)
    experience.refresh_from_db()
    return experience


@transaction.atomic
def give_back(experience: Experience, *, by: User) -> Experience:
    """Leave to others what one has taken. What somebody else has taken since stays theirs."""
    Experience.objects.filter(pk=experience.pk, reviewer=by).update(reviewer=None)
    experience.refresh_from_db()
    return experience


@transaction.atomic
def send_back(experience: Experience, remarks: dict[str, str], *, by: User) -> Experience:
    """Send it back to its author with at least one remark, by field ("" is the whole). `receivers` tells them."""
    task = _open_task(experience)
    for field, text in remarks.items():
        Remark.objects.create(experience=experience, field=field, text=text, by=by)
    task.reject(user=by, comment="\n\n".join(remarks.values()))
    experience.refresh_from_db()
    return experience


@transaction.atomic
def approve(experience: Experience, *, by: User) -> Experience:
    """Publish what was sent in, as it was sent in; to everybody in its audience from this moment, or from the hour that
    an editor has set."""
    _open_task(experience).approve(user=by)
    experience.refresh_from_db()
    return experience


def move_review_along(draft: Experience) -> None:
    """Where it waits for an editor, what they approve is the text of today: what the author has just accepted, or what
    an editor has just set in the admin."""
    task = draft.current_workflow_task_state
    if task:
        task.revision = draft.latest_revision
        task.save(update_fields=["revision"])


def _open_task(experience: Experience) -> TaskState:
    """The task that waits, locked so that of two editors at once one acts and the other is told.

    What waits must be the text that was read: the latest revision of `experience` as the caller loaded it.
    """
    locked = Experience.objects.select_for_update().get(pk=experience.pk)
    task = locked.current_workflow_task_state
    if task is None or task.status != TaskState.STATUS_IN_PROGRESS:
        raise NotWaitingError
    if locked.latest_revision_id != experience.latest_revision_id:
        raise NotWaitingError
    return task
