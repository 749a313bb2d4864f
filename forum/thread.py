"""What the page of a topic shows: its posts, a page at a time, each with what the viewer may do with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet, Value, prefetch_related_objects
from django.utils import timezone

from community.access.viewer import Viewer
from community.networks.models import Theme
from community.ui.pagination import KeyPage, key_after, page_of_asked, rows_beyond
from community.ui.prepared import prepared

from .models import Post, ReactionKind, TaggedTopic, Topic
from .policy import Action, post_actions, topic_actions

POSTS_A_PAGE = 20


@dataclass(frozen=True)
class Entry:
    """A post on the page. `is_first_unread`: the line «new» stands before it. `begins_moved`: so does a line that says
    whence it and those after it were moved, from `moved_from` where the viewer may know that."""

    post: Post
    may: frozenset[str]
    is_first_unread: bool
    begins_moved: bool = False
    moved_from: Topic | None = None

    @property
    def is_readable(self) -> bool:
        return self.post.live or Action.READ_HIDDEN in self.may

    @property
    def anchor(self) -> str:
        """Of a post out of sight nothing is told but that there was one."""
        return self.post.anchor if self.is_readable else f"plass-{self.post.number}"

    @property
    def mine(self) -> frozenset[str]:
        """The kinds of reactions that the viewer has given it."""
        return frozenset(kind for kind in ReactionKind.values if getattr(self.post, f"my_{kind}"))


def page_of_posts(topic: Topic, viewer: Viewer, key: str, *, newest_first: bool = False) -> KeyPage[Post]:
    order = ("-number",) if newest_first else ("number",)
    here = topic.pk, viewer.user_id, viewer.keys

    def ask(values: Sequence[int], *, backwards: bool) -> list[Post]:
        found = _posts(*here, tuple(values), order=order, backwards=backwards)
        prefetch_related_objects([post for post in found if post.has_uploads], "uploads__upload")
        return found

    return page_of_asked(Post, order, key, POSTS_A_PAGE, ask)


@prepared
def _posts(
    topic: int, person: int | None, keys: frozenset[str], values: tuple[int, ...], *,
    order: Sequence[str], backwards: bool,
) -> QuerySet[Post]:  # fmt: skip
    viewer = Viewer(person, keys)
    rows = Post.objects.filter(topic=topic).in_audience_of(viewer).for_page(viewer)
    return rows_beyond(rows, order, values, POSTS_A_PAGE, backwards=backwards)


def entries(topic: Topic, viewer: Viewer, page: KeyPage[Post]) -> list[Entry]:
    now, first, on_topic = timezone.now(), first_unread(topic), topic_actions(viewer, topic)
    may = {one: post_actions(viewer, topic, one, now=now, on_topic=on_topic) for one in page.rows}
    found = [Entry(one, may[one], one.number == first) for one in page.rows]
    sources = _sources(found, viewer)
    before = None
    for place, entry in enumerate(found):
        source = entry.post.moved_from_id if entry.is_readable else before
        if source and source != before:
            found[place] = replace(entry, begins_moved=True, moved_from=sources.get(source))
        before = source
    return found


def _sources(found: list[Entry], viewer: Viewer) -> dict[int, Topic]:
    """The topics in which these posts stood, as far as the viewer may know of them; no query where there are none."""
    ids = {entry.post.moved_from_id for entry in found} - {None}
    there = Q(live=True) | Q(moved_to__isnull=False)
    return Topic.objects.in_audience_of(viewer).filter(there).in_bulk(ids) if ids else {}


def first_unread(topic: Topic) -> int | None:
    """The number from which on the viewer has not read; None where all is read, or nobody is signed in, or where they
    have read nothing yet (then nothing is newer than the rest). The topic comes from `read_by`."""
    read: int | None = getattr(topic, "read_number", None)
    return read + 1 if read and read < topic.last_number else None


def unread_count(topic: Topic) -> int:
    """How many posts the viewer has not had on screen; none where they count as read. From `news_for`."""
    read = getattr(topic, "read_number", None) or 0
    is_news = topic.last_post_at > getattr(topic, "news_since", topic.last_post_at)
    return max(topic.last_number - read, 0) if is_news and not getattr(topic, "is_muted", False) else 0


def resume_address(topic: Topic) -> str:
    """Where the viewer left off: the page with the first post that they have not read, and the line before it."""
    first = first_unread(topic)
    return f"{page_with(topic, first)}#ulest" if first else str(topic.get_absolute_url())


def solution_address(topic: Topic) -> str:
    """The first answer that solved it."""
    return f"{page_with(topic, topic.solution_number)}#losning" if topic.solution_number else ""


def address_of(post: Post) -> str:
    """The page of its topic on which a post stands, and the post in it."""
    return f"{page_with(post.topic, post.number)}#{post.anchor}"


def page_with(topic: Topic, number: int) -> str:
    before = (number - 1) // POSTS_A_PAGE * POSTS_A_PAGE
    page = f"?key={key_after(before)}" if before else ""
    return f"{topic.get_absolute_url()}{page}"


def labels(topic: Topic) -> dict[str, list[Any]]:
    """Its themes and tags, in one query."""
    found: dict[str, list[Any]] = {"themes": [], "tags": []}
    for what, slug, nb, nn, en in _labels(topic.pk):
        if what == "theme":
            found["themes"].append(Theme(slug=slug, name_nb=nb, name_nn=nn, name_en=en))
        else:
            found["tags"].append({"slug": slug, "name": nb})
    return found


@prepared
def _labels(topic: int) -> QuerySet[Any]:
    columns = ("slug", "name_nb", "name_nn", "name_en")
    themes = Theme.objects.filter(topics=topic).annotate(what=Value("theme")).values_list("what", *columns)
    tags = TaggedTopic.objects.filter(content_object=topic).annotate(what=Value("tag"))
    tags = tags.values_list("what", "tag__slug", "tag__name", "tag__name", "tag__name")
    return themes.order_by().union(tags.order_by(), all=True)
