"""What moderators, writers and those who reported something are told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.access.viewer import Viewer
from community.notifications.kinds import NoticeKind, Told, register
from community.notifications.models import Event, Frequency

from .appeal import moderators_of
from .decide import ANSWERED, group_of
from .flag import WAITS
from .log import MODERATED, MOVED_AWAY
from .models import Act, ActKind, Flag, Matter
from .policy import Action, matter_actions

REASONS = {
    "moderator": _("You moderate it"),
    "writer": _("You wrote the post"),
    "reporter": _("You reported it"),
}
TITLES = {
    ActKind.HIDE: _("A moderator has hidden your post: %(title)s"),
    ActKind.UNHIDE: _("Your post is shown again: %(title)s"),
    ActKind.GRANT: _("Your appeal was granted, and your post is shown again: %(title)s"),
    ActKind.REFUSE: _("Your appeal was turned down: %(title)s"),
    ActKind.EDIT: _("A moderator has changed your post: %(title)s"),
    ActKind.WARN: _("A moderator asks you to think of how you write: %(title)s"),
    ActKind.MOVE: _("Your discussion has another place: %(title)s"),
    ActKind.MERGE: _("Your discussion has become part of another: %(title)s"),
    ActKind.SPLIT: _("Your post stands in a discussion of its own now: %(title)s"),
    ActKind.LABEL: _("A moderator has given your discussion another title: %(title)s"),
    ActKind.CLOSE: _("A moderator has closed your discussion: %(title)s"),
}
PLACE = "post__topic__board__network"


def register_kinds() -> None:
    matters, acts = Matter.objects.select_related(PLACE, "act"), Act.objects.select_related(PLACE, "topic")
    flags = Flag.objects.select_related(f"matter__{PLACE}")
    one = (
        NoticeKind(WAITS, _("Reports and appeals that wait for a moderator"), _moderators, _may_decide, _waits,
                   _loaded(matters), Frequency.NOW, reasons=REASONS),
        NoticeKind(MODERATED, _("What moderators do with what you wrote"), _writer, _is_the_writer, _moderated,
                   _loaded(acts), Frequency.NOW, reasons=REASONS),
        NoticeKind(MOVED_AWAY, _("Discussions of yours that go where you cannot read them"), _writer, _lost_it,
                   _moved_away, _loaded(acts), Frequency.NOW, reasons=REASONS),
        NoticeKind(ANSWERED, _("What came of your reports"), _reporter, _is_the_reporter, _answered,
                   _loaded(flags), Frequency.NOW, reasons=REASONS),
    )  # fmt: skip
    for kind in one:
        register(kind)


def _loaded(rows: Any) -> Callable[[Sequence[Event]], Mapping[int, Any]]:
    def load(events: Sequence[Event]) -> Mapping[int, Any]:
        found = rows.in_bulk({event.subject_id for event in events})
        return {event.pk: found[event.subject_id] for event in events if event.subject_id in found}

    return load


def _moderators(event: Event) -> Iterable[tuple[int, str]]:
    return ((pk, "moderator") for pk in sorted(moderators_of(event.subject.post.topic)))


def _writer(event: Event) -> Iterable[tuple[int, str]]:
    return ((pk, "writer") for pk in _writers(event.subject))


def _writers(act: Any) -> list[int]:
    """Whose words it was done to: of posts that were split off, each one's."""
    if act.what != ActKind.SPLIT:
        return [act.post.author_id]
    known = vars(act)  # asked once, for however many people
    if "writers" not in known:
        known["writers"] = sorted(set(act.post.topic.posts.order_by().values_list("author", flat=True)))
    return list(known["writers"])


def _reporter(event: Event) -> Iterable[tuple[int, str]]:
    return [(event.subject.by_id, "reporter")]


def _may_decide(event: Event, viewer: Viewer) -> bool:
    return bool(matter_actions(viewer, event.subject) & {Action.DECIDE})


def _is_the_writer(event: Event, viewer: Viewer) -> bool:
    return viewer.user_id in _writers(event.subject) and _reads(viewer, event.subject.post)


def _lost_it(event: Event, viewer: Viewer) -> bool:
    return viewer.user_id == event.subject.post.author_id and not _reads(viewer, event.subject.post)


def _is_the_reporter(event: Event, viewer: Viewer) -> bool:
    return viewer.user_id == event.subject.by_id and _reads(viewer, event.subject.matter.post)


def _reads(viewer: Viewer, post: Any) -> bool:
    return viewer.may_see(post.audience) and viewer.may_see(post.topic.audience)


def _waits(event: Event) -> Told:
    matter = event.subject
    title = gettext("An appeal waits: %(title)s") if matter.is_appeal else gettext("Somebody reports a post: %(title)s")
    return Told(title % {"title": matter.post.topic.title}, url=matter.get_absolute_url(), group=group_of(matter))


def _moderated(event: Event) -> Told | None:
    act = event.subject
    if act.what not in TITLES:
        return None
    # What is out of sight has its own page for its writer.
    url = reverse("forum:appeal", args=[act.post_id]) if act.post.hidden_at else act.post.get_absolute_url()
    title = str(TITLES[act.what]) % {"title": act.post.topic.title}
    return Told(title, [act.reason] if act.reason else [], url, group=f"post:{act.post_id}")


def _moved_away(event: Event) -> Told:
    """Their own title, as long as it is theirs, and what the moderator says to them; not a word of where it went, nor
    an address there."""
    act = event.subject
    title = gettext("A discussion of yours has gone where you cannot read it")
    if act.what == ActKind.MERGE or act.post.version == event.data.get("version"):
        title = gettext("Your discussion has gone where you cannot read it: %(title)s") % {"title": act.topic.title}
    return Told(title, [act.reason] if act.reason else [], reverse("forum:index"), group=f"post:{act.post_id}")


def _answered(event: Event) -> Told:
    matter = event.subject.matter
    said = [str(matter.get_decision_display()), *([matter.reason] if matter.decision == "keep" else [])]
    title = gettext("What you reported is decided: %(title)s") % {"title": matter.post.topic.title}
    return Told(title, said, event.subject.get_absolute_url(), group=group_of(matter))
