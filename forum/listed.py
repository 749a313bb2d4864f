"""Where a topic stands in the lists of its themes and tags: kept with each change of what orders them."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from community.ui.prepared import Change, prepared_update

from .models import TaggedTopic, ThemedTopic, Topic

IN_LISTS = ((ThemedTopic, "topic"), (TaggedTopic, "content_object"))
KEPT = ("live", "audience", "last_post_at")


def listing_of(topic: Topic) -> dict[str, Any]:
    """What a new row of a theme or a tag says of its topic."""
    return {name: getattr(topic, name) for name in KEPT}


def keep_listed(topics: Any) -> None:
    """Let the lists of themes and tags say what these topics say: a statement each, in the transaction of the change.
    Who may see a topic is asked of itself in any case; a row that lags stands in the wrong place, and is not seen."""
    for model, topic in IN_LISTS:
        now = Topic.objects.filter(pk=OuterRef(topic))
        columns = {name: Subquery(now.values(name)) for name in KEPT}
        model.objects.filter(**{f"{topic}__in": topics}).update(**columns)


def keep_latest(topic: int, at: datetime) -> None:
    """The same where somebody has written, which is known, and happens most."""
    for model, name in IN_LISTS:
        _latest(topic, at, model=model, name=name)


@prepared_update
def _latest(topic: int, at: datetime, *, model: Any, name: str) -> Change:
    return model.objects.filter(**{name: topic}), {"last_post_at": at}
