from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from community.access.audience import AudienceField, audience_constraint
from community.publishing.models import SignedRow

from .querysets import CommentQuerySet

LONGEST = 5_000
"""Characters in a comment, at most."""
DEEPEST = 3
"""Levels of replies; a reply to the deepest stands beside it. The same as COMMENTS_XTD_MAX_THREAD_LEVEL."""


class Comment(SignedRow, XtdComment):
    """A comment under something, with the audience and the author of its day.

    The library keeps the order of the threads. It republishes hidden replies when it sees its own model saved; this
    one it does not see, and whatever changes after the first save is changed by `update()` in a verb.
    """

    base = models.OneToOneField(
        XtdComment, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_written_here"
    )
    key = models.UUIDField(default=uuid4, unique=True, editable=False, help_text="One form gives one comment.")
    audience = AudienceField(editable=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nb")
    edited_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(_("why it is hidden"), max_length=500, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [audience_constraint("comments_comment_audience")]

    def __str__(self) -> str:
        return self.comment[:60]

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_reply(self) -> bool:
        return self.parent_id != self.pk

    @property
    def anchor(self) -> str:
        return f"kommentar-{self.pk}"


class Comments(GenericRelation):
    """For the model of a target: `comments = Comments()`. The comments then go with what they stand under."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("object_id_field", "object_pk")
        super().__init__(Comment, **kwargs)
