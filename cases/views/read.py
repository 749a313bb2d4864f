from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.address import canonical
from cases.listing import Choice, facets, narrowed
from cases.models import Experience
from cases.policy import Action, actions
from cases.querysets import NEWEST_FIRST
from cases.write import as_written
from community.access.audience import PUBLIC
from community.access.guards import viewer_of
from community.access.keep import sign_in_first
from community.access.viewer import Viewer
from community.images.models import Upload
from community.images.serve import serve_file, serve_picture
from community.places.maps import mini_map
from community.publishing.kept import until_changed
from community.ui.navigation import with_query
from community.ui.pagination import by_key

KEPT = 60  # seconds for which the number of all that a list holds is not counted again


@require_safe
def experience_list(request: HttpRequest) -> HttpResponse:
    """What is published and may be seen, newest first, and what it can be narrowed by."""
    viewer, choice = viewer_of(request), Choice.of(request.GET)
    rows = narrowed(Experience.objects.listed_for(viewer), choice)
    total = until_changed(("experiences", sorted(viewer.keys), choice), rows.count, KEPT)
    page = by_key(rows, NEWEST_FIRST, request.GET.get("key", ""))
    context = {"page": page, "total": total, "choice": choice, "facets": facets(choice)}
    return render(request, "cases/experience_list.html", context)


@require_safe
def experience(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """One experience, at its address; that of an old title, or of its number alone, leads on, once it is allowed."""
    viewer = viewer_of(request)
    found = get_object_or_404(Experience.objects.visible_to(viewer).whole(), pk=pk)
    if slug != (found.slug or "-"):
        return _moved(request, found)
    context = {
        "experience": found,
        "actions": actions(viewer, found),
        "canonical": canonical(found),
        "drawing": mini_map([found.municipality]) if found.municipality else None,
        "rows": list(found.measures.all()),
        "evidence": found.ladder,
    }
    return render(request, "cases/experience.html", context)


@require_safe
@sign_in_first
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole of what is being written, as it will look, for whoever may see the draft. Nothing is pressed here."""
    viewer = viewer_of(request)
    found = as_written(get_object_or_404(Experience.objects.editable_by(viewer).select_related("network"), pk=pk))
    drawing = mini_map([found.municipality]) if found.municipality else None
    context = {"written": True, "may": actions(viewer, found), "drawing": drawing}
    return render(request, "cases/experience.html", found.get_preview_context(request, "") | context)


def _moved(request: HttpRequest, found: Experience) -> HttpResponse:
    """To the address of today, and not for good: a title may become again what it was."""
    return redirect(with_query(found.get_absolute_url(), request))


@require_safe
@sign_in_first
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own: what waits for them first, then the rest, newest first; for a project leader also what their
    colleagues are at."""
    viewer = viewer_of(request)
    rows = Experience.objects.written_by(viewer).with_schedule().select_related("network").order_by("-pk")
    page = by_key(rows, ("-pk",), request.GET.get("key", ""))
    waiting = [row for row in rows.waiting_for_their_author()[:20] if Action.DECIDE in actions(viewer, row)]
    colleagues = Experience.objects.of_colleagues(viewer).with_schedule().select_related("network").order_by("-pk")[:50]
    own, others = ([_writable(viewer, row) for row in found] for found in (page.rows, colleagues))
    context = {"page": page, "own": own, "waiting": waiting, "colleagues": others}
    return render(request, "cases/mine.html", context)


def _writable(viewer: Viewer, found: Experience) -> tuple[Experience, frozenset[Action], str]:
    """What a writer has or may go on with: what they may do with it, and where they open it, if they still may."""
    may = actions(viewer, found)
    if found.live:
        return found, may, found.get_absolute_url() if viewer.may_see(found.audience) else ""
    return found, may, reverse("cases:edit", args=[found.pk]) if may & {Action.EDIT, Action.WITHDRAW} else ""


@require_safe
def picture(request: HttpRequest, pk: int, key: UUID, preset: str) -> FileResponse:
    """A picture of an experience in a named preset, for whoever sees the experience."""
    found, public = _upload(viewer_of(request), pk, key)
    return serve_picture(found, preset, public=public)


@require_safe
def file(request: HttpRequest, pk: int, key: UUID) -> FileResponse:
    """A file of an experience as a download, for whoever sees the experience."""
    found, public = _upload(viewer_of(request), pk, key)
    return serve_file(found, public=public)


def _upload(viewer: Viewer, pk: int, key: UUID) -> tuple[Upload, bool]:
    """An upload as published, or as it stands in the draft for those who may see that; and whether all may see it."""
    seen = Experience.objects.visible_to(viewer).filter(pk=pk).first()
    found = seen and seen.upload_with(key)
    if seen and found:
        return found, seen.audience == PUBLIC
    draft = get_object_or_404(Experience.objects.editable_by(viewer), pk=pk)
    found = draft.get_latest_revision_as_object().upload_with(key)
    if not found:
        raise Http404
    return found, False
