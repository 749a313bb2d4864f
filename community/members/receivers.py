from typing import Any

from allauth.account.signals import password_changed, password_reset
from django.dispatch import receiver
from django.urls import reverse

from .mail import send_templated
from .models import User


@receiver([password_changed, password_reset], dispatch_uid="tell-of-a-new-password")
def tell_of_a_new_password(user: User, **_kwargs: Any) -> None:
    """Whoever's password was changed by another finds out, and has the way to take it back."""
    send_templated(user, "password_changed", {}, f"password:{user.password}", lambda: reverse("account_reset_password"))
