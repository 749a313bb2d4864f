from typing import Any

from django.core.cache import caches
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from cases.setup import review_is_set_up
from community.members.limits import ALIAS as LIMITS
from community.notifications.models import OutgoingMail
from community.worker.health import checks

LATE = 15 * 60
"""Seconds that a mail may wait before the worker counts as stopped."""


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """Whether the site can do its work: 200 when all is well, else 503 and what is not. Tells nothing secret."""
    checks = _checks()
    well = all(check["ok"] for check in checks.values())
    return JsonResponse({"ok": well, "checks": checks}, status=200 if well else 503)


def _checks() -> dict[str, dict[str, Any]]:
    return {**_database(), "cache": {"ok": _cache_answers()}}


def _cache_answers() -> bool:
    """Without it pages are read as before, but nobody can sign in."""
    try:
        caches[LIMITS].get("health")
    except RedisError:
        return False
    return True


def _database() -> dict[str, dict[str, Any]]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        review = review_is_set_up()
        waiting = OutgoingMail.objects.due().values_list("next_attempt_at", flat=True).first()
        of_rooms = checks()
    except Error:
        return {"database": {"ok": False}}
    lag = int((timezone.now() - waiting).total_seconds()) if waiting else 0
    return {
        "database": {"ok": True},
        "review": {"ok": review},
        "mail": {"ok": lag < LATE, "seconds_waiting": lag},
        **of_rooms,
    }
