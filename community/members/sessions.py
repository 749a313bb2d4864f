"""Sessions in the database, as Django's. Every page of somebody who is signed in begins with one: it is asked for by a
query that is made once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from community.ui.prepared import prepared


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:
        """What is not there, or no longer, is for Django to say."""
        found = _lasting(str(self.session_key), timezone.now())
        return found[0] if found else super()._get_session_from_db()


@prepared
def _lasting(key: str, now: Any) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
