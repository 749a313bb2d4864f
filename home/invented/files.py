"""The demo's content as it stands in `home/demo/` (see the README there)."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

DEMO = Path(__file__).parents[1] / "demo"


def read(kind: str) -> Any:
    return json.loads((DEMO / f"{kind}.json").read_text(encoding="utf-8"))


def identity(kind: str, key: str) -> UUID:
    """The same for the same key in every run: what is there already is recognised by it."""
    return uuid5(NAMESPACE_URL, f"saman:{kind}:{key}")


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def moment(text: str) -> datetime:
    """A day's morning, a moment, or so many days ago («-3d08:12»), in Norwegian time; never one that is yet to come."""
    if text.startswith("-"):
        days, _d, hour = text[1:].partition("d")
        text = f"{timezone.localdate() - timedelta(days=int(days))}T{hour}:00"
    when = datetime.fromisoformat(text) if "T" in text else datetime.combine(date.fromisoformat(text), time(9, 30))
    return min(timezone.make_aware(when), timezone.now())
