"""One button, one verb."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.access.audience import PUBLIC
from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.images.serve import serve_file, serve_picture
from community.ui.sent import whole
from forum.forms import CloseForm, HideForm, PinForm
from forum.models import PostUpload, ReactionKind
from forum.policy import Action, topic_actions
from forum.react import react
from forum.reading import mark_all_read, mark_read
from forum.remove import delete, hide, restore, unhide
from forum.solve import accept, unaccept
from forum.state import close, pin, reopen
from forum.thread import address_of

from .read import post_for, topic_for


@require_POST
@sign_in_first
def react_to(request: HttpRequest, pk: int) -> HttpResponse:
    post, may = post_for(viewer_of(request), pk)
    require(Action.REACT, may)
    kind = request.POST.get("kind", "")
    if kind not in ReactionKind.values:
        raise Http404
    react(post, kind, by=user_of(request))
    return redirect(address_of(post))


@require_POST
@sign_in_first
def solve(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark or unmark a post as what solved it."""
    post, may = post_for(viewer_of(request), pk)
    require(Action.ACCEPT, may)
    verb = unaccept if post.accepted_at else accept
    return redirect(address_of(verb(post, by=user_of(request))))


@sign_in_first
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first (GET), then delete (POST)."""
    post, may = post_for(viewer_of(request), pk)
    require(Action.DELETE, may)
    if request.method != "POST":
        return render(request, "forum/post_delete.html", {"post": post, "topic": post.topic})
    delete(post, by=user_of(request))
    messages.success(request, _("It is deleted. You can bring it back until tomorrow."))
    return redirect(post.topic)


@require_POST
@sign_in_first
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    post, may = post_for(viewer_of(request), pk)
    if Action.UNHIDE in may:
        unhide(post, by=user_of(request))
    else:
        require(Action.RESTORE, may)
        restore(post, by=user_of(request))
    return redirect(address_of(post))


@sign_in_first
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide a post, with a reason to its writer."""
    post, may = post_for(viewer_of(request), pk)
    require(Action.HIDE, may)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hide(post, form.cleaned_data["reason"], by=user_of(request))
        return redirect(post.topic)
    return render(request, "forum/post_hide.html", {"post": post, "topic": post.topic, "form": form})


@sign_in_first
def shut(request: HttpRequest, pk: int) -> HttpResponse:
    topic = topic_for(viewer_of(request), pk)
    require(Action.CLOSE, topic_actions(viewer_of(request), topic))
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close(topic, form.cleaned_data["reason"], by=user_of(request))
        return redirect(topic)
    return render(request, "forum/topic_close.html", {"topic": topic, "form": form})


@sign_in_first
def stick(request: HttpRequest, pk: int) -> HttpResponse:
    topic = topic_for(viewer_of(request), pk)
    require(Action.PIN, topic_actions(viewer_of(request), topic))
    form = PinForm(request.POST or None, instance=topic)
    if request.method == "POST" and form.is_valid():
        pin(topic, form.cleaned_data["pinned"], form.cleaned_data["pinned_until"], by=user_of(request))
        return redirect(topic)
    return render(request, "forum/topic_pin.html", {"topic": topic, "form": form})


@require_POST
@sign_in_first
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    topic = topic_for(viewer_of(request), pk)
    require(Action.REOPEN, topic_actions(viewer_of(request), topic))
    return redirect(reopen(topic, by=user_of(request)))


@require_POST
@sign_in_first
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """What was on screen: sent by the page itself, or by its button."""
    topic = topic_for(viewer_of(request), pk)
    mark_read(topic, whole(request.POST.get("number", "")), by=user_of(request))
    return HttpResponse(status=204) if request.headers.get("X-Requested-With") else redirect("forum:index")


@require_POST
@sign_in_first
def read_all(request: HttpRequest) -> HttpResponse:
    mark_all_read(by=user_of(request))
    messages.success(request, _("Everything in all discussions is marked as read."))
    return redirect("forum:index")


@require_safe
def upload(request: HttpRequest, pk: int, key: str, preset: str = "") -> FileResponse:
    """A picture or file of a post, for whoever sees the post in its topic."""
    post, may = post_for(viewer_of(request), pk)
    if not post.live and Action.READ_HIDDEN not in may:
        raise Http404
    found = get_object_or_404(PostUpload.objects.select_related("upload"), post=post, upload__key=key).upload
    public = post.live and post.audience == PUBLIC and post.topic.audience == PUBLIC
    return serve_picture(found, preset, public=public) if preset else serve_file(found, public=public)
