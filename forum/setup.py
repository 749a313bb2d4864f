"""What editors may do with boards in Wagtail's admin."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from community.networks.grant import EDITORS

KEPT = {"forum": {"board", "boardgroup"}, "networks": {"room"}}
"""By app: what they add and change; of boards and groups they delete what nothing lies in."""


@transaction.atomic
def setup_boards() -> Group:
    """Give the editors' group its rights to boards, their groups and the closed rooms. Idempotent."""
    group, _made = Group.objects.get_or_create(name=EDITORS)
    for app, models in KEPT.items():
        rights = Permission.objects.filter(content_type__app_label=app, content_type__model__in=models)
        group.permissions.add(*rights.exclude(codename="delete_room"))
    return group
