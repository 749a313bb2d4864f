"""Voting in a poll, and what came of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.text.csv_table import as_csv
from community.ui.sent import whole
from forum.models import Topic
from forum.policy import Action, topic_actions
from forum.poll import NotAChoiceError, PollClosedError, PollPage, as_rows, poll_of, vote, voter_name, who_voted
from forum.poll_fields import ProlongForm, end_of
from forum.prolong import NotLaterError, prolong

from .read import topic_for


def _with_poll(request: HttpRequest, pk: int) -> tuple[Topic, PollPage]:
    topic = topic_for(viewer_of(request), pk)
    if not (page := poll_of(topic, viewer_of(request))):
        raise Http404
    return topic, page


@require_POST
@sign_in_first
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote, or change one's vote."""
    topic, page = _with_poll(request, pk)
    if not page.is_over:
        require(Action.VOTE, topic_actions(viewer_of(request), topic))
    try:
        vote(topic, {whole(value) for value in request.POST.getlist("valg")}, by=user_of(request))
        messages.success(request, _("Your vote is counted. You can change it as long as the poll is open."))
    except PollClosedError:
        messages.error(request, _("The poll has closed. Your vote was not counted."))
    except NotAChoiceError:
        messages.error(request, _("Choose from the list, then vote."))
    return redirect(f"{topic.get_absolute_url()}#avstemning")


@require_safe
@sign_in_first
def voters(request: HttpRequest, pk: int) -> HttpResponse:
    """Who voted for what in an open poll, for members who see its result; of a secret one there is no such page."""
    topic, page = _with_poll(request, pk)
    if not (page.names_voters and viewer_of(request).is_member):
        raise Http404
    people = who_voted(page.poll)
    choices = [(one, [voter_name(person) for person in people.get(one.pk, [])]) for one in page.results]
    return render(request, "forum/poll_voters.html", {"topic": topic, "choices": choices})


@sign_in_first
def longer(request: HttpRequest, pk: int) -> HttpResponse:
    """Put off the end of a poll that is open."""
    topic, page = _with_poll(request, pk)
    require(Action.PROLONG_POLL, page.may)
    if not page.may_prolong:
        raise Http404
    form = ProlongForm(request.POST or None, poll=page.poll)
    if request.method == "POST" and form.is_valid():
        try:
            prolong(topic, end_of(form.cleaned_data["closes_on"]), by=user_of(request))
            messages.success(request, _("The poll is open longer. Those who have voted are told."))
        except (PollClosedError, NotLaterError):
            messages.error(request, _("The poll has been changed meanwhile. Look at it once more."))
        return redirect(f"{topic.get_absolute_url()}#avstemning")
    return render(request, "forum/poll_prolong.html", {"topic": topic, "poll": page.poll, "form": form})


@require_safe
@sign_in_first
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The result as a table to take along."""
    topic, page = _with_poll(request, pk)
    if not page.may_export:
        raise Http404
    headings = (_("Choice"), _("Votes"), _("Per cent of those who voted"), _("Who"))
    name = f"{topic.slug or 'avstemning'}.csv"
    return HttpResponse(
        as_csv(as_rows(page, headings)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
