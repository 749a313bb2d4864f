from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import listing
from cases.models import Experience, Resource
from cases.querysets import NEWEST_FIRST
from community.access.guards import viewer_of
from community.publishing.kept import until_changed
from community.ui.pagination import by_key


@require_safe
def experiences(request: HttpRequest) -> HttpResponse:
    """What is published and may be seen, newest first, and what it can be narrowed by."""
    choice = listing.Choice.of(request.GET)
    rows = listing.narrowed(Experience.objects.listed_for(viewer_of(request)), choice)
    context = _page(request, "experiences", rows, choice)
    return render(request, "cases/experience_list.html", context | {"facets": listing.facets(choice)})


@require_safe
def resources(request: HttpRequest) -> HttpResponse:
    viewer, choice = viewer_of(request), listing.ResourceChoice.of(request.GET)
    rows = listing.narrowed(Resource.objects.listed_for(viewer), choice)
    context = _page(request, "resources", rows, choice)
    return render(request, "cases/resource_list.html", context | {"facets": listing.resource_facets(choice, viewer)})


def _page(request: HttpRequest, name: str, rows: QuerySet[Any], choice: listing.Narrowing) -> dict[str, Any]:
    total = until_changed((name, sorted(viewer_of(request).keys), choice), rows.count, listing.KEPT)
    page = by_key(rows, NEWEST_FIRST, request.GET.get("key", ""))
    return {"page": page, "total": total, "choice": choice, "here": request.path}
