"""Loading is authorising: what a viewer may not see answers 404 as if it never was; what they may not do, 403."""

from collections.abc import Collection
from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from community.members.models import User

from .viewer import Viewer, viewer_kept_with


def viewer_of(request: Any) -> Viewer:
    """Whom ViewerMiddleware found, themselves: a view asks them so often that the proxy cost more than they do."""
    if isinstance(request.viewer, SimpleLazyObject):
        request.viewer = viewer_kept_with(request.user)
    viewer: Viewer = request.viewer
    return viewer


def require(action: Enum, among: Collection[Enum]) -> None:
    """Raise 403 where an action is not among those that the policy gives the viewer."""
    if action not in among:
        raise PermissionDenied(action.name)


def user_of(request: HttpRequest) -> User:
    """The person who is signed in, for verbs that want to know who acts; 403 where nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
