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
from .models import Contribution

ARCHIVED, RESTORED = "cases.archive", "cases.restore"
"""What the log calls them."""


@transaction.atomic
def unpublish(contribution: Contribution, *, by: User) -> Contribution:
    """Nobody but its writers sees it any more; it is a draft again. Our policy has been asked, not the admin's."""
    UnpublishAction(contribution, user=by).execute(skip_permission_checks=True)
    return contribution


@transaction.atomic
def archive(contribution: Contribution, *, by: User) -> Contribution:
    return _set_archived(contribution, archived=True, by=by)


@transaction.atomic
def restore(contribution: Contribution, *, by: User) -> Contribution:
    return _set_archived(contribution, archived=False, by=by)


@transaction.atomic
def delete_draft(contribution: Contribution, *, by: User) -> None:
    """Delete what never was published: its revisions, what the log said of it, pictures and files too. What was, is
    unpublished or archived."""
    if contribution.first_published_at is not None:
        raise ValueError("Only what never was published is deleted.")
    if state := contribution.current_workflow_state:
        state.cancel(user=by)
    held = uploads.held_by(contribution)
    logs.get_logs_for_instance(contribution).delete()
    contribution.revisions.all().delete()  # else a scheduled one would be published without a thing to publish
    contribution.delete()
    unused.delete(held)


def _set_archived(contribution: Contribution, *, archived: bool, by: User) -> Contribution:
    contribution.archived_at = timezone.now() if archived else None
    type(contribution).objects.filter(pk=contribution.pk).update(archived_at=contribution.archived_at)
    log(instance=contribution, action=ARCHIVED if archived else RESTORED, user=by)
    changed.send(sender=type(contribution), instance=contribution)
    return contribution
