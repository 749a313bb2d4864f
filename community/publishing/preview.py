from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from community.access.keep import sign_in_first
from community.text.markdown import to_html


@require_POST
@sign_in_first
def preview(request: HttpRequest) -> HttpResponse:
    """One text as it will look, of whatever kind it becomes. Stores nothing."""
    return HttpResponse(to_html(request.POST.get("text", "")))
