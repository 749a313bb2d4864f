"""Wagtail's workflow tells where a publication is in review; the columns follow, from the admin as from our verbs."""

from typing import Any

from django.db.models.functions import Coalesce, Now
from django.dispatch import receiver
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_rejected, task_submitted, workflow_approved, workflow_cancelled

from community.members.anonymise import anonymised
from community.members.models import User

from .models import Publication, ReviewState
from .reach import publications


def _publication(state: WorkflowState) -> Publication | None:
    thing = state.content_object
    return thing if isinstance(thing, Publication) else None


def _set(thing: Publication, **columns: Any) -> None:
    type(thing)._default_manager.filter(pk=thing.pk).update(**columns)


@receiver(task_submitted, dispatch_uid="publication-submitted")
def on_submitted(instance: TaskState, **_kwargs: Any) -> None:
    if thing := _publication(instance.workflow_state):
        _set(thing, review_state=ReviewState.SUBMITTED, submitted_at=Now())


@receiver(task_rejected, dispatch_uid="publication-sent-back")
def on_sent_back(instance: TaskState, **_kwargs: Any) -> None:
    if thing := _publication(instance.workflow_state):
        _set(thing, review_state=ReviewState.SENT_BACK, reviewer=Coalesce("reviewer", instance.finished_by_id))


@receiver([workflow_approved, workflow_cancelled], dispatch_uid="publication-review-over")
def on_review_over(instance: WorkflowState, **_kwargs: Any) -> None:
    if thing := _publication(instance):
        _set(thing, review_state=ReviewState.NONE, reviewer=None)


@receiver(workflow_cancelled, dispatch_uid="publication-taken-back")
def on_taken_back(instance: WorkflowState, **_kwargs: Any) -> None:
    """What never was published, nor is about to be, is its writers' alone again: as if it had not been sent in."""
    thing = _publication(instance)
    if thing and not (thing.first_published_at or thing.approved_schedule):
        _set(thing, submitted_at=None)


@receiver(anonymised, dispatch_uid="publication-of-whoever-left")
def on_anonymised(user: User, **_kwargs: Any) -> None:
    """Function and place of the day stay; the name goes."""
    for model in publications():
        model._default_manager.filter(author=user).update(author_name=user.name)
