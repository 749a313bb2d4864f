from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import WorkflowState

from community.members.models import User
from community.notifications.read import settle

from . import notices, tell
from .complete import IncompleteError, missing
from .models import Experience
from .propose import let_go_of_what_fits_no_more
from .write import as_written


@transaction.atomic
def submit(experience: Experience, *, by: User) -> Experience:
    """Send the latest draft to the editors, for the first time or again after it was sent back. One that waits for them
    already (a double click) goes on waiting.

    Raises IncompleteError where something is missing in it.
    """
    _overtake(experience)
    if lacking := missing(as_written(experience)):
        raise IncompleteError(lacking)
    state: WorkflowState | None = experience.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return experience
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
    else:
        workflow = experience.get_workflow()
        if workflow is None:
            raise ImproperlyConfigured("No review is set up for experiences. Run: manage.py setup_site")
        workflow.start(experience, by)
    experience.remarks.filter(answered_at__isnull=True).update(answered_at=timezone.now())
    experience.refresh_from_db()
    settle(notices.SENT_BACK, notices.own_text(experience))
    let_go_of_what_fits_no_more(as_written(experience))
    tell.editors_that_it_waits(experience, task_id=experience.current_workflow_task_state.pk)
    return experience


@transaction.atomic
def withdraw(experience: Experience, *, by: User) -> Experience:
    """Take it back from the editors; it is a draft again."""
    _overtake(experience)
    state = experience.current_workflow_state
    if state:
        state.cancel(user=by)
    settle(notices.WAITS, notices.review_of(experience))
    experience.refresh_from_db()
    return experience


def _overtake(experience: Experience) -> None:
    """A save that was on its way from another tab must not put the state of before back into the row."""
    Experience.objects.filter(pk=experience.pk).update(version=F("version") + 1)
    experience.refresh_from_db()
