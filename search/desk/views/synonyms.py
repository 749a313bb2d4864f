"""The editors' synonyms: a list to look in, and a page to add, change or remove one. All of them as a file."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.access.guards import user_of
from community.ui.pagination import by_key
from search.desk.forms import SynonymForm
from search.desk.guards import editors_only
from search.desk.synonyms import add, as_file, change, others_than, remove, shipped_with
from search.models import Synonym


@require_safe
@editors_only
def synonyms(request: HttpRequest) -> HttpResponse:
    """The editors' own, newest first; and of the shipped ones those with the words that are looked for."""
    words = request.GET.get("q", "")[:100].strip()
    rows = Synonym.objects.all()
    if words:
        rows = rows.filter(Q(words__sort_key__icontains=words) | Q(also__sort_key__icontains=words))
    page = by_key(rows, ("-pk",), request.GET.get("key", ""), 50)
    context = {"page": page, "words": words, "shipped": shipped_with(words) if words else []}
    return render(request, "search/desk/synonyms.html", context)


@editors_only
def synonym(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a rule, or change one. `?ord=` says what a new one begins with."""
    rule = get_object_or_404(Synonym, pk=pk) if pk else None
    begun = {"words": request.GET.get("ord", "")[:200]} if not rule else None
    form = SynonymForm(request.POST or None, instance=rule, initial=begun, known=others_than(rule))
    if not form.is_valid():
        return render(request, "search/desk/synonym.html", {"form": form, "rule": rule})
    said = (form.cleaned_data["words"], form.cleaned_data["also"])
    saved = change(rule, *said, by=user_of(request)) if rule else add(*said, by=user_of(request))
    messages.success(request, _("The rule is saved, and works from now on."))
    return redirect(f"{reverse('search:desk_synonyms')}#regel-{saved.pk}")


@editors_only
def remove_synonym(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first (GET), then do (POST)."""
    rule = get_object_or_404(Synonym, pk=pk)
    if request.method != "POST":
        return render(request, "search/desk/synonym_remove.html", {"rule": rule})
    remove(rule, by=user_of(request))
    messages.success(request, _("The rule is removed. The search no longer heeds it."))
    return redirect("search:desk_synonyms")


@require_safe
@editors_only
def export_synonyms(_request: HttpRequest) -> HttpResponse:
    """All rules, in the form that Solr and Elasticsearch read too."""
    name = {"Content-Disposition": 'attachment; filename="synonyms.txt"'}
    return HttpResponse("".join(as_file()), content_type="text/plain; charset=utf-8", headers=name)
