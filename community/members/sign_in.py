"""Signing in and out: allauth's views, and what a shared computer and a reader's language ask for besides."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordResetFromKeyView
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from community.ui.navigation import in_language, remember_language

from .models import User


def in_own_language(request: HttpRequest, response: HttpResponse, user: User) -> HttpResponse:
    """Lead somebody who just signed in on in their own language, and remember it."""
    where = response.get("Location", "")
    if where == "/" or get_language_from_path(where):
        response["Location"] = in_language(where, user.language)
    remember_language(response, user.language)
    return response


class SignInView(LoginView):
    """A browser in which no language was chosen speaks the person's own from here on. The demo lends its accounts."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.DEMO:
            lent = User.objects.filter(is_active=True, email__endswith="@example.org").order_by("pk")[:20]
            context |= {"demo_people": lent, "demo_password": settings.DEMO_PASSWORD}
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user = self.request.user
        if isinstance(user, User) and settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            return in_own_language(self.request, response, user)
        return response


@method_decorator(never_cache, name="dispatch")
class SignOutView(LogoutView):
    """Drafts that the browser keeps for us go with the session, with a script or without one."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"storage"'
        return response


@method_decorator(never_cache, name="dispatch")
class NewPasswordView(PasswordResetFromKeyView):
    """A link that is used or too old answers 410 and offers a new one. A new password signs its owner in."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user = self.request.user
        return in_own_language(self.request, response, user) if isinstance(user, User) else response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        status = 410 if context.get("token_fail") else 200
        response: HttpResponse = super().render_to_response(context, status=status, **kwargs)
        return response


def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in leads to ours. Who is signed in already was sent here for want of rights: no loop."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.GET.get("next") or reverse("wagtailadmin_home"))
    if isinstance(request.user, User) and request.user.has_perm("wagtailadmin.access_admin"):
        return redirect("wagtailadmin_home")
    raise PermissionDenied(_("This is for editors and administrators."))
