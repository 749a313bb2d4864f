"""Feeds show what is public, to whoever asks. What is not is as if it were not there."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from community.access.viewer import ANONYMOUS
from community.networks.models import Theme
from community.publishing.feed import CONTENT_TYPE
from forum.feeds import of_posts, of_topics, public_topics
from forum.following import tags_seen_by
from forum.lists import Choice
from forum.models import Board


@require_safe
@conditional_page
def latest(request: HttpRequest) -> HttpResponse:
    return _atom(of_topics(_("Discussions"), _all(), request.path, Choice()))


@require_safe
@conditional_page
def board(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Board.objects.visible_to(ANONYMOUS), slug=slug)
    return _atom(of_topics(found.name, found.get_absolute_url(), request.path, Choice(), [found]))


@require_safe
@conditional_page
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Theme, slug=slug)
    return _atom(of_topics(found.name, f"{_all()}?{urlencode({'tema': slug})}", request.path, Choice(theme=slug)))


@require_safe
@conditional_page
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """A tag is there for everyone where something public has it."""
    found = get_object_or_404(tags_seen_by(ANONYMOUS), slug=slug)
    return _atom(of_topics(found.name, f"{_all()}?{urlencode({'emneord': slug})}", request.path, Choice(tag=slug)))


@require_safe
@conditional_page
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    return _atom(of_posts(get_object_or_404(public_topics(), pk=pk), request.path))


def _all() -> str:
    return reverse("forum:index")


def _atom(feed: str) -> HttpResponse:
    return HttpResponse(feed, content_type=CONTENT_TYPE)
