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
    mine = [*navigation.MINE, *(navigation.LEADERS if leader else []), *(navigation.EDITORS if editor else [])]
    return drawn(
        "components/header.html",
        _of_header,
        settings.DEMO,
        tuple(navigation.links(navigation.MAIN, request.path)),
        tuple(navigation.links(mine, request.path)) if signed_in else (),
        (str(user), user.affiliation, user.initials, user.unread_notices) if signed_in else None,
        navigation.address(navigation.NOTICES) == request.path,
        get_urlconf(),
        here=quote(request.get_full_path(), safe="/"),
        csrf_token=context.get("csrf_token", ""),
    )


def _of_header(
    demo: bool, menu: Links, mine: Links, user: tuple[str, str, str, int] | None, on_notices: bool, _urlconf: str | None
) -> dict[str, object]:
    names = ("name", "affiliation", "initials", "unread_notices")
    return {
        "demo": demo,
        "languages": navigation.languages(),
        "menu": menu,
        "mine": mine,
        "user": dict(zip(names, user, strict=True)) if user else None,
        "home": navigation.front(),
        "search": navigation.address("search:results"),
        "notices": navigation.address(navigation.NOTICES) if user else "",
        "on_notices": on_notices,
        "sign_in": navigation.address("account_login"),
        "sign_out": navigation.address("account_logout"),
    }


@register.simple_tag(takes_context=True)
def footer(context: Context) -> SafeString:
    """The loose end and what every site must say, with the `menu_pages` of the context; its `footer_columns` (title,
    links) are added."""
    columns = [*navigation.columns(context.get("menu_pages") or ()), *(context.get("footer_columns") or [])]
    said = tuple((str(column["title"]), tuple(column["links"])) for column in columns)
    return drawn("components/footer.html", _of_footer, *said)


def _of_footer(*columns: tuple[str, Links]) -> dict[str, object]:
    return {"columns": [{"title": title, "links": links} for title, links in columns]}


def _request(context: Context) -> HttpRequest:
    request: Any = context.get("request") or getattr(context, "request", None)
    if request is None:
        raise template.TemplateSyntaxError("The frame of a page needs the request in its context.")
    return request
