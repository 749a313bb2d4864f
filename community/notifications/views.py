from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from .deliver import text_of
from .models import OutgoingMail

SHOWN = 50


@require_GET
@never_cache
def demo_mail(request: HttpRequest) -> HttpResponse:
    """What a demo has written to people, newest first, with links that lead to this very server."""
    if not settings.DEMO:
        raise Http404
    here = request.build_absolute_uri("/").rstrip("/")
    mails = [
        {"row": row, "text": text_of(row).replace(settings.WAGTAILADMIN_BASE_URL.rstrip("/"), here)}
        for row in OutgoingMail.objects.all()[:SHOWN]
    ]
    return render(request, "notifications/demo_mail.html", {"mails": mails})
