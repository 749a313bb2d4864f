"""Moving, merging and splitting topics, and the notes that moderators keep on them."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.access.viewer import Viewer
from community.ui.pagination import KeyPage, by_key
from community.ui.sent import version_of
from forum.edit import ChangedMeanwhileError, relabel
from forum.forms import LabelForm
from forum.models import Post, Topic
from forum.moderation_forms import MergeForm, MoveForm, NoteForm, SplitForm
from forum.move import MovedMeanwhileError, merge, move, split, splittable
from forum.note import note
from forum.policy import Action, topic_actions

from .moderate import places_for
from .read import notes_on, topic_for

NUMBER = re.compile(r"(?:.*/diskusjoner/)?(\d{1,9})(?:-.*)?", re.DOTALL)
POSTS_A_PAGE = 50


def topic_to(action: Action, viewer: Viewer, pk: int) -> Topic:
    topic = topic_for(viewer, pk)
    require(action, topic_actions(viewer, topic))
    return topic


@sign_in_first
def move_away(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    topic = topic_to(Action.MOVE, viewer, pk)
    form = MoveForm(request.POST or None, boards=places_for(viewer, topic))
    if request.method == "POST" and form.is_valid():
        try:
            move(topic, form.cleaned_data["board"], form.cleaned_data["reason"], by=user_of(request))
            messages.success(request, _("It is moved."))
            return redirect(topic)
        except MovedMeanwhileError:
            form.add_error(None, _("It cannot be moved there. It may have been moved or closed in the meantime."))
    return render(request, "forum/topic_move.html", {"topic": topic, "form": form})


@sign_in_first
def put_together(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a topic into another that the viewer moderates too."""
    viewer = viewer_of(request)
    topic = topic_to(Action.MOVE, viewer, pk)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        into = meant(viewer, form.cleaned_data["into"])
        try:
            if into is not None:
                merged = merge(topic, into, form.cleaned_data["reason"], by=user_of(request))
                messages.success(request, _("The two are one discussion now."))
                return redirect(merged)
        except MovedMeanwhileError:
            pass
        form.add_error("into", MergeForm.NOT_THERE)
    return render(request, "forum/topic_merge.html", {"topic": topic, "form": form})


def meant(viewer: Viewer, address: str) -> Topic | None:
    """The topic that an address or a number names, where the viewer may put something into it. One that they cannot see
    is none, as one that never was."""
    number = NUMBER.fullmatch(address.strip())
    pk = int(number[1]) if number else 0
    found: Topic | None = Topic.objects.visible_to(viewer).with_its_place().filter(pk=pk).first()
    return found if found and Action.MOVE in topic_actions(viewer, found) else None


@sign_in_first
def divide(request: HttpRequest, pk: int) -> HttpResponse:
    """Split chosen posts off, a page of them at a time."""
    viewer = viewer_of(request)
    topic = topic_to(Action.MOVE, viewer, pk)
    page = _offered(viewer, topic, request.GET.get("key", ""))
    offered = Post.objects.filter(pk__in=[post.pk for post in page.rows]).select_related("municipality")
    form = SplitForm(request.POST or None, topic=topic, offered=offered.order_by("number"))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = split(topic, data["posts"], data["title"], data["reason"], by=user_of(request))
            messages.success(request, _("The new discussion is made."))
            return redirect(made)
        except MovedMeanwhileError:
            form.add_error(None, _("The posts are not there any more. Look at the discussion once more."))
    return render(request, "forum/topic_split.html", {"topic": topic, "form": form, "page": page})


@sign_in_first
def relabel_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Another title, other themes, tags or another step of the process, for what somebody else began."""
    topic = topic_to(Action.LABEL, viewer_of(request), pk)
    form = LabelForm(request.POST or None, topic=topic, viewer=viewer_of(request))
    context: dict[str, Any] = {"topic": topic, "form": form, "version": topic.posts.get(number=1).version}
    if request.method == "POST" and form.is_valid():
        try:
            relabel(topic, form.labels, expected_version=version_of(request), by=user_of(request))
            messages.success(request, _("It is changed."))
            return redirect(Topic.objects.get(pk=pk))
        except ChangedMeanwhileError as conflict:
            context |= {"changes": conflict.changes, "version": conflict.theirs.version}
    return render(request, "forum/topic_label.html", context, status=409 if "changes" in context else 200)


def _offered(viewer: Viewer, topic: Topic, key: str) -> KeyPage[Post]:
    return by_key(splittable(topic).visible_to(viewer), ("number",), key, POSTS_A_PAGE)


@sign_in_first
def remember(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note to the other moderators."""
    topic = topic_to(Action.NOTE, viewer_of(request), pk)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note(topic, form.cleaned_data["text"], by=user_of(request))
        return redirect(topic)
    return render(request, "forum/topic_note.html", {"topic": topic, "form": form, "notes": notes_on(topic)})
