"""What comes before moderators and what they did: reports, appeals, notes among them, and the log."""

from datetime import timedelta
from typing import Any, ClassVar, NoReturn
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ..querysets import ActQuerySet, MatterQuerySet

UNMISTAKABLE = "23456789abcdefghjkmnpqrstuvwxyz"
HELD = timedelta(hours=24)
"""So long a matter that somebody has taken is theirs."""


class FlagReason(models.TextChoices):
    ILLEGAL = "illegal", _("It may be against the law")
    PERSONAL = "personal", _("It names somebody or tells who they are")
    HARASSMENT = "harassment", _("It harasses somebody")
    ADVERTISING = "advertising", _("It is advertising")
    OFF_TOPIC = "off_topic", _("It does not belong here")
    OTHER = "other", _("Something else")


class MatterKind(models.TextChoices):
    FLAG = "flag", _("Report")
    APPEAL = "appeal", _("Appeal")


class Decision(models.TextChoices):
    KEEP = "keep", _("It stays as it is")
    HIDE = "hide", _("It is hidden")
    EDIT = "edit", _("It is changed")
    MOVE = "move", _("It is moved to another board")
    WARN = "warn", _("The writer is warned")
    REFUSE = "refuse", _("It stays hidden")
    SHOW = "show", _("It is shown again")


class ActKind(models.TextChoices):
    KEEP = "keep", _("let it stay")
    HIDE = "hide", _("hid a post")
    UNHIDE = "unhide", _("showed a post again")
    EDIT = "edit", _("changed a post")
    WARN = "warn", _("warned the writer")
    REFUSE = "refuse", _("turned an appeal down")
    GRANT = "grant", _("granted an appeal")
    MOVE = "move", _("moved a discussion")
    MERGE = "merge", _("merged two discussions")
    SPLIT = "split", _("split a discussion")
    LABEL = "label", _("changed the title, themes or tags of a discussion")
    CLOSE = "close", _("closed a discussion")
    REOPEN = "reopen", _("opened a discussion again")
    PIN = "pin", _("pinned a discussion")
    NOTE = "note", _("wrote a note")


class Act(models.Model):
    """One act of moderation: who, when, what and why. Written once, and never changed or taken away."""

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=ActKind.choices)
    topic = models.ForeignKey("forum.Topic", on_delete=models.PROTECT, related_name="acts")
    post = models.ForeignKey("forum.Post", on_delete=models.PROTECT, null=True, related_name="acts")
    board = models.ForeignKey("forum.Board", on_delete=models.PROTECT, related_name="+", help_text="Of that day.")
    reason = models.TextField(blank=True)

    objects: ClassVar[Any] = ActQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["at"], name="forum_act_at")]

    def __str__(self) -> str:
        return f"{self.what} {self.topic_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            self.delete()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The log is only added to.")


class Matter(models.Model):
    """Something about a post that waits for a moderator: reports of it (all that come before it is decided are one
    matter), or its writer's appeal against an act. `reason` is what was told with the decision."""

    post = models.ForeignKey("forum.Post", on_delete=models.CASCADE, related_name="matters")
    kind = models.CharField(max_length=6, choices=MatterKind.choices, default=MatterKind.FLAG)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, related_name="appeals")
    words = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=6, choices=Decision.choices, blank=True)
    reason = models.TextField(blank=True)

    objects: ClassVar[Any] = MatterQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(kind="flag", decided_at=None), name="forum_matter_open_once"
            ),
            models.UniqueConstraint(fields=["act"], name="forum_matter_appeal_once"),
        ]
        indexes = [
            models.Index(fields=["created_at", "id"], condition=Q(decided_at=None), name="forum_matter_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.post_id}"

    def get_absolute_url(self) -> str:
        return reverse("forum:matter", args=[self.pk])

    @property
    def is_appeal(self) -> bool:
        return self.kind == MatterKind.APPEAL

    @property
    def holder_id(self) -> int | None:
        """Who has taken it; nobody has kept it for longer than a day."""
        held = self.claimed_at is not None and self.claimed_at + HELD > timezone.now()
        return self.claimed_by_id if held else None

    def is_left_to(self, person_id: int) -> bool:
        """Whether it is still to be decided, and nobody else has taken it."""
        return self.decided_at is None and self.holder_id in {None, person_id}


def a_receipt() -> str:
    return get_random_string(12, UNMISTAKABLE)


class Flag(models.Model):
    """One person's report of a post; by a member, or by somebody of whom we know what they chose to tell."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="flags")
    reason = models.CharField(_("reason"), max_length=11, choices=FlagReason.choices)
    words = models.TextField(_("in your own words"), max_length=2_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nb")
    receipt = models.CharField(max_length=12, unique=True, default=a_receipt)
    key = models.UUIDField(default=uuid4, unique=True, help_text="One form gives one report.")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["created_at"], name="forum_flag_at"),
            models.Index(fields=["by", "created_at"], name="forum_flag_by"),
        ]

    def __str__(self) -> str:
        return self.receipt

    def get_absolute_url(self) -> str:
        return reverse("forum:receipt", args=[self.receipt])


class TopicNote(models.Model):
    """What moderators tell each other about a topic. Nobody else knows of it."""

    topic = models.ForeignKey("forum.Topic", on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.text[:60]
