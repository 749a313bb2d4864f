"""The link in every mail that stops mails like it: with one click, signed out too, by a mail program too (RFC 8058)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from community.members.models import User

from .choose import stop
from .kinds import NoticeKind, kind_called

_signer = Signer(salt="notifications.unsubscribe")
"""Without an expiry: an old mail can still be stopped, and to stop it is all that the link can do."""


@dataclass(frozen=True)
class Subscription:
    user_id: int
    names: tuple[str, ...]

    @property
    def kinds(self) -> list[NoticeKind]:
        return [kind for name in self.names if (kind := kind_called(name)) and kind.mails]


def address(user: User, names: Iterable[str]) -> str:
    """The path of the page that stops mails of these kinds to one person, in the language that is active."""
    return reverse("notifications:unsubscribe", args=[_signer.sign_object([user.pk, *sorted(set(names))])])


def subscription(token: str) -> Subscription | None:
    """What a link stops; None where nobody of ours made it."""
    try:
        user_id, *names = _signer.unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return Subscription(user_id, tuple(names))


def unsubscribe(found: Subscription) -> None:
    """Twice is once; and for somebody who has left there is nothing to stop."""
    user = User.objects.filter(pk=found.user_id, is_active=True).first()
    if user:
        stop(user, [kind.name for kind in found.kinds])
