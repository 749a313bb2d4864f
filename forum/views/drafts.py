"""What is being written: saved by the page itself, listed, gone on with and thrown away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.access.guards import user_of, viewer_of
from community.access.keep import sign_in_first
from community.text.diff import difference
from community.ui.sent import hour, key_of, version_of
from forum.draft import (
    DraftChangedError,
    TooLongError,
    first,
    keep,
    keep_beside,
    shown,
    throw_away,
    typed,
    written_by,
)
from forum.forms import PostForm
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
    """The draft that the address names, if it is one's own: of a new topic, or of an answer that becomes one."""
    try:
        key = UUID(request.GET.get("utkast", ""))
    except ValueError:
        return None
    draft: PostDraft | None = written_by(viewer_of(request)).filter(key=key).first()
    return draft


def version_before(request: HttpRequest, draft: PostDraft | None) -> int:
    """Which version of a draft the form goes on from: what was sent keeps the one that its writer had before them."""
    if request.method == "POST":
        return version_of(request)
    return draft.version if draft else 0


def put_aside(request: HttpRequest, topic: Topic | None) -> PostDraft | None:
    """For the button that saves a draft. Raises what `keep` and `typed` raise: the writer then gets their text back."""
    draft = keep(
        typed(request.POST), key=key_of(request), topic=topic, expected_version=version_of(request), by=user_of(request)
    )
    messages.success(request, _("Your draft is saved."), extra_tags="stored")
    return draft


def put_aside_anyhow(request: HttpRequest, topic: Topic | None) -> PostDraft | None:
    """For an answer that its topic takes no more: beside what another tab has kept, where there is such."""
    try:
        return put_aside(request, topic)
    except DraftChangedError:
        return keep_beside(typed(request.POST), topic=topic, by=user_of(request))
    except TooLongError:
        messages.warning(request, _("The draft could not be saved."))
        return None


def both_texts(form: PostForm, conflict: DraftChangedError) -> dict[str, Any]:
    """What a page shows of two texts that met: theirs with the writer's marked in it, and the writer's in the form."""
    form.go_on_as(conflict.key)
    names = [name for name in ("title", "text", "choices", "tags") if name in form.fields]
    texts = [(form[name].label, first(conflict.fields, name), str(form[name].value() or "")) for name in names]
    changes = [(label, difference(theirs, mine)) for label, theirs, mine in texts if theirs or mine]
    return {"changes": changes, "draft_version": conflict.version}
