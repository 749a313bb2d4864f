"""What stands around every page: header, languages, footer."""

from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.base import Parser, Token
from django.template.context import Context
from django.urls import get_urlconf
from django.utils.safestring import SafeString

from community.ui import navigation, symbols
from community.ui.drawn import drawn

register = template.Library()
Links = tuple[navigation.Link, ...]
Marks = tuple[str, ...]


class FrameNode(template.Node):
    def render(self, context: Context) -> SafeString:
        symbols.begin()
        return SafeString()


@register.tag
def begin_page(_parser: Parser, _token: Token) -> FrameNode:
    """First in base.html: forgets which icons the page before used."""
    return FrameNode()


@register.simple_tag(takes_context=True)
def header(context: Context) -> SafeString:
    """Utility bar, wordmark, menu, search, who is signed in."""
    request = _request(context)
    user: Any = getattr(request, "user", None)
    viewer = getattr(request, "viewer", None)
    signed_in = bool(user and user.is_authenticated)
    editor = signed_in and bool(viewer and viewer.is_editor)
    leader = signed_in and bool(viewer and viewer.looks_after_people)
    return drawn(
        "components/header.html",
        _of_header,
        settings.DEMO,
        navigation.marks(navigation.MAIN, request.path),
        navigation.marks(_mine(leader, editor), request.path) if signed_in else (),
        (leader, editor),
        (str(user), user.affiliation, user.initials, user.unread_notices) if signed_in else None,
        get_urlconf(),
        here=quote(request.get_full_path(), safe="/"),
        csrf_token=context.get("csrf_token", ""),
    )


def _of_header(
    demo: bool, menu: Marks, mine: Marks, may: tuple[bool, bool], user: tuple[str, str, str, int] | None,
    _urlconf: str | None,
) -> dict[str, object]:  # fmt: skip
    names = ("name", "affiliation", "initials", "unread_notices")
    own = navigation.links(_mine(*may), mine) if user else []
    notices = navigation.address(navigation.NOTICES) if user else ""
    return {
        "demo": demo,
        "languages": navigation.languages(),
        "menu": navigation.links(navigation.MAIN, menu),
        "mine": own,
        "user": dict(zip(names, user, strict=True)) if user else None,
        "home": navigation.front(),
        "search": navigation.address("search:results"),
        "notices": notices,
        "on_notices": any(link.url == notices and link.current == "page" for link in own),
        "sign_in": navigation.address("account_login"),
        "sign_out": navigation.address("account_logout"),
    }


def _mine(leader: bool, editor: bool) -> list[tuple[Any, str]]:
    return [*navigation.MINE, *(navigation.LEADERS if leader else []), *(navigation.EDITORS if editor else [])]


@register.simple_tag(takes_context=True)
def footer(context: Context) -> SafeString:
    """The loose end and what every site must say, with the `menu_pages` of the context."""
    return drawn("components/footer.html", _of_footer, tuple(context.get("menu_pages") or ()), get_urlconf())


def _of_footer(pages: Links, _urlconf: str | None) -> dict[str, object]:
    return {"columns": navigation.columns(pages)}


@register.simple_tag
def page_assets(signed_in: bool) -> SafeString:
    """What every page loads."""
    return drawn("components/page_assets.html", _of_assets, signed_in)


def _of_assets(signed_in: bool) -> dict[str, object]:
    return {"signed_in": signed_in}


def _request(context: Context) -> HttpRequest:
    request: Any = context.get("request") or getattr(context, "request", None)
    if request is None:
        raise template.TemplateSyntaxError("The frame of a page needs the request in its context.")
    return request
