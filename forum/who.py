"""Whom one can mention on a board, as it is typed after an @: only people who may see what is written there."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q

from community.access.audience import network_of
from community.access.viewer import Viewer, viewers_for
from community.members.models import User
from community.networks.models import PLATFORM_ROLES, Role
from community.places.models import Municipality

from .mentions import ROLES, person_label
from .models import Post

AT_MOST = 8
FROM_LETTERS = 2
LOOKED_AT = 200
"""People whose names fit, of whom those are taken who may see it."""


@dataclass(frozen=True)
class Suggestion:
    """`shown` is for whoever chooses; `label` and `code` go into the text."""

    shown: str
    label: str
    code: str


def who(typed: str, audience: str, viewer: Viewer) -> list[dict[str, str]]:
    """At most eight, people first; none before the second letter."""
    typed = " ".join(typed.split())[:60]
    if len(typed) < FROM_LETTERS:
        return []
    found = [*_people(typed, audience, viewer), *_roles(typed), *_places(typed, audience)]
    return [asdict(one) for one in found[:AT_MOST]]


def _people(typed: str, audience: str, viewer: Viewer) -> list[Suggestion]:
    fits = Q()
    for word in typed.split():
        fits &= _has(word, "name") | _has(word, "function") | _has(word, "municipality__name")
    people = User.objects.filter(fits, pk__in=_in_reach_of(audience), is_active=True).exclude(pk=viewer.user_id or 0)
    rows = list(people.select_related("municipality").order_by("name", "pk")[:LOOKED_AT])
    seeing = viewers_for(rows)
    seen = [one for one in rows if seeing[one.pk].may_see(audience)][:AT_MOST]
    return [Suggestion(_shown(one, viewer), person_label(one), f"person:{one.pk}") for one in seen]


def _has(word: str, field: str) -> Q:
    """At the start of a word; SQLite knows capitals of the letters a to z only."""
    q = Q()
    for form in (word, word.capitalize()):
        q |= Q(**{f"{field}__istartswith": form}) | Q(**{f"{field}__icontains": f" {form}"})
    return q


def _in_reach_of(audience: str) -> Any:
    """Narrows whom the rule is asked about to those of a network, where there is one; who may see is not said here."""
    roles = Role.objects.in_force()
    network = network_of(audience)
    if network:
        roles = roles.filter(Q(network=network) | Q(kind__in=PLATFORM_ROLES))
    return roles.values("user")


def _shown(person: User, viewer: Viewer) -> str:
    return Post().sign(person, "nb").signature_for(viewer)


def _roles(typed: str) -> list[Suggestion]:
    wanted = typed.lower()
    return [
        Suggestion(str(label), str(label), f"role:{kind.value}")
        for kind, (handle, label) in ROLES.items()
        if handle.startswith(wanted) or str(label).lower().startswith(wanted)
    ]


def _places(typed: str, audience: str) -> list[Suggestion]:
    fits = Q(name__istartswith=typed) | Q(name__istartswith=typed.capitalize())
    places = Municipality.objects.filter(fits, people__in=_in_reach_of(audience)).distinct().order_by("name")
    return [Suggestion(one.name, one.name, f"municipality:{one.pk}") for one in places[:AT_MOST]]
