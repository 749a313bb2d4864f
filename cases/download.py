"""How often a resource is fetched: a number a day, and nothing of who did."""

import re

from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.http import HttpRequest
from django.utils import timezone

from .models import Downloads, Resource

MACHINES = re.compile(r"bot\b|bot[/ ;]|crawl|spider|slurp|fetch|preview|monitor|curl|wget|python|scan", re.I)
"""What machines call themselves, that fetch all there is for nobody."""


def count_download(resource: Resource, request: HttpRequest) -> None:
    """Count a person's download. One that was asked for ahead, by a machine, or for the rest of a file, is none."""
    said = request.headers
    ahead = "prefetch" in (said.get("Sec-Purpose", "") + said.get("Purpose", "") + said.get("X-Moz", "")).lower()
    agent = said.get("User-Agent", "")
    if request.method != "GET" or ahead or MACHINES.search(agent):
        return
    day = {"resource": resource, "day": timezone.localdate()}
    if _one_more(day):
        return
    try:
        with transaction.atomic():
            Downloads.objects.create(**day, number=1)
    except IntegrityError:  # somebody was the first of the day at the same moment
        _one_more(day)


def downloads_of(resource: Resource) -> int:
    """How often it was fetched in all."""
    total: int | None = resource.downloads.aggregate(total=Sum("number"))["total"]
    return total or 0


def _one_more(day: dict[str, object]) -> int:
    return Downloads.objects.filter(**day).update(number=F("number") + 1)
