"""The whole table of who may do what, by hand-made viewers: no database is asked."""

import pytest

from cases.models import Experience
from cases.policy import Action, actions
from community.access.audience import MEMBERS, PUBLIC
from community.access.viewer import ANONYMOUS, Viewer
from community.networks.models import Network, NetworkStatus

A = Action
NETWORK = Network(pk=7, status=NetworkStatus.ACTIVE)
KEYS = frozenset({PUBLIC, MEMBERS, "network:7"})

author = Viewer(1, KEYS, frozenset({("member", 7)}), municipality_id=5)
colleague = Viewer(2, KEYS, frozenset({("member", 7)}), municipality_id=6)
own_project_leader = Viewer(3, KEYS, frozenset({("project_leader", 7)}), municipality_id=5)
other_project_leader = Viewer(4, KEYS, frozenset({("project_leader", 7)}), municipality_id=6)
outsider = Viewer(5, frozenset({PUBLIC, MEMBERS, "network:8"}), frozenset({("project_leader", 8)}), municipality_id=5)
editor = Viewer(6, KEYS, frozenset({("editor", None)}))
former_author = Viewer(1, frozenset({PUBLIC}), frozenset(), municipality_id=5)


def an_experience(**columns: object) -> Experience:
    made = Experience(author_id=1, municipality_id=5, audience="network:7", live=False, title="x", **columns)
    made.network = NETWORK
    return made


draft = an_experience()
waiting = an_experience(review_state="submitted", submitted_at="2026-01-01")
taken = an_experience(review_state="submitted", submitted_at="2026-01-01", reviewer_id=6)
sent_back = an_experience(review_state="sent_back", submitted_at="2026-01-01")
published = an_experience(first_published_at="2026-01-01")
published.live = True
archived = an_experience(first_published_at="2026-01-01", archived_at="2026-02-01")
archived.live = True

OF_A_WRITER = {A.VIEW, A.DECIDE, A.EDIT, A.SUBMIT}


@pytest.mark.parametrize(
    ("viewer", "experience", "expected"),
    [
        (author, draft, OF_A_WRITER | {A.DELETE}),
        (own_project_leader, draft, OF_A_WRITER),
        (colleague, draft, set()),
        (other_project_leader, draft, set()),
        (outsider, draft, set()),
        (editor, draft, set()),
        (ANONYMOUS, draft, set()),
        (former_author, draft, {A.VIEW}),
        (author, waiting, {A.VIEW, A.WITHDRAW, A.DECIDE}),
        (editor, waiting, {A.VIEW, A.TAKE, A.SEND_BACK, A.APPROVE, A.PROPOSE}),
        (editor, taken, {A.VIEW, A.GIVE_BACK, A.SEND_BACK, A.APPROVE, A.PROPOSE}),
        (colleague, waiting, set()),
        (author, sent_back, OF_A_WRITER | {A.DELETE}),
        (editor, sent_back, {A.VIEW}),
        (author, published, {A.VIEW, A.DECIDE, A.EDIT, A.UNPUBLISH, A.ARCHIVE}),
        (colleague, published, {A.VIEW}),
        (outsider, published, set()),
        (editor, published, {A.VIEW, A.UNPUBLISH, A.ARCHIVE, A.PROPOSE}),
        (author, archived, {A.VIEW, A.UNPUBLISH, A.RESTORE}),
        (colleague, archived, {A.VIEW}),
    ],
)
def test_who_may_do_what(viewer: Viewer, experience: Experience, expected: set[Action]) -> None:
    assert actions(viewer, experience) == expected


def test_nothing_new_is_written_in_an_archived_network() -> None:
    closed = an_experience()
    closed.network = Network(pk=7, status=NetworkStatus.ARCHIVED)
    assert not {A.EDIT, A.SUBMIT} & actions(author, closed)
