"""Nothing typed is lost: who was signed out while writing signs in on the spot, and the text goes on its way."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _

from community.members.forms import SignInForm

from .viewer import viewer_kept_with

View = Callable[..., HttpResponse]
PREFIX = "signin"
FILES = f"{PREFIX}-files"
"""Says that files were chosen, which no page can hold."""
WRITER = f"{PREFIX}-writer"
"""Says whose page a form stood on, signed: what one has written never goes out in the name of another."""
NOT_KEPT = ("csrfmiddlewaretoken", f"{PREFIX}-login", f"{PREFIX}-remember")


def sign_in_first(view: View) -> View:
    """For pages of one's own. Who only wants to look is sent to sign in, and comes back. Who sends something gets the
    sign-in form with all that was sent kept in it, and it goes on its way once that is answered; a script gets the
    address of the sign-in page as JSON. What another has written is shown, and goes nowhere."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return _of_another(request) if _is_of_another(request) else view(request, *args, **kwargs)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        if request.headers.get("X-Requested-With") == "autosave":
            return JsonResponse({"sign_in": resolve_url("account_login")}, status=403)
        answered = f"{PREFIX}-password" in request.POST
        form = SignInForm(request.POST if answered else None, request=request, prefix=PREFIX)
        if answered and form.is_valid():
            form.login(request)
        # A closed account signs in to nothing: the form stays, with the text.
        if request.user.is_authenticated:
            request.viewer = viewer_kept_with(request.user)
            if _is_of_another(request):
                return _of_another(request)
            if FILES in request.POST:
                messages.warning(request, _("Pictures and files could not be kept. Choose them once more."))
            return view(request, *args, **kwargs)
        kept = [*typed(request), *([(FILES, "chosen")] if request.FILES else [])]
        return render(request, "access/sign_in_here.html", {"form": form, "kept": kept}, status=403)

    return kept


def signature_of(request: HttpRequest) -> str:
    """The reader's, for a form to carry; none where nobody is signed in."""
    return Signer(salt=WRITER).sign(str(request.user.pk)) if request.user.is_authenticated else ""


def _is_of_another(request: HttpRequest) -> bool:
    """Whether the form that was sent stood on the page of somebody else than who is signed in now. One that does not
    say is the sender's own."""
    try:
        writer = Signer(salt=WRITER).unsign(request.POST.get(WRITER, ""))
    except BadSignature:
        return False
    return writer != str(request.user.pk)


def _of_another(request: HttpRequest) -> HttpResponse:
    """What they had written, to be copied. A script learns no more than that it may not."""
    if request.headers.get("X-Requested-With") == "autosave":
        return JsonResponse({}, status=403)
    words = [value for name, value in typed(request) if name == "title" or " " in value.strip()]
    return render(request, "access/of_another.html", {"words": words}, status=403)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """All that was sent, but for tokens and passwords, as hidden fields want it. Files cannot be kept."""
    names = [name for name in request.POST if name not in NOT_KEPT and "password" not in name]
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def is_from_here(request: HttpRequest) -> bool:
    """Whether the form that was sent stood on this site. What another one filled in is nobody's to confirm."""
    sender = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    return sender.netloc == request.get_host()
