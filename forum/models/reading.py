from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reader(models.Model):
    """From when on something is unread to a person: what was said before counts as read."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_reader")
    read_until = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.user_id)


class WatchLevel(models.TextChoices):
    """The five levels that forum users know."""

    MUTED = "muted", _("Muted")
    NORMAL = "normal", _("Normal")
    FIRST_POST = "first_post", _("New topics")
    TRACKING = "tracking", _("Count what is new")
    WATCHING = "watching", _("Tell me of everything")


class TopicReader(models.Model):
    """One person and one topic: how far they have read (the highest number of a post that was on their screen), and
    what they want to hear of it (nothing said: what they chose for its board, themes or tags)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    topic = models.ForeignKey("forum.Topic", on_delete=models.CASCADE, related_name="readers")
    number = models.PositiveIntegerField(default=0)
    level = models.CharField(max_length=10, choices=WatchLevel.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="forum_topic_reader_once")]
        indexes = [models.Index(fields=["topic", "level"], name="forum_topic_watchers")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.topic_id} · {self.number}"


class Watch(models.Model):
    """What somebody wants to hear of a board, a theme or a tag; of a topic, `TopicReader` says it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forum_watches")
    target_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    target_id = models.PositiveIntegerField()
    level = models.CharField(max_length=10, choices=WatchLevel.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "target_type", "target_id"], name="forum_watch_once")]
        indexes = [models.Index(fields=["target_type", "target_id", "level"], name="forum_watch_of_target")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.level}"


class Bookmark(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("forum.Post", on_delete=models.CASCADE, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)
    remind_at = models.DateTimeField(_("remind me"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "post"], name="forum_bookmark_once")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.post_id}"
