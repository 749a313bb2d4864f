"""The editors' desk: what waits, since when, and whose; one case at a time, with what changed and what to look at."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Self

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.contents import contents, label
from cases.forms import ProposalForm, RemarkForm
from cases.history import changes_since_seen, steps
from cases.models import Experience
from cases.policy import Action, actions
from cases.propose import PROPOSABLE, propose
from cases.review import NotWaitingError, approve, send_back, take
from cases.warn import small_numbers
from cases.write import ChangedMeanwhileError, as_written
from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.access.viewer import Viewer
from community.text.diff import difference

LONGEST_QUEUE = 100


@dataclass(frozen=True)
class Shown:
    """The first rows of a list, and how many they are: «100+» where there are more, for the rest is not counted."""

    rows: list[Experience]
    number: str

    @classmethod
    def of(cls, rows: "QuerySet[Experience]", most: int) -> Self:
        found = list(rows[: most + 1])
        return cls(found[:most], f"{most}+" if len(found) > most else str(len(found)))


@require_safe
@sign_in_first
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an editor, oldest first, and what waits for its author."""
    viewer = viewer_of(request)
    if not viewer.is_editor:
        raise Http404
    sent_back = Experience.objects.sent_back_by_the_desk(viewer).select_related("municipality__county")
    context = {"queue": Shown.of(_queue(viewer), LONGEST_QUEUE), "sent_back": Shown.of(sent_back, 50)}
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


@sign_in_first
@while_it_waits
def judge(request: HttpRequest, pk: int, action: Action) -> HttpResponse:
    """Take it, send it back with a remark, or approve and publish it: the text that the page showed, and no other."""
    experience = _waiting(request, pk)
    if request.method != "POST":
        return redirect("home:desk_case", pk)
    require(action, actions(viewer_of(request), experience))
    form = RemarkForm(request.POST if action == Action.SEND_BACK else None)
    if action != Action.TAKE and request.POST.get("revision") != str(experience.latest_revision_id):
        return _case(request, experience, form, rewritten=True, status=409)
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
    try:
        if request.method == "POST" and request.POST.get("version") != str(draft.version):
            raise ChangedMeanwhileError(draft)
        if not form.is_valid():
            return render(request, "home/desk_propose.html", {"form": form, "experience": draft})
        made = propose(experience, form.texts, form.cleaned_data["note"], by=user_of(request))
    except ChangedMeanwhileError as conflict:
        return _changed_meanwhile(request, form, conflict.theirs)
    messages.info(request, _("The author is told.") if made else _("You changed nothing."))
    return redirect("home:desk")


def _changed_meanwhile(request: HttpRequest, form: ProposalForm, theirs: Experience) -> HttpResponse:
    """The author's text of today with the editor's marked in it; what the editor wrote stays in the form."""
    typed = form.typed
    pairs = [(name, getattr(theirs, name), typed[name]) for name in PROPOSABLE if name in typed]
    context = {
        "form": ProposalForm(initial=typed, experience=theirs),
        "experience": theirs,
        "changes": [(label(name), difference(now, wanted)) for name, now, wanted in pairs if now != wanted],
        "stale": True,
    }
    return render(request, "home/desk_propose.html", context, status=409)


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


def _case(
    request: HttpRequest, experience: Experience, form: RemarkForm, *, rewritten: bool = False, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    draft = as_written(experience)
    context: dict[str, Any] = {
        "experience": experience,
        "draft": draft,
        "contents": [part for part in contents(draft) if part.text and part.name != "title"],
        "rewritten": rewritten,
        "form": form,
        "actions": actions(viewer, experience),
        "since": changes_since_seen(experience),
        "steps": steps(experience),
        "warnings": small_numbers(draft),
        "remarks": experience.remarks.select_related("by"),
        "queue": _queue(viewer)[:20],
    }
    return render(request, "home/desk_case.html", context, status=status)


def _queue(viewer: Viewer) -> "QuerySet[Experience]":
    """What waits for an editor, oldest first, with what a row shows."""
    return Experience.objects.awaiting_review_by(viewer).select_related("reviewer").order_by("submitted_at", "pk")
