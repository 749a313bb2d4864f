"""People and their roles: who is looked after by whom, and the verbs that add a person."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from community.access.viewer import Viewer
from community.members.invite import invite
from community.members.mail import send_templated
from community.members.models import User
from community.networks.grant import grant
from community.networks.models import Network, Role, RoleKind
from community.text.order import SortKey

from .people_policy import Action, actions


@dataclass(frozen=True)
class RoleOfPerson:
    role: Role
    may_end: bool


def looked_after_by(viewer: Viewer) -> QuerySet[User]:
    """Everyone for an administrator; for a network leader whoever holds a role in their networks. Roles come along."""
    roles = Role.objects.in_force().select_related("network", "given_by")
    people = User.objects.filter(anonymised_at=None).select_related("municipality__county")
    people = people.annotate(sort_key=SortKey("name"))
    if not viewer.is_administrator:
        roles = roles.filter(network_id__in=viewer.led_network_ids)
        people = people.filter(pk__in=roles.values("user_id"))
    return people.prefetch_related(Prefetch("roles", queryset=roles.order_by("network_id", "kind"), to_attr="in_force"))


def matching(people: QuerySet[User], words: str) -> QuerySet[User]:
    for word in words.split()[:8]:
        people = people.filter(
            Q(name__sort_key__icontains=word)
            | Q(email__icontains=word)
            | Q(municipality__name__sort_key__icontains=word)
        )
    return people


def roles_of(person: User, viewer: Viewer) -> list[RoleOfPerson]:
    held: list[Role] = person.in_force  # type: ignore[attr-defined]  # prefetched by looked_after_by
    own = person.pk == viewer.user_id
    return [RoleOfPerson(role, Action.END in actions(viewer, role.kind, role.network, own=own)) for role in held]


def roles_to_give(viewer: Viewer) -> list[tuple[RoleKind, Network | None]]:
    """All that the viewer may give today, platform-wide roles last."""
    places: list[Network | None] = [*Network.objects.order_by("name_nb__sort_key"), None]
    return [(kind, at) for at in places for kind in RoleKind if Action.GIVE in actions(viewer, kind, at)]


@transaction.atomic
def add_person(email: str, kind: RoleKind, network: Network | None, *, by: User, **fields: Any) -> tuple[User, bool]:
    """Give somebody a role; who is not here yet is invited. Says whether they are new. Twice is once.

    Raises ReadOnly where the network is archived."""
    person, is_new = _found_or_invited(email, by, fields)
    # The lock makes two clicks one role: the second finds it in force.
    person = User.objects.select_for_update().get(pk=person.pk)
    held = Role.objects.in_force().filter(user=person, kind=kind, network=network).exists()
    role = grant(person, kind, network, by=by)
    if not (is_new or held):
        send_templated(person, "role_given", {"by": by, "role": role}, f"role:{role.pk}", lambda: _place(network))
    return person, is_new


def _found_or_invited(email: str, by: User, fields: dict[str, Any]) -> tuple[User, bool]:
    found = User.objects.filter(email__iexact=email).first()
    if found:
        return found, False
    try:
        with transaction.atomic():
            return invite(email, by=by, **fields), True
    except IntegrityError:
        return User.objects.get(email__iexact=email), False


def _place(network: Network | None) -> str:
    return network.get_absolute_url() if network else reverse("members:profile")
