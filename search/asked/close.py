"""The night: what could still tell of somebody is thrown away, and the words that enough readers used are kept."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .models import AskedBy, AskedToday, SearchCount, SearchDay

KEPT = timedelta(days=365)


def close_days() -> int:
    """Close each day that is over; their number. Whatever runs it, and however often, a day is closed once."""
    today = timezone.localdate()
    over = SearchDay.objects.filter(day__lt=today).exclude(salt="").values_list("pk", flat=True)
    closed = sum(_close(pk) for pk in list(over))
    SearchCount.objects.filter(day__lt=today - KEPT).delete()
    SearchDay.objects.filter(day__lt=today - KEPT).delete()
    return closed


@transaction.atomic
def _close(pk: int) -> bool:
    """First the hashes go, and what they were made with; then the words are kept."""
    of_day = SearchDay.objects.select_for_update().get(pk=pk)
    if not of_day.salt:
        return False
    AskedBy.objects.filter(day=of_day.day).delete()
    SearchDay.objects.filter(pk=pk).update(salt="")
    used = AskedToday.objects.filter(day=of_day.day).exclude(words="")
    SearchCount.objects.bulk_create(
        SearchCount(day=row.day, words=row.words, readers=row.readers, without=row.without) for row in used
    )
    AskedToday.objects.filter(day=of_day.day).delete()
    return True
