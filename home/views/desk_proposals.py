"""An editor's other wording of a text: one at a time, for the author to answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.contents import label
from cases.desk_forms import ProposalForm
from cases.kinds import Kind
from cases.models import Contribution, Proposal
from cases.policy import Action, actions
from cases.propose import OpenProposalError, open_proposal, proposable, propose, withdraw_proposal
from cases.write import ChangedMeanwhileError, as_written
from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.text.diff import difference


@sign_in_first
def suggest(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    """Propose another wording, or change one's own proposal that is not answered; the author decides."""
    contribution = _proposable(request, pk, kind)
    draft = as_written(contribution)
    standing = open_proposal(contribution)
    form = ProposalForm(request.POST or None, initial=_begun(request, standing), contribution=draft)
    try:
        if standing and standing.by_id != user_of(request).pk:
            raise OpenProposalError(standing)
        if request.method == "POST" and request.POST.get("version") != str(draft.version):
            raise ChangedMeanwhileError(draft)
        if not form.is_valid():
            return _page(request, draft, form, standing)
        made = propose(contribution, form.texts, form.cleaned_data["note"], by=user_of(request))
    except OpenProposalError as found:
        return _page(request, draft, form, found.proposal, status=409 if request.method == "POST" else 200)
    except ChangedMeanwhileError as conflict:
        return _changed_meanwhile(request, form, conflict.theirs, standing)
    messages.info(request, _("The author is told.") if made else _("You changed nothing."))
    return redirect(kind.route("home:desk_case"), pk)


@sign_in_first
def withdraw(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    """Take back one's own proposal, while the author has not answered it."""
    contribution = _proposable(request, pk, kind)
    if request.method == "POST":
        taken = withdraw_proposal(contribution, by=user_of(request))
        messages.info(request, _("Your proposal is taken back.") if taken else _("It waits no longer for the author."))
    return redirect(kind.route("home:desk_case"), pk)


def _proposable(request: HttpRequest, pk: int, kind: Kind) -> Contribution:
    viewer = viewer_of(request)
    found: Contribution = get_object_or_404(
        kind.model.objects.editable_by(viewer).select_related("network", "municipality__county"), pk=pk
    )
    require(Action.PROPOSE, actions(viewer, found))
    return found


def _begun(request: HttpRequest, standing: Proposal | None) -> dict[str, str]:
    """One's own words as they were sent, to go on from."""
    own = standing is not None and standing.by_id == user_of(request).pk
    return {**standing.after, "note": standing.note} if standing and own else {}


def _page(
    request: HttpRequest,
    draft: Contribution,
    form: ProposalForm,
    standing: Proposal | None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    own = standing is not None and standing.by_id == user_of(request).pk
    context = {"form": form, "contribution": draft, "standing": standing, "own": own, **more}
    return render(request, "home/desk_propose.html", context, status=status)


def _changed_meanwhile(
    request: HttpRequest, form: ProposalForm, theirs: Contribution, standing: Proposal | None
) -> HttpResponse:
    """The author's text of today with the editor's marked in it; what the editor wrote stays in the form."""
    typed = form.typed
    pairs = [(name, getattr(theirs, name), typed[name]) for name in proposable(theirs) if name in typed]
    said = [(label(type(theirs), name), difference(now, wanted)) for name, now, wanted in pairs if now != wanted]
    anew = ProposalForm(initial=typed, contribution=theirs)
    return _page(request, theirs, anew, standing, status=409, changes=said, stale=True)
