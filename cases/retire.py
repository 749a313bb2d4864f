"""Taking out of sight: unpublish, archive (still there, marked, out of the lists), delete one's own draft."""

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.log_actions import registry as logs

from community.images import unused
from community.members.models import User
from community.publishing.registry import changed

from . import uploads
from .models import Experience

ARCHIVED, RESTORED = "cases.archive", "cases.restore"
"""What the log calls them."""


@transaction.atomic
def unpublish(experience: Experience, *, by: User) -> Experience:
    """Nobody but its writers sees it any more; it is a draft again. Our policy has been asked, not the admin's."""
    UnpublishAction(experience, user=by).execute(skip_permission_checks=True)
    return experience


@transaction.atomic
def archive(experience: Experience, *, by: User) -> Experience:
    return _set_archived(experience, archived=True, by=by)


@transaction.atomic
def restore(experience: Experience, *, by: User) -> Experience:
    return _set_archived(experience, archived=False, by=by)


@transaction.atomic
def delete_draft(experience: Experience, *, by: User) -> None:
    """Delete what never was published: its revisions, what the log said of it, pictures and files too. What was, is
    unpublished or archived."""
    if experience.first_published_at is not None:
        raise ValueError("Only what never was published is deleted.")
    if state := experience.current_workflow_state:
        state.cancel(user=by)
    held = uploads.held_by(experience)
    logs.get_logs_for_instance(experience).delete()
    experience.revisions.all().delete()  # else a scheduled one would be published without a thing to publish
    experience.delete()
    unused.delete(held)


def _set_archived(experience: Experience, *, archived: bool, by: User) -> Experience:
    experience.archived_at = timezone.now() if archived else None
    Experience.objects.filter(pk=experience.pk).update(archived_at=experience.archived_at)
    log(instance=experience, action=ARCHIVED if archived else RESTORED, user=by)
    changed.send(sender=Experience, instance=experience)
    return experience
