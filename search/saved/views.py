"""One's saved searches: seen, saved, changed, read and deleted. Those of others are not there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.access.guards import user_of, viewer_of
from community.access.keep import sign_in_first
from community.notifications.read import seen

from ..address import Address
from .forms import SavedSearchForm
from .keep import MOST, NameTakenError, TooManyError, change, let_go, save
from .models import SavedSearch
from .shown import address_of, hits_of, is_silent, results_of, rows_of


@never_cache
@require_safe
@sign_in_first
def searches(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    rows = rows_of(user, SavedSearch.objects.filter(user=user).order_by("-pk")[:MOST])
    return render(request, "search/saved_searches.html", {"rows": rows, "silent": is_silent(user)})


@never_cache
@sign_in_first
def new(request: HttpRequest) -> HttpResponse:
    """Save the search that the address tells of."""
    address = Address.read(request.GET, viewer_of(request))
    name = (address.said or ", ".join(chip.label for chip in address.chips()))[:60]
    form = SavedSearchForm(request.POST or None, address=address, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        try:
            found = save(form.wish(viewer_of(request)), by=user_of(request))
        except TooManyError:
            said = _("You have %(most)s saved searches, and cannot have more. Delete one that you no longer need.")
            form.add_error(None, said % {"most": MOST})
        except NameTakenError:
            form.add_error("name", _("You have a search with this name. Choose another."))
        else:
            messages.success(request, _("The search is saved. You are told of what is written from now on."))
            return redirect(found)
    return render(request, "search/saved_search_form.html", {"form": form, "back": results_of(address)})


@never_cache
@require_safe
@sign_in_first
def hits(request: HttpRequest, pk: int) -> HttpResponse:
    """What it has found since it was saved."""
    search = _own(request, pk)
    page, lines = hits_of(search, viewer_of(request), request.GET.get("key", ""))
    [row] = rows_of(user_of(request), [search])
    return render(request, "search/saved_search.html", {"row": row, "page": page, "lines": lines})


@never_cache
@sign_in_first
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    search = _own(request, pk)
    initial = {"name": search.name, "frequency": search.frequency}
    form = SavedSearchForm(request.POST or None, address=address_of(search), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change(search, form.wish(viewer_of(request)), by=user_of(request))
        except NameTakenError:
            form.add_error("name", _("You have a search with this name. Choose another."))
        else:
            messages.success(request, _("The search is changed."))
            return redirect("search:saved_searches")
    return render(
        request, "search/saved_search_form.html", {"form": form, "search": search, "back": search.get_absolute_url()}
    )


@require_POST
@sign_in_first
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """None of its hits is new any more."""
    search = _own(request, pk)
    seen(user_of(request), search.group)
    return redirect(search)


@never_cache
@sign_in_first
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked first, done then."""
    search = _own(request, pk)
    if request.method != "POST":
        return render(request, "search/saved_search_delete.html", {"search": search})
    let_go(search)
    messages.success(request, _("The search is deleted."))
    return redirect("search:saved_searches")


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, user=user_of(request), pk=pk)
