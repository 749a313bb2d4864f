from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.access.audience import AudienceField, audience_constraint
from community.images.models import UploadKind
from community.publishing.models import Authored
from community.text.markdown import own_words

from ..querysets import PostQuerySet

LONGEST = 20_000
"""Characters in a post, at most."""


class Post(Authored):
    """One contribution to a topic. `number` is its place, given once and never again: number 1 is the opening post.

    `html` is the text as it is shown, made when it is saved. A post that is hidden or deleted is not live; its row
    stays, so that numbers and addresses last.
    """

    topic = models.ForeignKey("forum.Topic", on_delete=models.PROTECT, related_name="posts", db_index=False)
    number = models.PositiveIntegerField()
    live = models.BooleanField(default=True)
    audience = AudienceField(db_index=False)
    text = models.TextField(_("text"), max_length=LONGEST)
    html = models.TextField()
    moved_from = models.ForeignKey(
        "forum.Topic", on_delete=models.SET_NULL, null=True, editable=False, related_name="+", db_index=False,
        help_text="Where it stood before.",
    )  # fmt: skip
    reply_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replies")
    key = models.UUIDField(default=uuid4, unique=True, editable=False, help_text="One form gives one post.")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True, help_text="Last changed by a moderator.")
    reaction_counts = models.JSONField(default=dict, editable=False, help_text="How many of each kind.")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    deleted_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(_("why it is hidden"), max_length=500, blank=True)

    my_bookmark: bool
    has_uploads: bool

    objects: ClassVar[Any] = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            audience_constraint("forum_post_audience"),
            models.UniqueConstraint(fields=["topic", "number"], name="forum_post_number_once"),
        ]
        # With all that is asked of somebody's latest posts: which topics they are in.
        indexes = [models.Index(fields=["author", "-id", "live", "topic"], name="forum_post_of_author")]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        """The permalink: it leads to wherever the post stands today."""
        return reverse("forum:post", args=[self.pk])

    @property
    def anchor(self) -> str:
        return f"innlegg-{self.pk}"

    @property
    def pictures(self) -> list["PostUpload"]:
        return [one for one in self.uploads.all() if one.is_picture]

    @property
    def files(self) -> list["PostUpload"]:
        return [one for one in self.uploads.all() if not one.is_picture]

    @property
    def own_words(self) -> str:
        """What its writer says: without signs, and without what they quote."""
        return own_words(self.text)

    @property
    def opens(self) -> bool:
        return self.number == 1


class PostVersion(models.Model):
    """A post as it read before it was changed."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="forum_post_version_once")]

    def __str__(self) -> str:
        return f"{self.post_id} · {self.number}"


class PostUpload(models.Model):
    """A picture or a file with a post. `words` say what the picture shows, or what the file is called."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="uploads")
    upload = models.ForeignKey("images.Upload", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def is_picture(self) -> bool:
        return self.upload.kind == UploadKind.PICTURE


class ReactionKind(models.TextChoices):
    USEFUL = "useful", _("Useful")
    TRYING = "trying", _("Trying it")
    THANKS = "thanks", _("Thank you")


class Reaction(models.Model):
    """What somebody says of a post without writing: some of a few, each of them once."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=ReactionKind.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "user", "kind"], name="forum_reaction_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.post_id}"


class PostDraft(models.Model):
    """What somebody is writing, kept on the server: a reply (with its topic) or a new topic (with its board)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid4, unique=True)
    topic = models.ForeignKey("forum.Topic", on_delete=models.CASCADE, null=True, related_name="+")
    board = models.ForeignKey("forum.Board", on_delete=models.CASCADE, null=True, related_name="+")
    fields = models.JSONField(default=dict, help_text="What was typed and chosen, by the form's names.")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["user", "topic"], name="forum_draft_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.key}"
