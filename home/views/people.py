"""People and their roles, for administrators and for those who lead a network. For others there is no such page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.access.viewer import Viewer
from community.members.invite import send_link
from community.members.models import User
from community.networks.grant import end
from community.networks.models import Role
from community.networks.read_only import ReadOnly
from community.ui.pagination import by_key

from ..people import add_person, looked_after_by, matching, roles_of, roles_to_give
from ..people_forms import AddPersonForm
from ..people_policy import Action, actions


@never_cache
@require_safe
@sign_in_first
def people(request: HttpRequest) -> HttpResponse:
    viewer = _manager(request)
    words = request.GET.get("q", "")[:100]
    page = by_key(matching(looked_after_by(viewer), words), ("sort_key", "pk"), request.GET.get("key", ""), 30)
    rows = [{"person": person, "roles": roles_of(person, viewer)} for person in page.rows]
    return render(request, "home/people.html", {"page": page, "rows": rows, "words": words})


@never_cache
@sign_in_first
def add(request: HttpRequest) -> HttpResponse:
    """Add a person, or give somebody who is here one more role."""
    viewer = _manager(request)
    initial = {"email": request.GET.get("e-post", "")[:254], "language": "nb"}
    form = AddPersonForm(request.POST or None, initial=initial, roles=roles_to_give(viewer))
    if not form.is_valid():
        return render(request, "home/person_add.html", {"form": form})
    kind, network = form.chosen_role
    require(Action.GIVE, actions(viewer, kind, network))
    try:
        person, is_new = add_person(
            form.cleaned_data["email"], kind, network, by=user_of(request), **form.person_fields
        )
    except ReadOnly:
        form.add_error("role", _("The network has been archived, and takes nobody new."))
        return render(request, "home/person_add.html", {"form": form})
    said = _("%(name)s has got a link by e-mail.") if is_new else _("%(name)s was here already, and has the role now.")
    messages.success(request, said % {"name": person.name})
    return redirect("home:people")


@never_cache
@sign_in_first
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first (GET), then do (POST)."""
    viewer = _manager(request)
    role = get_object_or_404(Role.objects.in_force().select_related("network", "user"), pk=pk)
    may = actions(viewer, role.kind, role.network, own=role.user_id == viewer.user_id)
    if Action.SEE not in may:
        raise Http404
    require(Action.END, may)
    if request.method != "POST":
        return render(request, "home/role_end.html", {"role": role})
    end(role)
    messages.success(request, _("The role is ended. %(name)s has it no longer.") % {"name": role.user.name})
    return redirect("home:people")


@sign_in_first
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link to somebody who has not chosen a password yet; the old one dies."""
    person: User = get_object_or_404(looked_after_by(_manager(request)), pk=pk)
    if request.method != "POST":
        return redirect("home:people")
    if person.has_usable_password() or not person.is_active:
        messages.info(request, _("%(name)s has chosen a password already.") % {"name": person.name})
    else:
        send_link(person, by=user_of(request))
        messages.success(request, _("A new link is on its way to %(name)s.") % {"name": person.name})
    return redirect("home:people")


def _manager(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not viewer.looks_after_people:
        raise Http404
    return viewer
