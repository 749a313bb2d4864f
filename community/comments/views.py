from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first

from .edit import edit
from .forms import CommentForm, HideForm
from .hide import hide, unhide
from .models import Comment
from .policy import Action, actions
from .querysets import CommentQuerySet
from .targets import Target, target_called, target_for
from .write import write

HIGHEST_ID = 2**31
FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
@sign_in_first
def create(request: HttpRequest, kind: str, target_id: int) -> HttpResponse:
    registered, target = _target(request, kind, target_id)
    if request.method != "POST":
        return redirect(f"{target.get_absolute_url()}#kommentarer")
    form = CommentForm(request.POST)
    valid = form.is_valid()
    parent = _parent(request, target, form.cleaned_data.get("reply_to"))
    require(Action.WRITE, _actions(request, None, registered, target))
    if parent is not None:
        require(Action.REPLY, _actions(request, parent, registered, target))
    if not valid:
        return _page(request, form, target, parent=parent, registered=registered)
    data = form.cleaned_data
    comment = write(target, data["text"], key=data["key"], reply_to=parent, by=user_of(request))
    return _back(target, comment)


@require_http_methods(["GET", "HEAD"])
@sign_in_first
def reply(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment, registered, target = _comment(request, comment_id)
    require(Action.REPLY, _actions(request, comment, registered, target))
    form = CommentForm(initial={"reply_to": comment.pk})
    return _page(request, form, target, parent=comment, registered=registered)


@require_http_methods(FORMS)
@sign_in_first
def change(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment, registered, target = _comment(request, comment_id)
    require(Action.EDIT, _actions(request, comment, registered, target))
    form = CommentForm(request.POST or None, initial={"text": comment.comment})
    if form.is_valid():
        edit(comment, form.cleaned_data["text"])
        return _back(target, comment)
    return _page(request, form, target, comment=comment)


@require_http_methods(FORMS)
@sign_in_first
def take_away(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment, registered, target = _comment(request, comment_id)
    require(Action.HIDE, _actions(request, comment, registered, target))
    form = HideForm(request.POST or None)
    if form.is_valid():
        hide(comment, form.cleaned_data["reason"], by=user_of(request))
        return _back(target, comment)
    return render(request, "comments/comment_hide.html", {"form": form, "comment": comment, "target": target})


@require_http_methods(FORMS)
@sign_in_first
def bring_back(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment, registered, target = _comment(request, comment_id)
    require(Action.UNHIDE, _actions(request, comment, registered, target))
    return _back(target, unhide(comment) if request.method == "POST" else comment)


def _target(request: HttpRequest, kind: str, target_id: Any) -> tuple[Target, Any]:
    registered = target_called(kind)
    if registered is None:
        raise Http404
    return registered, get_object_or_404(registered.visible(viewer_of(request)), pk=target_id)


def _comment(request: HttpRequest, comment_id: int) -> tuple[Comment, Target, Any]:
    """A comment whose audience and whose target the viewer belongs to; anything else never was."""
    comment = _readable(request, Comment.objects.all(), comment_id)
    model = comment.content_type.model_class()
    registered = target_for(model) if model else None
    if registered is None:
        raise Http404
    registered, target = _target(request, registered.name, comment.object_pk)
    if comment.is_hidden and not _actions(request, comment, registered, target):
        raise Http404
    return comment, registered, target


def _parent(request: HttpRequest, target: Any, parent_id: int | None) -> Comment | None:
    if parent_id is None:
        return None
    return _readable(request, Comment.objects.under(target), parent_id)


def _readable(request: HttpRequest, among: CommentQuerySet, comment_id: int) -> Comment:
    if not 0 < comment_id < HIGHEST_ID:  # The databases fall over numbers that their column cannot hold.
        raise Http404
    readable = among.in_audience_of(viewer_of(request)).select_related("content_type", "municipality")
    return get_object_or_404(readable, pk=comment_id)


def _actions(request: HttpRequest, comment: Comment | None, registered: Target, target: Any) -> frozenset[Action]:
    return actions(viewer_of(request), comment, is_open=registered.is_open(target), now=timezone.now())


def _page(request: HttpRequest, form: CommentForm, target: Any, **context: Any) -> HttpResponse:
    return render(request, "comments/comment_write.html", {"form": form, "target": target, **context})


def _back(target: Any, comment: Comment) -> HttpResponse:
    return redirect(f"{target.get_absolute_url()}#{comment.anchor}")
