from collections.abc import Callable
from typing import Any

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from community.networks.grant import follow

from .guards import user_of, viewer_of
from .viewer import viewer_kept_with

SAFE = {"GET", "HEAD", "OPTIONS"}


class ViewerMiddleware:
    """Gives each request its `viewer`, built when it is first asked for.

    What somebody signed in is answered is theirs: no cache keeps it, nor the browser of a shared machine after they
    have left, unless the view says otherwise.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_kept_with(request.user))  # type: ignore[attr-defined]  # ours
        response = self.get_response(request)
        if _signed_in(request) and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


def _signed_in(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


class AdminMiddleware:
    """Wagtail's admin: closed to members (403, no loop of sign-ins), and each of its changes whole or not at all.

    Its text editor writes styles into the page as one types, which is allowed there alone; scripts stay as strict.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.styled = csp_update({"style-src": [UNSAFE_INLINE]})(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.styled(request) if _in_admin(request) else self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not _in_admin(request):
            return None
        leaving = request.path == reverse("wagtailadmin_logout")
        if request.user.is_authenticated and not leaving and not _may_enter(request):
            raise PermissionDenied(_("This is for editors and administrators."))
        if request.method in SAFE:
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)


def _may_enter(request: HttpRequest) -> bool:
    """By the roles of today. Django's flags, which Wagtail asks, are brought in line where the day has changed them."""
    user, viewer = user_of(request), viewer_of(request)
    if (user.is_superuser, user.is_staff) != (viewer.is_administrator, viewer.is_editor):
        with transaction.atomic():
            follow(user)
    return viewer.is_editor and user.has_perm("wagtailadmin.access_admin")


def _in_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))
