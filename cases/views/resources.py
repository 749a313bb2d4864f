from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cases.address import canonical
from cases.download import count_download, downloads_of
from cases.models import Resource, ResourceVersion
from cases.policy import Action, actions
from cases.used_in import used_in
from cases.versions import as_published, versions_for
from community.access.audience import PUBLIC
from community.access.guards import viewer_of
from community.access.viewer import Viewer
from community.images.serve import serve_file
from community.publishing.related import related_to
from community.ui.navigation import with_query

from .read import moved

LATELY = 30  # days that whoever wrote it sees


@require_safe
def resource(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """One resource, at its address; that of an old title, or of its number alone, leads on, once it is allowed."""
    viewer = viewer_of(request)
    found = get_object_or_404(Resource.objects.visible_to(viewer).whole(), pk=pk)
    if slug != (found.slug or "-"):
        return moved(request, found)
    context = {
        **_fetched(found, actions(viewer, found)),
        "resource": found,
        "rows": list(found.files.all()),
        "canonical": canonical(found),
        "versions": list(versions_for(found, viewer)),
        "used_in": used_in(found, viewer),
        "related": related_to(found, viewer),
    }
    return render(request, "cases/resource.html", context)


@require_safe
def version(request: HttpRequest, pk: int, number: str, slug: str = "") -> HttpResponse:
    """The resource as it was published once."""
    viewer = viewer_of(request)
    found = _version(viewer, pk, int(number))
    if slug != (found.resource.slug or "-"):
        return redirect(with_query(found.get_absolute_url(), request))
    shown = as_published(found)
    context = {
        "resource": shown,
        "version": found,
        "rows": list(shown.files.all()),
        "canonical": canonical(found.resource, found),
        "actions": frozenset(),
    }
    return render(request, "cases/resource.html", context)


@require_safe
def version_file(request: HttpRequest, pk: int, number: int, key: UUID) -> FileResponse:
    """A file of the resource as it was in that version."""
    found = _version(viewer_of(request), pk, number)
    upload = as_published(found).upload_with(key)
    if not upload:
        raise Http404
    answer = serve_file(upload, public=found.audience == found.resource.audience == PUBLIC)
    count_download(found.resource, request)
    return answer


def _fetched(found: Resource, may: frozenset[Action]) -> dict[str, Any]:
    """What everyone reads of how often it was fetched, and what its writers and editors do."""
    days = found.downloads.order_by("-day")[:LATELY] if may - {Action.VIEW} else ()
    return {"actions": may, "downloads": downloads_of(found), "days": days}


def _version(viewer: Viewer, pk: int, number: int) -> ResourceVersion:
    """One that the viewer may see, of a resource that they may see."""
    found = get_object_or_404(Resource.objects.visible_to(viewer).whole(), pk=pk)
    version: ResourceVersion = get_object_or_404(found.versions.filter(audience__in=viewer.keys), number=number)
    version.resource = found
    return version
