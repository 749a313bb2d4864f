from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.access.guards import viewer_of
from community.access.viewer import Viewer
from community.publishing.related import related_to
from community.ui.navigation import absolute, with_query
from community.ui.prepared import prepared
from forum import lists
from forum.about import what_became_of, what_it_is_about
from forum.answers import answer_figures
from forum.draft import begun_answer
from forum.edit import versions_of
from forum.feeds import feed_of, feeds_of
from forum.filters import filters_of
from forum.following import control_for, narrowed_to
from forum.forms import PostForm
from forum.models import Board, Post, Topic
from forum.policy import Action, board_actions, post_actions, topic_actions
from forum.poll import poll_of
from forum.reading import unread_by_board
from forum.thread import address_of, entries, first_unread, labels, page_of_posts


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All boards, and the topics of all of them in the list that was chosen."""
    viewer = viewer_of(request)
    boards = lists.boards_seen_by(viewer)
    return _list(request, viewer, boards, boards=boards, unread=unread_by_board(viewer))


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The topics of one board."""
    viewer = viewer_of(request)
    found = board_for(viewer, slug)
    return _list(request, viewer, [found], board=found, answers=answer_figures(found.network, found.audience))


def board_for(viewer: Viewer, slug: str) -> Board:
    if found := _boards(slug, viewer.keys):
        return found[0]
    raise Http404


@prepared
def _boards(slug: str, keys: frozenset[str]) -> QuerySet[Board]:
    return Board.objects.visible_to(Viewer(keys=keys)).with_its_place().filter(slug=slug)


def _list(request: HttpRequest, viewer: Viewer, of: list[Board], **context: Any) -> HttpResponse:
    choice, key, themes = lists.Choice.of(request.GET, viewer), request.GET.get("key", ""), lists.themes()
    first = not (key or choice.which or choice.narrows)
    board = context.get("board")
    pinned = lists.pinned(viewer, board) if first else []
    context |= {
        "choice": choice,
        "pinned": pinned,
        "page": (page := lists.page_of(viewer, choice, key, [board] if board else [], above=pinned)),
        "may_start": any(Action.START in board_actions(viewer, one) for one in of),
        "watching": (watching := narrowed_to(viewer, choice, board, themes)),
        "filters": filters_of(viewer, choice, themes, watching),
        "feeds": feeds_of(choice, board, themes, [*pinned, *page.rows]),
    }
    return render(request, "forum/topic_list.html", context)


@require_safe
def topic(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One topic: its posts a page at a time, oldest or newest first."""
    viewer = viewer_of(request)
    found = _there(viewer, pk) or merged_into(viewer, pk)
    if found.pk != pk:
        return redirect(found)
    if slug != (found.slug or "-"):
        return redirect(with_query(found.get_absolute_url(), request))
    return render(request, "forum/topic_detail.html", _page_of(request, viewer, found))


def _shown_to(viewer: Viewer) -> Any:
    return Topic.objects.visible_to(viewer).with_its_place().read_by(viewer).drafted_by(viewer)


def _there(viewer: Viewer, pk: int) -> Topic | None:
    return next(iter(_topics(pk, viewer.user_id, viewer.keys)), None)


@prepared
def _topics(pk: int, person: int | None, keys: frozenset[str]) -> QuerySet[Topic]:
    return _shown_to(Viewer(person, keys)).filter(pk=pk)


def topic_for(viewer: Viewer, pk: int) -> Topic:
    if found := _there(viewer, pk):
        return found
    raise Http404


def topic_to_answer(viewer: Viewer, pk: int) -> Topic | None:
    """The topic itself, or that which it was put into, or none that the viewer sees."""
    if found := _there(viewer, pk):
        return found
    merged = Topic.objects.in_audience_of(viewer).filter(pk=pk).values("moved_to")
    into: Topic | None = _shown_to(viewer).filter(pk__in=merged).first()
    return into


def merged_into(viewer: Viewer, pk: int) -> Topic:
    """Where a topic went that was put into another: for whoever could see the one, and can see the other."""
    there = Topic.objects.visible_to(viewer)
    found: Topic = get_object_or_404(there, merged__in=Topic.objects.in_audience_of(viewer).filter(pk=pk))
    return found


def _page_of(request: HttpRequest, viewer: Viewer, found: Topic) -> dict[str, Any]:
    """What the page of a topic shows, with the answer that its reader has begun."""
    newest_first = request.GET.get("rekkefolge") == "nyeste"
    page = page_of_posts(found, viewer, request.GET.get("key", ""), newest_first=newest_first)
    return {
        "topic": found,
        "page": page,
        "entries": entries(found, viewer, page),
        "may": (may := topic_actions(viewer, found)),
        "form": PostForm(auto_id="svar_%s", initial=begun_answer(found)),
        "draft_version": found.draft_version or 0,
        "control": control_for(found),
        "newest_first": newest_first,
        "places": list(dict.fromkeys(one.place_name for one in page.rows if one.live and one.place_name)),
        "canonical": absolute(found.get_absolute_url()),
        "first_unread": first_unread(found),
        "unread": found.last_number - (found.read_number or 0),
        "notes": notes_on(found) if Action.NOTE in may else (),
        **_around(found, viewer),
    }


def notes_on(topic: Topic) -> Any:
    """What moderators have told each other of it: for whoever may write there too."""
    return topic.notes.select_related("by")[:20]


def _around(found: Topic, viewer: Viewer) -> dict[str, Any]:
    """Its poll and feed, and what leads on from a topic: its themes and tags, what it is about, and what is like it."""
    around = {
        "feeds": feed_of(found),
        "about": what_it_is_about(found, viewer),
        "became": what_became_of(found, viewer),
    }
    return {**around, "poll": poll_of(found, viewer), "related": related_to(found, viewer), **labels(found)}


@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """The lasting address of a post: leads to wherever it stands today."""
    found, _may = post_for(viewer_of(request), pk)
    return redirect(address_of(found) if found.topic.live else reverse("forum:appeal", args=[pk]))


@require_safe
def news(request: HttpRequest, pk: int) -> HttpResponse:
    """How many posts there are, for a page that lies open: one number, and nothing else is asked for."""
    found = get_object_or_404(Topic.objects.visible_to(viewer_of(request)).only("last_number"), pk=pk)
    return JsonResponse({"last": found.last_number})


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What a post said before, newest change first."""
    found, _may = post_for(viewer_of(request), pk)
    context = {"post": found, "topic": found.topic, "versions": versions_of(found)}
    return render(request, "forum/post_history.html", context)


def post_for(viewer: Viewer, pk: int) -> tuple[Post, frozenset[Action]]:
    """A post whose topic the viewer may see, and what they may do with it; 404 where it is out of sight to them."""
    post: Post = get_object_or_404(Post.objects.in_audience_of(viewer).select_related("municipality"), pk=pk)
    # A hidden opening post took its topic out of sight; what is left of it is for the policy to say.
    rows = Topic.objects.in_audience_of(viewer) if post.hidden_at else Topic.objects.visible_to(viewer)
    post.topic = get_object_or_404(rows.with_its_place().read_by(viewer).drafted_by(viewer), pk=post.topic_id)
    may = post_actions(viewer, post.topic, post, now=timezone.now())
    if not post.live and not may:
        raise Http404
    return post, may
