"""The editors' desk: what waits, since when, and whose; one case at a time, with what changed and what to look at."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.forms import ProposalForm, RemarkForm
from cases.history import changes_since_seen, steps
from cases.models import Experience
from cases.policy import Action, actions
from cases.propose import propose
from cases.review import NotWaitingError, approve, send_back, take
from cases.warn import small_numbers
from cases.write import as_written
from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first


@require_safe
@sign_in_first
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an editor, oldest first, and what waits for its author."""
    viewer = viewer_of(request)
    if not viewer.is_editor:
        raise Http404
    queue = Experience.objects.awaiting_review_by(viewer).select_related("municipality", "reviewer")
    sent_back = Experience.objects.sent_back_by_the_desk(viewer).select_related("municipality")
    context = {"queue": queue.order_by("submitted_at", "pk")[:100], "sent_back": sent_back[:50]}
    return render(request, "home/desk.html", context)


def while_it_waits(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Leads back to the desk, with a word of why, where another editor was faster or the author took it back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotWaitingError:
            messages.info(request, _("Another editor was faster, or the author took it back. It waits no longer."))
            return redirect("home:desk")

    return guarded


@require_safe
@sign_in_first
@while_it_waits
def case(request: HttpRequest, pk: int) -> HttpResponse:
    return _case(request, _waiting(request, pk), RemarkForm())


@require_POST
@sign_in_first
@while_it_waits
def judge(request: HttpRequest, pk: int, action: Action) -> HttpResponse:
    """Take it, send it back with a remark, or approve and publish it."""
    experience = _waiting(request, pk)
    require(action, actions(viewer_of(request), experience))
    form = RemarkForm(request.POST)
    if action == Action.SEND_BACK and not form.is_valid():
        return _case(request, experience, form)
    messages.info(request, _carry_out(request, action, experience, form))
    return redirect("home:desk_case", pk) if action == Action.TAKE else redirect("home:desk")


@sign_in_first
def suggest(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose another wording; the author decides."""
    viewer = viewer_of(request)
    experience = get_object_or_404(Experience.objects.editable_by(viewer).select_related("network"), pk=pk)
    require(Action.PROPOSE, actions(viewer, experience))
    draft = as_written(experience)
    form = ProposalForm(request.POST or None, experience=draft)
    if request.method == "POST" and form.is_valid():
        made = propose(experience, form.texts, form.cleaned_data["note"], by=user_of(request))
        messages.info(request, _("The author is told.") if made else _("You changed nothing."))
        return redirect("home:desk")
    return render(request, "home/desk_propose.html", {"form": form, "experience": draft})


def _carry_out(request: HttpRequest, action: Action, experience: Experience, form: RemarkForm) -> str:
    if action == Action.APPROVE:
        approve(experience, by=user_of(request))
        return _("It is published, and the author is told.")
    if action == Action.SEND_BACK:
        remark = form.cleaned_data
        send_back(experience, {remark["field"]: remark["text"]}, by=user_of(request))
        return _("It is sent back, and the author is told.")
    take(experience, by=user_of(request))
    return _("You have taken it.")


def _waiting(request: HttpRequest, pk: int) -> Experience:
    viewer = viewer_of(request)
    if not viewer.is_editor:
        raise Http404
    waiting = Experience.objects.awaiting_review_by(viewer).whole().filter(pk=pk).first()
    if waiting is None:  # taken back it is secret again, and answers as what never was: neither waits
        raise NotWaitingError
    return waiting


def _case(request: HttpRequest, experience: Experience, form: RemarkForm) -> HttpResponse:
    viewer = viewer_of(request)
    draft = as_written(experience)
    context: dict[str, Any] = {
        "experience": experience,
        "draft": draft,
        "form": form,
        "actions": actions(viewer, experience),
        "changes": changes_since_seen(experience),
        "steps": steps(experience),
        "warnings": small_numbers(draft),
        "remarks": experience.remarks.select_related("by"),
        "queue": Experience.objects.awaiting_review_by(viewer).order_by("submitted_at", "pk")[:20],
    }
    return render(request, "home/desk_case.html", context)
