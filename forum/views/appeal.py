from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from forum.appeal import appeal, appeal_against, hiding_of, somebody_else
from forum.models import Post
from forum.moderation_forms import AppealForm
from forum.policy import Action

from .read import post_for


@sign_in_first
def hidden(request: HttpRequest, pk: int) -> HttpResponse:
    """A hidden post, for its writer, who may appeal, and for moderators, who may show it again."""
    post, may = post_for(viewer_of(request), pk)
    if not post.hidden_at:  # it was shown again since somebody was told of this page
        return redirect(post)
    form = AppealForm(request.POST or None)
    if request.method == "POST":
        require(Action.APPEAL, may)
        if form.is_valid():
            appeal(post, form.cleaned_data["words"], by=user_of(request))
            messages.success(request, _("Your appeal is sent. Another moderator decides it, and you are told."))
            return redirect("forum:appeal", pk=pk)
    return render(request, "forum/post_hidden.html", {"post": post, "may": may, "form": form, **_stands(post)})


def _stands(post: Post) -> dict[str, object]:
    """How it stands with the appeal against what hid it."""
    act = hiding_of(post)
    made = appeal_against(act) if act else None
    alone = made is not None and not made.decided_at and not somebody_else(made)
    return {"topic": post.topic, "act": act, "appeal": made, "nobody_else": alone}
