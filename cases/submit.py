from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import WorkflowState

from community.members.models import User
from community.notifications.read import settle

from . import notices, tell
from .complete import IncompleteError, missing
from .models import Contribution
from .propose import let_go_of_what_fits_no_more
from .write import as_written


@transaction.atomic
def submit(contribution: Contribution, *, by: User) -> Contribution:
    """Send the latest draft to the editors, for the first time or again after it was sent back. One that waits for them
    already (a double click) goes on waiting.

    Raises IncompleteError where something is missing in it.
    """
    _overtake(contribution)
    if lacking := missing(as_written(contribution)):
        raise IncompleteError(lacking)
    state: WorkflowState | None = contribution.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return contribution
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
    else:
        workflow = contribution.get_workflow()
        if workflow is None:
            raise ImproperlyConfigured("No review is set up for experiences. Run: manage.py setup_site")
        workflow.start(contribution, by)
    contribution.remarks.filter(answered_at__isnull=True).update(answered_at=timezone.now())
    contribution.refresh_from_db()
    settle(notices.SENT_BACK, notices.own_text(contribution))
    let_go_of_what_fits_no_more(as_written(contribution))
    tell.editors_that_it_waits(contribution, task_id=contribution.current_workflow_task_state.pk)
    return contribution


@transaction.atomic
def withdraw(contribution: Contribution, *, by: User) -> Contribution:
    """Take it back from the editors; it is a draft again."""
    _overtake(contribution)
    state = contribution.current_workflow_state
    if state:
        state.cancel(user=by)
    settle(notices.WAITS, notices.review_of(contribution))
    contribution.refresh_from_db()
    return contribution


def _overtake(contribution: Contribution) -> None:
    """A save that was on its way from another tab must not put the state of before back into the row."""
    type(contribution).objects.filter(pk=contribution.pk).update(version=F("version") + 1)
    contribution.refresh_from_db()
