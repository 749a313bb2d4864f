"""The editors' desk: what waits, since when, and whose; one case at a time, with what changed and what to look at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, Generic, Self, TypeVar

from django.contrib import messages
from django.db.models import Model, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.contents import contents
from cases.desk_forms import RemarkForm
from cases.history import changes_since_seen, steps
from cases.models import Experience, Proposal, ProposalState
from cases.policy import Action, actions
from cases.review import NotWaitingError, approve, give_back, send_back, take
from cases.schedule import hour, will_be_published
from cases.warn import small_numbers
from cases.write import as_written
from community.access.audience import audience_name, network_of
from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.access.viewer import Viewer
from community.publishing.models import ReviewState

LONGEST_QUEUE = 100
LATELY = timedelta(days=30)
"""How long the desk tells what came of a proposal."""

Row = TypeVar("Row", bound=Model)


class NotHereError(Exception):
    """Nothing that an editor may read: it never was, or its author took it back."""


@dataclass(frozen=True)
class Shown(Generic[Row]):
    """The first rows of a list, and how many they are: «100+» where there are more, for the rest is not counted."""

    rows: list[Row]
    number: str

    @classmethod
    def of(cls, rows: "QuerySet[Row]", most: int) -> Self:
        found = list(rows[: most + 1])
        return cls(found[:most], f"{most}+" if len(found) > most else str(len(found)))


@require_safe
@sign_in_first
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an editor, oldest first; what waits for its author; and what authors have answered lately."""
    viewer = viewer_of(request)
    if not viewer.is_editor:
        raise Http404
    sent_back = Experience.objects.sent_back_by_the_desk(viewer).select_related("municipality__county")
    proposals = _proposals(viewer)
    answered = proposals.filter(decided_at__gt=timezone.now() - LATELY).exclude(state=ProposalState.WITHDRAWN)
    context = {
        "queue": Shown.of(_queue(viewer), LONGEST_QUEUE),
        "sent_back": Shown.of(sent_back, 50),
        "open": Shown.of(proposals.filter(state=ProposalState.PENDING).order_by("created_at", "pk"), 50),
        "answered": Shown.of(answered.order_by("-decided_at", "-pk"), 10),
    }
    return render(request, "home/desk.html", context)


def led_back(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What waits no longer is shown as it stands now; from what is not to be read, back to the desk, with a word."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except NotWaitingError:
            messages.info(request, _("It waits no longer. You see here how it stands."))
            return redirect("home:desk_case", pk)
        except NotHereError:
            messages.info(request, _("That case is not here. Perhaps its author took it back."))
            return redirect("home:desk")

    return guarded


@require_safe
@sign_in_first
@led_back
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: what waits is judged here; what does not is shown as it stands."""
    experience = _known(request, pk)
    return _case(request, experience, RemarkForm(experience=as_written(experience)))


@sign_in_first
@led_back
def judge(request: HttpRequest, pk: int, action: Action) -> HttpResponse:
    """Take it, give it back, send it back with remarks, or approve and publish it: the text that the page showed."""
    experience = _known(request, pk)
    if request.method != "POST":
        return redirect("home:desk_case", pk)
    if experience.review_state != ReviewState.SUBMITTED:
        raise NotWaitingError
    if action in {Action.TAKE, Action.GIVE_BACK}:
        messages.info(request, _hold(request, action, experience))
        return redirect("home:desk_case", pk)
    require(action, actions(viewer_of(request), experience))
    form = RemarkForm(request.POST if action == Action.SEND_BACK else None, experience=as_written(experience))
    if request.POST.get("revision") != str(experience.latest_revision_id):
        return _case(request, experience, form, rewritten=True, status=409)
    if action == Action.SEND_BACK and not form.is_valid():
        return _case(request, experience, form)
    messages.info(request, _decide(request, action, experience, form))
    return redirect("home:desk")


def _hold(request: HttpRequest, action: Action, experience: Experience) -> str:
    """Take the case or give it back. A second click asks for what is so already."""
    require(Action.APPROVE, actions(viewer_of(request), experience))
    if action == Action.TAKE:
        take(experience, by=user_of(request))
        return _("You have taken it.")
    holder = give_back(experience, by=user_of(request)).reviewer
    if holder:
        return _("%(name)s has taken the case since. You no longer have it.") % {"name": holder.name}
    return _("You have given it back. Others can take it.")


def _decide(request: HttpRequest, action: Action, experience: Experience, form: RemarkForm) -> str:
    if action == Action.SEND_BACK:
        send_back(experience, form.remarks, by=user_of(request))
        return _("It is sent back, and the author is told.")
    approved = approve(experience, by=user_of(request))
    if at := hour(approved):
        return _("It is approved.") + " " + will_be_published(at, change=approved.live) + "."
    return _("It is published, and the author is told.")


def _known(request: HttpRequest, pk: int) -> Experience:
    viewer = viewer_of(request)
    if not viewer.is_editor:
        raise Http404
    rows = Experience.objects.known_to_the_desk(viewer).whole().select_related("reviewer")
    found: Experience | None = rows.filter(pk=pk).first()
    if found is None:  # taken back it is secret again, and answers as what never was
        raise NotHereError
    return found


def _case(
    request: HttpRequest, experience: Experience, form: RemarkForm, *, rewritten: bool = False, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    waits = experience.review_state == ReviewState.SUBMITTED
    shown = experience if experience.live and not waits else as_written(experience)
    context = {
        **_told(experience, viewer),
        "experience": experience,
        "draft": shown,
        "seen_by": _seen_by(shown),
        "waits": waits,
        "contents": [part for part in contents(shown) if part.text and part.name != "title"],
        "rewritten": rewritten,
        "form": form,
        "since": changes_since_seen(experience) if waits else None,
        "warnings": small_numbers(shown) if waits else {},
        "hours": _hours(shown) if waits else "",
    }
    return render(request, "home/desk_case.html", context, status=status)


def _told(experience: Experience, viewer: Viewer) -> dict[str, Any]:
    """What has been done and said so far, what the viewer may do now, and what else waits."""
    return {
        "actions": actions(viewer, experience),
        "queue": list(_queue(viewer)[:20]),
        "steps": steps(experience),
        "remarks": list(experience.remarks.select_related("by")),
        "proposals": list(experience.proposals.select_related("by", "decided_by")),
    }


def _seen_by(draft: Experience) -> str:
    """Who reads it when it is published, to stand after «Visible to:»."""
    name = audience_name(draft.audience, draft.network)
    return name if network_of(draft.audience) else name[:1].lower() + name[1:]


def _hours(draft: Experience) -> str:
    """When it is published, approved now, where an editor has set an hour in the draft."""
    at = draft.go_live_at
    return will_be_published(at, change=draft.live) if at and at > timezone.now() else ""


def _queue(viewer: Viewer) -> "QuerySet[Experience]":
    """What waits for an editor, oldest first, with what a row shows."""
    standing = Prefetch("proposals", Proposal.objects.filter(state=ProposalState.PENDING), to_attr="unanswered")
    rows = Experience.objects.awaiting_review_by(viewer).select_related("reviewer").prefetch_related(standing)
    return rows.order_by("submitted_at", "pk")


def _proposals(viewer: Viewer) -> "QuerySet[Proposal]":
    """Those to texts that the editor may read, with what a row shows."""
    known = Experience.objects.known_to_the_desk(viewer).order_by().values("pk")
    made = Proposal.objects.filter(experience__in=known)
    return made.select_related("by", "decided_by", "experience__municipality__county")
