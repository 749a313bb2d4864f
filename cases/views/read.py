from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cases.address import canonical
from cases.download import count_download
from cases.kinds import Kind
from cases.leads_to import leads_to
from cases.models import Contribution, Experience, Resource
from cases.policy import actions
from cases.write import as_written
from community.access.audience import PUBLIC
from community.access.guards import viewer_of
from community.access.keep import sign_in_first
from community.access.viewer import Viewer
from community.images.models import Upload
from community.images.serve import serve_file, serve_picture
from community.places.maps import mini_map
from community.ui.navigation import with_query


@require_safe
def experience(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """One experience, at its address; that of an old title, or of its number alone, leads on, once it is allowed."""
    viewer = viewer_of(request)
    found = get_object_or_404(Experience.objects.visible_to(viewer).whole(), pk=pk)
    if slug != (found.slug or "-"):
        return moved(request, found)
    context = {
        "experience": found,
        "actions": actions(viewer, found),
        "canonical": canonical(found),
        "drawing": mini_map([found.municipality]) if found.municipality else None,
        "rows": list(found.measures.all()),
        "evidence": found.ladder,
        **leads_to(found, viewer),
    }
    return render(request, "cases/experience.html", context)


@require_safe
@sign_in_first
def draft(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    """The whole of what is being written, as it will look, for whoever may see the draft. Nothing is pressed here."""
    viewer = viewer_of(request)
    found = as_written(get_object_or_404(kind.model.objects.editable_by(viewer).select_related("network"), pk=pk))
    drawing = mini_map([found.municipality]) if found.municipality else None
    context = {"written": True, "may": actions(viewer, found), "drawing": drawing}
    shown = found.get_preview_context(request, "") | context
    return render(request, found.get_preview_template(request, ""), shown)


def moved(request: HttpRequest, found: Contribution) -> HttpResponse:
    """To the address of today, and not for good: a title may become again what it was."""
    return redirect(with_query(found.get_absolute_url(), request))


@require_safe
def picture(request: HttpRequest, pk: int, key: UUID, preset: str) -> FileResponse:
    """A picture of an experience in a named preset, for whoever sees the experience."""
    found, _seen, public = _upload(Experience, viewer_of(request), pk, key)
    return serve_picture(found, preset, public=public)


@require_safe
def file(request: HttpRequest, pk: int, key: UUID, kind: Kind) -> FileResponse:
    """A file as a download, for whoever sees what it belongs to. Of a resource as it is published it is counted."""
    found, seen, public = _upload(kind.model, viewer_of(request), pk, key)
    answer = serve_file(found, public=public)
    if isinstance(seen, Resource):
        count_download(seen, request)
    return answer


def _upload(model: type[Contribution], viewer: Viewer, pk: int, key: UUID) -> tuple[Upload, Contribution | None, bool]:
    """An upload as published, with what it belongs to, or as it stands in the draft for those who may see that; and
    whether all may see it."""
    seen = model.objects.visible_to(viewer).filter(pk=pk).first()
    found = seen and seen.upload_with(key)
    if seen and found:
        return found, seen, seen.audience == PUBLIC
    draft = get_object_or_404(model.objects.editable_by(viewer), pk=pk)
    found = draft.get_latest_revision_as_object().upload_with(key)
    if not found:
        raise Http404
    return found, None, False
