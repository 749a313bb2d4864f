from typing import Any

from django.db import transaction

from .models import Picture, Upload
from .storage import folder, remove_folder


def remove_files(instance: Upload, **_kwargs: Any) -> None:
    """The files go once the row is gone for good."""
    path = folder(instance)
    transaction.on_commit(lambda: remove_folder(path), robust=True)


def draw_new_picture(instance: Picture, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """What came in by the admin, the demo or a script is drawn once it is kept, while no transaction waits."""
    if created and not raw:
        transaction.on_commit(instance.draw, robust=True)
