from datetime import timedelta
from typing import Any, NoReturn, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from community.access.querysets import M, VisibleQuerySet
from community.access.viewer import Viewer

from .muted import is_muted

FORGOTTEN = timedelta(days=90)
"""What nobody said anything in for so long counts as read: nobody comes back to a thousand bold lines."""


def news_since(viewer: Viewer) -> Any:
    """From when on something is unread to the viewer, as an expression: their «mark all as read», or 90 days ago."""
    oldest = Value(timezone.now() - FORGOTTEN, output_field=models.DateTimeField())
    reader: Any = apps.get_model("forum", "Reader")
    said = reader.objects.filter(user_id=viewer.user_id or 0, read_until__gt=timezone.now() - FORGOTTEN)
    return Coalesce(Subquery(said.values("read_until")), oldest)


def related(model: Any, name: str) -> Any:
    """The model on the other side of a relation: models import their querysets, so these cannot import models."""
    return model._meta.get_field(name).related_model


def moderated(viewer: Viewer, topic: str) -> Q:
    """What stands in topics that the viewer moderates, as `policy.moderates` says it of one board: they can read it,
    and they are an editor or lead the board's network. `topic` leads to the topic, such as `post__topic`."""
    seen = Q(**{f"{topic}__audience__in": viewer.keys, f"{topic}__board__audience__in": viewer.keys})
    return seen if viewer.is_editor else seen & Q(**{f"{topic}__board__network__in": viewer.led_network_ids})


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
        return self.select_related("group", "theme", "network")


class TopicQuerySet(VisibleQuerySet[M]):
    def within_reach_of(self, viewer: Viewer) -> Self:
        """What a viewer may open, as publications say it: of topics there are no drafts, so it is what they may see."""
        return self.visible_to(viewer)

    def in_audience_of(self, viewer: Viewer) -> Self:
        """Those out of sight too: on the way to a post that is hidden, whose writer and moderators still read it."""
        return self.filter(audience__in=viewer.keys)

    def with_its_place(self) -> Self:
        return self.select_related("board__network", "municipality", "step")

    def read_by(self, viewer: Viewer) -> Self:
        """With `read_number` and `watch_level`: how far the viewer has read, and what they want to hear of it; with
        `is_muted`: nothing, be it for its board, themes or tags; and with `news_since`: what was said before that
        counts as read."""
        if viewer.user_id is None:
            none = Value(None, output_field=models.IntegerField())
            now = Value(timezone.now(), output_field=models.DateTimeField())
            return self.annotate(read_number=none, watch_level=Value(""), is_muted=Value(False), news_since=now)
        mine = related(self.model, "readers").objects.filter(topic=OuterRef("pk"), user_id=viewer.user_id)
        return self.annotate(
            read_number=Subquery(mine.values("number")),
            watch_level=Coalesce(Subquery(mine.values("level")), Value("")),
            news_since=news_since(viewer),
        ).annotate(is_muted=is_muted(viewer))

    def drafted_by(self, viewer: Viewer) -> Self:
        """With what the viewer has begun to answer in each: `draft_key`, `draft_version`, `draft_fields`."""
        drafts = apps.get_model("forum", "PostDraft").objects
        mine = drafts.filter(topic=OuterRef("pk"), user_id=viewer.user_id or 0).order_by("-saved_at")
        return self.annotate(
            **{f"draft_{name}": Subquery(mine.values(name)[:1]) for name in ("key", "version", "fields")}
        )

    def for_list(self, viewer: Viewer) -> Self:
        """With what a row of a list shows, whatever the number of rows."""
        return self.select_related("board__network", "municipality__county").read_by(viewer)

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
        readers = related(self.model, "readers").objects.filter(topic=OuterRef("pk"), user_id=viewer.user_id)
        done = readers.filter(number__gte=OuterRef("last_number"))
        # Said twice: with the first a database begins in its index, with the second it sorts out the rest.
        recent = self.filter(last_post_at__gt=timezone.now() - FORGOTTEN)
        levels = Coalesce(Subquery(readers.values("level")), Value(""))
        heard_of = recent.alias(watch_level=levels).alias(is_muted=is_muted(viewer)).filter(is_muted=False)
        return heard_of.filter(~Exists(done), last_post_at__gt=news_since(viewer))


class PostQuerySet(VisibleQuerySet[M]):
    """Posts are reached through a topic that the viewer sees; a post's own audience is never wider than its topic's."""

    def in_audience_of(self, viewer: Viewer) -> Self:
        """Those out of sight too: for a page, which shows of those no more than the policy lets it."""
        return self.filter(audience__in=viewer.keys)

    def for_page(self, viewer: Viewer) -> Self:
        """With all that a topic's page shows of them, in two queries: `my_useful` and its like say whether the viewer
        has reacted so, `my_bookmark` whether they have marked it."""
        reaction = related(self.model, "reactions")
        mine = reaction.objects.filter(post=OuterRef("pk"), user_id=viewer.user_id or 0)
        bookmarks = apps.get_model("forum", "Bookmark").objects
        marked = Exists(bookmarks.filter(post=OuterRef("pk"), user_id=viewer.user_id or 0))
        kinds = reaction._meta.get_field("kind").choices
        return (
            self.select_related("municipality", "reply_to__municipality")
            .prefetch_related("uploads__upload")
            .annotate(**{f"my_{kind}": Exists(mine.filter(kind=kind)) for kind, _label in kinds})
            .annotate(my_bookmark=marked)
        )
