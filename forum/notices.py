"""What people are told of in the forum, and who: the worker asks, long after whoever wrote has gone on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from community.access.viewer import ANONYMOUS, Viewer
from community.notifications.kinds import NoticeKind, Told, register
from community.notifications.models import Event, Frequency
from community.text.markdown import mentioned, to_plain

from .followers import Followers
from .mentions import told_of
from .models import Bookmark, Post

TOPIC, REPLY, ANSWER, ACCEPT = "forum.topic", "forum.reply", "forum.answer", "forum.accept"
MENTION, REMIND = "forum.mention", "forum.remind"
REASONS = {
    "topic": _("You follow this discussion"),
    "board": _("You follow the board"),
    "theme": _("You follow the theme"),
    "tag": _("You follow the tag"),
    "asked": _("You started this discussion"),
    "answered": _("It answers what you wrote"),
    "mention": _("You were mentioned"),
    "municipality": _("Your municipality was mentioned"),
    "role": _("All in your role were mentioned"),
    "bookmark": _("You asked to be reminded"),
    "author": _("You wrote the answer"),
}
Recipients = Iterable[tuple[int, str]]


def topic_group(topic_id: int) -> str:
    """All that is told of one topic is read together, and lies in one thread in mail programs."""
    return f"topic:{topic_id}"


def register_kinds() -> None:
    _register(TOPIC, _("New discussions in what you follow"), _told_of_start, _started, several=None)
    _register(REPLY, _("Answers in what you follow"), _told_of_reply, _answered, several=_many_answers)
    now = Frequency.NOW
    _register(ANSWER, _("Answers to what you wrote"), concerned, _answered, several=_many_answers, default=now)
    _register(MENTION, _("Mentions of you"), _mentioned, _mention, several=None, default=now)
    _register(ACCEPT, _("Answers that solved it"), _told_of_solution, _solved, several=None)
    reminder = NoticeKind(
        REMIND, _("Reminders of bookmarks"), _whose_bookmark, _sees_bookmark, _remind, _load_bookmarks,
        default=now, reasons=REASONS,
    )  # fmt: skip
    register(reminder)


def _register(
    name: str, label: Any, recipients: Callable[[Event], Recipients], told: Callable[[Event], Told], **fields: Any
) -> None:
    register(NoticeKind(name, label, recipients, sees_post, told, load_posts, reasons=REASONS, **fields))


def load_posts(events: Sequence[Event]) -> Mapping[int, Post]:
    rows = Post.objects.select_related("topic__board__network", "municipality", "reply_to")
    found = rows.in_bulk({event.subject_id for event in events})
    return {event.pk: found[event.subject_id] for event in events if event.subject_id in found}


def sees_post(event: Event, viewer: Viewer) -> bool:
    return _seen(event.subject, viewer)


def _seen(post: Post, viewer: Viewer) -> bool:
    live = post.live and post.topic.live
    return live and viewer.may_see(post.audience) and viewer.may_see(post.topic.audience)


def _told_of_start(event: Event) -> Recipients:
    return Followers(event.subject.topic).of_its_start()


def _mentioned(event: Event) -> Recipients:
    """Who has muted the topic still hears of it when somebody means them in person."""
    post = event.subject
    followers = Followers(post.topic)
    for user, reason in told_of(event.data.get("of", []), post.topic.board):
        if reason == "mention" or followers.hear_of_it(user):
            yield user, reason


def concerned(event: Event) -> Recipients:
    """Those whom a post answers: who wrote what it answers, and who started the topic. Who is mentioned in it as well
    is told of that."""
    post = event.subject
    followers = Followers(post.topic)
    already = {user for user, _reason in told_of(mentioned(post.text), post.topic.board)}
    people = [(post.reply_to.author_id, "answered")] if post.reply_to else []
    for user, reason in [*people, (post.topic.author_id, "asked")]:
        if user not in already and followers.hear_of_it(user):
            yield user, reason


def _told_of_reply(event: Event) -> Recipients:
    """Whoever is told of the same post for a better reason is not told twice."""
    already = {user for user, _reason in concerned(event)}
    already |= {user for user, _reason in told_of(mentioned(event.subject.text), event.subject.topic.board)}
    return ((user, why) for user, why in Followers(event.subject.topic).of_every_post() if user not in already)


def _told_of_solution(event: Event) -> Recipients:
    post, followers = event.subject, Followers(event.subject.topic)
    for user, reason in [(post.author_id, "author"), (post.topic.author_id, "asked")]:
        if followers.hear_of_it(user):
            yield user, reason
    yield from followers.of_every_post()


def _started(event: Event) -> Told:
    return tell_of(event.subject, gettext("New discussion: %(title)s"))


def _answered(event: Event) -> Told:
    return tell_of(event.subject, gettext("New answer: %(title)s"))


def _mention(event: Event) -> Told:
    return tell_of(event.subject, gettext("You are mentioned: %(title)s"))


def _solved(event: Event) -> Told:
    return tell_of(event.subject, gettext("Solved: %(title)s"))


def tell_of(post: Post, title: str) -> Told:
    """Mail goes where the site's rules do not: it says who wrote as everyone may see them, and a few lines."""
    said = to_plain(post.text).splitlines()[:4]
    lines = [post.signature_for(ANONYMOUS), *(Truncator(line).chars(300) for line in said)]
    at, group = reverse("forum:post", args=[post.pk]), topic_group(post.topic_id)
    return Told(title % {"title": post.topic.title}, lines, at, group, post.language)


def _load_bookmarks(events: Sequence[Event]) -> Mapping[int, Bookmark]:
    rows = Bookmark.objects.select_related("post__topic__board__network", "post__municipality")
    found = rows.in_bulk({event.subject_id for event in events})
    return {event.pk: found[event.subject_id] for event in events if event.subject_id in found}


def _whose_bookmark(event: Event) -> Recipients:
    return [(event.subject.user_id, "bookmark")]


def _sees_bookmark(event: Event, viewer: Viewer) -> bool:
    return viewer.user_id == event.subject.user_id and _seen(event.subject.post, viewer)


def _remind(event: Event) -> Told | None:
    """Only at the hour that was said last."""
    said = event.subject.remind_at
    if said is None or int(said.timestamp()) != event.data.get("hour"):
        return None
    told = tell_of(event.subject.post, gettext("Reminder: %(title)s"))
    return replace(told, summary_lines=[event.subject.note, *told.summary_lines]) if event.subject.note else told


def _many_answers(event: Event, count: int) -> str:
    words = ngettext("%(count)s new answer: %(title)s", "%(count)s new answers: %(title)s", count)
    return words % {"count": count, "title": event.subject.topic.title}
