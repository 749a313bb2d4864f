"""Where a topic stands in the lists of its themes and tags: kept with each change of what orders them."""

from typing import Any

from django.db.models import OuterRef, Subquery

from .models import TaggedTopic, ThemedTopic, Topic

KEPT = ("live", "audience", "last_post_at")


def listing_of(topic: Topic) -> dict[str, Any]:
    """What a new row of a theme or a tag says of its topic."""
    return {name: getattr(topic, name) for name in KEPT}


def keep_listed(topics: Any, **changed: Any) -> None:
    """Let the lists of themes and tags say what these topics say: a statement each, in the transaction of the change.
    `changed`: what of it changed, and to what, where that is known.
    Who may see a topic is asked of itself in any case; a row that lags stands in the wrong place, and is not seen."""
    for model, topic in ((ThemedTopic, "topic"), (TaggedTopic, "content_object")):
        now = Topic.objects.filter(pk=OuterRef(topic))
        columns = changed or {name: Subquery(now.values(name)) for name in KEPT}
        model.objects.filter(**{f"{topic}__in": topics}).update(**columns)
