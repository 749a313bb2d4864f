import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.access.keep import sign_in_first
from community.ui.sent import whole
from forum.figures import of_year

from .moderate import moderator

YEARS = 5


def asked_for(request: HttpRequest) -> tuple[int, list[int]]:
    """The year, and those that can be asked for; what is none of them is this year."""
    now = timezone.localdate().year
    years = list(range(now, now - YEARS, -1))
    year = whole(request.GET.get("ar", ""))
    return (year if year in years else now), years


@require_safe
@sign_in_first
def figures(request: HttpRequest) -> HttpResponse:
    viewer = moderator(request)
    year, years = asked_for(request)
    tabs = [{"label": str(one), "url": f"?ar={one}", "current": one == year} for one in years]
    context = {"year": str(year), "tabs": tabs, "tables": of_year(viewer, year)}
    return render(request, "forum/figures.html", context)


@require_safe
@sign_in_first
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The same for a spreadsheet: semicolons and a byte order mark, as Norwegian programs open them at once."""
    viewer = moderator(request)
    year, _years = asked_for(request)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="moderering-{year}.csv"'
    sheet = csv.writer(answer, delimiter=";")
    sheet.writerow([_("Year"), _("Group"), _("What"), _("How many")])
    sheet.writerows([year, table.title, *row] for table in of_year(viewer, year) for row in table.rows)
    return answer
