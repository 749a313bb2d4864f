"""What stands around every page: header, languages, footer."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.base import Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from community.ui import navigation, symbols

register = template.Library()


class FrameNode(template.Node):
    def render(self, context: Context) -> SafeString:
        symbols.begin()
        return SafeString()


@register.tag
def begin_page(_parser: Parser, _token: Token) -> FrameNode:
    """First in base.html: forgets which icons the page before used."""
    return FrameNode()


@register.inclusion_tag("components/header.html", takes_context=True)
def header(context: Context) -> dict[str, object]:
    """Utility bar, wordmark, menu, search, who is signed in."""
    request = _request(context)
    user, viewer = getattr(request, "user", None), getattr(request, "viewer", None)
    signed_in = bool(user and user.is_authenticated)
    editor = signed_in and bool(viewer and viewer.is_editor)
    leader = signed_in and bool(viewer and viewer.looks_after_people)
    mine = [*navigation.MINE, *(navigation.LEADERS if leader else []), *(navigation.EDITORS if editor else [])]
    return {
        "request": request,
        "demo": settings.DEMO,
        "languages": navigation.languages(request),
        "menu": navigation.links(navigation.MAIN, request.path),
        "mine": navigation.links(mine, request.path) if signed_in else [],
        "user": user if signed_in else None,
        "home": navigation.front(),
        "search": navigation.address("search:results"),
        "notices": navigation.address(navigation.NOTICES) if signed_in else "",
        "sign_in": navigation.address("account_login"),
        "sign_out": navigation.address("account_logout"),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/footer.html", takes_context=True)
def footer(context: Context) -> dict[str, object]:
    """The loose end and what every site must say, with the `menu_pages` of the context; its `footer_columns` (title,
    links) are added."""
    return {"columns": [*navigation.columns(context.get("menu_pages") or ()), *(context.get("footer_columns") or [])]}


def _request(context: Context) -> HttpRequest:
    request: Any = context.get("request") or getattr(context, "request", None)
    if request is None:
        raise template.TemplateSyntaxError("The frame of a page needs the request in its context.")
    return request
