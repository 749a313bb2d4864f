from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from community.access.viewer import Viewer
from community.images.storage import files_with_rows
from community.ui.sent import key_of, version_of
from forum.asked_before import asked_before
from forum.attach import attach
from forum.draft import DraftChangedError, TooLongError, begun_answer, new_ones
from forum.edit import ChangedMeanwhileError, edit
from forum.forms import EditForm, OpeningForm, PostForm, TopicForm
from forum.limits import allows, to_edit, to_reply, to_start
from forum.lists import boards_seen_by
from forum.mentions import who_cannot_see
from forum.models import Board, Post, Topic, TopicKind
from forum.policy import Action, board_actions, topic_actions
from forum.poll import ask
from forum.reading import mark_read
from forum.reply import ClosedError, already_sent, reply
from forum.start import start
from forum.text import quoted
from forum.thread import address_of

from .drafts import begun, both_texts, put_aside, put_aside_anyhow, version_before
from .read import post_for, topic_to_answer


@sign_in_first
def begin(request: HttpRequest) -> HttpResponse:
    """Ask, or start a discussion."""
    viewer = viewer_of(request)
    boards = [one for one in boards_seen_by(viewer) if Action.START in board_actions(viewer, one)]
    if not boards:
        raise Http404
    chosen = next((one for one in boards if one.slug == request.GET.get("tavle")), boards[0])
    draft = begun(request)
    form = _form(request, viewer, boards, chosen)
    form.go_on_with(draft)
    before: list[Topic] = []
    if request.POST.get("do") == "draft":
        return _topic_aside(request, form, chosen)
    if request.method == "POST" and form.is_valid() and allows(to_start, user_of(request), form):
        before = _asked_before(request, form)
        if not before:
            return redirect(_started(request, form))
    others = [] if draft else new_ones(viewer)[:3]
    context = {"form": form, "board": chosen, "before": before, "drafts": others}
    return render(request, "forum/topic_write.html", {**context, "draft_version": version_before(request, draft)})


def _topic_aside(request: HttpRequest, form: TopicForm, chosen: Board) -> HttpResponse:
    """Save what is begun. What another tab has saved meanwhile is shown beside it; what is too long is given back."""
    context: dict[str, Any] = {"form": form, "board": chosen, "draft_version": version_of(request)}
    try:
        put_aside(request, None)
    except DraftChangedError as conflict:
        return render(request, "forum/topic_write.html", context | both_texts(form, conflict), status=409)
    except TooLongError:
        return render(request, "forum/topic_write.html", context)
    return redirect("forum:drafts")


def _form(request: HttpRequest, viewer: Viewer, boards: list[Board], chosen: Board) -> TopicForm:
    may_announce = any(Action.ANNOUNCE in board_actions(viewer, one) for one in boards)
    initial = {"board": chosen.pk, "title": request.GET.get("tittel", "")[:150], "key": uuid4()}
    initial |= {"about": request.GET.get("om", "")[:60]}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return TopicForm(*sent, boards=boards, may_announce=may_announce, viewer=viewer, initial=initial)


def _asked_before(request: HttpRequest, form: TopicForm) -> list[Topic]:
    """What the writer has not been shown yet. Nobody is asked to choose files a second time for its sake."""
    if "shown" in request.POST or request.FILES:
        return []
    return asked_before(form.cleaned_data["title"], viewer_of(request))


@require_safe
@sign_in_first
def similar(request: HttpRequest) -> JsonResponse:
    """While a title is typed: who asked something like it."""
    found = asked_before(request.GET.get("tittel", "")[:150], viewer_of(request))
    shown = render_to_string("forum/_before.html", {"before": found}, request)
    return JsonResponse({"number": len(found), "html": shown})


def _started(request: HttpRequest, form: TopicForm) -> Topic:
    data = form.cleaned_data
    with files_with_rows():
        topic = start(
            data["board"], title=data["title"], text=data["text"], key=data["key"] or uuid4(), kind=data["kind"],
            themes=data["themes"] or [one for one in [data["board"].theme] if one], tags=data["tags"],
            about=data["about"], step=data["step"], by=user_of(request),
        )  # fmt: skip
        attach(post := topic.posts.get(number=1), data, by=user_of(request))
        if topic.kind == TopicKind.POLL:
            ask(topic, **form.poll)
    say_who_is_not_told(request, post)
    messages.success(request, _("It is asked. Those who follow this are told."), extra_tags="stored")
    return topic


@require_POST
@sign_in_first
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write in a topic. What cannot be written any more stays in the form, with the reason."""
    viewer = viewer_of(request)
    form = PostForm(request.POST, request.FILES, auto_id="svar_%s")
    topic = topic_to_answer(viewer, pk)
    if topic is None or topic.pk != pk or Action.REPLY not in topic_actions(viewer, topic):
        return _refused(request, topic, form)
    if request.POST.get("do") == "draft":
        return _answer_aside(request, topic, form)
    if not (form.is_valid() and allows(to_reply, user_of(request), form)):
        return _unsent(request, topic, form)
    try:
        return redirect(address_of(_answered(request, topic, form)))
    except ClosedError:
        return _refused(request, topic_to_answer(viewer, pk), form)


@require_safe
@sign_in_first
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer to one post, with its words quoted: where no script puts them into the form below."""
    post, may = post_for(viewer_of(request), pk)
    require(Action.REPLY, may)
    kept = begun_answer(post.topic)
    text = f"{kept['text'].rstrip()}\n\n{quoted(post)}".lstrip() if kept else quoted(post)
    form = PostForm(initial={**kept, "text": text, "reply_to": post.pk}, auto_id="svar_%s")
    context = {"topic": post.topic, "form": form, "may": may, "draft_version": post.topic.draft_version or 0}
    return render(request, "forum/reply_write.html", context)


def _answered(request: HttpRequest, topic: Topic, form: PostForm) -> Post:
    data, viewer = form.cleaned_data, viewer_of(request)
    earlier = None
    if data["reply_to"]:
        earlier = Post.objects.visible_to(viewer).filter(topic=topic, pk=data["reply_to"]).first()
    with files_with_rows():
        post = reply(topic, data["text"], key=data["key"] or uuid4(), reply_to=earlier, by=user_of(request))
        attach(post, data, by=user_of(request))
    if (topic.read_number or 0) >= post.number - 1:  # one's own words are not new to oneself
        mark_read(post.topic, post.number, by=user_of(request))
    say_who_is_not_told(request, post)
    messages.success(request, _("Your answer is sent."), extra_tags="stored")
    return post


def say_who_is_not_told(request: HttpRequest, post: Post) -> None:
    """Whoever mentions somebody expects an answer: one who may not read it cannot give any."""
    for who in who_cannot_see(post):
        messages.warning(request, _("%(who)s does not see this discussion, and is not told.") % {"who": who})


def _answer_aside(request: HttpRequest, topic: Topic, form: PostForm) -> HttpResponse:
    """As `_topic_aside`, for an answer."""
    try:
        put_aside(request, topic)
    except DraftChangedError as conflict:
        return _unsent(request, topic, form, status=409, **both_texts(form, conflict))
    except TooLongError:
        return _unsent(request, topic, form)
    return redirect(topic.get_absolute_url() + "#svar")


def _refused(request: HttpRequest, topic: Topic | None, form: PostForm) -> HttpResponse:
    """It was closed, or put into another where the answer may go on. Or it is not there for the writer any more, which
    is told as of one that never was: what they wrote is theirs all the same. A second click refuses nothing."""
    text = str(form["text"].value() or "").strip()
    if sent := already_sent(text, key=key_of(request), by=user_of(request)):
        return redirect(sent)
    return _closed(request, topic, form) if topic else _gone(request, text)


def _closed(request: HttpRequest, topic: Topic, form: PostForm) -> HttpResponse:
    """Where it is part of another that is open, the answer can be sent there; else its text is given back to read."""
    draft = put_aside_anyhow(request, topic)
    if Action.REPLY not in topic_actions(viewer_of(request), topic):
        return _given_back(request, "forum/reply_closed.html", 409, draft=draft, topic=topic)
    if draft:
        form.go_on_as(draft.key)
    version = draft.version if draft else 0
    return _unsent(request, topic, form, status=409, moved_meanwhile=True, draft_version=version)


def _gone(request: HttpRequest, text: str) -> HttpResponse:
    if not text:
        raise Http404
    return _given_back(request, "forum/reply_gone.html", 404, draft=put_aside_anyhow(request, None))


def _given_back(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    """What was written and cannot be sent, to read and copy, and what its writer can do with it."""
    viewer = viewer_of(request)
    may_start = any(Action.START in board_actions(viewer, one) for one in boards_seen_by(viewer))
    said = {"text": request.POST.get("text", "").strip(), "may_start": may_start, **context}
    return render(request, template, said, status=status)


def _unsent(request: HttpRequest, topic: Topic, form: PostForm, status: int = 200, **context: Any) -> HttpResponse:
    """What was written, on a page of its own: below a long discussion nobody would find what is wrong with it."""
    may = topic_actions(viewer_of(request), topic)
    shown = {"topic": topic, "form": form, "may": may, "draft_version": version_of(request)}
    return render(request, "forum/reply_write.html", shown | context, status=status)


@sign_in_first
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own words; what they were stays to be read."""
    viewer = viewer_of(request)
    post, may = post_for(viewer, pk)
    require(Action.EDIT, may)
    form = edit_form(post, request.POST or None, viewer)
    context: dict[str, Any] = {"post": post, "topic": post.topic, "form": form, "version": post.version}
    if request.method == "POST" and form.is_valid() and allows(to_edit, user_of(request), form):
        try:
            text, labels = form.cleaned_data["text"], form.labels if isinstance(form, OpeningForm) else None
            edit(post, text, labels=labels, expected_version=version_of(request), by=user_of(request))
            return redirect(post)
        except ChangedMeanwhileError as conflict:
            context |= {"changes": conflict.changes, "version": conflict.theirs.version}
    return render(request, "forum/post_edit.html", context, status=409 if "changes" in context else 200)


def edit_form(post: Post, sent: QueryDict | None, viewer: Viewer) -> EditForm:
    return OpeningForm(sent, post=post, topic=post.topic, viewer=viewer) if post.opens else EditForm(sent, post=post)
