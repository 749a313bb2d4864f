from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.members.models import User
from community.text.diff import difference
from community.text.mentions import in_words

from .index import at_once
from .label import Labels
from .log import log
from .mentions import labelled
from .models import ActKind, Post, PostVersion, Topic
from .tell import happened
from .text import rendered


class ChangedMeanwhileError(Exception):
    """The post was changed after the writer had opened it, or what its topic stands under was: `theirs` is how it reads
    now, and `changes` what of it the writer would change."""

    def __init__(self, theirs: Post, text: str, stands: Labels | None = None, labels: Labels | None = None) -> None:
        super().__init__(theirs.version)
        self.theirs = theirs
        pairs = [("", theirs.text, text)]
        if stands and labels:
            mine = labels.in_words()
            pairs += [(name, before, mine[name]) for name, before in stands.in_words().items()]
        self.changes: list[tuple[str, Any]] = [
            (name, difference(before, after)) for name, before, after in pairs if before != after
        ]


@transaction.atomic
def edit(post: Post, text: str, *, expected_version: int, labels: Labels | None = None, by: User) -> Post:
    """Change a post, and what the topic that it opens is called and stands under. How it read before is kept, and who
    changed it.

    Raises ChangedMeanwhileError where it was changed since the writer's `expected_version`.
    """
    return _changed(post, text, expected_version, by, labels=labels if post.opens else None)


@transaction.atomic
def relabel(topic: Topic, labels: Labels, *, expected_version: int, by: User) -> Post:
    """The same of a topic alone, as moderators do it. It is written down; of another title its writer is told.

    Raises ChangedMeanwhileError as `edit` does: one version counts for what opens a topic and what it stands under.
    """
    opening = topic.posts.get(number=1)
    version = opening.version
    changed = _changed(opening, opening.text, expected_version, by, labels=labels)
    if changed.version != version and topic.author_id != by.pk:
        log(ActKind.LABEL, topic, post=changed if labels.title != topic.title else None, by=by)
    return changed


@transaction.atomic
def correct(post: Post, text: str, reason: str, *, expected_version: int, by: User) -> Post:
    """A moderator's change of what somebody else wrote: it says so, the writer is told why, and how it read is kept.

    Raises ChangedMeanwhileError as `edit` does.
    """
    corrected = _changed(post, text, expected_version, by, corrected_at=timezone.now())
    if corrected.version != expected_version:
        log(ActKind.EDIT, corrected.topic, reason, post=corrected, by=by)
    return corrected


def _changed(
    post: Post, text: str, expected_version: int, by: User, *, labels: Labels | None = None, **columns: object
) -> Post:
    # The topic before its posts, as whoever moves them locks them.
    topic = Topic.objects.select_for_update(of=("self",)).select_related("step").get(pk=post.topic_id)
    before: Post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    text = labelled(text, before.audience)
    stands = Labels.of(topic) if labels else None
    if text == before.text and labels == stands:
        return before
    if before.version != expected_version:
        raise ChangedMeanwhileError(before, text, stands, labels)
    if labels and labels != stands:
        labels.put_on(topic)
    if text != before.text:
        PostVersion.objects.create(post=before, number=before.version, text=before.text, by=by)
        columns |= {"text": text, "html": rendered(text), "edited_at": timezone.now()}
    Post.objects.filter(pk=post.pk).update(version=F("version") + 1, **columns)
    post.refresh_from_db()
    at_once(post.topic_id)
    happened("forum.edit", post, by=by, before=before.text)
    return post


@dataclass(frozen=True)
class Change:
    """What one edit changed, and when; by a moderator perhaps."""

    at: datetime
    by_moderator: bool
    changes: list[tuple[str, Any]]


def versions_of(post: Post) -> list[Change]:
    """Each change of a post as a difference, the newest first."""
    found, newer = [], in_words(post.text)
    for version in post.versions.all():
        older = in_words(version.text)
        found.append(Change(version.replaced_at, version.by_id != post.author_id, [("", difference(older, newer))]))
        newer = older
    return found
