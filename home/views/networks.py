from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from community.access.guards import viewer_of
from community.networks.models import Network, Theme

from .. import gather
from ..models import ThemePage


@require_safe
def network_list(request: HttpRequest) -> HttpResponse:
    return render(request, "home/network_list.html", {"networks": gather.networks()})


@require_safe
def network(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Network.objects.select_related("programme", "owner", "funder"), slug=slug)
    return render(request, "home/network_detail.html", gather.network(found, viewer_of(request)))


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    return render(request, "home/theme_list.html", {"themes": gather.themes(viewer_of(request))})


@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(Theme, slug=slug)
    introduction = ThemePage.introducing(found, viewer)
    shown = introduction.chosen() if introduction else ()
    context = gather.theme(found, viewer, request.GET.get("key", ""), shown)
    return render(request, "home/theme_detail.html", {**context, "introduction": introduction, "under": found})
