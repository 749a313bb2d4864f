"""Who may do what with a contribution: one table, read by buttons, guards of POSTs and tests alike."""

from enum import StrEnum, auto

from community.access.viewer import Viewer
from community.publishing.models import ReviewState

from .models import Contribution


class Action(StrEnum):
    VIEW = auto()
    EDIT = auto()
    SUBMIT = auto()
    WITHDRAW = auto()
    DELETE = auto()
    UNPUBLISH = auto()
    ARCHIVE = auto()
    RESTORE = auto()
    DECIDE = auto()
    PROPOSE = auto()
    TAKE = auto()
    GIVE_BACK = auto()
    SEND_BACK = auto()
    APPROVE = auto()


def actions(viewer: Viewer, contribution: Contribution) -> frozenset[Action]:
    """All that the viewer may do with the contribution, which must come with its network. Asks no database."""
    may: set[Action] = set()
    if contribution.live and viewer.may_see(contribution.audience):
        may.add(Action.VIEW)
    if contribution.author_id == viewer.user_id:
        may.add(Action.VIEW)
    if is_writer(viewer, contribution):
        may |= _of_the_writer(viewer, contribution)
    if viewer.is_editor and viewer.may_see(contribution.audience):
        may |= _of_the_editor(viewer, contribution)
    return frozenset(may)


def is_writer(viewer: Viewer, contribution: Contribution) -> bool:
    """The author, or the project leader of the author's municipality in that network; both still members."""
    if not viewer.is_member:
        return False
    leads_project = (
        contribution.network_id in viewer.project_network_ids
        and contribution.municipality_id is not None
        and contribution.municipality_id == viewer.municipality_id
        and viewer.may_see(contribution.audience)
    )
    return contribution.author_id == viewer.user_id or leads_project


def _of_the_writer(viewer: Viewer, contribution: Contribution) -> set[Action]:
    may = {Action.VIEW}
    waits = contribution.review_state == ReviewState.SUBMITTED
    if contribution.live:
        may |= {Action.UNPUBLISH, Action.RESTORE if contribution.is_archived else Action.ARCHIVE}
    if waits:
        may.add(Action.WITHDRAW)
    if contribution.in_archived_network:
        return may - {Action.RESTORE}
    if contribution.is_archived:
        return may
    may.add(Action.DECIDE)
    if not waits:
        may.add(Action.EDIT)
        if not contribution.live or contribution.has_unpublished_changes:
            may.add(Action.SUBMIT)
        if contribution.first_published_at is None and contribution.author_id == viewer.user_id:
            may.add(Action.DELETE)
    return may


def _of_the_editor(viewer: Viewer, contribution: Contribution) -> set[Action]:
    may: set[Action] = set()
    if contribution.review_state == ReviewState.SUBMITTED:
        may |= {Action.VIEW, Action.SEND_BACK, Action.APPROVE, Action.PROPOSE}
        may.add(Action.GIVE_BACK if contribution.reviewer_id == viewer.user_id else Action.TAKE)
    elif contribution.first_published_at or contribution.submitted_at:
        may.add(Action.VIEW)
    if contribution.live:
        may |= {Action.UNPUBLISH, Action.RESTORE if contribution.is_archived else Action.ARCHIVE, Action.PROPOSE}
    return may
