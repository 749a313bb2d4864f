from typing import Any, NoReturn, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from community.access.querysets import M, VisibleQuerySet
from community.access.viewer import Viewer

from .muted import hearing_of, is_muted

IN_A_ROW = (
    "pk", "title", "slug", "language", "kind", "state", "closed_because", "reply_count", "last_number", "last_place",
    "last_post_at", "created_at", "first_answer_at", "host_place", "asked_places", "asked_leader_at", "audience",
    "municipality_name",
)  # fmt: skip
"""What a row of a list shows of a topic itself, and who sees it."""
AROUND_A_ROW = (
    "municipality__name", "municipality__slug", "municipality__county__name",
    "board__name_nb", "board__name_nn", "board__name_en", "board__colour",
)  # fmt: skip
"""And of where it comes from."""


def related(model: Any, name: str) -> Any:
    """The model on the other side of a relation: models import their querysets, so these cannot import models."""
    return model._meta.get_field(name).related_model


def moderated(viewer: Viewer, topic: str) -> Q:
    """What stands in topics that the viewer moderates, as `policy.moderates` says it of one board: they can read it,
    and they are an editor or lead the board's network. `topic` leads to the topic, such as `post__topic`."""
    seen = Q(**{f"{topic}__audience__in": viewer.keys, f"{topic}__board__audience__in": viewer.keys})
    return seen if viewer.is_editor else seen & Q(**{f"{topic}__board__network__in": viewer.led_network_ids})


def _but_its_status(model: Any, name: str, path: str = "") -> list[str]:
    """What nobody asks of the network of a board on the way: long texts, most of it."""
    columns = related(model, name)._meta.concrete_fields
    return [f"{path or name}__{column.name}" for column in columns if column.name not in ("id", "status")]


class MatterQuerySet(models.QuerySet[Any]):
    def moderated_by(self, viewer: Viewer) -> Self:
        return self.filter(moderated(viewer, "post__topic"), post__audience__in=viewer.keys)

    def awaiting_review_by(self, viewer: Viewer) -> Self:
        """What waits for a decision, and is theirs to read: the fourth way to read."""
        return self.moderated_by(viewer).filter(decided_at=None)

    def with_its_post(self) -> Self:
        return self.select_related("post__topic__board__network", "post__municipality", "claimed_by", "act")


class ActQuerySet(models.QuerySet[Any]):
    def moderated_by(self, viewer: Viewer) -> Self:
        seen = Q(post=None) | Q(post__audience__in=viewer.keys)
        return self.filter(moderated(viewer, "topic"), seen)

    def delete(self) -> NoReturn:
        raise TypeError("The log is only added to.")

    def update(self, **columns: Any) -> NoReturn:
        self.delete()


class BoardQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(audience__in=viewer.keys)

    def with_its_place(self) -> Self:
        """With its group, and of its network whether anything is still written there."""
        return self.select_related("group", "network").defer(*_but_its_status(self.model, "network"))


class TopicQuerySet(VisibleQuerySet[M]):
    def within_reach_of(self, viewer: Viewer) -> Self:
        """What a viewer may open, as publications say it: of topics there are no drafts, so it is what they may see."""
        return self.visible_to(viewer)

    def in_audience_of(self, viewer: Viewer) -> Self:
        """Those out of sight too: on the way to a post that is hidden, whose writer and moderators still read it."""
        return self.filter(audience__in=viewer.keys)

    def with_its_place(self) -> Self:
        board = related(self.model, "board")
        rest = _but_its_status(board, "network", "board__network")
        return self.select_related("board__network", "municipality", "step").defer(*rest)

    def read_by(self, viewer: Viewer) -> Self:
        """With `read_number` and `watch_level`: how far the viewer has read, and what they want to hear of it."""
        if viewer.user_id is None:
            none = Value(None, output_field=models.IntegerField())
            return self.annotate(read_number=none, watch_level=Value(""))
        mine = self._with_reading_of(viewer)
        return mine.annotate(read_number=F("mine__number"), watch_level=Coalesce("mine__level", Value("")))

    def news_for(self, viewer: Viewer) -> Self:
        """And with `is_muted`: that they want to hear nothing, be it for its board, themes or tags; and `news_since`:
        what was said before that counts as read."""
        if viewer.user_id is None:
            return self.read_by(viewer).annotate(is_muted=Value(False), news_since=F("last_post_at"))
        since = Value(hearing_of(viewer).news_since, output_field=models.DateTimeField())
        return self.read_by(viewer).annotate(is_muted=is_muted(viewer), news_since=since)

    def _with_reading_of(self, viewer: Viewer) -> Self:
        """With `mine`: the viewer's own row of each topic, where there is one."""
        return self.alias(mine=FilteredRelation("readers", condition=Q(readers__user_id=viewer.user_id)))

    def drafted_by(self, viewer: Viewer) -> Self:
        """With what the viewer has begun to answer in each: `draft_key`, `draft_version`, `draft_fields`."""
        drafts = apps.get_model("forum", "PostDraft").objects
        mine = drafts.filter(topic=OuterRef("pk"), user_id=viewer.user_id or 0).order_by("-saved_at")
        return self.annotate(
            **{f"draft_{name}": Subquery(mine.values(name)[:1]) for name in ("key", "version", "fields")}
        )

    def for_list(self, viewer: Viewer) -> Any:
        """What a row of a list shows, as named values and not as topics, whatever the number of rows: a list of twenty
        is asked for by every page that gathers rooms, and to make models of them takes longer than to find them."""
        return self.news_for(viewer)._in_rows("read_number", "is_muted", "news_since")

    def for_page_of_another(self, viewer: Viewer) -> Any:
        """The same without what is new to the viewer, where a page that is about something else has no query for it."""
        return self.read_by(viewer)._in_rows("read_number")

    def _in_rows(self, *of_the_viewer: str) -> Any:
        return self.values_list(*IN_A_ROW, *AROUND_A_ROW, *of_the_viewer, named=True)

    def unanswered(self) -> Self:
        """Questions that nobody has answered, and that still wait for it."""
        return self.filter(kind="question", state="open", reply_count=0)

    def waiting_for_an_answer(self) -> Self:
        """Questions in which nobody but who asked has written."""
        return self.filter(kind="question", state="open", first_answer_at=None)

    def solved(self) -> Self:
        return self.filter(state="solved")

    def written_by(self, viewer: Viewer) -> Self:
        return self.filter(author_id=viewer.user_id) if viewer.user_id else self.none()

    def with_posts_of(self, viewer: Viewer) -> Self:
        """Topics that the viewer has written in, of their latest 500 posts: asked for first, and by themselves."""
        if viewer.user_id is None:
            return self.none()
        posts = related(self.model, "posts").objects
        mine = posts.filter(author_id=viewer.user_id, live=True).order_by("-pk")
        return self.filter(pk__in=mine.values("topic")[:500])

    def unread_by(self, viewer: Viewer) -> Self:
        """With posts that the viewer has not had on screen, said after the moment from which they count."""
        if viewer.user_id is None:
            return self.none()
        recent = self.filter(last_post_at__gt=hearing_of(viewer).news_since)._with_reading_of(viewer)
        heard = {"read": Coalesce("mine__number", 0), "watch_level": Coalesce("mine__level", Value(""))}
        return recent.alias(**heard).alias(is_muted=is_muted(viewer)).filter(read__lt=F("last_number"), is_muted=False)


class PostQuerySet(VisibleQuerySet[M]):
    """Posts are reached through a topic that the viewer sees; a post's own audience is never wider than its topic's."""

    def in_audience_of(self, viewer: Viewer) -> Self:
        """Those out of sight too: for a page, which shows of those no more than the policy lets it."""
        return self.filter(audience__in=viewer.keys)

    def for_page(self, viewer: Viewer) -> Self:
        """With all that a topic's page shows of them: `my_useful` and its like say whether the viewer has reacted so,
        `my_bookmark` whether they have marked it, `has_uploads` whether there are any to ask for."""
        reaction = related(self.model, "reactions")
        mine = reaction.objects.filter(post=OuterRef("pk"), user_id=viewer.user_id or 0)
        bookmarks = apps.get_model("forum", "Bookmark").objects
        uploads = related(self.model, "uploads").objects.filter(post=OuterRef("pk"))
        marked = Exists(bookmarks.filter(post=OuterRef("pk"), user_id=viewer.user_id or 0))
        kinds = reaction._meta.get_field("kind").choices
        return (
            self.select_related("municipality", "reply_to__municipality")
            .annotate(**{f"my_{kind}": Exists(mine.filter(kind=kind)) for kind, _label in kinds})
            .annotate(my_bookmark=marked, has_uploads=Exists(uploads))
        )
