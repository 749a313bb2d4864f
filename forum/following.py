"""What a person follows, and how: the controls on pages, and the page of all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.access.viewer import Viewer
from community.networks.models import Theme
from community.publishing.models import Tag

from .lists import Choice
from .models import Board, TaggedTopic, Topic, TopicReader, WatchLevel
from .muted import hearing_of

Followed = Board | Theme | Tag | Topic
ROUTES: dict[type[models.Model], str] = {
    Board: "forum:watch_board",
    Theme: "forum:watch_theme",
    Tag: "forum:watch_tag",
}


@dataclass(frozen=True)
class Control:
    """The form in which one chooses what to hear of something: values alone, so that it is drawn once for all alike."""

    kind: type[Followed]
    pk: int
    slug: str
    name: str
    level: str
    language: str = ""
    """Of the name, where that is somebody's words."""

    @classmethod
    def of(cls, what: Followed, level: str) -> Self:
        return cls(type(what), what.pk, what.slug, str(what), level, getattr(what, "language", ""))

    @property
    def anchor(self) -> str:
        return f"folg-{self.kind.__name__.lower()}-{self.pk}"

    @property
    def kind_name(self) -> str:
        """A board and a theme often have the same name."""
        return capfirst(str(self.kind._meta.verbose_name))

    @property
    def url(self) -> str:
        if self.kind is Topic:
            return reverse("forum:watch_topic", args=[self.pk])
        return reverse(ROUTES[self.kind], args=[self.slug])

    @property
    def address(self) -> str:
        """Where it can be read."""
        if self.kind in (Board, Topic):
            return self.kind(pk=self.pk, slug=self.slug).get_absolute_url()
        return f"{reverse('forum:index')}{Choice(**{'theme' if self.kind is Theme else 'tag': self.slug}).query}"


def choices(*, of_topic: bool) -> list[tuple[str, str]]:
    """In the words of what is followed: of a topic there is no «first post» to hear of."""
    mentions = _("Tell me when I am mentioned or answered")
    if of_topic:
        return [
            ("", _("As I follow its board and themes")),
            (WatchLevel.WATCHING, _("Tell me of every answer")),
            (WatchLevel.TRACKING, _("Show it among what I follow")),
            (WatchLevel.NORMAL, mentions),
            (WatchLevel.MUTED, _("Never")),
        ]
    return [
        ("", mentions),
        (WatchLevel.WATCHING, _("Tell me of everything")),
        (WatchLevel.FIRST_POST, _("Tell me of new discussions")),
        (WatchLevel.TRACKING, _("Show it among what I follow")),
        (WatchLevel.MUTED, _("Never")),
    ]


def control_for(topic: Topic) -> Control:
    """Of a topic that came from `read_by`."""
    return Control.of(topic, topic.watch_level)


def controls_for(viewer: Viewer, things: Iterable[Board | Theme | Tag]) -> list[Control]:
    """Of what a list is narrowed to."""
    if not viewer.is_member:
        return []
    levels = hearing_of(viewer).levels
    return [Control.of(thing, levels.get((_kind(thing), thing.pk), "")) for thing in things]


def narrowed_to(viewer: Viewer, choice: Choice, board: Board | None, themes: Iterable[Theme]) -> list[Control]:
    """What a list of topics is of, for whoever wants to follow just that."""
    things: list[Board | Theme | Tag] = [board] if board else []
    things += [theme for theme in themes if theme.slug == choice.theme]
    things += tags_seen_by(viewer).filter(slug=choice.tag) if choice.tag else []
    return controls_for(viewer, things)


def followed_places(viewer: Viewer) -> list[Control]:
    """Boards, themes and tags of which the viewer said something, and that they still see."""
    levels: dict[int, dict[int, str]] = {}
    for (kind, pk), level in hearing_of(viewer).levels.items():
        levels.setdefault(kind, {})[pk] = level
    found: list[Control] = []
    for rows in (Board.objects.visible_to(viewer), Theme.objects.all(), tags_seen_by(viewer)):
        mine = levels.get(ContentType.objects.get_for_model(rows.model).pk, {})
        found += [Control.of(thing, mine[thing.pk]) for thing in rows.filter(pk__in=mine)] if mine else []
    return found


def followed_topics(viewer: Viewer) -> Any:
    """Topics of which the viewer chose what to hear."""
    mine = TopicReader.objects.filter(user_id=viewer.user_id or 0).exclude(level="")
    return Topic.objects.visible_to(viewer).read_by(viewer).filter(pk__in=mine.values("topic"))


def tags_seen_by(viewer: Viewer) -> Any:
    """Tags that stand on something which the viewer sees: a tag can tell of what is closed to them."""
    seen = TaggedTopic.objects.visible_to(viewer).filter(tag=models.OuterRef("pk"))
    return Tag.objects.filter(models.Exists(seen)).order_by("name")


def _kind(thing: models.Model) -> int:
    return ContentType.objects.get_for_model(thing).pk
