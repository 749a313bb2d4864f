"""Lists, ruled and never boxed; the thread; trails and pages of a list."""

from collections.abc import Iterable, Mapping, Sequence

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.ui.drawn import drawn
from community.ui.pagination import KeyPage

register = template.Library()


@register.simple_block_tag
def thread(content: str, *, tight: bool = False, label: str = "") -> SafeString:
    """The red thread down a page: its content is a row of {% step %}."""
    return render_to_string("components/thread.html", {"content": content, "tight": tight, "label": label})


@register.simple_block_tag
def step(
    content: str,
    knot: str,
    title: str = "",
    *,
    leave: str = "",
    anchor: str = "",
    level: int = 2,
    size: str = "h3",
    fills: bool = False,
) -> SafeString:
    """One knot on the thread and what hangs on it. leave: the line goes on dotted (test), grey (done), dashed (cut).

    fills: the content is a form's field, and the knot fills as it is written in (static/ui/editor.js).
    """
    context = {
        "content": content,
        "knot": knot,
        "title": title,
        "leave": leave,
        "anchor": anchor,
        "heading": f"h{level}",
        "size": size,
        "fills": fills,
    }
    return render_to_string("components/step.html", context)


@register.inclusion_tag("components/strip.html")
def strip(knots: Iterable[tuple[str, str]], label: str = "", *, large: bool = False) -> dict[str, object]:
    """Who took it up, in order of time: pairs of a knot and the words beside it."""
    return {"knots": list(knots), "label": label, "large": large}


@register.inclusion_tag("components/row.html")
def row(
    title: str, href: str, *, knot: str = "", state: str = "", meta: str = "", new: str = "", lang: str = ""
) -> dict[str, object]:
    """A line of a .list: knot (state says it in words), title, what is worth knowing. new: words for what is new."""
    return {"title": title, "href": href, "knot": knot, "state": state, "meta": meta, "new": new, "lang": lang}


@register.inclusion_tag("components/index_row.html")
def index_row(
    title: str, href: str, where: str, *, sub: str = "", note: str = "", lang: str = "", level: int = 3
) -> dict[str, object]:
    """A line of an .index: the place first, then what it is."""
    return {
        "title": title,
        "href": href,
        "where": where,
        "sub": sub,
        "note": note,
        "lang": lang,
        "heading": f"h{level}",
    }


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """A few facts in a row: its content is a row of {% fact %}."""
    return render_to_string("components/facts.html", {"content": content})


@register.simple_block_tag
def fact(content: str, term: str) -> SafeString:
    """One fact: the term, and what there is to say."""
    return render_to_string("components/fact.html", {"content": content, "term": term})


@register.inclusion_tag("components/ladder.html")
def ladder(level: int, label: str) -> dict[str, object]:
    """How sure we are, from 1 to 4 steps, and the word for it."""
    return {"steps": [number <= level for number in range(1, 5)], "label": label}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*trail: str, lang: str = "") -> dict[str, object]:
    """The way here: label and address by turns, last the name of this page alone, which may be in another language."""
    links = list(zip(trail[0:-1:2], trail[1::2], strict=False))
    current = trail[-1] if len(trail) % 2 else ""
    return {"links": links, "back": links[-1] if links else None, "current": current, "lang": lang}


@register.simple_tag(takes_context=True)
def pager(context: Mapping[str, object], page: KeyPage[object], summary: str = "", label: str = "") -> SafeString:
    """Newer and older, or previous and next where the newest is not first, by key: see community/ui/pagination.py."""
    keys = {"newer": page.newer, "older": page.older}
    there = tuple(name for name, key in keys.items() if key)
    shown = (there, page.newest_first, str(summary), str(label))
    return drawn("components/pager.html", _of_pager, *shown, query=_query(context), **keys)


def _of_pager(there: tuple[str, ...], newest_first: bool, summary: str, label: str) -> dict[str, object]:
    has = {f"has_{name}": name in there for name in ("newer", "older")}
    return {**has, "newest_first": newest_first, "summary": summary, "label": label}


@register.inclusion_tag("components/filters.html")
def filters(label: str, items: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """A row of links of which one is chosen. An item: label, url, current (true or false), count (may lack)."""
    return {"label": label, "items": items}


@register.simple_block_tag
def table(content: str, caption: str, *, hide_caption: bool = False) -> SafeString:
    """A table that scrolls by itself on a narrow screen: the content is its thead and tbody."""
    context = {"content": content, "caption": caption, "hide_caption": hide_caption}
    return render_to_string("components/table.html", context)


@register.inclusion_tag("components/diff.html")
def diff(fields: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> dict[str, object]:
    """What an edit changed: pairs of a field's name and its pieces (same, del or ins, and the text), as
    community.text.diff.difference gives them."""
    changes = [
        {"label": label, "pieces": pieces, "changed": any(operation != "same" for operation, _text in pieces)}
        for label, pieces in fields
    ]
    return {"changes": changes}


def _query(context: Mapping[str, object]) -> str:
    """The address's own choices, without the place in the list."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        return ""
    kept = request.GET.copy()
    kept.pop("key", None)
    return f"{kept.urlencode()}&" if kept else ""
