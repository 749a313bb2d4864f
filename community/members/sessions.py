"""Sessions in the database, as Django's. Every page of somebody who is signed in begins with one: it is asked for by a
query that is made once."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from community.ui.prepared import prepared


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        """What is not there, or no longer, is for Django to say."""
        found = _kept_in(str(self.session_key), timezone.now())
        return self.decode(found[0]) if found else super().load()


@prepared
def _kept_in(key: str, now: datetime) -> Any:
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data", flat=True)
