"""Who follows a topic: what they chose for itself, else the most that they chose for its board, themes and tags."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from community.networks.models import Theme
from community.publishing.models import Tag

from .models import Board, Topic, TopicReader, Watch, WatchLevel

ORDER = list(WatchLevel)
"""From the least to the most."""
OF_NEW_TOPICS = {WatchLevel.FIRST_POST, WatchLevel.WATCHING}
REASONS: dict[type[models.Model], str] = {Board: "board", Theme: "theme", Tag: "tag"}


def watches_of(**ids: Any) -> Q:
    """Of boards, themes and tags: `watches_of(board=[1], theme=[2, 3])`."""
    found = Q(pk__in=[])
    for model, name in REASONS.items():
        found |= Q(target_type=ContentType.objects.get_for_model(model), target_id__in=ids.get(name, []))
    return found


class Followers:
    """The levels of all who said something that bears on a topic. Two queries for each, whatever their number."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic

    @cached_property
    def own(self) -> dict[int, str]:
        said = TopicReader.objects.filter(topic=self.topic).exclude(level="")
        return dict(said.values_list("user_id", "level"))

    @cached_property
    def around(self) -> dict[int, dict[str, str]]:
        """Person to level to reason, of those who said nothing of the topic itself."""
        names = {ContentType.objects.get_for_model(model).pk: name for model, name in REASONS.items()}
        themes = self.topic.themes.values("pk")
        tags = self.topic.tagged_items.values("tag")
        found: dict[int, dict[str, str]] = {}
        watches = Watch.objects.filter(watches_of(board=[self.topic.board_id], theme=themes, tag=tags))
        for user, kind, level in watches.order_by("pk").values_list("user_id", "target_type_id", "level"):
            if user not in self.own:
                found.setdefault(user, {}).setdefault(level, names[kind])
        return found

    def level_of(self, user_id: int) -> str:
        """Who said nothing is told of what concerns them: «normal»."""
        around = self.around.get(user_id, {})
        return self.own.get(user_id) or max(around, key=lambda level: ORDER.index(WatchLevel(level)), default="normal")

    def hear_of_it(self, user_id: int) -> bool:
        """Of what concerns them: answers to what they wrote, and the like."""
        return self.level_of(user_id) != WatchLevel.MUTED

    def of_every_post(self) -> Iterator[tuple[int, str]]:
        yield from ((user, "topic") for user, level in self.own.items() if level == WatchLevel.WATCHING)
        for user, said in self.around.items():
            if WatchLevel.WATCHING in said:
                yield user, said[WatchLevel.WATCHING]

    def of_its_start(self) -> Iterator[tuple[int, str]]:
        for user, said in self.around.items():
            if wanted := OF_NEW_TOPICS & said.keys():
                yield user, said[min(wanted)]
