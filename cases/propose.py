"""An editor's change to a member's text is a proposal; the author accepts or declines it."""

from django.db import transaction
from django.utils import timezone

from community.members.models import User
from community.notifications.read import settle

from . import notices, tell
from .models import Contribution, Proposal, ProposalState
from .review import move_review_along
from .write import ChangedMeanwhileError, as_written, save_draft


def proposable(contribution: Contribution | type[Contribution]) -> tuple[str, ...]:
    """The texts that an editor can propose other words for."""
    return "title", "summary", *contribution.MARKDOWN


class OpenProposalError(Exception):
    """The author has one to answer already; a second one would be a proposal to texts that may never come to be."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(proposal.pk)
        self.proposal = proposal


def open_proposal(contribution: Contribution) -> Proposal | None:
    """The one that waits for the author, if any."""
    found: Proposal | None = contribution.proposals.filter(state=ProposalState.PENDING).select_related("by").first()
    return found


@transaction.atomic
def propose(contribution: Contribution, after: dict[str, str], note: str = "", *, by: User) -> Proposal | None:
    """Put forward another wording of some texts; it takes the place of one's own that is open. One that changes nothing
    is none, and leaves that as it is.

    Raises OpenProposalError where another editor's is open, and ChangedMeanwhileError where the author has saved since
    `contribution` was loaded: their newer words would look like what the editor wants away.
    """
    draft = as_written(type(contribution).objects.select_for_update().get(pk=contribution.pk))
    standing = open_proposal(contribution)
    if standing and standing.by_id != by.pk:
        raise OpenProposalError(standing)
    if draft.version != contribution.version:
        raise ChangedMeanwhileError(draft)
    changed = {name: text for name, text in after.items() if name in proposable(draft) and text != getattr(draft, name)}
    if not changed or (standing and (standing.after, standing.note) == (changed, note)):
        return None
    if standing:
        _decide(standing, ProposalState.WITHDRAWN, by=by)
    before = {name: getattr(draft, name) for name in changed}
    proposal: Proposal = contribution.proposals.create(before=before, after=changed, note=note, by=by)
    tell.author_of_a_proposal(proposal)
    return proposal


@transaction.atomic
def withdraw_proposal(contribution: Contribution, *, by: User) -> Proposal | None:
    """Take back one's own, where the author has not answered it."""
    type(contribution).objects.select_for_update().get(pk=contribution.pk)
    standing = open_proposal(contribution)
    return _decide(standing, ProposalState.WITHDRAWN, by=by) if standing and standing.by_id == by.pk else None


@transaction.atomic
def accept(proposal: Proposal, *, by: User) -> Proposal:
    """Put the proposed wording into the draft; where nothing else is unpublished, both agree, and it is published.

    Where the author has changed those texts since, the proposal is out of date.
    """
    draft = as_written(proposal.contribution)
    agreed = draft.live and not draft.has_unpublished_changes
    if not proposal.fits(draft):
        return _decide(proposal, ProposalState.OUTDATED)
    for name, text in proposal.after.items():
        setattr(draft, name, text)
    # Decided first: what publishing finds open, it holds against the new text.
    _decide(proposal, ProposalState.ACCEPTED, by=by)
    save_draft(draft, expected_version=draft.version, by=by)
    move_review_along(draft)
    if agreed:
        draft.latest_revision.publish(user=proposal.by, skip_permission_checks=True)
    return proposal


@transaction.atomic
def decline(proposal: Proposal, *, by: User) -> Proposal:
    return _decide(proposal, ProposalState.DECLINED, by=by)


def let_go_of_what_fits_no_more(text: Contribution) -> None:
    """A proposal to words that the author has sent in or published otherwise has nothing to wait for."""
    standing = open_proposal(text)
    if standing and not standing.fits(text):
        _decide(standing, ProposalState.OUTDATED)


def _decide(proposal: Proposal, state: ProposalState, *, by: User | None = None) -> Proposal:
    proposal.state = state
    proposal.decided_at = timezone.now()
    proposal.decided_by = by
    proposal.save(update_fields=["state", "decided_at", "decided_by"])
    settle(notices.PROPOSED, notices.own_text(proposal.contribution))
    return proposal
