"""Whom a post mentions: a person, a municipality's people in the network, or all who hold a role in it.

In the text stands a code, and beside it what everyone may read of it (for a person the function and place, by the one
rule of signatures): so a mention tells no name to those who see none.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.access.viewer import ANONYMOUS, viewers_for
from community.members.models import User
from community.networks.models import Role, RoleKind
from community.places.models import Municipality
from community.text.markdown import mentioned
from community.text.mentions import HANDLE, MENTION, mention, relabelled
from community.ui.sent import whole

from .models import Board, Post

MOST = 20
"""Mentions in one post that are told."""
OF_A_GROUP = 200
"""People who are told of one mention of a municipality or a role."""
ROLES = {
    RoleKind.NETWORK_LEADER: ("nettverksledere", _("the network leaders")),
    RoleKind.PROJECT_LEADER: ("prosjektledere", _("the project leaders")),
    RoleKind.ADVISER: ("rådgivere", _("the advisers")),
    RoleKind.EDITOR: ("redaktører", _("the editors")),
}
"""What can be mentioned, by what one types after the @, and how it is written out."""
NYNORSK = {
    RoleKind.NETWORK_LEADER: "nettverksleiarar",
    RoleKind.PROJECT_LEADER: "prosjektleiarar",
    RoleKind.ADVISER: "rådgjevarar",
    RoleKind.EDITOR: "redaktørar",
}
HANDLES = {
    handle: f"role:{kind.value}" for kind, (bokmal, _label) in ROLES.items() for handle in (bokmal, NYNORSK[kind])
}
"""In either written form."""


def person_label(person: User) -> str:
    """As everyone may see them: function and place, never the name."""
    return Post().sign(person, "nb").signature_for(ANONYMOUS)


def labelled(text: str, audience: str) -> str:
    """The text as it is kept: handles made into mentions, and each mention under its own words of today, whatever was
    typed there. What stands for nobody stays as plain words."""
    if "@" not in text:
        return text
    text = HANDLE.sub(_by_handle(text, audience), text)
    known = _known(text)
    return relabelled(text, lambda code, label: mention(known[code], code) if code in known else f"@{label}")


def _by_handle(text: str, audience: str) -> Any:
    typed = {found[1].lower() for found in HANDLE.finditer(text)}
    codes = {handle: code for handle, code in HANDLES.items() if handle in typed}
    words = [one for one in typed - codes.keys() if "@" not in one]
    if words:
        places = Municipality.objects.filter(slug__in=words, people__roles__isnull=False)
        codes |= {slug: f"municipality:{pk}" for slug, pk in places.values_list("slug", "pk")}
    if addresses := [one for one in typed if "@" in one]:
        people = User.objects.filter(email__in=addresses, is_active=True)
        seeing = viewers_for(people)
        codes |= {one.email: f"person:{one.pk}" for one in people if seeing[one.pk].may_see(audience)}
    return lambda found: mention(found[1], codes[found[1].lower()]) if found[1].lower() in codes else found[0]


def _known(text: str) -> dict[str, str]:
    """What each code in a text stands for: two queries at most."""
    codes = {found[2] for found in MENTION.finditer(text)}
    found = {f"role:{kind.value}": str(label) for kind, (_handle, label) in ROLES.items()}
    if people := _ids(codes, "person"):
        rows = User.objects.filter(pk__in=people, is_active=True).select_related("municipality")
        found |= {f"person:{one.pk}": person_label(one) for one in rows}
    if places := _ids(codes, "municipality"):
        found |= {f"municipality:{one.pk}": one.name for one in Municipality.objects.filter(pk__in=places)}
    return found


def _ids(codes: Iterable[str], kind: str) -> list[int]:
    return [whole(code.partition(":")[2]) for code in codes if code.startswith(f"{kind}:")]


def told_of(codes: Iterable[str], board: Board) -> Iterator[tuple[int, str]]:
    """The people behind codes, and why each is told; who is meant in person comes first."""
    codes = list(codes)[:MOST]
    yield from ((pk, "mention") for pk in _ids(codes, "person"))
    held = Role.objects.in_force().order_by("user")
    inside = held.filter(network=board.network_id) if board.network_id else held
    for place in _ids(codes, "municipality"):
        people = inside.filter(user__municipality=place).values_list("user", flat=True).distinct()
        yield from ((pk, "municipality") for pk in people[:OF_A_GROUP])
    for kind in [one.partition(":")[2] for one in codes if one.startswith("role:")]:
        roles = held if kind == RoleKind.EDITOR else inside
        people = roles.filter(kind=kind).values_list("user", flat=True).distinct()
        yield from ((pk, "role") for pk in people[:OF_A_GROUP])


def who_cannot_see(post: Post) -> list[str]:
    """Of people whom a post mentions, those who may not read it: they are not told, and the writer should know."""
    ids = _ids(mentioned(post.text)[:MOST], "person")
    if not ids:
        return []
    people = list(User.objects.filter(Q(pk__in=ids), is_active=True).select_related("municipality"))
    seeing = viewers_for(people)
    return [person_label(one) for one in people if not seeing[one.pk].may_see(post.audience)]
