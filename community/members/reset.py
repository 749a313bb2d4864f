"""The link to choose a new password: allauth's token, our own mail."""

from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from .invite import send_link
from .mail import send_templated
from .models import User


def send_reset(user: User, asked_at: str) -> None:
    """Mail a link, once for each time it was asked for. Who never chose a password gets their invitation again."""
    if not user.has_usable_password():
        # The task may run twice: a second link would make the first one dead.
        if user.link_sent_at is None or user.link_sent_at < datetime.fromisoformat(asked_at):
            send_link(user)
        return
    token = default_token_generator.make_token(user)
    send_templated(
        user,
        "reset_password",
        {},
        f"reset:{asked_at}",
        lambda: reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token}),
        expires_at=timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
    )
