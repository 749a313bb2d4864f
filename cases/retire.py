"""Taking out of sight: unpublish, archive (still there, marked, out of the lists), delete one's own draft."""

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction

from community.images import unused
from community.members.models import User
from community.publishing.registry import changed

from . import uploads
from .models import Experience


@transaction.atomic
def unpublish(experience: Experience, *, by: User) -> Experience:
    """Nobody but its writers sees it any more; it is a draft again. Our policy has been asked, not the admin's."""
    UnpublishAction(experience, user=by).execute(skip_permission_checks=True)
    return experience


@transaction.atomic
def archive(experience: Experience, *, by: User) -> Experience:
    return _set_archived(experience, archived=True)


@transaction.atomic
def restore(experience: Experience, *, by: User) -> Experience:
    return _set_archived(experience, archived=False)


@transaction.atomic
def delete_draft(experience: Experience, *, by: User) -> None:
    """Delete what never was published, pictures and files too. What was, is unpublished or archived."""
    if experience.first_published_at is not None:
        raise ValueError("Only what never was published is deleted.")
    if state := experience.current_workflow_state:
        state.cancel(user=by)
    held = uploads.held_by(experience)
    experience.delete()
    unused.delete(held)


def _set_archived(experience: Experience, *, archived: bool) -> Experience:
    experience.archived_at = timezone.now() if archived else None
    Experience.objects.filter(pk=experience.pk).update(archived_at=experience.archived_at)
    changed.send(sender=Experience, instance=experience)
    return experience
