"""The vocabulary on the editors' desk: look for a tag, rename it, merge it with another, promote it, retire it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.access.guards import user_of, viewer_of
from community.access.keep import sign_in_first
from community.publishing.models import Tag
from community.publishing.vocabulary.merge import merge
from community.publishing.vocabulary.promote import promote
from community.publishing.vocabulary.rename import rename
from community.publishing.vocabulary.retire import retire, set_free

from ..tag_desk import known_to, page_of, rows_of
from ..tag_forms import MergeForm, RenameForm


@never_cache
@require_safe
@sign_in_first
def tags(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not viewer.is_editor:
        raise Http404
    words, which = request.GET.get("q", "")[:60].strip(), request.GET.get("vis", "")
    page = page_of(viewer, words, which, request.GET.get("key", ""))
    context = {"page": page, "rows": rows_of(viewer, list(page.rows)), "words": words, "which": which}
    return render(request, "home/desk_tags.html", context)


@never_cache
@sign_in_first
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    """One tag, and the form to rename it."""
    found = _known(request, pk)
    form = RenameForm(request.POST or None, tag=found, known=known_to(viewer_of(request)))
    if not form.is_valid():
        return _shown(request, found, form)
    renamed = rename(found, form.cleaned_data["name"], by=user_of(request))
    messages.success(request, _("It is called «%(name)s» now. The old address leads there.") % {"name": renamed.name})
    return redirect("home:desk_tag", pk)


@never_cache
@sign_in_first
def tag_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what shall take its place (GET), then do (POST)."""
    found = _known(request, pk)
    begun = {"into": request.GET.get("i", "")[:60]}
    form = MergeForm(request.POST or None, tag=found, known=known_to(viewer_of(request)), initial=begun)
    if not form.is_valid():
        return render(request, "home/desk_tag_merge.html", {"form": form, "tag": found})
    into = merge(found, form.cleaned_data["into"], by=user_of(request))
    said = {"old": found.name, "new": into.name}
    messages.success(request, _("What had the tag «%(old)s» has «%(new)s» now.") % said)
    return redirect("home:desk_tag", into.pk)


@require_POST
@sign_in_first
def tag_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it into the vocabulary, suggest it no longer, or let it be a free word again."""
    found = _known(request, pk)
    done = {
        "promote": (promote, _("«%(name)s» is in the vocabulary now.")),
        "retire": (retire, _("«%(name)s» is no longer suggested. It is still found.")),
        "free": (set_free, _("«%(name)s» is a free word again.")),
    }
    if request.POST.get("do") in done:
        act, said = done[request.POST["do"]]
        messages.success(request, said % {"name": act(found, by=user_of(request)).name})
    return redirect("home:desk_tag", pk)


def _known(request: HttpRequest, pk: int) -> Tag:
    viewer = viewer_of(request)
    if not viewer.is_editor:
        raise Http404
    found: Tag = get_object_or_404(known_to(viewer), pk=pk)
    return found


def _shown(request: HttpRequest, found: Tag, form: RenameForm) -> HttpResponse:
    viewer = viewer_of(request)
    context: dict[str, Any] = {
        "form": form,
        "row": rows_of(viewer, [found])[0],
        "tag": found,
        "former": [one for one in found.former.order_by("name") if viewer.keys.intersection(one.audiences)],
    }
    return render(request, "home/desk_tag.html", context)
