"""The lists of topics, and how they are narrowed: by what stands in the address, and by nothing else."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.access.audience import NOBODY
from community.access.viewer import Viewer
from community.networks.models import Theme
from community.places.models import Municipality
from community.publishing.kept import until_changed
from community.publishing.models import Tag
from community.ui.pagination import KeyPage, Part, page_of_asked, rows_beyond
from community.ui.prepared import prepared

from .models import Board, Pinned, TaggedTopic, ThemedTopic, Topic, TopicState
from .muted import Asker, as_values, hearing_of, viewer_with
from .reading import ORDER, unread


def _latest(viewer: Viewer) -> Any:
    return Topic.objects.visible_to(viewer)


LISTS: dict[str, tuple[Any, Callable[[Viewer], Any]]] = {
    "": (_("Latest"), _latest),
    "ulest": (_("Unread"), unread),
    "ubesvart": (_("Unanswered"), lambda viewer: _latest(viewer).unanswered()),
    "lost": (_("Solved"), lambda viewer: _latest(viewer).solved()),
    "mine": (_("Mine"), lambda viewer: _latest(viewer).written_by(viewer)),
    "deltatt": (_("Took part"), lambda viewer: _latest(viewer).with_posts_of(viewer)),
}
"""By what stands in the address: the name of the list, and its rows."""
FOR_EVERYONE = ("", "ubesvart", "lost")
IN_ADDRESS = {"which": "vis", "theme": "tema", "tag": "emneord", "municipality": "kommune", "state": "tilstand"}
MINUTE = 60
OWN = ("mine", "deltatt")
"""What somebody wrote themselves is found by who they are, and is no more where the forum is large."""


@dataclass(frozen=True)
class Choice:
    """What the reader chose. What is not a value that exists is as if it had not been said."""

    which: str = ""
    theme: str = ""
    tag: str = ""
    municipality: str = ""
    state: str = ""

    @classmethod
    def of(cls, query: QueryDict, viewer: Viewer) -> Self:
        which, state = query.get("vis", ""), query.get("tilstand", "")
        return cls(
            which=which if which in (FOR_EVERYONE if viewer.is_anonymous else LISTS) else "",
            theme=query.get("tema", "")[:60],
            tag=query.get("emneord", "")[:60],
            municipality=query.get("kommune", "")[:120],
            state=state if state in TopicState.values else "",
        )

    @property
    def query(self) -> str:
        """As it stands in an address; «?» alone is the list of all."""
        said = {IN_ADDRESS[name]: value for name, value in vars(self).items() if value}
        return f"?{urlencode(said)}"

    @property
    def values(self) -> tuple[str | None, ...]:
        """What it is narrowed to, in the order of the fields."""
        return tuple(value or None for value in (self.theme, self.tag, self.municipality, self.state))

    @property
    def narrows(self) -> bool:
        return any(self.values)


def topics(viewer: Viewer, choice: Choice, boards: Sequence[int] = ()) -> Any:
    """All that the list holds; of some boards alone, where their ids are given."""
    rows = LISTS[choice.which][1](viewer)
    if boards:
        rows = rows.filter(board__in=boards)
    if choice.municipality:
        rows = rows.filter(municipality=_called(Municipality, choice.municipality))
    if choice.theme:
        rows = rows.filter(themes=_called(Theme, choice.theme))
    if choice.tag:
        rows = rows.filter(tagged_items__tag=_called(Tag, choice.tag))
    return rows.filter(state=choice.state) if choice.state else rows


def _called(model: type[Model], slug: str) -> Any:
    """Its id, asked for once and before the rest: what is joined by its slug is not found in the order of an index."""
    return model._default_manager.filter(slug=slug).order_by().values("pk")[:1]


def page_of(
    viewer: Viewer, choice: Choice, key: str = "", boards: Collection[Board] = (), *,
    above: Iterable[Any] = (), size: int = 20,
) -> KeyPage[Any]:  # fmt: skip
    """A page of the rows of the list, without those that stand above it."""
    asker, mutes = as_values(viewer), not viewer.is_anonymous and hearing_of(viewer).mutes
    where = tuple(one.pk for one in boards), tuple(one.pk for one in above)

    def ask(values: Sequence[Any], *, backwards: bool) -> list[Any]:
        return _rows(
            asker, choice.values, where, tuple(values), which=choice.which, size=size, backwards=backwards, mutes=mutes
        )

    return page_of_asked(Topic, ORDER, key, size, ask)


@prepared
def _rows(
    asker: Asker, narrowed: tuple[str | None, ...], where: tuple[tuple[int, ...], ...], values: tuple[Any, ...], *,
    which: str, size: int, backwards: bool, mutes: bool,
) -> Any:  # fmt: skip
    viewer = viewer_with(asker, mutes=mutes)
    rows = Topic.objects.for_list(viewer)
    among = parts(viewer, Choice(which, *(one or "" for one in narrowed)), *where)
    return rows_beyond(rows, ORDER, values, size, backwards=backwards, among=among)


def parts(viewer: Viewer, choice: Choice, boards: Sequence[int] = (), above: Sequence[int] = ()) -> list[Part]:
    """The list in parts that each lie in an index in their order: what has one audience, on one board. Who sees little
    of what there is pays for no more than they see."""
    others = ~Q(pk__in=above)
    if choice.which in OWN:
        return [Part(topics(viewer, choice, boards).filter(others), ORDER)]
    # In the place of a key that opens nothing, each of the viewer's is asked for.
    one = viewer.holding(NOBODY)
    each = [_in_order(one, choice, on, others) for on in ([[board] for board in boards] or [[]])]
    return [replace(part, stand_in=NOBODY, values=sorted(viewer.keys)) for part in each]


def _in_order(viewer: Viewer, choice: Choice, boards: Sequence[int], others: Q) -> Part:
    """Of a theme or a tag in the order of the rows that say which topics have it."""
    if choice.tag:
        rows, topic = TaggedTopic.objects.filter(tag=_called(Tag, choice.tag)), "content_object_id"
        choice = replace(choice, tag="")
    elif choice.theme:
        rows, topic = ThemedTopic.objects.filter(theme=_called(Theme, choice.theme)), "topic_id"
        choice = replace(choice, theme="")
    else:
        return Part(topics(viewer, choice, boards).filter(others), ORDER)
    if choice.which == "ulest":
        rows = rows.filter(last_post_at__gt=hearing_of(viewer).news_since)
    held = topics(viewer, choice, boards).filter(others, pk=OuterRef(topic))
    return Part(rows.visible_to(viewer).filter(Exists(held)), ("-last_post_at", f"-{topic}"), topic)


def pinned(viewer: Viewer, board: Board | None = None) -> list[Any]:
    """What stands first on a first page: pinned everywhere, and on this board."""
    # Mostly there is none, and to ask for all that a row shows costs ten times as much as to ask whether there is.
    found = _pinned(viewer.keys, board.pk if board else None, timezone.localdate())
    if not found:
        return []
    return list(Topic.objects.visible_to(viewer).filter(pk__in=found).for_list(viewer).order_by(*ORDER))


@prepared
def _pinned(keys: frozenset[str], board: int | None, today: date) -> Any:
    where = Q(pinned=Pinned.EVERYWHERE)
    if board is not None:
        where |= Q(pinned=Pinned.BOARD, board=board)
    lasts = Q(pinned_until__isnull=True) | Q(pinned_until__gte=today)
    # That it is pinned at all is said by itself: it is what the index is of.
    rows = Topic.objects.visible_to(Viewer(keys=keys)).exclude(pinned="").filter(where, lasts)
    return rows.order_by(*ORDER).values_list("pk", flat=True)[:5]


def boards_seen_by(viewer: Viewer) -> list[Board]:
    return _boards(viewer.keys)


@prepared
def _boards(keys: frozenset[str]) -> QuerySet[Board]:
    return Board.objects.visible_to(Viewer(keys=keys)).with_its_place()


def themes() -> list[Theme]:
    """Those that a list can be narrowed to: all."""
    return until_changed(("themes",), lambda: list(Theme.objects.all()), MINUTE)
