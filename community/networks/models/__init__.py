from ..status import NetworkStatus
from .network import Network, Organisation, Participation, Partner, Programme
from .process import ProcessModel, ProcessStep, StepKind
from .role import NETWORK_ROLES, PLATFORM_ROLES, Role, RoleKind
from .room import Room, RoomMember
from .theme import Theme

__all__ = [
    "NETWORK_ROLES", "PLATFORM_ROLES", "Network", "NetworkStatus", "Organisation", "Participation", "Partner",
    "ProcessModel", "ProcessStep", "Programme", "Role", "RoleKind", "Room", "RoomMember", "StepKind", "Theme",
]  # fmt: skip
