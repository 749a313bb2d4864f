"""Posts that one has marked for oneself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.ui.pagination import by_key
from forum.bookmark import bookmark, unmark
from forum.forms import BookmarkForm
from forum.models import Bookmark, Post, Topic
from forum.policy import Action
from forum.thread import address_of

from .read import post_for


@require_safe
@sign_in_first
def bookmarks(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    mine = Bookmark.objects.filter(user=user_of(request)).select_related("post__topic")
    page = by_key(mine, ("-pk",), request.GET.get("key", ""))
    topics = Topic.objects.visible_to(viewer).filter(pk__in=[one.post.topic_id for one in page.rows])
    posts = Post.objects.visible_to(viewer).filter(pk__in=[one.post_id for one in page.rows], topic__in=topics)
    seen = set(posts.values_list("pk", flat=True))
    rows = [{"bookmark": one, "post": one.post if one.post_id in seen else None} for one in page.rows]
    return render(request, "forum/bookmarks.html", {"page": page, "rows": rows})


@require_POST
@sign_in_first
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a post, or take the mark away. A mark is taken away from what one no longer sees, too."""
    mine = Bookmark.objects.filter(user=user_of(request), post=pk).select_related("post__topic").first()
    if mine and "listed" in request.POST:
        unmark(mine.post, by=user_of(request))
        return redirect("forum:bookmarks")
    post, may = post_for(viewer_of(request), pk)
    require(Action.BOOKMARK, may)
    if mine:
        unmark(post, by=user_of(request))
    else:
        bookmark(post, by=user_of(request))
    return redirect(address_of(post))


@sign_in_first
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """What one wants to remember of it, and when."""
    post, may = post_for(viewer_of(request), pk)
    require(Action.BOOKMARK, may)
    mine = Bookmark.objects.filter(user=user_of(request), post=post).first()
    form = BookmarkForm(request.POST or None, initial=BookmarkForm.initial_of(mine))
    if request.method == "POST" and form.is_valid():
        bookmark(post, note=form.cleaned_data["note"], remind_at=form.moment, by=user_of(request))
        return redirect("forum:bookmarks")
    return render(request, "forum/bookmark.html", {"post": post, "topic": post.topic, "form": form})
