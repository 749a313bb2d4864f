from typing import Any

from django.db import models

from .narrow import narrow
from .targets import target_for


def on_changed(sender: type[models.Model], instance: Any, **_kwargs: Any) -> None:
    """What stands under a thing follows its audience, in the transaction of the change."""
    if target_for(sender) and instance.pk is not None:
        narrow(instance)
