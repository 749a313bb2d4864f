"""What a page tells search engines of its own address and of the same thing in other languages."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context

from community.publishing.models import BasePage
from community.ui.navigation import absolute, in_language

register = template.Library()


@register.inclusion_tag("home/_alternates.html", takes_context=True)
def alternates(context: Context) -> dict[str, Any]:
    """For a page that the interface translates: itself, and the same under the other prefixes."""
    request: HttpRequest = context["request"]
    others = [(code, in_language(request.path, code)) for code, _name in settings.LANGUAGES]
    return _whole(request.path, others)


@register.inclusion_tag("home/_alternates.html")
def page_alternates(page: BasePage) -> dict[str, Any]:
    """For an editors' page: its own address, whatever prefix it is read under, and its translations'."""
    if not page.url:
        return {}
    written = [(other.language, other.url or "") for other in page.translations]
    return _whole(page.url, written if len(written) > 1 else [])


def _whole(own: str, others: list[tuple[str, str]]) -> dict[str, Any]:
    return {"canonical": absolute(own), "alternates": [(language, absolute(address)) for language, address in others]}
