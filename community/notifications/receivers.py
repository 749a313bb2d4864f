from typing import Any

from django.dispatch import receiver

from community.members.anonymise import anonymised

from .models import OutgoingMail


@receiver(anonymised, dispatch_uid="notifications:no-mail-to-whoever-left")
def on_anonymised(email: str, **_kwargs: Any) -> None:
    """What waits for them is not sent, and that something was is not kept."""
    OutgoingMail.objects.filter(recipients=[email]).delete()
