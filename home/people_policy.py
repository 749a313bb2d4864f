"""Who may give and end which role: one table, read by forms, guards of POSTs and tests alike.

Nobody gives what they could not do themselves: a network leader adds to the networks they lead, and makes no leaders.
"""

from enum import StrEnum, auto

from community.access.viewer import Viewer
from community.networks.models import PLATFORM_ROLES, Network, RoleKind

GIVEN_BY_LEADERS = frozenset({RoleKind.MEMBER, RoleKind.PROJECT_LEADER, RoleKind.ADVISER, RoleKind.HOST})


class Action(StrEnum):
    SEE = auto()
    GIVE = auto()
    END = auto()


def actions(viewer: Viewer, kind: str, network: Network | None, *, own: bool = False) -> frozenset[Action]:
    """What the viewer may do with a role of this kind in this network (None: platform-wide). Asks no database.

    `own`: the role is the viewer's. Nobody takes the keys from themselves: the last administrator would lock all out.
    """
    network_id = network.pk if network else None
    if (network is None) != (kind in PLATFORM_ROLES):
        return frozenset()
    may: set[Action] = set()
    if viewer.is_administrator:
        may = {Action.SEE, Action.GIVE, Action.END}
    elif network and viewer.leads(network_id):
        may = {Action.SEE, Action.GIVE, Action.END} if kind in GIVEN_BY_LEADERS else {Action.SEE}
    if network and network.is_read_only:
        may.discard(Action.GIVE)
    if own and kind in {RoleKind.ADMINISTRATOR, RoleKind.NETWORK_LEADER}:
        may.discard(Action.END)
    return frozenset(may)
