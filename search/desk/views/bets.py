"""The editors' choices: what is shown first for a query."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.access.guards import user_of, viewer_of
from community.ui.pagination import by_key
from search.desk.bets import key_of, remove, save, seen_of_each
from search.desk.forms import BetForm
from search.desk.guards import editors_only
from search.models import BestBet, BetChoice


@require_safe
@editors_only
def bets(request: HttpRequest) -> HttpResponse:
    rows = BestBet.objects.prefetch_related(Prefetch("choices", BetChoice.objects.order_by("place")))
    page = by_key(rows, ("-pk",), request.GET.get("key", ""), 50)
    context = {"page": page, "rows": seen_of_each(page.rows, viewer_of(request))}
    return render(request, "search/desk/bets.html", context)


@editors_only
def bet(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Choose for a query, or change the choice. `?ord=` says for what: then the hits that it finds are offered."""
    words = request.GET.get("ord", "")[:100]
    known = BestBet.objects.filter(key=key_of(words)).first() if words and not pk else None
    if known and request.method != "POST":
        return redirect("search:desk_bet", known.pk)
    chosen = get_object_or_404(BestBet, pk=pk) if pk else None
    begun = {"query": words} if not chosen else None
    form = BetForm(request.POST or None, instance=chosen, initial=begun, viewer=viewer_of(request))
    if not form.is_valid():
        return render(request, "search/desk/bet.html", {"form": form, "bet": chosen, "words": words})
    saved = save(form.instance, form.things, by=user_of(request))
    messages.success(request, _("It is saved, and shown first from now on."))
    return redirect(f"{reverse('search:desk_bets')}#valg-{saved.pk}")


@editors_only
def remove_bet(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first (GET), then do (POST)."""
    chosen = get_object_or_404(BestBet, pk=pk)
    if request.method != "POST":
        return render(request, "search/desk/bet_remove.html", {"bet": chosen})
    remove(chosen, by=user_of(request))
    messages.success(request, _("The choice is removed."))
    return redirect("search:desk_bets")
