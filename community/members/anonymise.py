"""The verb that forgets a person. Nobody is deleted: what they wrote stays, with the function and place of its day."""

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from .models import User

anonymised = Signal()
"""Sent with `user`, nameless already, and `email`, the address that was theirs, inside the transaction. Rooms that know
either take it away from what they keep."""


@transaction.atomic
def anonymise(user: User) -> User:
    """Take away who somebody is, for ever: name, address, rights, sessions. Twice is once."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if user.anonymised_at:
        return user
    email = user.email
    with translation.override(user.language):
        user.name = _("A former member")
    user.email = f"{user.pk}@anonymised.invalid"
    user.function = user.organisation = ""
    user.municipality = None
    user.is_active = user.is_staff = user.is_superuser = False
    user.link_sent_at = user.last_login = None
    user.anonymised_at = timezone.now()
    user.set_unusable_password()  # sessions and links die with the password that they were made for
    user.save()
    user.groups.clear()
    _forget(user, email)
    anonymised.send(sender=User, user=user, email=email)
    return user


def _forget(user: User, email: str) -> None:
    """What the libraries below keep of a person."""
    DBTaskResult.objects.filter(args_kwargs__args__0=email).delete()
    EmailAddress.objects.filter(user=user).delete()
    UserProfile.objects.filter(user=user).delete()
    kind = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).update(label=user.name, data={})
