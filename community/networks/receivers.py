from typing import Any

from django.dispatch import receiver

from community.members.anonymise import anonymised
from community.members.models import User

from .grant import end
from .models import Role, RoomMember


@receiver(anonymised, dispatch_uid="networks:whoever-left-holds-no-role")
def on_anonymised(user: User, **_kwargs: Any) -> None:
    """Their roles end; that they once held them is history."""
    for role in Role.objects.filter(user=user):
        end(role)
    RoomMember.objects.filter(user=user).delete()
