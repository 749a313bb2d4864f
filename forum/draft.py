"""What somebody is writing, kept on the server while they write: one draft of an answer in each topic that is open, and
as many new topics as they like. Nobody sees it but its writer."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from community.access.keep import WRITER
from community.access.viewer import Viewer
from community.members.models import User
from community.text.mentions import in_words
from community.ui.sent import whole

from .models import Post, PostDraft, Topic

NOT_KEPT = {"csrfmiddlewaretoken", "key", "version", "do", "new_picture", "new_file", WRITER}
MOST_FIELDS = 60
LONGEST = 120_000
"""Characters of all fields together: more than a post may have, so that what is too long can be cut by its writer."""
KEPT = timedelta(days=180)
BATCH = 1000


class DraftChangedError(Exception):
    """It was changed in another tab or on another device, or it has been sent from there. `fields` are as they are now;
    `key` and `version` are what the writer goes on with who has seen them: of a draft that was sent, a new one's."""

    def __init__(self, theirs: PostDraft | None, sent: Post | None = None) -> None:
        super().__init__(theirs and theirs.version)
        self.key, self.version = (theirs.key, theirs.version) if theirs else (uuid4(), 0)
        self.fields: dict[str, list[str]] = theirs.fields if theirs else _fields_of(sent)


class TooLongError(Exception):
    """More than any form of ours could have sent."""


def typed(sent: QueryDict) -> dict[str, list[str]]:
    """What was typed and chosen, by the form's names."""
    fields = {name: sent.getlist(name) for name in sent if name not in NOT_KEPT}
    if len(fields) > MOST_FIELDS or sum(len(value) for values in fields.values() for value in values) > LONGEST:
        raise TooLongError
    return fields


def keep(
    fields: dict[str, list[str]], *, key: UUID, topic: Topic | None = None, expected_version: int, by: User
) -> PostDraft | None:
    """Keep what is typed, and nothing where nothing is. `expected_version` is that of the draft that the writer had
    before them (0: none); None overwrites what there is.

    Raises DraftChangedError where it has changed since, or has been sent.
    """
    try:
        with transaction.atomic():
            return _kept(fields, key, topic, expected_version, by)
    except IntegrityError:
        raise DraftChangedError(_current(_drafts(key, topic, by), key)) from None


def _kept(fields: dict[str, list[str]], key: UUID, topic: Topic | None, expected: int, by: User) -> PostDraft | None:
    now = _current(_drafts(key, topic, by).select_for_update(), key)
    if now and now.fields == fields and now.topic_id == (topic and topic.pk):
        return now
    if now and now.version != expected and now.fields != fields:
        raise DraftChangedError(now)
    if not now and (sent := _sent(key, by)):
        raise DraftChangedError(None, sent)
    if not "".join(fields.get("text", []) + fields.get("title", [])).strip():
        if now:
            now.delete()
        return None
    draft = now or PostDraft(user=by, key=key, version=0)
    # An answer that its discussion takes no more goes on as a new one, if its writer wants.
    draft.topic, draft.fields, draft.version, draft.saved_at = topic, fields, draft.version + 1, timezone.now()
    draft.save()
    return draft


def _drafts(key: UUID, topic: Topic | None, by: User) -> Any:
    """What a form may go on from: the one that it was saved as, wherever its topic went, or another of its topic."""
    own = Q(key=key)
    return PostDraft.objects.filter(own | Q(topic=topic) if topic else own, user=by)


def _current(drafts: Iterable[PostDraft], key: UUID) -> PostDraft | None:
    """The form's own before any other; of those the latest."""
    return min(drafts, key=lambda one: one.key != key, default=None)


def _sent(key: UUID, by: User) -> Post | None:
    """A save that comes after the post itself must not bring its draft back."""
    return Post.objects.filter(key=key, author=by).select_related("topic").first()


def _fields_of(sent: Post | None) -> dict[str, list[str]]:
    title = {"title": [sent.topic.title]} if sent and sent.opens else {}
    return {**title, "text": [sent.text]} if sent else {}


def keep_beside(fields: dict[str, list[str]], *, topic: Topic | None, by: User) -> PostDraft:
    """Keep an answer that can no longer be sent beside the one that another tab has kept in the same topic. What lies
    there already, from the same click perhaps, does not lie there twice."""
    text = first(fields, "text")
    kept = (one for one in PostDraft.objects.filter(user=by, topic=topic) if first(one.fields, "text") == text)
    return next(kept, None) or PostDraft.objects.create(user=by, topic=topic, fields=fields)


def throw_away(key: UUID, *, by: User) -> None:
    PostDraft.objects.filter(key=key, user=by).delete()


def prune() -> int:
    """Delete what nobody has touched for 180 days; say of how many drafts. In steps, so that nobody waits long."""
    old = PostDraft.objects.filter(saved_at__lt=timezone.now() - KEPT)
    deleted = 0
    while batch := list(old.order_by("saved_at").values_list("pk", flat=True)[:BATCH]):
        # Asked again as it is deleted: one that was touched meanwhile stays.
        deleted += old.filter(pk__in=batch).delete()[0]
    return deleted


def written_by(viewer: Viewer) -> Any:
    """One's own drafts, the latest first."""
    return PostDraft.objects.filter(user_id=viewer.user_id or 0).select_related("topic")


def new_ones(viewer: Viewer) -> Any:
    """Those of new topics."""
    return written_by(viewer).filter(topic=None)


def begun_answer(topic: Topic) -> dict[str, Any]:
    """The form's first values for whoever has begun to answer; the topic comes from `drafted_by`."""
    if not topic.draft_key:
        return {}
    fields = topic.draft_fields or {}
    said = {"key": topic.draft_key, "text": first(fields, "text")}
    return {**said, **({"reply_to": earlier} if (earlier := whole(first(fields, "reply_to"))) else {})}


def shown(draft: PostDraft) -> dict[str, str]:
    """What a list says of it."""
    return {name: in_words(first(draft.fields, name)) for name in ("title", "text")}


def first(fields: Mapping[str, list[str]], name: str) -> str:
    values = fields.get(name) or [""]
    return str(values[0])
