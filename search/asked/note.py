"""A search is noted in memory, where it costs the reader nothing; a thread writes all of it down at once, soon after.

What is in memory says not who the reader is, but a hash of it; see `models` for what the database holds.
"""

import logging
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2s
from secrets import token_hex
from threading import Lock, Timer

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from community.access.guards import viewer_of
from search.address import Address
from search.find import Results
from search.tokens import tokens

from .models import AskedBy, AskedToday, SearchDay

logger = logging.getLogger(__name__)

PAUSE = 30.0
MOST_WAITING = 5_000
LONGEST = 100
ENOUGH = 3
"""Different readers that must have used some words before they are written anywhere."""


@dataclass(frozen=True)
class Asked:
    day: date
    words: str
    reader: str
    without: bool


_waiting: deque[Asked] = deque(maxlen=MOST_WAITING)
_lock = Lock()
_timer: Timer | None = None


def note(request: HttpRequest, address: Address, results: Results) -> None:
    """That somebody searched for these words. Who goes on to another page, or narrows the hits, has not asked anew."""
    words = " ".join(token.surface for token in tokens(address.text))[:LONGEST]
    goes_on = address.page > 1 or address.key or address.chosen
    if not settings.SEARCH_COUNTS or request.method != "GET" or not words or goes_on:
        return
    if reader := _reader(request):
        _waiting.append(Asked(timezone.localdate(), words, reader, without=results.total == 0))
        _write_soon()


def write_down() -> int:
    """Write what was noted since the last time; how much it was."""
    noted = [_waiting.popleft() for _number in range(len(_waiting))]
    for day in sorted({asked.day for asked in noted}):
        _write_day(day, [asked for asked in noted if asked.day == day])
    return len(noted)


@transaction.atomic
def _write_day(day: date, noted: list[Asked]) -> None:
    SearchDay.objects.get_or_create(day=day, defaults={"salt": token_hex(32)})
    of_day = SearchDay.objects.select_for_update().get(day=day)
    if not of_day.salt:
        return  # the night has come between
    new = _heard_first(of_day, noted)
    for words in {asked.words for asked in new}:
        _count(of_day, words, [asked for asked in new if asked.words == words])
    without = Counter(asked.without for asked in new)[True]
    SearchDay.objects.filter(pk=of_day.pk).update(searches=F("searches") + len(new), without=F("without") + without)


def _heard_first(of_day: SearchDay, noted: Iterable[Asked]) -> list[Asked]:
    """Of each reader each search once a day; what remembers that tells neither."""
    by_token: dict[str, Asked] = {}
    for asked in noted:
        by_token.setdefault(_hash(f"{asked.words}\0{asked.reader}", of_day.salt), asked)
    known = AskedBy.objects.filter(day=of_day.day, token__in=list(by_token)).values_list("token", flat=True)
    for token in list(known):
        del by_token[token]
    AskedBy.objects.bulk_create(AskedBy(day=of_day.day, token=token) for token in by_token)
    return list(by_token.values())


def _count(of_day: SearchDay, words: str, new: list[Asked]) -> None:
    token = _hash(words, of_day.salt)
    row, _made = AskedToday.objects.get_or_create(day=of_day.day, token=token)
    row.readers += len(new)
    row.without += sum(asked.without for asked in new)
    row.words = words if row.readers >= ENOUGH else ""
    row.save()


def _reader(request: HttpRequest) -> str:
    """A hash of who asks: a member, or an address and a browser. Empty where it cannot be told."""
    viewer = viewer_of(request)
    if viewer.user_id is not None:
        return _hash(f"member {viewer.user_id}")
    try:
        address = get_adapter().get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):
        return ""
    return _hash(f"visitor {address} {request.headers.get('User-Agent', '')}")


def _hash(said: str, salt: str = "") -> str:
    """Made with the site's own key too, which stands in no database and in no backup."""
    key = blake2s(f"searches {settings.SECRET_KEY} {salt}".encode()).digest()
    return blake2s(said.encode(), key=key, digest_size=16).hexdigest()


def _write_soon() -> None:
    global _timer
    with _lock:
        if _timer is None:
            _timer = Timer(PAUSE, _write_apart)
            _timer.daemon = True
            _timer.start()


def _write_apart() -> None:
    """In a thread of its own, with a connection of its own."""
    global _timer
    with _lock:
        _timer = None
    try:
        write_down()
    except DatabaseError as error:
        logger.warning("What was searched for could not be counted: %s", error)
    finally:
        connection.close()
