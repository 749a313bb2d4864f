from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.address import address_of
from cases.attach import attach, attach_to_rows, brings_other_files, keep_for_later
from cases.choices import networks_to_write_in, prefilled
from cases.complete import IncompleteError, missing
from cases.contents import changes, same
from cases.forms import ContributionForm
from cases.kinds import Kind, kind_of
from cases.models import Contribution, Experience
from cases.policy import Action, actions
from cases.submit import submit, withdraw
from cases.warn import small_numbers
from cases.write import FIRST, ChangedMeanwhileError, a_new_one, as_written, begin, begun_with, save_draft
from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.images.storage import files_with_rows
from community.ui.sent import hour, key_of, version_of


@sign_in_first
def write(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Begin one. A page that lost the answer to its first save goes on with what it began."""
    draft = _begun_or_blank(request, kind)
    if draft.pk:
        return edit(request, draft.pk, kind)
    if request.method == "POST":
        return _kept(request, draft)
    form = _form(request, prefilled(draft, by=viewer_of(request)))
    return _page(request, form, key=uuid4())


@sign_in_first
def edit(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    """Go on with a draft, or with a change to what is published."""
    draft = _loaded(request, pk, kind)
    may = actions(viewer_of(request), draft)
    if Action.WITHDRAW in may:
        return _waiting(request, draft)
    require(Action.EDIT, may)
    if request.method == "POST":
        return _kept(request, draft)
    return _page(request, _form(request, draft))


@require_POST
@sign_in_first
def autosave(request: HttpRequest, kind: Kind, pk: int | None = None) -> HttpResponse:
    """What the page does by itself two seconds after the last keystroke. Takes no files; answers JSON."""
    draft = _loaded(request, pk, kind) if pk else _begun_or_blank(request, kind)
    if draft.pk and Action.EDIT not in actions(viewer_of(request), draft):
        return JsonResponse({"conflict_url": address_of("cases:edit", draft)}, status=409)
    form = _form(request, draft, request.POST, by_itself=True)
    form.is_valid()
    try:
        saved = _save(request, form)
    except ChangedMeanwhileError:
        return JsonResponse({"conflict_url": address_of("cases:edit", draft)}, status=409)
    return _answer(form, saved)


def _blank(request: HttpRequest, kind: Kind) -> Contribution:
    networks = networks_to_write_in(viewer_of(request))
    if not networks:
        raise Http404
    chosen = request.POST.get("network") or request.GET.get("network")
    network = next((n for n in networks if str(n.pk) == chosen), networks[0])
    draft: Contribution = a_new_one(network, by=user_of(request), of=kind.model)
    draft.idempotency_key = key_of(request)
    return draft


def _begun_or_blank(request: HttpRequest, kind: Kind) -> Contribution:
    begun = begun_with(key_of(request), by=user_of(request), of=kind.model)
    return _loaded(request, begun.pk, kind) if begun else _blank(request, kind)


def _loaded(request: HttpRequest, pk: int, kind: Kind) -> Contribution:
    rows = kind.model.objects.editable_by(viewer_of(request)).select_related("network", "municipality")
    draft: Contribution = as_written(get_object_or_404(rows, pk=pk))
    return draft


def _form(request: HttpRequest, draft: Contribution, *sent: Any, **how: Any) -> ContributionForm:
    return kind_of(draft).form(*sent, instance=draft, viewer=viewer_of(request), **how)


def _save(request: HttpRequest, form: ContributionForm) -> Contribution:
    """Text and files together, or neither. While something is wrong, files wait: the page is shown again with them."""
    user = user_of(request)
    draft = form.save(commit=False)
    with files_with_rows():
        if form.is_valid():
            attach(draft, form.cleaned_data, by=user)
            attach_to_rows(draft, form.row_files, by=user)
        if draft.pk is None:
            return begin(draft, key=key_of(request), by=user)
        lost_the_answer = key_of(request) == draft.idempotency_key
        return save_draft(draft, expected_version=version_of(request) or (FIRST if lost_the_answer else 0), by=user)


def _kept(request: HttpRequest, draft: Contribution) -> HttpResponse:
    """Save what was sent, and send it in where that was asked for. What is wrong in it keeps nothing else from being
    saved."""
    form = _form(request, draft, request.POST, request.FILES)
    right = form.is_valid()
    if not right and not form.instance.title:
        return _refused(request, form, form.save(), key=key_of(request), version=version_of(request))
    try:
        saved = _save(request, form)
    except ChangedMeanwhileError as conflict:
        return _conflict(request, form, conflict.theirs)
    if not right:
        form.say_that_the_text_is_saved()
        return _refused(request, form, saved, saved=hour())
    if request.POST.get("do") == "submit":
        return _sent_in(request, saved)
    if request.POST.get("do") == "see":
        return redirect(address_of("cases:draft", saved))
    messages.success(request, _("Your draft is saved."), extra_tags="stored")
    return redirect(address_of("cases:edit", saved) + _next_row(request, saved))


def _refused(request: HttpRequest, form: ContributionForm, draft: Contribution, **shown: Any) -> HttpResponse:
    """Something in it is wrong. Where it was to be sent in, all that is missing is said as well."""
    if request.POST.get("do") == "submit":
        form.say_what_is_missing(missing(draft))
    return _page(request, form, **shown)


def _answer(form: ContributionForm, saved: Contribution) -> JsonResponse:
    """What the page learns of its save: where it lies now, and the words that belong beside fields."""
    wrong, few = "components/_field_errors.html", "cases/_few.html"
    errors = {bound.auto_id: render_to_string(wrong, {"field": bound}) for bound in form.faults}
    warnings = {name: render_to_string(few, {"said": said}) for name, said in small_numbers(saved).items()}
    addresses = {"url": address_of("cases:edit", saved), "autosave_url": address_of("cases:autosave", saved)}
    said = {"saved": hour(), "errors": errors, "warnings": warnings}
    return JsonResponse({"version": saved.version, **said, **addresses})


def _next_row(request: HttpRequest, saved: Contribution) -> str:
    """Where the empty row stands that a page brings along, when it was asked for one."""
    if request.POST.get("do") != "add_row" or not isinstance(saved, Experience):
        return ""
    return f"?more#id_measures-{len(saved.measures.all())}-name"


def _sent_in(request: HttpRequest, saved: Contribution) -> HttpResponse:
    try:
        submit(saved, by=user_of(request))
    except IncompleteError as incomplete:
        saved.refresh_from_db()  # sending in has counted its version up, and was rolled back
        form = _form(request, as_written(saved))
        form.say_what_is_missing(incomplete.missing)
        return _page(request, form)
    messages.success(request, _("It is sent. An editor answers within five working days."), extra_tags="stored")
    return redirect(kind_of(saved).mine_route)


def _waiting(request: HttpRequest, draft: Contribution) -> HttpResponse:
    """It has been sent in: it is shown, and what is typed since stays in the form until the author takes it back."""
    if request.method != "POST":
        return _page(request, _form(request, draft), waiting=True)
    form = _form(request, draft, request.POST, request.FILES)
    typed = form.save() if form.is_valid() else form.instance
    sent = as_written(type(draft).objects.get(pk=draft.pk))
    if request.POST.get("do") == "take_back":
        return _conflict(request, form, as_written(withdraw(sent, by=user_of(request))))
    if form.is_valid() and same(sent, typed) and not brings_other_files(sent, form.chosen):
        messages.success(request, _("It is sent. An editor answers within five working days."), extra_tags="stored")
        return redirect(kind_of(draft).mine_route)
    return _page(request, form, waiting=True, version=sent.version, status=409)


def _conflict(request: HttpRequest, form: ContributionForm, theirs: Contribution) -> HttpResponse:
    """Both texts, side by side: saving again now overwrites knowingly."""
    said = changes(theirs, form.instance)
    return _page(request, form, version=theirs.version, conflict=True, changes=said, status=409)


def _page(request: HttpRequest, form: ContributionForm, status: int = 200, **context: Any) -> HttpResponse:
    draft = form.instance
    keep_for_later(form.chosen, by=user_of(request))
    remarks = list(draft.remarks.filter(answered_at__isnull=True).select_related("by")) if draft.pk else []
    warnings = small_numbers(draft)
    defaults = {
        "form": form,
        "kind": kind_of(draft),
        "contribution": draft,
        "version": draft.version,
        "networks": networks_to_write_in(viewer_of(request)) if draft.pk is None else [],
        "remarks": remarks,
        "warnings": warnings,
        "unfolded": "more" in request.GET or form.must_unfold([*(remark.field for remark in remarks), *warnings]),
    }
    return render(request, "cases/write.html", {**defaults, **context}, status=status)
