from typing import Any

from django.db import transaction

from .models import Upload
from .storage import folder, remove_folder


def remove_files(instance: Upload, **_kwargs: Any) -> None:
    """The files go once the row is gone for good."""
    path = folder(instance)
    transaction.on_commit(lambda: remove_folder(path), robust=True)
