from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from community.ui import navigation, samples


@require_GET
def language(request: HttpRequest, code: str) -> HttpResponse:
    """The reader's own choice of language: remembered, and back to the same page under the other prefix."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    wanted = request.GET.get("neste", "/")
    response = HttpResponseRedirect(navigation.in_language(wanted if navigation.is_ours(wanted) else "/", code))
    navigation.remember_language(response, code)
    return response


@require_GET
def parts(request: HttpRequest) -> HttpResponse:
    """The style guide: every component on one sheet. Only where content is invented or code is written."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "ui/parts.html", samples.parts())
