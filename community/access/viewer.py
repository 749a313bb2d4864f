from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import BigIntegerField, CharField, Exists, Value
from django.db.models.functions import Cast
from django.utils import timezone

from community.networks.models import PLATFORM_ROLES, Network, Role, RoleKind, RoomMember
from community.ui.prepared import prepared

from .audience import MEMBERS, PUBLIC, network_key, room_key

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.members.models import User

Told = TypeVar("Told")
_ROOM, _NETWORK = "room", "network"


@dataclass(frozen=True)
class Viewer:
    """Who is looking: an id, the audience keys they hold and their roles as (kind, network id). Asks no database."""

    user_id: int | None = None
    keys: frozenset[str] = frozenset({PUBLIC})
    roles: frozenset[tuple[str, int | None]] = field(default=frozenset())
    municipality_id: int | None = None
    _told: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def told(self, name: str, ask: "Callable[[], Told]") -> "Told":
        """What a room wants to know of this person again and again, and that no key changes: asked for once, and kept
        as long as the viewer is."""
        if name not in self._told:
            self._told[name] = ask()
        found: Told = self._told[name]
        return found

    def holding(self, key: str) -> "Viewer":
        """The same person with one key alone: for lists that are put together of what lies apart."""
        return replace(self, keys=frozenset({key}))

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
        return any(kind in PLATFORM_ROLES for kind, _network in self.roles)

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
    def looks_after_people(self) -> bool:
        return self.is_administrator or bool(self.led_network_ids)

    @property
    def project_network_ids(self) -> frozenset[int]:
        """Networks in which the viewer is project leader for their own municipality."""
        return frozenset(n for kind, n in self.roles if kind == RoleKind.PROJECT_LEADER and n is not None)


ANONYMOUS = Viewer()


def viewer_for(user: "User | AnonymousUser") -> Viewer:
    """The viewer that a user is today: one query. Whoever holds no role sees what is public."""
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    return viewers_for([user])[user.pk]


def viewers_for(users: "Iterable[User]") -> dict[int, Viewer]:
    """The same for many people, by their ids, in the same query."""
    people = {user.pk: user for user in users if user.is_active}
    if not people:
        return {}
    roles: dict[int, set[tuple[str, int | None]]] = {}
    rooms: dict[int, set[str]] = {}
    networks = set()
    held = _held if len(people) == 1 else _held.anew
    for whose, what, pk in held(tuple(people), timezone.localdate()):
        if what == _ROOM:
            rooms.setdefault(whose, set()).add(room_key(pk))
        elif what == _NETWORK:
            networks.add(network_key(pk))
        else:
            roles.setdefault(whose, set()).add((what, pk))
    bare = {pk: _without_keys(people[pk], own) for pk, own in roles.items()}
    return {pk: _with_keys(bare[pk], rooms, networks) if pk in bare else _without_keys(people[pk]) for pk in people}


@prepared
def _held(people: tuple[int, ...], today: date) -> Any:
    """The roles of each, the rooms that each is in, and all networks where anybody is an editor."""
    number, text = BigIntegerField(), CharField()
    roles = Role.objects.in_force(today).filter(user__in=people)
    rooms = RoomMember.objects.filter(user__in=people)
    networks = Network.objects.filter(Exists(roles.filter(kind__in=PLATFORM_ROLES)))
    parts = [
        roles.annotate(whose=Cast("user_id", number), what=Cast("kind", text), pk_of=Cast("network_id", number)),
        rooms.annotate(whose=Cast("user_id", number), what=Value(_ROOM, text), pk_of=Cast("room_id", number)),
        networks.annotate(whose=Cast(Value(0), number), what=Value(_NETWORK, text), pk_of=Cast("pk", number)),
    ]
    first, *rest = (part.order_by().values_list("whose", "what", "pk_of") for part in parts)
    return first.union(*rest, all=True)


def _with_keys(viewer: Viewer, rooms: Mapping[int, set[str]], networks: set[str]) -> Viewer:
    keys = {PUBLIC, MEMBERS, *(network_key(n) for n in viewer.network_ids), *rooms.get(viewer.user_id or 0, ())}
    return replace(viewer, keys=frozenset(keys | networks if viewer.is_editor else keys))


def _without_keys(user: "User", roles: Collection[tuple[str, int | None]] = ()) -> Viewer:
    return Viewer(user_id=user.pk, roles=frozenset(roles), municipality_id=user.municipality_id)


def viewer_kept_with(user: "User | AnonymousUser") -> Viewer:
    """The viewer of a request's user, built once: for what is handed the user and asks for each row of a list."""
    kept: Viewer | None = getattr(user, "_viewer", None)
    if kept is None:
        kept = viewer_for(user)
        user._viewer = kept  # type: ignore[union-attr]  # ours
    return kept
