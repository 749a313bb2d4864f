"""An editor's change to a member's text is a proposal; the author accepts or declines it."""

from django.db import transaction
from django.utils import timezone

from community.members.models import User
from community.notifications.read import settle

from . import notices, tell
from .models import Experience, Proposal, ProposalState
from .write import ChangedMeanwhileError, as_written, save_draft

PROPOSABLE = ("title", "summary", *Experience.MARKDOWN)


@transaction.atomic
def propose(experience: Experience, after: dict[str, str], note: str = "", *, by: User) -> Proposal | None:
    """Put forward another wording of some texts. One that changes nothing is none.

    Raises ChangedMeanwhileError where the author has saved since `experience` was loaded: their newer words would look
    like what the editor wants away.
    """
    draft = as_written(Experience.objects.select_for_update().get(pk=experience.pk))
    if draft.version != experience.version:
        raise ChangedMeanwhileError(draft)
    changed = {name: text for name, text in after.items() if name in PROPOSABLE and text != getattr(draft, name)}
    if not changed:
        return None
    experience.proposals.filter(state=ProposalState.PENDING).update(
        state=ProposalState.OUTDATED, decided_at=timezone.now()
    )
    before = {name: getattr(draft, name) for name in changed}
    proposal = Proposal.objects.create(experience=experience, before=before, after=changed, note=note, by=by)
    tell.author_of_a_proposal(proposal)
    return proposal


@transaction.atomic
def accept(proposal: Proposal, *, by: User) -> Proposal:
    """Put the proposed wording into the draft; where nothing else is unpublished, both agree, and it is published.

    Where the author has changed those texts since, the proposal is out of date.
    """
    draft = as_written(proposal.experience)
    agreed = draft.live and not draft.has_unpublished_changes
    if any(getattr(draft, name) != text for name, text in proposal.before.items()):
        return _decide(proposal, ProposalState.OUTDATED)
    for name, text in proposal.after.items():
        setattr(draft, name, text)
    save_draft(draft, expected_version=draft.version, by=by)
    _move_review_along(draft)
    if agreed:
        draft.latest_revision.publish(user=proposal.by, skip_permission_checks=True)
    return _decide(proposal, ProposalState.ACCEPTED)


@transaction.atomic
def decline(proposal: Proposal, *, by: User) -> Proposal:
    return _decide(proposal, ProposalState.DECLINED)


def _decide(proposal: Proposal, state: ProposalState) -> Proposal:
    proposal.state = state
    proposal.decided_at = timezone.now()
    proposal.save(update_fields=["state", "decided_at"])
    settle(notices.PROPOSED, notices.own_text(proposal.experience))
    return proposal


def _move_review_along(draft: Experience) -> None:
    """Where it waits for an editor, what they approve is the text that the author has just accepted."""
    task = draft.current_workflow_task_state
    if task:
        task.revision = draft.latest_revision
        task.save(update_fields=["revision"])
