from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.address import address_of
from cases.kinds import KINDS, Kind
from cases.models import Contribution
from cases.policy import Action, actions
from community.access.guards import viewer_of
from community.access.keep import sign_in_first
from community.access.viewer import Viewer
from community.ui.pagination import by_key


@require_safe
@sign_in_first
def mine(request: HttpRequest, kind: Kind) -> HttpResponse:
    """The reader's own: what waits for them first, then the rest, newest first; for a project leader also what their
    colleagues are at."""
    viewer, objects = viewer_of(request), kind.model.objects
    rows = objects.written_by(viewer).with_schedule().select_related("network").order_by("-pk")
    page = by_key(rows, ("-pk",), request.GET.get("key", ""))
    waiting = [row for row in rows.waiting_for_their_author()[:20] if Action.DECIDE in actions(viewer, row)]
    colleagues = objects.of_colleagues(viewer).with_schedule().select_related("network").order_by("-pk")[:50]
    own, others = ([_writable(viewer, row) for row in found] for found in (page.rows, colleagues))
    context = {"kind": kind, "kinds": KINDS, "page": page, "own": own, "waiting": waiting, "colleagues": others}
    return render(request, "cases/mine.html", context)


def _writable(viewer: Viewer, found: Contribution) -> tuple[Contribution, frozenset[Action], str]:
    """What a writer has or may go on with: what they may do with it, and where they open it, if they still may."""
    may = actions(viewer, found)
    if found.live:
        return found, may, found.get_absolute_url() if viewer.may_see(found.audience) else ""
    return found, may, address_of("cases:edit", found) if may & {Action.EDIT, Action.WITHDRAW} else ""
