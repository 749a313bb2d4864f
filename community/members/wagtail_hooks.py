from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks

from .models import User


@hooks.register("before_bulk_action")
def no_bulk_changes_of_people(request: HttpRequest, action: str, objects: Sequence[Any], _view: object) -> None:
    """Wagtail's bulk actions delete people and put them in groups. Here nobody is deleted, and rights follow roles."""
    if action in {"delete", "assign_role"} and any(isinstance(thing, User) for thing in objects):
        raise PermissionDenied
