"""Loading is authorising: what a viewer may not see answers 404 as if it never was; what they may not do, 403."""

from collections.abc import Collection
from enum import Enum

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from community.members.models import User

from .viewer import Viewer


def viewer_of(request: HttpRequest) -> Viewer:
    return request.viewer  # type: ignore[attr-defined]  # set by ViewerMiddleware


def require(action: Enum, among: Collection[Enum]) -> None:
    """Raise 403 where an action is not among those that the policy gives the viewer."""
    if action not in among:
        raise PermissionDenied(action.name)


def user_of(request: HttpRequest) -> User:
    """The person who is signed in, for verbs that want to know who acts; 403 where nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
