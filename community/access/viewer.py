from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import CharField, Value

from community.networks.models import Network, Role, RoleKind, RoomMember

from .audience import MEMBERS, PUBLIC, network_key, room_key

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.members.models import User


@dataclass(frozen=True)
class Viewer:
    """Who is looking: an id, the audience keys they hold and their roles as (kind, network id). Asks no database."""

    user_id: int | None = None
    keys: frozenset[str] = frozenset({PUBLIC})
    roles: frozenset[tuple[str, int | None]] = field(default=frozenset())
    municipality_id: int | None = None

    def may_see(self, audience: str) -> bool:
        return audience in self.keys

    @property
    def is_anonymous(self) -> bool:
        return self.user_id is None

    @property
    def is_member(self) -> bool:
        return MEMBERS in self.keys

    @property
    def is_editor(self) -> bool:
        """Curates, tags and publishes. An administrator may do what an editor may."""
        return any(kind in {RoleKind.EDITOR, RoleKind.ADMINISTRATOR} for kind, _network in self.roles)

    @property
    def is_administrator(self) -> bool:
        return (RoleKind.ADMINISTRATOR, None) in self.roles

    @property
    def network_ids(self) -> frozenset[int]:
        """Networks in which the viewer holds a role of their own."""
        return frozenset(network for _kind, network in self.roles if network is not None)

    def leads(self, network_id: int | None) -> bool:
        return (RoleKind.NETWORK_LEADER, network_id) in self.roles

    @property
    def led_network_ids(self) -> frozenset[int]:
        return frozenset(n for kind, n in self.roles if kind == RoleKind.NETWORK_LEADER and n is not None)

    @property
    def project_network_ids(self) -> frozenset[int]:
        """Networks in which the viewer is project leader for their own municipality."""
        return frozenset(n for kind, n in self.roles if kind == RoleKind.PROJECT_LEADER and n is not None)


ANONYMOUS = Viewer()


def viewer_for(user: "User | AnonymousUser") -> Viewer:
    """The viewer that a user is today: two queries, roles and circles. Whoever holds no role sees what is public."""
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    roles = frozenset(Role.objects.in_force().filter(user_id=user.pk).values_list("kind", "network_id"))
    if not roles:
        return Viewer(user_id=user.pk, municipality_id=user.municipality_id)
    bare = Viewer(user_id=user.pk, roles=roles)
    circles = (
        RoomMember.objects.filter(user_id=user.pk)
        .annotate(of=Value("room", output_field=CharField()))
        .values_list("of", "room_id")
    )
    if bare.is_editor:
        networks = Network.objects.annotate(of=Value("network", output_field=CharField())).values_list("of", "pk")
        circles = circles.union(networks.order_by())
    keys = {PUBLIC, MEMBERS, *(network_key(n) for n in bare.network_ids)}
    keys.update(room_key(pk) if of == "room" else network_key(pk) for of, pk in circles)
    return Viewer(user_id=user.pk, keys=frozenset(keys), roles=roles, municipality_id=user.municipality_id)


def viewer_kept_with(user: "User | AnonymousUser") -> Viewer:
    """The viewer of a request's user, built once: for what is handed the user and asks for each row of a list."""
    kept: Viewer | None = getattr(user, "_viewer", None)
    if kept is None:
        kept = viewer_for(user)
        user._viewer = kept  # type: ignore[union-attr]  # ours
    return kept
