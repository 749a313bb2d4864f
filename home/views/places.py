from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from community.access.guards import viewer_of
from community.places.find import by_slug_or_former_name
from community.places.forms import LONGEST
from community.ui.navigation import with_query

from .. import gather


@require_safe
def municipality_list(request: HttpRequest) -> HttpResponse:
    """All municipalities by county; what is typed narrows them, former names included."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    context = {"query": query, "counties": gather.counties(query)}
    return render(request, "home/municipality_list.html", context)


@require_safe
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """A municipality of today. A name or number of earlier days leads to it, or to a choice between several."""
    found = by_slug_or_former_name(slug)
    if found.here:
        return render(request, "home/municipality_detail.html", gather.municipality(found.here, viewer_of(request)))
    if found.moved_to:
        return redirect(with_query(found.moved_to.get_absolute_url(), request))
    if not found.led_to:
        raise Http404
    context = {"asked": found.asked, "places": found.led_to, "namesakes": found.is_shared}
    return render(request, "home/municipality_former.html", context)
