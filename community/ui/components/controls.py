"""Buttons, tags, chips and things that unfold."""

from collections.abc import Iterable

from django import template
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.ui import navigation

register = template.Library()


@register.inclusion_tag("components/button.html")
def button(
    text: str,
    href: str = "",
    variant: str = "primary",
    *,
    color: str = "",
    size: str = "",
    icon: str = "",
    after: str = "",
    name: str = "",
    value: str = "",
    kind: str = "submit",
    busy: bool = False,
    formaction: str = "",
    novalidate: bool = False,
) -> dict[str, object]:
    """A link that looks like a button (href), or a button of a form. One primary a view."""
    look = {
        "class": "ds-button",
        "data-variant": variant if variant != "primary" else None,
        "data-color": color or None,
        "data-size": size or None,
        "aria-busy": "true" if busy else None,
    }
    act = {
        "type": kind,
        "name": name or None,
        "value": value or None,
        "formaction": formaction or None,
        "formnovalidate": novalidate,
    }
    attributes = look if href else look | act
    return {"text": text, "href": href, "icon": icon, "after": after, "attributes": flatatt(attributes)}


@register.inclusion_tag("components/tag.html")
def tag(
    text: str, color: str = "", *, knot: str = "", icon: str = "", href: str = "", lang: str = ""
) -> dict[str, object]:
    """A word about state or subject: with a knot for where something stands, with a link for a subject."""
    return {"text": text, "color": color, "knot": knot, "icon": icon, "href": href, "lang": lang}


@register.inclusion_tag("components/chip.html")
def chip(text: str, href: str, *, removable: bool = False, label: str = "") -> dict[str, object]:
    """A chosen filter: following its link takes it away."""
    return {"text": text, "href": href, "removable": removable, "label": label}


@register.inclusion_tag("components/ask.html")
def ask(
    id: str, label: str, value: str = "", *, placeholder: str = "", hidden: Iterable[tuple[str, str]] = ()
) -> dict[str, object]:
    """The field that searches the site, which a script completes. `hidden`: what goes along with the words."""
    return {
        "id": id,
        "label": label,
        "value": value,
        "placeholder": placeholder,
        "hidden": hidden,
        "action": navigation.address("search:results"),
        "suggest": navigation.address("search:suggest"),
    }


@register.inclusion_tag("components/count.html")
def count(number: int, label: str = "") -> dict[str, object]:
    """A number on lichen: new or unread. The label is read aloud after it."""
    return {"number": number, "label": label}


@register.simple_block_tag
def details(content: str, summary: str, *, opened: bool = False, anchor: str = "") -> SafeString:
    """Unfolds without a script and is printed open. Used where others use tabs."""
    context = {"content": content, "summary": summary, "opened": opened, "anchor": anchor}
    return render_to_string("components/details.html", context)
