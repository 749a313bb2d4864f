from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.attach import attach
from cases.choices import networks_to_write_in, prefilled
from cases.complete import IncompleteError
from cases.forms import ExperienceForm
from cases.models import Experience
from cases.policy import Action, actions
from cases.propose import label
from cases.submit import submit
from cases.warn import small_numbers
from cases.write import ChangedMeanwhileError, a_new_one, as_written, begin, begun_with, save_draft
from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.images.storage import files_with_rows
from community.text.diff import difference
from community.text.markdown import to_html


@sign_in_first
def write(request: HttpRequest) -> HttpResponse:
    """Begin an experience."""
    draft = _blank(request)
    if request.method == "POST":
        return _kept(request, draft)
    form = ExperienceForm(instance=prefilled(draft, by=viewer_of(request)))
    return _page(request, form, key=uuid4())


@sign_in_first
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a draft, or with a change to what is published."""
    draft = _loaded(request, pk)
    if request.method == "POST":
        return _kept(request, draft)
    return _page(request, ExperienceForm(instance=draft))


@require_POST
@sign_in_first
def autosave(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """What the page does by itself two seconds after the last keystroke. Takes no files; answers JSON."""
    draft = _loaded(request, pk) if pk else _blank(request)
    form = ExperienceForm(request.POST, instance=draft, by_itself=True)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        saved = _save(request, form)
    except ChangedMeanwhileError:
        return JsonResponse({"conflict_url": _address("edit", draft)}, status=409)
    return JsonResponse(
        {
            "version": saved.version,
            "saved": time_format(timezone.localtime(), "H.i"),
            "url": _address("edit", saved),
            "autosave_url": _address("autosave", saved),
        }
    )


@require_POST
@sign_in_first
def preview(request: HttpRequest) -> HttpResponse:
    """One text as it will look. Stores nothing."""
    return HttpResponse(to_html(request.POST.get("text", "")))


def _blank(request: HttpRequest) -> Experience:
    networks = networks_to_write_in(viewer_of(request))
    if not networks:
        raise Http404
    chosen = request.POST.get("network") or request.GET.get("network")
    network = next((n for n in networks if str(n.pk) == chosen), networks[0])
    return a_new_one(network, by=user_of(request))


def _loaded(request: HttpRequest, pk: int) -> Experience:
    viewer = viewer_of(request)
    found = get_object_or_404(Experience.objects.editable_by(viewer).select_related("network", "municipality"), pk=pk)
    require(Action.EDIT, actions(viewer, found))
    return as_written(found)


def _save(request: HttpRequest, form: ExperienceForm) -> Experience:
    """Text and files together, or neither."""
    user, key = user_of(request), _key(request)
    draft = form.save(commit=False)
    if draft.pk is None and (begun := begun_with(key, by=user)):
        return begun
    with files_with_rows():
        attach(draft, form.cleaned_data, by=user)
        if draft.pk is None:
            return begin(draft, key=key, by=user)
        return save_draft(draft, expected_version=_version(request), by=user)


def _kept(request: HttpRequest, draft: Experience) -> HttpResponse:
    """Save what was sent, and send it in where that was asked for."""
    form = ExperienceForm(request.POST, request.FILES, instance=draft)
    if not form.is_valid():
        return _page(request, form, key=_key(request), version=_version(request))
    try:
        saved = _save(request, form)
    except ChangedMeanwhileError as conflict:
        return _conflict(request, form, conflict.theirs)
    if request.POST.get("do") == "submit":
        return _sent_in(request, saved)
    messages.success(request, _("Your draft is saved."))
    return redirect("cases:edit", saved.pk)


def _sent_in(request: HttpRequest, saved: Experience) -> HttpResponse:
    try:
        submit(saved, by=user_of(request))
    except IncompleteError as incomplete:
        form = ExperienceForm(instance=as_written(saved))
        form.say_what_is_missing(incomplete.missing)
        return _page(request, form)
    messages.success(request, _("It is sent. An editor answers within five working days."))
    return redirect("cases:mine")


def _conflict(request: HttpRequest, form: ExperienceForm, theirs: Experience) -> HttpResponse:
    """Both texts, side by side: saving again now overwrites knowingly."""
    mine = form.instance
    changes = [
        (label(name), difference(getattr(theirs, name), getattr(mine, name)))
        for name in ("title", "summary", *Experience.MARKDOWN)
        if getattr(theirs, name) != getattr(mine, name)
    ]
    return _page(request, form, version=theirs.version, changes=changes, status=409)


def _page(request: HttpRequest, form: ExperienceForm, status: int = 200, **context: Any) -> HttpResponse:
    draft = form.instance
    defaults = {
        "form": form,
        "experience": draft,
        "version": draft.version,
        "networks": networks_to_write_in(viewer_of(request)) if draft.pk is None else [],
        "remarks": draft.remarks.filter(answered_at__isnull=True).select_related("by") if draft.pk else [],
        "warnings": small_numbers(draft),
    }
    return render(request, "cases/write.html", {**defaults, **context}, status=status)


def _address(name: str, experience: Experience) -> str:
    return reverse(f"cases:{name}", args=[experience.pk])


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
