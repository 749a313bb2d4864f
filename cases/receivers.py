"""What happens here when something happens elsewhere: in Wagtail's admin or at a scheduled hour, as by our verbs."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import published, task_rejected, workflow_approved, workflow_cancelled

from community.images.models import Upload
from community.images.text import text_read
from community.notifications.read import settle
from community.publishing.models import Tag
from community.publishing.registry import changed
from community.publishing.vocabulary.taggings import merged, with_tag_moved

from . import notices, tell
from .models import Contribution, Experience, Resource, ResourceVersion
from .propose import let_go_of_what_fits_no_more
from .schedule import hour
from .versions import keep_version


@receiver(published, sender=Experience, dispatch_uid="experience-published")
@receiver(published, sender=Resource, dispatch_uid="resource-published")
def on_published(instance: Contribution, **_kwargs: Any) -> None:
    if instance.live:
        settle(notices.WAITS, notices.review_of(instance))
        let_go_of_what_fits_no_more(instance)
        if isinstance(instance, Resource):
            keep_version(instance)
        tell.author_that_it_is_published(instance)


@receiver(task_rejected, dispatch_uid="contribution-sent-back")
def on_sent_back(instance: TaskState, **_kwargs: Any) -> None:
    """The author gets the remarks. Sent back in the admin, where there are none by field, the comment is the one."""
    contribution = _reviewed(instance.workflow_state)
    if contribution is None:
        return
    remarks = list(contribution.remarks.filter(answered_at__isnull=True, created_at__gte=instance.started_at))
    if not remarks and instance.comment and instance.finished_by:
        remarks = [contribution.remarks.create(text=instance.comment, by=instance.finished_by)]
    settle(notices.WAITS, notices.review_of(contribution))
    tell.author_that_it_came_back(contribution, remarks, task_id=instance.pk)


@receiver([workflow_approved, workflow_cancelled], dispatch_uid="contribution-review-over")
def on_review_over(instance: WorkflowState, **_kwargs: Any) -> None:
    """What was approved and waits for its hour is told of at once. Published in the admin, with an hour or without, the
    review ends as cancelled."""
    contribution = _reviewed(instance)
    if contribution is None:
        return
    settle(notices.WAITS, notices.review_of(contribution))
    judged = instance.current_task_state
    scheduled = contribution.scheduled_revision
    at = hour(contribution)
    if at and scheduled and judged and judged.revision_id == scheduled.pk:
        tell.author_that_it_is_approved(contribution, at)


def _reviewed(state: WorkflowState) -> Contribution | None:
    """As it stands in the database now."""
    thing = state.content_object
    return type(thing).objects.get(pk=thing.pk) if isinstance(thing, Contribution) else None


@receiver(text_read, dispatch_uid="contribution-file-read")
def on_text_read(upload: Upload, **_kwargs: Any) -> None:
    """What stands in a file is found with what it belongs to as soon as it was read."""
    for resource in Resource.objects.filter(Q(files__upload=upload) | Q(files__accessible=upload), live=True):
        changed.send(sender=Resource, instance=resource)
    for experience in Experience.objects.filter(files__upload=upload, live=True):
        changed.send(sender=Experience, instance=experience)


@receiver(merged, dispatch_uid="versions-of-merged-tag")
def on_merged(old: Tag, new: Tag, **_kwargs: Any) -> None:
    """A version that is kept shows the tag that there is now."""
    held = ResourceVersion.objects.order_by().values_list("pk", "content__tagged_items")
    holding = [pk for pk, rows in held.iterator() if any(row["tag"] == old.pk for row in rows or ())]
    for version in ResourceVersion.objects.filter(pk__in=holding).iterator():
        version.content = with_tag_moved(version.content, "tagged_items", old, new)
        version.save(update_fields=["content"])
