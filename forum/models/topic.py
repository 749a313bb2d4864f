from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from community.access.audience import AudienceField, audience_constraint
from community.access.querysets import VisibleQuerySet
from community.publishing.document import SearchDocument
from community.publishing.hanging import tags_of, themes_of
from community.publishing.models import Authored, TaggedItem
from community.ui.navigation import address_of

from ..passages import passages_of, posts_to_find
from ..querysets import TopicQuerySet


class TopicKind(models.TextChoices):
    QUESTION = "question", _("Question")
    DISCUSSION = "discussion", _("Discussion")
    ANNOUNCEMENT = "announcement", _("Announcement")
    POLL = "poll", _("Poll")


class TopicState(models.TextChoices):
    OPEN = "open", _("Open")
    SOLVED = "solved", _("Solved")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


class Pinned(models.TextChoices):
    NOWHERE = "", _("not pinned")
    BOARD = "board", _("on its board")
    EVERYWHERE = "everywhere", _("on every list")


class Listed(models.Model):
    """Where a topic stands in the list of a theme or a tag. The columns that such a list is found and ordered by are
    the topic's own, kept here as well (`forum/listed.py`), so that an index can begin with what the list is of."""

    live = models.BooleanField()
    audience = AudienceField(db_index=False)
    last_post_at = models.DateTimeField()

    objects: ClassVar[Any] = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True


class ThemedTopic(Listed):
    topic = models.ForeignKey("forum.Topic", on_delete=models.CASCADE, related_name="themed")
    theme = models.ForeignKey("networks.Theme", on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "forum_topic_themes"
        unique_together = [("topic", "theme")]
        indexes = [models.Index(fields=["theme", "audience", "-last_post_at", "-topic"], name="forum_topics_of_theme")]

    def __str__(self) -> str:
        return f"{self.topic_id} · {self.theme_id}"


class TaggedTopic(Listed, TaggedItem):
    content_object = models.ForeignKey("forum.Topic", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        indexes = [
            models.Index(fields=["tag", "audience", "-last_post_at", "-content_object"], name="forum_topics_of_tag")
        ]

    def __str__(self) -> str:
        return f"{self.content_object_id} · {self.tag_id}"


class Topic(Authored):
    """A thread of posts. What is written in it lies in `Post`; what the lists show lies here, kept by increments.

    `audience` is that of its board, or narrower (that of what it is about, or of the day before it was moved); a post
    never has a wider one. A topic that was merged into another is not live and says in `moved_to` where it went.
    `read_number` and `watch_level` come with the queryset's `read_by`, and `is_muted` and `news_since` with `news_for`.
    """

    UNANSWERED = _("Unanswered")
    board = models.ForeignKey("forum.Board", on_delete=models.PROTECT, related_name="topics", db_index=False)
    live = models.BooleanField(default=True)
    audience = AudienceField(db_index=False)
    kind = models.CharField(_("kind"), max_length=12, choices=TopicKind.choices, default=TopicKind.QUESTION)
    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(max_length=80)
    themes = models.ManyToManyField(
        "networks.Theme", through=ThemedTopic, blank=True, related_name="topics", verbose_name=_("themes")
    )
    tags = TaggableManager(through=TaggedTopic, blank=True, verbose_name=_("tags"))
    step = models.ForeignKey(
        "networks.ProcessStep", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("step of the process"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=8, choices=TopicState.choices, default=TopicState.OPEN)
    closed_because = models.CharField(_("why it is closed"), max_length=200, blank=True)
    pinned = models.CharField(_("pinned"), max_length=10, choices=Pinned.choices, blank=True)
    pinned_until = models.DateField(_("pinned until"), null=True, blank=True)
    about_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    about_id = models.PositiveIntegerField(null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    became_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, null=True, editable=False, related_name="+",
    )  # fmt: skip
    became_id = models.PositiveIntegerField(null=True, editable=False)
    moved_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    created_at = models.DateTimeField(default=timezone.now)
    last_number = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(default=timezone.now)
    last_place = models.CharField(max_length=150, blank=True)
    first_answer_at = models.DateTimeField(null=True)
    asked_host_at = models.DateTimeField(null=True, editable=False)
    host_place = models.CharField(max_length=150, blank=True, editable=False, help_text="Where the host is from.")
    asked_places = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Municipalities asked.")
    asked_leader_at = models.DateTimeField(null=True, editable=False)
    solution_number = models.PositiveIntegerField(null=True, help_text="The first post that was accepted.")
    solved_at = models.DateTimeField(null=True)
    to_index = models.BooleanField(default=True, editable=False, help_text="Something changed that can be found.")

    read_number: int | None
    watch_level: str
    is_muted: bool
    news_since: datetime
    draft_key: UUID | None
    draft_version: int | None
    draft_fields: dict[str, list[str]] | None

    objects: ClassVar[Any] = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [audience_constraint("forum_topic_audience")]
        indexes = [
            # Each begins with what its list is of, and who may see it: the first rows in sight are the first of each
            # audience (`forum/lists.py`), however little of the rest somebody sees.
            models.Index(fields=["audience", "-last_post_at", "-id"], name="forum_topic_latest"),
            models.Index(fields=["board", "audience", "-last_post_at", "-id"], name="forum_topic_of_board"),
            models.Index(
                fields=["board", "state", "audience", "-last_post_at", "-id"], name="forum_topic_of_board_state"
            ),
            models.Index(fields=["state", "audience", "-last_post_at", "-id"], name="forum_topic_of_state"),
            models.Index(fields=["municipality", "audience", "-last_post_at", "-id"], name="forum_topic_from_here"),
            models.Index(fields=["author", "-last_post_at", "-id"], name="forum_topic_mine"),
            models.Index(fields=["about_type", "about_id"], name="forum_topic_about"),
            models.Index(
                fields=["audience", "-last_post_at", "-id"],
                condition=models.Q(kind="question", state="open", reply_count=0),
                name="forum_topic_unanswered",
            ),
            models.Index(
                fields=["created_at"],
                condition=models.Q(kind="question", state="open", first_answer_at=None),
                name="forum_topic_waiting",
            ),
            models.Index(fields=["id"], condition=models.Q(to_index=True), name="forum_topic_to_index"),
            models.Index(
                fields=["audience", "-last_post_at", "-id"], condition=~models.Q(pinned=""), name="forum_topic_pinned"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("forum:topic", self.pk, self.slug or "-")

    @classmethod
    def searchable(cls) -> models.QuerySet["Topic"]:
        """Every row with what the search shows of it."""
        return cls.objects.select_related("municipality__county", "board")

    def passage_url(self, place: str) -> str:
        """The lasting address of a post in it."""
        return reverse("forum:post", args=[place])

    def linked_texts(self) -> list[str]:
        """The texts in which it may link to others, of the posts that everyone who sees it sees."""
        return [post.text for post in posts_to_find(self)] if self.live else []

    def search_document(self) -> SearchDocument | None:
        """What is found of it: its posts are its passages. What of them fewer see than the topic is left out."""
        if not self.live:
            return None
        return SearchDocument(
            kind="topic",
            id=str(self.pk),
            title=self.title,
            text="",
            passages=passages_of(self),
            url=self.get_absolute_url(),
            audience=self.audience,
            language=self.language,
            municipality=self.municipality_id,
            municipality_name=self.municipality_name,
            network=self.board.network_id,
            themes=themes_of(self),
            tags=tags_of(self),
            author=self.public_byline,
            date=self.last_post_at,
            facets={"state": (self.state_to_find,)},
            used=self.reply_count,
            signals={"solved": 1.0 if self.solution_number else 0.0},
        )

    @property
    def state_to_find(self) -> str:
        if self.state == TopicState.ARCHIVED:
            return TopicState.CLOSED.value
        return "unanswered" if self.is_unanswered else self.state

    @property
    def is_unanswered(self) -> bool:
        return self.kind == TopicKind.QUESTION and self.state == TopicState.OPEN and not self.reply_count

    @property
    def waits_for_an_answer(self) -> bool:
        """Nobody but who asked has written in it."""
        return self.kind == TopicKind.QUESTION and self.state == TopicState.OPEN and self.first_answer_at is None

    @property
    def somebody_is_asked(self) -> bool:
        """Whether it waits, and others were asked to answer."""
        return self.waits_for_an_answer and bool(self.host_place or self.asked_places or self.asked_leader_at)

    @property
    def is_pinned(self) -> bool:
        return bool(self.pinned) and (self.pinned_until is None or self.pinned_until >= timezone.localdate())
