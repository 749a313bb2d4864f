import pytest

from community.access.viewer import Viewer
from community.networks.models import Network, NetworkStatus, RoleKind
from home.people_policy import Action, actions

OURS, THEIRS = Network(pk=1, status=NetworkStatus.ACTIVE), Network(pk=2, status=NetworkStatus.ACTIVE)
ARCHIVED = Network(pk=1, status=NetworkStatus.ARCHIVED)
SEE, GIVE, END = Action.SEE, Action.GIVE, Action.END
M, P, L, A = RoleKind.MEMBER, RoleKind.PROJECT_LEADER, RoleKind.NETWORK_LEADER, RoleKind.ADVISER
EDITOR, ADMINISTRATOR = RoleKind.EDITOR, RoleKind.ADMINISTRATOR


def holding(kind: RoleKind, network: int | None) -> Viewer:
    return Viewer(user_id=9, roles=frozenset({(kind, network)}))


VIEWERS = {
    "visitor": Viewer(),
    "member": holding(M, 1),
    "project leader": holding(P, 1),
    "adviser": holding(A, 1),
    "leader": holding(L, 1),
    "leader elsewhere": holding(L, 2),
    "editor": holding(EDITOR, None),
    "administrator": holding(ADMINISTRATOR, None),
}
ALL = {SEE, GIVE, END}
TABLE = [
    ("leader", M, OURS, ALL), ("leader", P, OURS, ALL), ("leader", A, OURS, ALL),
    ("leader", L, OURS, {SEE}), ("leader", EDITOR, None, set()), ("leader", ADMINISTRATOR, None, set()),
    ("leader", M, THEIRS, set()), ("leader elsewhere", M, OURS, set()),
    ("leader", M, ARCHIVED, {SEE, END}), ("administrator", M, ARCHIVED, {SEE, END}),
    ("administrator", M, OURS, ALL), ("administrator", L, OURS, ALL),
    ("administrator", EDITOR, None, ALL), ("administrator", ADMINISTRATOR, None, ALL),
    # A role that stands where it cannot be
    ("administrator", M, None, set()), ("administrator", EDITOR, OURS, set()),
]  # fmt: skip


@pytest.mark.parametrize(("who", "kind", "network", "may"), TABLE)
def test_who_gives_and_ends_what(who: str, kind: RoleKind, network: Network | None, may: set[Action]) -> None:
    assert actions(VIEWERS[who], kind, network) == may


@pytest.mark.parametrize("who", ["visitor", "member", "project leader", "adviser", "editor"])
def test_the_others_give_end_and_see_nothing(who: str) -> None:
    assert not VIEWERS[who].looks_after_people
    assert [kind for kind in RoleKind for at in (OURS, THEIRS, None) if actions(VIEWERS[who], kind, at)] == []


@pytest.mark.parametrize(("who", "kind", "network"), [("administrator", ADMINISTRATOR, None), ("leader", L, OURS)])
def test_nobody_takes_the_keys_from_themselves(who: str, kind: RoleKind, network: Network | None) -> None:
    assert END not in actions(VIEWERS[who], kind, network, own=True)
