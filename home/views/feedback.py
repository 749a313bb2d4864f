from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from ..forms import FeedbackForm
from ..receive import receive


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """A word to those who run the site. Name and e-mail are freely given."""
    form = FeedbackForm(request.POST or None, initial={"page": request.GET.get("side", "")[:500]})
    if request.method == "POST" and form.is_valid():
        receive(form.cleaned_data, language=get_language() or "nb")
        return redirect("home:feedback_thanks")
    return render(request, "home/feedback.html", {"form": form})


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "home/feedback_thanks.html")
