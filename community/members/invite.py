"""Verbs of the invitation: add a person, send the link, accept it.

The link is signed, lasts a week and works once: it carries a fingerprint of the (unusable) password and the address,
and dies with either, so when the password is set, when the address changes and when a new link is sent.
"""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from .mail import send_templated
from .models import User

SALT = "members.invitation"
LASTS = timedelta(days=7)


class LinkIsDead(Exception):
    """The link was used, has expired, or was never one of ours."""


@transaction.atomic
def invite(email: str, *, by: User | None, **fields: Any) -> User:
    """Create a person without a password and mail them the link to choose one. The address must be new."""
    user = User.objects.create_user(email, None, **fields)
    send_link(user, by=by)
    return user


@transaction.atomic
def send_link(user: User, *, by: User | None = None) -> str:
    """Mail a new link to somebody who has no password yet, and return its path. Links sent before die."""
    if user.has_usable_password():
        raise ValueError("This person has a password already; they ask for a new one themselves.")
    user.set_unusable_password()
    user.link_sent_at = timezone.now()
    user.save(update_fields=["password", "link_sent_at"])
    token = token_for(user)
    send_templated(
        user, "invite", {"by": by}, f"invite:{token}", lambda: link(token), expires_at=timezone.now() + LASTS
    )
    return link(token)


def token_for(user: User) -> str:
    return signing.dumps([user.pk, _fingerprint(user)], salt=SALT)


def link(token: str) -> str:
    return reverse("members:welcome", args=[token])


def invited(token: str, *, lock: bool = False) -> User:
    """The person whom a link was sent to; LinkIsDead where it opens nothing."""
    try:
        pk, fingerprint = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkIsDead from None
    people = User.objects.select_for_update(of=("self",)) if lock else User.objects.all()
    user = people.filter(pk=pk, is_active=True, anonymised_at=None).first()
    if not user or user.has_usable_password() or not constant_time_compare(_fingerprint(user), fingerprint):
        raise LinkIsDead
    return user


@transaction.atomic
def accept(token: str, password: str) -> User:
    """Set the password that the invited person chose. The second of two clicks finds the link dead."""
    user = invited(token, lock=True)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _fingerprint(user: User) -> str:
    return salted_hmac(SALT, f"{user.password}\n{user.email}").hexdigest()[:32]
