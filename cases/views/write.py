from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.attach import attach
from cases.choices import networks_to_write_in, prefilled
from cases.complete import IncompleteError
from cases.contents import changes, same
from cases.forms import ExperienceForm
from cases.models import Experience
from cases.policy import Action, actions
from cases.submit import submit, withdraw
from cases.warn import small_numbers
from cases.write import FIRST, ChangedMeanwhileError, a_new_one, as_written, begin, begun_with, save_draft
from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.images.storage import files_with_rows
from community.ui.sent import hour, key_of, version_of


@sign_in_first
def write(request: HttpRequest) -> HttpResponse:
    """Begin an experience. A page that lost the answer to its first save goes on with what it began."""
    draft = _begun_or_blank(request)
    if draft.pk:
        return edit(request, draft.pk)
    if request.method == "POST":
        return _kept(request, draft)
    form = ExperienceForm(instance=prefilled(draft, by=viewer_of(request)))
    return _page(request, form, key=uuid4())


@sign_in_first
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a draft, or with a change to what is published."""
    draft = _loaded(request, pk)
    may = actions(viewer_of(request), draft)
    if Action.WITHDRAW in may:
        return _waiting(request, draft)
    require(Action.EDIT, may)
    if request.method == "POST":
        return _kept(request, draft)
    return _page(request, ExperienceForm(instance=draft))


@require_POST
@sign_in_first
def autosave(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """What the page does by itself two seconds after the last keystroke. Takes no files; answers JSON."""
    draft = _loaded(request, pk) if pk else _begun_or_blank(request)
    if draft.pk and Action.EDIT not in actions(viewer_of(request), draft):
        return JsonResponse({"conflict_url": _address("edit", draft)}, status=409)
    form = ExperienceForm(request.POST, instance=draft, by_itself=True)
    form.is_valid()
    try:
        saved = _save(request, form)
    except ChangedMeanwhileError:
        return JsonResponse({"conflict_url": _address("edit", draft)}, status=409)
    return _answer(form, saved)


def _blank(request: HttpRequest) -> Experience:
    networks = networks_to_write_in(viewer_of(request))
    if not networks:
        raise Http404
    chosen = request.POST.get("network") or request.GET.get("network")
    network = next((n for n in networks if str(n.pk) == chosen), networks[0])
    return a_new_one(network, by=user_of(request))


def _begun_or_blank(request: HttpRequest) -> Experience:
    begun = begun_with(key_of(request), by=user_of(request))
    return _loaded(request, begun.pk) if begun else _blank(request)


def _loaded(request: HttpRequest, pk: int) -> Experience:
    rows = Experience.objects.editable_by(viewer_of(request)).select_related("network", "municipality")
    return as_written(get_object_or_404(rows, pk=pk))


def _save(request: HttpRequest, form: ExperienceForm) -> Experience:
    """Text and files together, or neither."""
    user = user_of(request)
    draft = form.save(commit=False)
    with files_with_rows():
        attach(draft, form.cleaned_data, by=user)
        if draft.pk is None:
            return begin(draft, key=key_of(request), by=user)
        lost_the_answer = key_of(request) == draft.idempotency_key
        return save_draft(draft, expected_version=version_of(request) or (FIRST if lost_the_answer else 0), by=user)


def _kept(request: HttpRequest, draft: Experience) -> HttpResponse:
    """Save what was sent, and send it in where that was asked for. What is wrong in it keeps nothing else from being
    saved."""
    form = ExperienceForm(request.POST, request.FILES, instance=draft)
    right = form.is_valid()
    if not right and not form.instance.title:
        return _page(request, form, key=key_of(request), version=version_of(request))
    try:
        saved = _save(request, form)
    except ChangedMeanwhileError as conflict:
        return _conflict(request, form, conflict.theirs)
    if not right:
        form.say_that_the_text_is_saved()
        return _page(request, form, saved=hour())
    if request.POST.get("do") == "submit":
        return _sent_in(request, saved)
    if request.POST.get("do") == "see":
        return redirect(_address("draft", saved))
    messages.success(request, _("Your draft is saved."), extra_tags="stored")
    return redirect(_address("edit", saved) + _next_row(saved) * (request.POST.get("do") == "add_row"))


def _answer(form: ExperienceForm, saved: Experience) -> JsonResponse:
    """What the page learns of its save: where it lies now, and the words that belong beside fields."""
    wrong, few = "components/_field_errors.html", "cases/_few.html"
    errors = {bound.auto_id: render_to_string(wrong, {"field": bound}) for bound in form.faults}
    warnings = {name: render_to_string(few, {"said": said}) for name, said in small_numbers(saved).items()}
    addresses = {"url": _address("edit", saved), "autosave_url": _address("autosave", saved)}
    said = {"saved": hour(), "errors": errors, "warnings": warnings}
    return JsonResponse({"version": saved.version, **said, **addresses})


def _next_row(saved: Experience) -> str:
    """Where the empty row stands that a page brings along."""
    return f"?more#id_measures-{len(saved.measures.all())}-name"


def _sent_in(request: HttpRequest, saved: Experience) -> HttpResponse:
    try:
        submit(saved, by=user_of(request))
    except IncompleteError as incomplete:
        form = ExperienceForm(instance=as_written(saved))
        form.say_what_is_missing(incomplete.missing)
        return _page(request, form)
    messages.success(request, _("It is sent. An editor answers within five working days."), extra_tags="stored")
    return redirect("cases:mine")


def _waiting(request: HttpRequest, draft: Experience) -> HttpResponse:
    """It has been sent in: it is shown, and what is typed since stays in the form until the author takes it back."""
    if request.method != "POST":
        return _page(request, ExperienceForm(instance=draft), waiting=True)
    form = ExperienceForm(request.POST, request.FILES, instance=draft)
    typed = form.save() if form.is_valid() else form.instance
    sent = as_written(Experience.objects.get(pk=draft.pk))
    if request.POST.get("do") == "take_back":
        return _conflict(request, form, as_written(withdraw(sent, by=user_of(request))))
    if form.is_valid() and same(sent, typed):
        messages.success(request, _("It is sent. An editor answers within five working days."), extra_tags="stored")
        return redirect("cases:mine")
    return _page(request, form, waiting=True, version=sent.version, status=409)


def _conflict(request: HttpRequest, form: ExperienceForm, theirs: Experience) -> HttpResponse:
    """Both texts, side by side: saving again now overwrites knowingly."""
    said = changes(theirs, form.instance)
    return _page(request, form, version=theirs.version, conflict=True, changes=said, status=409)


def _page(request: HttpRequest, form: ExperienceForm, status: int = 200, **context: Any) -> HttpResponse:
    draft = form.instance
    remarks = list(draft.remarks.filter(answered_at__isnull=True).select_related("by")) if draft.pk else []
    warnings = small_numbers(draft)
    defaults = {
        "form": form,
        "experience": draft,
        "version": draft.version,
        "networks": networks_to_write_in(viewer_of(request)) if draft.pk is None else [],
        "remarks": remarks,
        "warnings": warnings,
        "unfolded": "more" in request.GET or form.must_unfold([*(remark.field for remark in remarks), *warnings]),
    }
    return render(request, "cases/write.html", {**defaults, **context}, status=status)


def _address(name: str, experience: Experience) -> str:
    return reverse(f"cases:{name}", args=[experience.pk])
