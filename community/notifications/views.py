from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from community.access.guards import user_of, viewer_of
from community.access.keep import sign_in_first
from community.ui.pagination import by_key

from . import lines
from .choose import choose, chosen_by, times_of
from .deliver import text_of
from .forms import ChoicesForm
from .models import Notice, OutgoingMail
from .read import mark_all_read, mark_read
from .unsubscribe import subscription, unsubscribe

SHOWN = 50


@never_cache
@require_safe
@sign_in_first
def notices(request: HttpRequest) -> HttpResponse:
    """What I was told of, newest first, in lines of what belongs together."""
    own = Notice.objects.filter(user=user_of(request)).select_related("event")
    page = by_key(own, ("-pk",), request.GET.get("key", ""), SHOWN)
    lines.load(page.rows)
    shown = lines.gathered(page.rows, viewer_of(request))
    return render(request, "notifications/notices.html", {"page": page, "lines": shown})


@require_POST
@sign_in_first
def read(request: HttpRequest) -> HttpResponse:
    """These have been read; or all, where none is named."""
    user = user_of(request)
    if "notice" in request.POST:
        mark_read(user, [int(pk) for pk in request.POST.getlist("notice")[:SHOWN] if pk.isdecimal() and len(pk) < 19])
    else:
        mark_all_read(user)
        messages.success(request, _("All is marked as read."))
    return redirect("notifications:notices")


@never_cache
@sign_in_first
def choices(request: HttpRequest) -> HttpResponse:
    """How often I am told by mail, and when."""
    user = user_of(request)
    form = ChoicesForm(request.POST or None, instance=times_of(user), chosen=chosen_by(user))
    if not form.is_valid():
        return render(request, "notifications/choices.html", {"form": form})
    choose(user, form.frequencies, form.instance)
    messages.success(request, _("Your choices are saved."))
    return redirect("notifications:choices")


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Asked first (GET), done then (POST), by a person or a mail program. Says what is stopped, and never to whom."""
    found = subscription(token)
    if found is None:
        return render(request, "notifications/stop_dead.html", status=410)
    if request.method == "POST":
        unsubscribe(found)
    return render(request, "notifications/stop.html", {"kinds": found.kinds, "done": request.method == "POST"})


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
