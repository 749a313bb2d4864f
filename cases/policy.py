"""Who may do what with an experience: one table, read by buttons, guards of POSTs and tests alike."""

from enum import StrEnum, auto

from community.access.viewer import Viewer
from community.publishing.models import ReviewState

from .models import Experience


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


def actions(viewer: Viewer, experience: Experience) -> frozenset[Action]:
    """All that the viewer may do with the experience, which must come with its network. Asks no database."""
    may: set[Action] = set()
    if experience.live and viewer.may_see(experience.audience):
        may.add(Action.VIEW)
    if experience.author_id == viewer.user_id:
        may.add(Action.VIEW)
    if is_writer(viewer, experience):
        may |= _of_the_writer(viewer, experience)
    if viewer.is_editor and viewer.may_see(experience.audience):
        may |= _of_the_editor(viewer, experience)
    return frozenset(may)


def is_writer(viewer: Viewer, experience: Experience) -> bool:
    """The author, or the project leader of the author's municipality in that network; both still members."""
    if not viewer.is_member:
        return False
    leads_project = (
        experience.network_id in viewer.project_network_ids
        and experience.municipality_id is not None
        and experience.municipality_id == viewer.municipality_id
        and viewer.may_see(experience.audience)
    )
    return experience.author_id == viewer.user_id or leads_project


def _of_the_writer(viewer: Viewer, experience: Experience) -> set[Action]:
    may = {Action.VIEW}
    waits = experience.review_state == ReviewState.SUBMITTED
    if experience.live:
        may |= {Action.UNPUBLISH, Action.RESTORE if experience.is_archived else Action.ARCHIVE}
    if waits:
        may.add(Action.WITHDRAW)
    if experience.in_archived_network:
        return may - {Action.RESTORE}
    if experience.is_archived:
        return may
    may.add(Action.DECIDE)
    if not waits:
        may.add(Action.EDIT)
        if not experience.live or experience.has_unpublished_changes:
            may.add(Action.SUBMIT)
        if experience.first_published_at is None and experience.author_id == viewer.user_id:
            may.add(Action.DELETE)
    return may


def _of_the_editor(viewer: Viewer, experience: Experience) -> set[Action]:
    may: set[Action] = set()
    if experience.review_state == ReviewState.SUBMITTED:
        may |= {Action.VIEW, Action.SEND_BACK, Action.APPROVE, Action.PROPOSE}
        may.add(Action.GIVE_BACK if experience.reviewer_id == viewer.user_id else Action.TAKE)
    elif experience.first_published_at or experience.submitted_at:
        may.add(Action.VIEW)
    if experience.live:
        may |= {Action.UNPUBLISH, Action.RESTORE if experience.is_archived else Action.ARCHIVE, Action.PROPOSE}
    return may
