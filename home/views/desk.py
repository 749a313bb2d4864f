"""The editors' desk: what waits, since when, and whose; one case at a time, with what changed and what to look at."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.contents import contents
from cases.desk_forms import RemarkForm
from cases.history import changes_since_seen, steps
from cases.kinds import Kind, kind_of
from cases.models import Contribution
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
from home import desk_lists


class NotHereError(Exception):
    """Nothing that an editor may read: it never was, or its author took it back."""


@require_safe
@sign_in_first
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an editor, oldest first; what waits for its author; and what authors have answered lately."""
    viewer = viewer_of(request)
    if not viewer.is_editor:
        raise Http404
    context = {
        "queue": desk_lists.queue(viewer),
        "sent_back": desk_lists.sent_back(viewer),
        "open": desk_lists.open_proposals(viewer),
        "answered": desk_lists.answered_proposals(viewer),
    }
    return render(request, "home/desk.html", context)


def led_back(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What waits no longer is shown as it stands now; from what is not to be read, back to the desk, with a word."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, kind: Kind, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, kind, **kwargs)
        except NotWaitingError:
            messages.info(request, _("It waits no longer. You see here how it stands."))
            return redirect(kind.route("home:desk_case"), pk)
        except NotHereError:
            messages.info(request, _("That case is not here. Perhaps its author took it back."))
            return redirect("home:desk")

    return guarded


@require_safe
@sign_in_first
@led_back
def case(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    """One case: what waits is judged here; what does not is shown as it stands."""
    contribution = _known(request, pk, kind)
    return _case(request, contribution, RemarkForm(contribution=as_written(contribution)))


@sign_in_first
@led_back
def judge(request: HttpRequest, pk: int, kind: Kind, action: Action) -> HttpResponse:
    """Take it, give it back, send it back with remarks, or approve and publish it: the text that the page showed."""
    contribution = _known(request, pk, kind)
    if request.method != "POST":
        return redirect(kind.route("home:desk_case"), pk)
    if contribution.review_state != ReviewState.SUBMITTED:
        raise NotWaitingError
    if action in {Action.TAKE, Action.GIVE_BACK}:
        messages.info(request, _hold(request, action, contribution))
        return redirect(kind.route("home:desk_case"), pk)
    require(action, actions(viewer_of(request), contribution))
    form = RemarkForm(request.POST if action == Action.SEND_BACK else None, contribution=as_written(contribution))
    if request.POST.get("revision") != str(contribution.latest_revision_id):
        return _case(request, contribution, form, rewritten=True, status=409)
    if action == Action.SEND_BACK and not form.is_valid():
        return _case(request, contribution, form)
    messages.info(request, _decide(request, action, contribution, form))
    return redirect("home:desk")


def _hold(request: HttpRequest, action: Action, contribution: Contribution) -> str:
    """Take the case or give it back. A second click asks for what is so already."""
    require(Action.APPROVE, actions(viewer_of(request), contribution))
    if action == Action.TAKE:
        take(contribution, by=user_of(request))
        return _("You have taken it.")
    holder = give_back(contribution, by=user_of(request)).reviewer
    if holder:
        return _("%(name)s has taken the case since. You no longer have it.") % {"name": holder.name}
    return _("You have given it back. Others can take it.")


def _decide(request: HttpRequest, action: Action, contribution: Contribution, form: RemarkForm) -> str:
    if action == Action.SEND_BACK:
        send_back(contribution, form.remarks, by=user_of(request))
        return _("It is sent back, and the author is told.")
    approved = approve(contribution, by=user_of(request))
    if at := hour(approved):
        return _("It is approved.") + " " + will_be_published(at, change=approved.live) + "."
    return _("It is published, and the author is told.")


def _known(request: HttpRequest, pk: int, kind: Kind) -> Contribution:
    viewer = viewer_of(request)
    if not viewer.is_editor:
        raise Http404
    rows = kind.model.objects.known_to_the_desk(viewer).whole().select_related("reviewer")
    found: Contribution | None = rows.filter(pk=pk).first()
    if found is None:  # taken back it is secret again, and answers as what never was
        raise NotHereError
    return found


def _case(
    request: HttpRequest, contribution: Contribution, form: RemarkForm, *, rewritten: bool = False, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    waits = contribution.review_state == ReviewState.SUBMITTED
    shown = contribution if contribution.live and not waits else as_written(contribution)
    context = {
        **_told(contribution, viewer),
        "contribution": contribution,
        "draft": shown,
        "seen_by": _seen_by(shown),
        "waits": waits,
        "contents": [part for part in contents(shown) if part.text and part.name != "title"],
        "rewritten": rewritten,
        "form": form,
        "since": changes_since_seen(contribution) if waits else None,
        "warnings": small_numbers(shown) if waits else {},
        "hours": _hours(shown) if waits else "",
    }
    return render(request, "home/desk_case.html", context, status=status)


def _told(contribution: Contribution, viewer: Viewer) -> dict[str, Any]:
    """What has been done and said so far, what the viewer may do now, and what else waits."""
    return {
        "kind": kind_of(contribution),
        "actions": actions(viewer, contribution),
        "queue": desk_lists.queue(viewer, 20).rows,
        "steps": steps(contribution),
        "remarks": list(contribution.remarks.select_related("by")),
        "proposals": list(contribution.proposals.select_related("by", "decided_by")),
    }


def _seen_by(draft: Contribution) -> str:
    """Who reads it when it is published, to stand after «Visible to:»."""
    name = audience_name(draft.audience, draft.network)
    return name if network_of(draft.audience) else name[:1].lower() + name[1:]


def _hours(draft: Contribution) -> str:
    """When it is published, approved now, where an editor has set an hour in the draft."""
    at = draft.go_live_at
    return will_be_published(at, change=draft.live) if at and at > timezone.now() else ""
