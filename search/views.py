from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.access.guards import viewer_of
from community.access.viewer import Viewer
from community.networks.models import Theme
from community.publishing.feed import CONTENT_TYPE
from community.publishing.suggested import by_rooms
from community.text.legible import legible

from .address import Address
from .asked.note import note
from .feed import of_search
from .find import Results, find
from .hints import former_names
from .suggest import suggest
from .ways import ways_out


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Hits, filters and what else was looked for; with nothing found or asked, where to go on from there."""
    viewer = viewer_of(request)
    address = Address.read(request.GET, viewer)
    found = asked(address, viewer)
    note(request, address, found)
    return render(request, "search/results.html", _page_of(address, found, viewer))


def _page_of(address: Address, found: Results, viewer: Viewer) -> dict[str, object]:
    chips = list(address.chips())
    offered = found.offered or {}
    return {
        "address": address,
        "results": found,
        "chips": chips,
        "named": address.named(chips),
        "sorted_by": list(address.sorted_by()),
        "offered": [(word, address.meaning(typed, word)) for typed, words in offered.items() for word in words],
        "former_names": former_names(found.query, found.rules, address.places),
        "themes": [] if found.hits else Theme.objects.all(),
        "people": list(by_rooms(address.text, viewer)) if address.is_first else [],
        "ways_out": [] if found.hits else ways_out(address, viewer),
        "next_step": _next_step(address),
        "feed": f"{reverse('search:feed')}{address.beginning}",
        "older": address.after(found.key) or address.at(found.next_page),
        "newer": address.beginning if found.by_key and address.key else address.at(found.previous_page),
    }


def _next_step(address: Address) -> str:
    """Where somebody goes on from nothing: to ask with these words, or to all experiences."""
    if not address.text:
        return reverse("cases:experience_list")
    return f"{reverse('forum:start')}?{urlencode({'tittel': address.text[:150]})}"


@never_cache
@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """What completes the letters in `q`, as JSON; nothing is kept of them."""
    found = suggest(legible(request.GET.get("q", "")), viewer_of(request))
    return JsonResponse({"found": [asdict(one) for one in found]})


@never_cache
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest hits as Atom: what everyone may see to whoever asks without signing in, as feed readers do."""
    viewer = viewer_of(request)
    return HttpResponse(of_search(Address.read(request.GET, viewer), viewer), content_type=CONTENT_TYPE)


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
