"""What readers search for, and a file of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.text.csv_table import as_csv
from search.desk.asked import as_rows, figures, words_searched_for
from search.desk.guards import editors_only


@require_safe
@editors_only
def asked(request: HttpRequest) -> HttpResponse:
    in_vain = request.GET.get("vis") != "alle"
    context = {"rows": words_searched_for(in_vain=in_vain), "in_vain": in_vain, "figures": figures()}
    return render(request, "search/desk/asked.html", context)


@require_safe
@editors_only
def asked_file(_request: HttpRequest) -> HttpResponse:
    name = {"Content-Disposition": 'attachment; filename="sok.csv"'}
    return HttpResponse(as_csv(as_rows()), content_type="text/csv; charset=utf-8", headers=name)
