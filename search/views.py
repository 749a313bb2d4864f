from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.access.guards import viewer_of
from community.networks.models import Theme

from .address import Address
from .find import find
from .hints import former_names


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Hits, filters and what else was looked for; with nothing asked, where to begin."""
    address = Address.read(request.GET)
    found = find(
        address.text, viewer_of(request), address.chosen, address.page, order=address.order, exact=address.exact
    )
    context = {
        "address": address,
        "results": found,
        "chips": list(address.chips()),
        "former_names": former_names(found.query, found.rules),
        "themes": [] if found.hits else Theme.objects.all(),
        "older": address.at(found.next_page),
        "newer": address.at(found.previous_page),
    }
    return render(request, "search/results.html", context)
