"""Choosing what of a discussion to ask for, and a writer's answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.ui.sent import whole
from forum.consent import answer, ask_for, usable
from forum.forms import ConsentForm
from forum.models import Consent, Post
from forum.policy import Action, topic_actions

from .read import post_for, topic_for

MOST = 200
"""Posts of a topic that can be chosen among."""


@sign_in_first
def gather(request: HttpRequest, pk: int) -> HttpResponse:
    """The posts of a topic, what their writers have said, and the choice of whom to ask."""
    viewer = viewer_of(request)
    topic = topic_for(viewer, pk)
    require(Action.GATHER, topic_actions(viewer, topic))
    posts = Post.objects.visible_to(viewer).filter(topic=topic).select_related("municipality__county", "consent")
    chosen = [whole(one) for one in request.POST.getlist("post")]
    if chosen:
        asked = ask_for(posts.filter(pk__in=chosen), by=user_of(request))
        messages.success(request, _("The writers are asked. Silence is no.") if asked else _("Nobody new was asked."))
        return redirect("forum:gather", topic.pk)
    context = {"topic": topic, "posts": posts.order_by("number")[:MOST], "usable": len(usable(topic))}
    context["nothing_chosen"] = request.method == "POST"
    return render(request, "forum/topic_gather.html", context)


@sign_in_first
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """The writer's page: what they are asked about, and yes or no with one click."""
    viewer = viewer_of(request)
    found = get_object_or_404(Consent.objects.select_related("post"), pk=pk, post__author_id=viewer.user_id)
    post, _may = post_for(viewer, found.post_id)
    if not post.live:
        raise Http404
    form = ConsentForm(request.POST or None, initial={"attribution": found.attribution})
    if request.method == "POST" and form.is_valid():
        answer(found, given="yes" in request.POST, attribution=form.cleaned_data["attribution"], by=user_of(request))
        messages.success(request, _("Your answer is saved."))
        return redirect(post)
    return render(request, "forum/consent.html", {"consent": found, "topic": post.topic, "form": form})
