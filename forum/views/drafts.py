"""What is being written: saved by the page itself, listed, gone on with and thrown away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.access.guards import user_of, viewer_of
from community.access.keep import sign_in_first
from community.ui.sent import hour, key_of, version_of
from forum.draft import DraftChangedError, TooLongError, keep, new_ones, shown, throw_away, typed, written_by
from forum.models import PostDraft, Topic

from .read import topic_for


@require_safe
@sign_in_first
def drafts(request: HttpRequest) -> HttpResponse:
    """All that one has begun to write and not sent."""
    viewer = viewer_of(request)
    rows = list(written_by(viewer)[:100])
    seen = Topic.objects.visible_to(viewer).in_bulk({one.topic_id for one in rows if one.topic_id})
    found = [{"draft": one, "topic": seen.get(one.topic_id), **shown(one)} for one in rows]
    return render(request, "forum/drafts.html", {"drafts": found})


@require_POST
@sign_in_first
def throw(request: HttpRequest, key: UUID) -> HttpResponse:
    throw_away(key, by=user_of(request))
    messages.success(request, _("The draft is thrown away."))
    return redirect("forum:drafts")


@require_POST
@sign_in_first
def save_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page does by itself two seconds after the last keystroke; answers JSON."""
    topic = topic_for(viewer_of(request), pk)
    return _saved(request, topic, topic.get_absolute_url() + "#svar")


@require_POST
@sign_in_first
def save_new(request: HttpRequest) -> HttpResponse:
    return _saved(request, None, reverse("forum:drafts"))


def _saved(request: HttpRequest, topic: Topic | None, conflict_url: str) -> HttpResponse:
    key = key_of(request)
    version = version_of(request)
    try:
        draft = keep(typed(request.POST), key=key, topic=topic, expected_version=version, by=user_of(request))
    except DraftChangedError:
        return JsonResponse({"conflict_url": conflict_url}, status=409)
    except TooLongError:
        return JsonResponse({}, status=413)
    said = {"version": draft.version if draft else 0, "saved": hour(), "errors": {}, "warnings": {}}
    return JsonResponse(said | ({} if topic else {"url": f"{reverse('forum:start')}?utkast={key}"}))


def begun(request: HttpRequest) -> PostDraft | None:
    """The draft of a new topic that the address names, if it is one's own."""
    try:
        key = UUID(request.GET.get("utkast", ""))
    except ValueError:
        return None
    draft: PostDraft | None = new_ones(viewer_of(request)).filter(key=key).first()
    return draft


def put_aside(request: HttpRequest, topic: Topic | None, then: str) -> HttpResponse:
    """For the button that saves a draft."""
    keep_sent(request, topic)
    return redirect(then)


def keep_sent(request: HttpRequest, topic: Topic | None) -> None:
    """Keep what was sent as a draft, over whatever was kept before."""
    try:
        keep(typed(request.POST), key=key_of(request), topic=topic, expected_version=None, by=user_of(request))
        messages.success(request, _("Your draft is saved."), extra_tags="stored")
    except (DraftChangedError, TooLongError):
        messages.warning(request, _("The draft could not be saved."))
