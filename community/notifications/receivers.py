from typing import Any

from django.dispatch import receiver

from community.members.anonymise import anonymised
from community.members.models import User

from .models import MailTimes, Notice, OutgoingMail, Preference


@receiver(anonymised, dispatch_uid="notifications:no-mail-to-whoever-left")
def on_anonymised(user: User, email: str, **_kwargs: Any) -> None:
    """What waits for them is not sent, and neither that something was, nor what they followed or chose, is kept."""
    for model in (Notice, Preference, MailTimes):
        model._base_manager.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(unread_notices=0)
    OutgoingMail.objects.filter(recipients=[email]).delete()
