"""One of everything in every state and audience, with a canary in each field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cases.setup import setup_review
from community.access.audience import MEMBERS, PUBLIC, network_key, room_key
from community.members.models import User
from community.networks.grant import grant
from community.networks.models import Network, Role, RoleKind, Room, RoomMember
from community.networks.setup import setup_editors
from community.places.models import Municipality
from forum.setup import setup_boards
from home.setup import setup_pages
from tests.factories.networks import a_network, a_theme
from tests.factories.places import a_municipality

from .canaries import Canaries

PLACES = {
    "author": ("Grong", "5045", "50 Trøndelag"),
    "project": ("Grong", "5045", "50 Trøndelag"),
    "colleague": ("Hamar", "3403", "34 Innlandet"),
    "former": ("Hamar", "3403", "34 Innlandet"),
    "outsider": ("Sarpsborg", "3105", "31 Østfold"),
}
KINDS = {
    "author": RoleKind.MEMBER,
    "project": RoleKind.PROJECT_LEADER,
    "colleague": RoleKind.MEMBER,
    "leader": RoleKind.NETWORK_LEADER,
    "adviser": RoleKind.ADVISER,
    "former": RoleKind.MEMBER,
    "editor": RoleKind.EDITOR,
    "administrator": RoleKind.ADMINISTRATOR,
}
FELLOWS = {"author", "project", "colleague", "leader", "adviser"}
Parameters = dict[str, Any]


@dataclass(repr=False)
class World:
    network: Network
    other_network: Network
    room: Room
    canaries: Canaries
    cast: dict[str, User | None] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    """By name, such as «published network»."""
    layers: dict[str, str] = field(default_factory=dict)
    """The layer of each thing's own address: who may open it at all."""
    addresses: dict[str, list[tuple[str, Parameters]]] = field(default_factory=dict)
    """By the kind of thing: name of the thing and what stands for it in addresses."""
    mails: list[Any] = field(default_factory=list)
    """Those that were written while all this came to be."""

    @property
    def author(self) -> User:
        author = self.cast["author"]
        assert author
        return author

    def person(self, role: str) -> User:
        person = self.cast[role]
        assert person
        return person

    def audience(self, name: str) -> str:
        keys = {"public": PUBLIC, "members": MEMBERS}
        keys |= {"network": network_key(self.network.pk), "room": room_key(self.room.pk)}
        return keys[name]

    def speaker(self, thing: str, layer: str) -> Callable[[str], str]:
        """Gives the canary of each field of a layer of a thing."""
        return lambda name: self.canaries.word(thing, layer, name)

    def stands_at(self, kind: str, thing: str, /, **parameters: Any) -> None:
        self.addresses.setdefault(kind, []).append((thing, parameters))


def begin(canaries: Canaries) -> World:
    """The stage, and the cast."""
    setup_review()
    setup_editors()
    setup_boards()
    setup_pages()
    network, other = a_network(), a_network("heltid")
    network.themes.add(a_theme())
    room = Room(pk=canaries.number("room", "room itself"), network=network)
    room.name = canaries.word("room", "room itself", "name")
    room.save()
    world = World(network, other, room, canaries, cast={"visitor": None})
    for number, role in enumerate(["outsider", *KINDS], 1):
        world.cast[role] = _person(world, role, number)
    for role in ("author", "adviser"):
        RoomMember.objects.create(room=room, user=world.person(role))
    ended = timezone.localdate() - timedelta(days=1)
    Role.objects.filter(user=world.person("former")).update(valid_from=ended, valid_to=ended)
    return world


def _person(world: World, role: str, number: int) -> User:
    def word(name: str, layer: str) -> str:
        return world.canaries.word(f"person {role}", f"own:{role} {layer}", name)

    circle = "fellows" if role in FELLOWS else "people"
    place: Municipality | None = a_municipality(*PLACES[role]) if role in PLACES else None
    person = User.objects.create_user(
        f"{word('email', f'{circle} addresses')}@example.org",
        "correct horse battery",
        name=f"Navn {word('name', 'people names')}",
        function="" if role == "author" else "Rådgiver",
        municipality=place,
    )
    kind = KINDS.get(role, RoleKind.MEMBER)
    network = world.other_network if role == "outsider" else world.network
    grant(person, kind, None if kind in {RoleKind.EDITOR, RoleKind.ADMINISTRATOR} else network)
    return User.objects.get(pk=person.pk)
