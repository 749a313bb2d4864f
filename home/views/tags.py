"""Tags: the vocabulary, the page of one tag over all kinds of things, and suggestions while one writes."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from community.access.guards import viewer_of
from community.access.keep import sign_in_first
from community.publishing.models import Tag, TagState
from community.publishing.reach import tags_told_to
from community.publishing.vocabulary.suggest import suggest
from community.text.otherwise import texts_otherwise

from .. import gather


@require_safe
def tag_list(request: HttpRequest) -> HttpResponse:
    """The vocabulary."""
    tags = Tag.objects.filter(state=TagState.CONTROLLED).order_by("name__sort_key")
    return render(request, "home/tag_list.html", {"tags": tags})


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """A tag is there for who sees something that bears it, and for everybody where it is in the vocabulary."""
    viewer = viewer_of(request)
    found = get_object_or_404(tags_told_to(viewer), slug=slug)
    return render(request, "home/tag_detail.html", gather.tag(found, viewer, request.GET.get("key", "")))


@require_safe
@sign_in_first
def tag_suggest(request: HttpRequest) -> HttpResponse:
    """As JSON: tags that begin with `q`, or as it begins in the other written form."""
    begun = request.GET.get("q", "")[:60]
    return JsonResponse({"found": suggest(begun, viewer_of(request), texts_otherwise(begun))})
