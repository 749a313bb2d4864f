"""What has changed in the index, for the worker: one row for each thing, written in the transaction of the change."""

import json
import time
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

COLUMNS = ("audience", "title", "text", "labels", "facets", "shown_otherwise_in")
"""Of an entry, what decides whether it is found."""


def told(entry: Any) -> str:
    """What an entry says, as it is kept."""
    return json.dumps({name: getattr(entry, name) for name in COLUMNS}, cls=DjangoJSONEncoder)


def note(changes: Iterable[tuple[str, str, str | None]]) -> None:
    """Of some kinds and ids that the thing is new, or no longer as was told of it before. However often it changes
    until the worker comes, it is one change: from what was there at first."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_searchchange (kind, object_id, number, told, before) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (kind, object_id) DO UPDATE SET number = excluded.number, told = excluded.told, before ="
            " CASE WHEN search_searchchange.told THEN excluded.before ELSE search_searchchange.before END",
            [(kind, object_id, time.time_ns(), False, before) for kind, object_id, before in changes],
        )
