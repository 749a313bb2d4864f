from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.access.guards import viewer_of
from community.access.viewer import Viewer
from community.networks.models import Theme

from .address import Address
from .asked.note import note
from .find import Results, find
from .hints import former_names


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Hits, filters and what else was looked for; with nothing asked, where to begin."""
    address = Address.read(request.GET)
    found = asked(address, viewer_of(request))
    note(request, address, found)
    context = {
        "address": address,
        "results": found,
        "chips": list(address.chips()),
        "sorted_by": list(address.sorted_by()),
        "former_names": former_names(found.query, found.rules, address.places),
        "themes": [] if found.hits else Theme.objects.all(),
        "older": address.after(found.key) or address.at(found.next_page),
        "newer": address.beginning if found.by_key and address.key else address.at(found.previous_page),
    }
    return render(request, "search/results.html", context)


def asked(address: Address, viewer: Viewer) -> Results:
    return find(
        address.text,
        viewer,
        address.chosen,
        address.page,
        order=address.order,
        exact=address.exact,
        key=address.key,
    )
