from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import get_language
from django_comments_xtd.models import XtdComment

from community.members.models import User

from .models import DEEPEST, Comment


def write(
    target: Any,
    text: str,
    *,
    key: UUID | None = None,
    reply_to: Comment | None = None,
    language: str = "",
    at: datetime | None = None,
    by: User,
) -> Comment:
    """Write a comment under a target, or a reply. The same key from the same person is the same comment.

    It takes the audience of today: the target's, or that of the comment it answers, which is never wider.
    """
    key = key or uuid4()
    if written := _with(key):
        if _is_the_same(written, target, by):
            return written
        key = uuid4()
    try:
        with transaction.atomic():
            return _new(target, text, key, _at_depth(reply_to), language, at, by)
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one came first.
        if (written := _with(key)) and _is_the_same(written, target, by):
            return written
        raise


def _with(key: UUID) -> Comment | None:
    return Comment.objects.filter(key=key).select_related("content_type").first()


def _is_the_same(written: Comment, target: models.Model, by: User) -> bool:
    is_under = written.content_type.model_class() is type(target) and str(written.object_pk) == str(target.pk)
    return is_under and written.user_id == by.pk


def _at_depth(reply_to: Comment | None) -> Comment | None:
    """The library leaves a stray row behind a reply that is too deep: it stands beside the one it answers instead."""
    if reply_to is None or reply_to.level < DEEPEST:
        return reply_to
    return Comment.objects.get(pk=reply_to.parent_id)


def _new(
    target: Any, text: str, key: UUID, parent: Comment | None, language: str, at: datetime | None, by: User
) -> Comment:  # fmt: skip
    if parent is not None:
        # Two replies at once would get the same place in the thread.
        XtdComment.norel_objects.select_for_update(of=("self",)).get(pk=parent.thread_id)
    comment = Comment(
        content_object=target,
        site_id=settings.SITE_ID,
        user=by,
        comment=text,
        submit_date=at,
        parent_id=parent.pk if parent else 0,
        key=key,
        audience=parent.audience if parent else target.audience,
        language=language or (get_language() or "nb").split("-")[0],
    ).sign(by)
    comment.save()
    return comment
