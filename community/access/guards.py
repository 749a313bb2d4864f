"""Loading is authorising: what a viewer may not see answers 404 as if it never was; what they may not do, 403."""

from collections.abc import Callable, Collection
from enum import Enum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from community.members.models import User

from .viewer import Viewer


def viewer_of(request: HttpRequest) -> Viewer:
    return request.viewer  # type: ignore[attr-defined]  # set by ViewerMiddleware


def require(action: Enum, among: Collection[Enum]) -> None:
    """Raise 403 where an action is not among those that the policy gives the viewer."""
    if action not in among:
        raise PermissionDenied(action.name)


def sign_in_first(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one's own: who is not signed in is sent to sign in, and comes back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def user_of(request: HttpRequest) -> User:
    """The person who is signed in, for verbs that want to know who acts; 403 where nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
