"""What the page says to the reader: notices, empty places, saved and offline."""

from django import template
from django.contrib.messages import constants
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.ui import symbols

register = template.Library()
COLOURS = {
    constants.SUCCESS: "success",
    constants.WARNING: "warning",
    constants.ERROR: "danger",
}


@register.simple_block_tag
def notice(content: str, color: str = "info", title: str = "", level: int = 2, live: str = "") -> SafeString:
    """A message beside a coloured bar: info, success, warning or danger. live="status" or "alert" reads it aloud."""
    context = {"content": content, "color": color, "title": title, "heading": f"h{level}", "live": live}
    return render_to_string("components/notice.html", context)


@register.filter
def notice_color(level: int) -> str:
    """The colour of a message from django.contrib.messages."""
    return COLOURS.get(level, "info")


@register.simple_block_tag
def empty(
    content: str, title: str, href: str = "", act: str = "", level: int = 2, variant: str = "primary"
) -> SafeString:
    """Nothing here yet: the loose end drawn large, a title, one sentence (the content) and one act."""
    context = {
        "content": content,
        "title": title,
        "href": href,
        "act": act,
        "heading": f"h{level}",
        "variant": variant,
    }
    return render_to_string("components/empty.html", context)


@register.inclusion_tag("components/status.html")
def status(saved: str = "") -> dict[str, object]:
    """The saved state beside the send button; the editor's script writes into it. saved: the hour, like «14.32»."""
    for swapped in ("k-open", "k-used"):  # the script fills a field's knot, so both must be in the page
        symbols.use(swapped)
    return {"saved": saved, "tick": symbols.use("i-ok")}


@register.inclusion_tag("components/offline.html")
def offline(*, hidden: bool = True) -> dict[str, object]:
    """The strip that says that the connection is gone and where the text is."""
    return {"hidden": hidden}
