"""The editors' pictures and documents, for whoever belongs to their audience. An original is sent to nobody."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.access.audience import PUBLIC
from community.access.guards import viewer_of
from community.images.models import LibraryDocument, Rendition
from community.images.serve import private_file
from community.images.signatures import DOCUMENTS

PICTURES = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "avif": "image/avif"}


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


@require_safe
def picture(request: HttpRequest, path: str) -> FileResponse:
    """A rendition by the path of its file, which is what Wagtail prints in a page."""
    drawn = Rendition.objects.filter(file=path).select_related("image").first()
    kind = PICTURES.get(_ending(path))
    if drawn is None or kind is None or not viewer_of(request).may_see(drawn.image.audience):
        raise Http404
    return private_file(path, kind, public=drawn.image.audience == PUBLIC)


@require_safe
def document(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """A document by its number; always a download. The name in the address is for the reader's eyes."""
    found = get_object_or_404(LibraryDocument.objects.filter(audience__in=viewer_of(request).keys), pk=pk)
    kind = DOCUMENTS.get(_ending(found.filename))
    if kind is None:
        raise Http404
    public = found.audience == PUBLIC
    return private_file(str(found.file.name), kind.content_type, download_as=found.filename, public=public)
