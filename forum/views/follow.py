"""What one wants to hear of."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.networks.models import Theme
from community.publishing.models import Tag
from community.ui.navigation import is_ours
from community.ui.pagination import by_key
from forum.following import Control, Followed, control_for, followed_places, followed_topics, tags_seen_by
from forum.models import WatchLevel
from forum.policy import Action, board_actions, topic_actions
from forum.watch import watch

from .read import board_for, topic_for


@require_POST
@sign_in_first
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    found = topic_for(viewer_of(request), pk)
    require(Action.WATCH, topic_actions(viewer_of(request), found))
    return _chosen(request, found, found.get_absolute_url())


@require_POST
@sign_in_first
def board(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = board_for(viewer, slug)
    require(Action.WATCH, board_actions(viewer, found))
    return _chosen(request, found, found.get_absolute_url())


@require_POST
@sign_in_first
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    return _of_a_word(request, get_object_or_404(Theme, slug=slug))


@require_POST
@sign_in_first
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    return _of_a_word(request, get_object_or_404(tags_seen_by(viewer_of(request)), slug=slug))


@require_safe
@sign_in_first
def following(request: HttpRequest) -> HttpResponse:
    """All that one follows, and how."""
    viewer = viewer_of(request)
    _members_only(request)
    page = by_key(followed_topics(viewer), ("-last_post_at", "-pk"), request.GET.get("key", ""))
    context = {"page": page, "places": followed_places(viewer), "topics": [control_for(one) for one in page.rows]}
    return render(request, "forum/following.html", context)


def _of_a_word(request: HttpRequest, found: Theme | Tag) -> HttpResponse:
    _members_only(request)
    return _chosen(request, found, Control.of(found, "").address)


def _chosen(request: HttpRequest, found: Followed, back: str) -> HttpResponse:
    level = request.POST.get("level", "")
    if level and level not in WatchLevel.values:
        raise Http404
    watch(found, level, by=user_of(request))
    messages.success(request, _("Your choice is saved."))
    asked_from = request.POST.get("back", "")
    return redirect(asked_from if is_ours(asked_from) else back)


def _members_only(request: HttpRequest) -> None:
    if not viewer_of(request).is_member:
        raise PermissionDenied
