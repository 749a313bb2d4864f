from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from community.ui.navigation import address, front, remember_language

from .forms import FirstPasswordForm, ProfileForm
from .invite import LinkIsDead, accept, invited
from .models import User


@never_cache
@sensitive_post_parameters()
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """The invited person chooses a password and is signed in. Looking at the page uses nothing up."""
    try:
        form = FirstPasswordForm(request.POST or None, user=invited(token))
        if not form.is_valid():
            return render(request, "members/welcome.html", {"form": form, "person": form.user})
        user = accept(token, form.cleaned_data["password"])
    except LinkIsDead:
        return render(request, "members/link_is_dead.html", status=410)
    with translation.override(user.language):
        messages.success(request, _("Welcome. You are in now."))
        first = address("cases:mine") or front()
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=first))
    remember_language(response, user.language)
    return response


@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """What I say of myself. The language that I choose here is the site's at once."""
    user = User.objects.select_related("municipality").get(email=request.user.get_username())
    form = ProfileForm(request.POST or None, instance=user)
    if not form.is_valid():
        return render(request, "members/profile.html", {"form": form, "person": user})
    form.save()
    with translation.override(user.language):
        messages.success(request, _("Your profile is saved."))
        response = redirect("members:profile")
    remember_language(response, user.language)
    return response
