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
from .log import log
from .mentions import labelled
from .models import ActKind, Post, PostVersion, Topic
from .start import slug_of
from .tell import happened
from .text import rendered


class ChangedMeanwhileError(Exception):
    """The post was changed after the writer had opened it. `theirs` is how it reads now."""

    def __init__(self, theirs: Post, mine: str) -> None:
        super().__init__(theirs.version)
        self.theirs = theirs
        self.changes: list[tuple[str, Any]] = [("", difference(theirs.text, mine))]


@transaction.atomic
def edit(post: Post, text: str, *, expected_version: int, title: str = "", by: User) -> Post:
    """Change a post, and the title of the topic that it opens. How it read before is kept, and who changed it.

    Raises ChangedMeanwhileError where it was changed since the writer's `expected_version`.
    """
    edited = _changed(post, text, expected_version, by)
    if (
        post.opens
        and title
        and Topic.objects.filter(pk=post.topic_id).exclude(title=title).update(title=title, slug=slug_of(title))
    ):
        at_once(post.topic_id)
    return edited


@transaction.atomic
def correct(post: Post, text: str, reason: str, *, expected_version: int, by: User) -> Post:
    """A moderator's change of what somebody else wrote: it says so, the writer is told why, and how it read is kept.

    Raises ChangedMeanwhileError as `edit` does.
    """
    corrected = _changed(post, text, expected_version, by, corrected_at=timezone.now())
    if corrected.version != expected_version:
        log(ActKind.EDIT, corrected.topic, reason, post=corrected, by=by)
    return corrected


def _changed(post: Post, text: str, expected_version: int, by: User, **columns: object) -> Post:
    before: Post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    text = labelled(text, before.audience)
    if text == before.text:
        return before
    if before.version != expected_version:
        raise ChangedMeanwhileError(before, text)
    PostVersion.objects.create(post=before, number=before.version, text=before.text, by=by)
    Post.objects.filter(pk=post.pk).update(
        text=text, html=rendered(text), version=F("version") + 1, edited_at=timezone.now(), **columns
    )
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
