"""One button, one verb: the acts that need no form of their own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.address import address_of
from cases.contents import label
from cases.kinds import Kind
from cases.models import Contribution, Proposal, ProposalState
from cases.policy import Action, actions
from cases.propose import accept, decline, proposable
from cases.retire import archive, delete_draft, restore, unpublish
from cases.submit import withdraw
from cases.write import as_written
from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.access.viewer import Viewer
from community.publishing.models import ReviewState
from community.text.diff import difference

VERBS: dict[Action, tuple[Callable[..., Any], Any]] = {
    Action.WITHDRAW: (withdraw, gettext_lazy("It is taken back. Now you can change it.")),
    Action.UNPUBLISH: (unpublish, gettext_lazy("It is no longer published. You find it among your drafts.")),
    Action.ARCHIVE: (archive, gettext_lazy("It is archived: still there, but out of the lists.")),
    Action.RESTORE: (restore, gettext_lazy("It is back in the lists.")),
    Action.DELETE: (delete_draft, gettext_lazy("The draft is deleted.")),
}
OF_ANOTHERS = {
    Action.UNPUBLISH: gettext_lazy("It is no longer published. The author finds it among their drafts."),
}
"""What is said instead to whoever did it with another's."""


@sign_in_first
def act(request: HttpRequest, pk: int, action: Action, kind: Kind) -> HttpResponse:
    """Ask first (GET), then do (POST)."""
    viewer = viewer_of(request)
    found = get_object_or_404(_within_reach(request, kind), pk=pk)
    may = actions(viewer, found)
    require(action, may)
    verb, done = VERBS[action]
    own = found.author_id == viewer.user_id
    if request.method != "POST":
        context = {"contribution": found, "action": action, "own": own, "back": _place_of(found, viewer, kind)}
        return render(request, "cases/confirm.html", context)
    verb(found, by=user_of(request))
    messages.success(request, done if own else OF_ANOTHERS.get(action, done))
    return redirect(_place_of(found, viewer, kind))


@require_safe
@sign_in_first
def proposals(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    """What an editor proposes, as a difference, with yes and no."""
    viewer = viewer_of(request)
    found = get_object_or_404(kind.model.objects.editable_by(viewer).select_related("network"), pk=pk)
    made = found.proposals.select_related("by", "decided_by")[:20]
    shown = [(proposal, _changes(proposal)) for proposal in made]
    undecided = any(proposal.is_open for proposal in made)
    may = actions(viewer, found)
    context = {"contribution": as_written(found), "shown": shown, "undecided": undecided, "actions": may, "kind": kind}
    return render(request, "cases/proposals.html", context)


@sign_in_first
def decide(request: HttpRequest, pk: int, proposal: int, kind: Kind) -> HttpResponse:
    """The author's yes or no to a proposal."""
    viewer = viewer_of(request)
    contribution = get_object_or_404(kind.model.objects.editable_by(viewer).select_related("network"), pk=pk)
    if request.method != "POST":
        return redirect(address_of("cases:proposals", contribution))
    pending = get_object_or_404(contribution.proposals, pk=proposal)
    require(Action.DECIDE, actions(viewer, contribution))
    if not pending.is_open:
        messages.info(request, _("The proposal waits no longer. You see below what came of it."))
        return redirect(address_of("cases:proposals", contribution))
    verb = accept if request.POST.get("answer") == "accept" else decline
    decided = verb(pending, by=user_of(request))
    if decided.state == ProposalState.OUTDATED:
        messages.warning(request, _("You have changed the text since. The proposal fits no longer."))
    else:
        contribution.refresh_from_db()
        messages.success(request, _said(decided, contribution))
    return redirect(address_of("cases:proposals", contribution))


def _said(decided: Proposal, contribution: Contribution) -> str:
    if decided.state == ProposalState.DECLINED:
        return _("The text stays as you wrote it.")
    if contribution.live and not contribution.has_unpublished_changes:
        return _("The new wording is published.")
    if contribution.review_state == ReviewState.SUBMITTED:
        return _("The new wording is in the text that the editor reads.")
    return _("The new wording is in your draft. Send it in when it is ready.")


def _place_of(found: Contribution, viewer: Viewer, kind: Kind) -> str:
    """Where the viewer finds it: among their own; another's on its page, or where it has none, on the desk."""
    if found.author_id != viewer.user_id and found.live:
        return found.get_absolute_url()
    return reverse("home:desk" if viewer.is_editor and found.author_id != viewer.user_id else kind.mine_route)


def _within_reach(request: HttpRequest, kind: Kind) -> "QuerySet[Any]":
    viewer, objects = viewer_of(request), kind.model.objects
    reach: QuerySet[Any] = objects.editable_by(viewer) | objects.visible_to(viewer)
    return reach.select_related("network").distinct()


def _changes(proposal: Proposal) -> list[Any]:
    of = type(proposal.contribution)
    return [
        (label(of, name), difference(proposal.before[name], proposal.after[name]))
        for name in proposable(of)
        if name in proposal.after
    ]
