"""What happens here when something happens elsewhere: in Wagtail's admin or at a scheduled hour, as by our verbs."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import published, task_rejected, workflow_approved, workflow_cancelled

from community.notifications.read import settle

from . import notices, tell
from .models import Experience, Remark
from .propose import let_go_of_what_fits_no_more
from .schedule import hour


@receiver(published, sender=Experience, dispatch_uid="experience-published")
def on_published(instance: Experience, **_kwargs: Any) -> None:
    if instance.live:
        settle(notices.WAITS, notices.review_of(instance))
        let_go_of_what_fits_no_more(instance)
        tell.author_that_it_is_published(instance)


@receiver(task_rejected, dispatch_uid="experience-sent-back")
def on_sent_back(instance: TaskState, **_kwargs: Any) -> None:
    """The author gets the remarks. Sent back in the admin, where there are none by field, the comment is the one."""
    experience = _reviewed(instance.workflow_state)
    if experience is None:
        return
    remarks = list(experience.remarks.filter(answered_at__isnull=True, created_at__gte=instance.started_at))
    if not remarks and instance.comment and instance.finished_by:
        remarks = [Remark.objects.create(experience=experience, text=instance.comment, by=instance.finished_by)]
    settle(notices.WAITS, notices.review_of(experience))
    tell.author_that_it_came_back(experience, remarks, task_id=instance.pk)


@receiver([workflow_approved, workflow_cancelled], dispatch_uid="experience-review-over")
def on_review_over(instance: WorkflowState, **_kwargs: Any) -> None:
    """What was approved and waits for its hour is told of at once. Published in the admin, with an hour or without, the
    review ends as cancelled."""
    experience = _reviewed(instance)
    if experience is None:
        return
    settle(notices.WAITS, notices.review_of(experience))
    judged = instance.current_task_state
    scheduled = experience.scheduled_revision
    at = hour(experience)
    if at and scheduled and judged and judged.revision_id == scheduled.pk:
        tell.author_that_it_is_approved(experience, at)


def _reviewed(state: WorkflowState) -> Experience | None:
    """As it stands in the database now."""
    thing = state.content_object
    return Experience.objects.get(pk=thing.pk) if isinstance(thing, Experience) else None
