"""Reports, and the queue in which they wait."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.access.viewer import Viewer
from community.members.models import User
from community.ui.pagination import by_key
from forum.appeal import somebody_else
from forum.decide import DealtWithError, claim, decide, give_back
from forum.edit import ChangedMeanwhileError
from forum.flag import FloodError, flag
from forum.limits import allows, to_flag
from forum.models import Act, Board, Flag, Matter, Post
from forum.moderation_forms import DecideForm, FlagForm
from forum.move import MovedMeanwhileError, fits
from forum.policy import Action, board_actions, matter_actions, topic_actions

from .read import post_for


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a post: whoever may read it, with an account or without."""
    post, may = post_for(viewer_of(request), pk)
    require(Action.FLAG, may)
    by = request.user if isinstance(request.user, User) else None
    form = FlagForm(request.POST or None, is_known=by is not None)
    if request.method == "POST" and form.is_valid() and (by is None or allows(to_flag, by, form)):
        try:
            return redirect(_reported(post, form.cleaned_data, by))
        except FloodError:
            form.add_error(None, _("More reports came in this hour than we can take in. Try again in an hour."))
    status = 429 if form.non_field_errors() else 200
    return render(request, "forum/post_flag.html", {"post": post, "topic": post.topic, "form": form}, status=status)


def _reported(post: Post, data: dict[str, Any], by: User | None) -> Any:
    if data["website"]:  # a robot: thanked and forgotten
        return post.topic
    who = {"name": data.get("name", ""), "email": data.get("email", "")}
    language = get_language() or "nb"
    return flag(post, data["reason"], data["words"], key=data["key"] or uuid4(), language=language, by=by, **who)


@require_safe
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """How it stands with a report, for whoever holds its number. It says nothing of what was reported."""
    found = get_object_or_404(Flag.objects.select_related("matter"), receipt=receipt)
    return render(request, "forum/flag_receipt.html", {"flag": found, "matter": found.matter})


def moderator(request: HttpRequest) -> Viewer:
    """Whoever moderates anything; to others these pages never were."""
    viewer = viewer_of(request)
    if not (viewer.is_editor or viewer.led_network_ids):
        raise Http404
    return viewer


@require_safe
@sign_in_first
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a moderator, oldest first."""
    rows = Matter.objects.awaiting_review_by(moderator(request)).with_its_post().prefetch_related("flags")
    page = by_key(rows, ("created_at", "pk"), request.GET.get("key", ""))
    return render(request, "forum/queue.html", {"page": page})


def matter_for(viewer: Viewer, pk: int) -> tuple[Matter, frozenset[Action]]:
    rows = Matter.objects.moderated_by(viewer).with_its_post().select_related("decided_by")
    found: Matter = get_object_or_404(rows, pk=pk)
    return found, matter_actions(viewer, found)


@sign_in_first
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter: what was written, what is said of it, and what is decided."""
    viewer = moderator(request)
    found, may = matter_for(viewer, pk)
    boards = boards_for(viewer, found) if Action.DECIDE in may else []
    form = DecideForm(request.POST or None, matter=found, boards=boards)
    status = 200
    if request.method == "POST":
        if not found.is_left_to(user_of(request).pk):
            return _as_it_stands(request, found)
        require(Action.DECIDE, may)
        if form.is_valid() and (said := _decided(request, found, form)) is not None:
            return said
        status = 409 if form.non_field_errors() else 200
    context = {"matter": found, "post": found.post, "topic": found.post.topic, "form": form, "may": may}
    context |= {"flags": found.flags.select_related("by"), "stuck": not (found.decided_at or somebody_else(found))}
    return render(request, "forum/matter.html", context, status=status)


def _decided(request: HttpRequest, found: Matter, form: DecideForm) -> HttpResponse | None:
    data = form.cleaned_data
    said = {"text": data.get("text", ""), "expected_version": data["version"] or 0, "board": data.get("board")}
    try:
        decide(found, data["decision"], data["reason"], by=user_of(request), **said)
    except DealtWithError:
        return _as_it_stands(request, found)
    except (ChangedMeanwhileError, MovedMeanwhileError):
        form.add_error(None, _("The post was changed or moved in the meantime. Look at it once more."))
        return None
    messages.success(request, _("It is decided, and those whom it concerns are told."))
    return redirect("forum:queue")


def _as_it_stands(request: HttpRequest, found: Matter) -> HttpResponse:
    messages.warning(request, _("Somebody else was there before you. Here you see how it stands."))
    return redirect(found)


def boards_for(viewer: Viewer, found: Matter) -> list[Board]:
    topic = found.post.topic
    return places_for(viewer, topic) if Action.MOVE in topic_actions(viewer, topic) and not found.is_appeal else []


def places_for(viewer: Viewer, topic: Any) -> list[Board]:
    """Boards that a topic can be moved to: where the viewer may start one, and somebody would still read it."""
    boards = Board.objects.visible_to(viewer).with_its_place().exclude(pk=topic.board_id)
    return [one for one in boards if Action.START in board_actions(viewer, one) and fits(topic, one)]


@require_POST
@sign_in_first
def take(request: HttpRequest, pk: int, action: Action) -> HttpResponse:
    """Take a matter, or give it back."""
    found, may = matter_for(moderator(request), pk)
    verb = claim if action == Action.CLAIM else give_back
    try:
        if found.is_left_to(user_of(request).pk):
            require(action, may)
        verb(found, by=user_of(request))
    except DealtWithError:
        return _as_it_stands(request, found)
    return redirect(found)


@require_safe
@sign_in_first
def log(request: HttpRequest) -> HttpResponse:
    """All that moderators did, newest first: what the viewer could have done themselves."""
    rows = Act.objects.moderated_by(moderator(request)).select_related("by", "topic", "board", "post")
    return render(request, "forum/log.html", {"page": by_key(rows, ("-pk",), request.GET.get("key", ""))})
