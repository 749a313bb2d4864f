from typing import Any

from django.db import models
from django.dispatch import receiver

from community.members.anonymise import anonymised
from community.members.models import User

from .models import Comment
from .narrow import narrow
from .targets import target_for


def on_changed(sender: type[models.Model], instance: Any, **_kwargs: Any) -> None:
    """What stands under a thing follows its audience, in the transaction of the change."""
    if target_for(sender) and instance.pk is not None:
        narrow(instance)


@receiver(anonymised, dispatch_uid="comments-of-whoever-left")
def on_anonymised(user: User, **_kwargs: Any) -> None:
    """Function and place of the day stay; the name goes."""
    Comment.objects.filter(user=user).update(author_name=user.name)
