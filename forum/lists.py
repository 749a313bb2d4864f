"""The lists of topics, and how they are narrowed: by what stands in the address, and by nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.access.viewer import Viewer
from community.networks.models import Theme
from community.ui.pagination import KeyPage, by_key

from .models import Board, Pinned, Topic, TopicState
from .reading import unread

ORDER = ("-last_post_at", "-pk")


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
    def narrows(self) -> bool:
        return any((self.theme, self.tag, self.municipality, self.state))


def topics(viewer: Viewer, choice: Choice, board: Board | None = None) -> Any:
    rows = LISTS[choice.which][1](viewer)
    if board is not None:
        rows = rows.filter(board=board)
    if choice.theme:
        rows = rows.filter(themes__slug=choice.theme)
    if choice.tag:
        rows = rows.filter(tagged_items__tag__slug=choice.tag)
    if choice.municipality:
        rows = rows.filter(municipality__slug=choice.municipality)
    return rows.filter(state=choice.state) if choice.state else rows


def page_of(
    viewer: Viewer, choice: Choice, key: str, board: Board | None = None, *, above: Iterable[Topic] = ()
) -> KeyPage[Topic]:
    """A page of the list, without the topics that stand above it."""
    rows = topics(viewer, choice, board).for_list(viewer).exclude(pk__in=[topic.pk for topic in above])
    return by_key(rows, ORDER, key)


def pinned(viewer: Viewer, board: Board | None = None) -> list[Topic]:
    """What stands first on a first page: pinned everywhere, and on this board."""
    where = Q(pinned=Pinned.EVERYWHERE)
    if board is not None:
        where |= Q(pinned=Pinned.BOARD, board=board)
    lasts = Q(pinned_until__isnull=True) | Q(pinned_until__gte=timezone.localdate())
    return list(Topic.objects.visible_to(viewer).filter(where, lasts).for_list(viewer).order_by(*ORDER)[:5])


def tabs(request: HttpRequest, viewer: Viewer, choice: Choice) -> list[dict[str, object]]:
    """The lists that the reader can choose between, narrowed as this one is."""
    names = FOR_EVERYONE if viewer.is_anonymous else tuple(LISTS)
    kept = request.GET.copy()
    kept.pop("key", None)
    found = []
    for name in names:
        kept["vis"] = name
        if not name:
            kept.pop("vis", None)
        found.append({"label": LISTS[name][0], "url": f"?{kept.urlencode()}", "current": name == choice.which})
    return found


def themes(request: HttpRequest, choice: Choice) -> list[dict[str, object]]:
    """Links that narrow a list to a theme, and the one that shows all again."""
    kept = request.GET.copy()
    for name in ("key", "tema"):
        kept.pop(name, None)
    everything = {"label": _("All"), "url": f"?{kept.urlencode()}", "current": not choice.theme}
    found: list[dict[str, object]] = [everything]
    for theme in Theme.objects.all():
        kept["tema"] = theme.slug
        found.append(
            {"label": theme.name, "url": f"?{kept.urlencode()}", "current": theme.slug == choice.theme, "theme": theme}
        )
    return found
