from django.contrib.auth.models import Group, Permission
from django.db import transaction

from .grant import EDITORS

CURATED = {"network", "programme", "organisation", "theme", "processmodel"}
"""What editors keep in Wagtail's admin; partners, participations and steps are edited within."""


@transaction.atomic
def setup_editors() -> Group:
    """The editors' group with its rights in Wagtail's admin. Idempotent; takes away nothing but what no group may have:
    a network carries its roles and all that was written in it, and is archived instead of deleted."""
    deleting = Permission.objects.filter(content_type__app_label="networks", codename="delete_network")
    Group.permissions.through.objects.filter(permission__in=deleting).delete()
    group, _made = Group.objects.get_or_create(name=EDITORS)
    curated = Permission.objects.filter(content_type__app_label="networks", content_type__model__in=CURATED)
    group.permissions.add(
        *curated.exclude(pk__in=deleting),
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        Permission.objects.get(content_type__app_label="places", codename="view_municipality"),
    )
    return group
