from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from community.ui.navigation import front


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves, and what the sign-in says is said in our own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The e-mail address and the password do not belong together. Try once more."),
        "enter_current_password": _("This is not your password. Write the one you signed in with."),
        "limits_away": _("Nobody can sign in just now. It is our fault. Try again in a few minutes."),
        "rate_limited": _("That was too many attempts. Wait five minutes and try again."),
        "too_many_login_attempts": _(
            "That was too many attempts. Wait five minutes and try again, or ask for a link to choose a new password."
        ),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Where attempts cannot be counted the form says so, and what is typed beside it is kept."""
        try:
            super().pre_authenticate(request, **credentials)
        except RedisError:
            raise self.validation_error("limits_away") from None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("members:profile")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return front()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Ours is sent from the signals (receivers.py), in the person's own language."""
