"""Verbs that give and end roles. Django's groups and flags follow, so that Wagtail's admin lets the right ones in."""

from datetime import date, timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.members.models import User

from .models import Network, Role, RoleKind
from .models.role import PLATFORM_ROLES
from .read_only import require_writable

EDITORS = "Editors"
"""The group whose permissions and workflow tasks the editors have in Wagtail's admin."""


@transaction.atomic
def grant(
    user: User,
    kind: RoleKind,
    network: Network | None = None,
    *,
    valid_from: date | None = None,
    by: User | None = None,
) -> Role:
    """Give a role from a day (today). One that holds on that day already is returned as it is; one that begins later
    begins on that day instead. Raises ReadOnly where the network is archived."""
    if network:
        require_writable(network)
    day = valid_from or timezone.localdate()
    same = Role.objects.filter(user=user, kind=kind, network=network)
    role = same.exclude(valid_to__lt=day).order_by("valid_from").first()
    if role is None:
        role = Role.objects.create(user=user, kind=kind, network=network, valid_from=day, given_by=by)
    elif role.valid_from > day:
        role.valid_from = day
        role.save(update_fields=["valid_from"])
    follow(user)
    return role


@transaction.atomic
def end(role: Role, *, on: date | None = None) -> None:
    """End a role: its last day is the day before (today). One that had not begun by then never was, and is deleted;
    one that had ended by then stays as it is."""
    last = (on or timezone.localdate()) - timedelta(days=1)
    if last < role.valid_from:
        role.delete()
    elif role.valid_to is None or role.valid_to > last:
        role.valid_to = last
        role.save(update_fields=["valid_to"])
    follow(role.user)


def follow(user: User) -> None:
    """Bring group and flags in line with the roles in force. Idempotent, and writes only what has changed."""
    held = set(Role.objects.in_force().filter(user=user).values_list("kind", flat=True))
    rights = (RoleKind.ADMINISTRATOR in held, bool(held & {RoleKind.ADMINISTRATOR, RoleKind.EDITOR}))
    if (user.is_superuser, user.is_staff) != rights:
        user.is_superuser, user.is_staff = rights
        user.save(update_fields=["is_superuser", "is_staff"])
    group, _created = Group.objects.get_or_create(name=EDITORS)
    if RoleKind.EDITOR in held:
        user.groups.add(group)
    else:
        user.groups.remove(group)


def follow_everyone() -> None:
    """Let rights follow the roles that began or ended by date. The worker runs it every hour."""
    concerned = Q(roles__kind__in=PLATFORM_ROLES) | Q(is_staff=True) | Q(is_superuser=True) | Q(groups__name=EDITORS)
    for user in User.objects.filter(concerned).distinct():
        with transaction.atomic():
            follow(user)
