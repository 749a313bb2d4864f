"""Addresses of tags that were renamed, or merged with others: each leads to what it is called now."""

from django.http import HttpRequest
from django.urls import reverse

from community.access.guards import viewer_of
from community.publishing.vocabulary.suggest import called_today

PAGES = ("home:tag", "forum:tag_feed")
LISTS = {
    "forum:index": ("emneord", "slug"),
    "forum:board": ("emneord", "slug"),
    "cases:resource_list": ("tag", "slug"),
    "search:results": ("tag", "name"),
}
"""By route, the parameter that names a tag, and what of the tag stands there."""


def page_of_a_tag(request: HttpRequest) -> str:
    """Where the page of a tag is now; empty where the address is none that a tag had, or tells the reader nothing."""
    match = request.resolver_match
    if match is None or match.view_name not in PAGES:
        return ""
    slug = str(match.kwargs["slug"])
    tag = called_today(viewer_of(request), "slug", [slug]).get(slug)
    return reverse(match.view_name, args=[tag.slug]) if tag else ""


def list_of_a_tag(request: HttpRequest) -> str:
    """The list by the names of today; empty where it is narrowed by none that a tag had. One query, and none where it
    is not narrowed by tags."""
    match = request.resolver_match
    parameter, column = LISTS.get(match.view_name if match else "", ("", ""))
    asked = [value for value in request.GET.getlist(parameter)[:20] if value] if parameter else []
    led = called_today(viewer_of(request), column, asked) if asked else {}
    if not led:
        return ""
    query = request.GET.copy()
    query.setlist(parameter, [getattr(led[value], column) if value in led else value for value in asked])
    return f"{request.path}?{query.urlencode()}"
