from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.text.diff import difference

from .edit import ChangedMeanwhileError, edit
from .forms import ChangeForm, CommentForm, HideForm, TextForm, seen_of
from .hide import hide, unhide
from .models import Comment
from .policy import Action, actions, why_not
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
    if Action.WRITE not in _actions(request, None, registered, target):
        return _refused(request, form, registered, target)
    answers = form.cleaned_data.get("reply_to")
    parent = _parent(request, registered, target, answers)
    if answers is not None and parent is None:
        return _page(request, form.as_no_reply(), registered, target, status=404, gone=True)
    if not valid:
        return _page(request, form, registered, target, parent=parent)
    data = form.cleaned_data
    comment = write(target, data["text"], key=data["key"], reply_to=parent, by=user_of(request))
    return _back(target, comment)


@require_http_methods(["GET", "HEAD"])
@sign_in_first
def reply(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment, registered, target = _comment(request, comment_id)
    require(Action.REPLY, _actions(request, comment, registered, target))
    form = CommentForm(initial={"reply_to": comment.pk})
    return _page(request, form, registered, target, parent=comment)


@require_http_methods(FORMS)
@sign_in_first
def change(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment, registered, target = _comment(request, comment_id)
    form = ChangeForm(request.POST or None, initial={"text": comment.comment, "seen": seen_of(comment)})
    if Action.EDIT not in _actions(request, comment, registered, target):
        if request.method == "POST" and comment.user_id == user_of(request).pk:
            return _refused(request, form, registered, target, comment)
        raise PermissionDenied
    if form.is_valid():
        try:
            edit(comment, form.cleaned_data["text"], seen=form.cleaned_data["seen"])
        except ChangedMeanwhileError:
            return _conflict(request, comment_id, form)
        return _back(target, comment)
    return _page(request, form, registered, target, comment=comment)


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
    if not 0 < comment_id < HIGHEST_ID:  # The databases fall over numbers that their column cannot hold.
        raise Http404
    comment = get_object_or_404(_rows(request, Comment.objects.all()), pk=comment_id)
    model = comment.content_type.model_class()
    registered = target_for(model) if model else None
    if registered is None:
        raise Http404
    registered, target = _target(request, registered.name, comment.object_pk)
    if comment.is_hidden and not _actions(request, comment, registered, target):
        raise Http404
    return comment, registered, target


def _parent(request: HttpRequest, registered: Target, target: Any, parent_id: int | None) -> Comment | None:
    """What is answered; None where it cannot be, whether it is hidden, stands elsewhere or never was."""
    if parent_id is None or not 0 < parent_id < HIGHEST_ID:
        return None
    parent = _rows(request, Comment.objects.under(target)).filter(pk=parent_id).first()
    return parent if parent and Action.REPLY in _actions(request, parent, registered, target) else None


def _rows(request: HttpRequest, among: CommentQuerySet) -> CommentQuerySet:
    return among.in_audience_of(viewer_of(request)).select_related("content_type", "municipality")


def _actions(request: HttpRequest, comment: Comment | None, registered: Target, target: Any) -> frozenset[Action]:
    return actions(viewer_of(request), comment, is_open=registered.is_open(target), now=timezone.now())


def _refused(
    request: HttpRequest, form: TextForm, registered: Target, target: Any, comment: Comment | None = None
) -> HttpResponse:
    """What could be sent when the page was opened, and no longer: the words are shown, with the reason."""
    reason = why_not(viewer_of(request), comment, is_open=registered.is_open(target))
    return _page(request, form, registered, target, status=403, comment=comment, refused=reason)


def _conflict(request: HttpRequest, comment_id: int, mine: ChangeForm) -> HttpResponse:
    """Both texts: sending again overwrites knowingly."""
    comment, registered, target = _comment(request, comment_id)
    if Action.EDIT not in _actions(request, comment, registered, target):
        return _refused(request, mine, registered, target, comment)
    changes = [(mine["text"].label, difference(comment.comment, mine.cleaned_data["text"]))]
    return _page(request, mine.after(comment), registered, target, status=409, comment=comment, changes=changes)


def _page(
    request: HttpRequest, form: TextForm, registered: Target, target: Any, status: int = 200, **context: Any
) -> HttpResponse:
    shown = {"form": form, "registered": registered, "target": target, **context}
    return render(request, "comments/comment_write.html", shown, status=status)


def _back(target: Any, comment: Comment) -> HttpResponse:
    return redirect(f"{target.get_absolute_url()}#{comment.anchor}")
