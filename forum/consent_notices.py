"""What writers are told who are asked for their words, and those who asked."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.access.viewer import Viewer
from community.notifications.kinds import NoticeKind, Told, register
from community.notifications.models import Event, Frequency

from .models import Consent
from .notices import Recipients

ASKED, ANSWERED = "forum.consent", "forum.consented"
REASONS = {"author": _("You wrote the post"), "asked": _("You asked")}


def group_of(consent: Consent) -> str:
    return f"consent:{consent.pk}"


def register_kinds() -> None:
    now = Frequency.NOW
    asked, answered = _("Questions whether your words may be used"), _("Answers to those you asked for their words")
    register(NoticeKind(ASKED, asked, _writer, _sees, _told_writer, _load, default=now, reasons=REASONS))
    register(NoticeKind(ANSWERED, answered, _asker, _sees, _told_asker, _load, reasons=REASONS))


def _load(events: Sequence[Event]) -> Mapping[int, Consent]:
    found = Consent.objects.select_related("post__topic").in_bulk({event.subject_id for event in events})
    return {event.pk: found[event.subject_id] for event in events if event.subject_id in found}


def _writer(event: Event) -> Recipients:
    return [(event.subject.post.author_id, "author")]


def _asker(event: Event) -> Recipients:
    return [(event.subject.asked_by_id, "asked")]


def _sees(event: Event, viewer: Viewer) -> bool:
    consent = event.subject
    post, topic = consent.post, consent.post.topic
    concerned = viewer.user_id in {post.author_id, consent.asked_by_id}
    return concerned and post.live and topic.live and viewer.may_see(topic.audience) and viewer.may_see(post.audience)


def _told_writer(event: Event) -> Told | None:
    consent = event.subject
    if consent.answered_at:
        return None
    title = gettext("May we use your words from: %(title)s") % {"title": consent.post.topic.title}
    at = reverse("forum:consent", args=[consent.pk])
    return Told(title, consent.text.splitlines()[:3], at, group_of(consent), consent.post.language)


def _told_asker(event: Event) -> Told:
    topic = event.subject.post.topic
    title = gettext("A writer has answered you about: %(title)s") % {"title": topic.title}
    return Told(title, (), reverse("forum:gather", args=[topic.pk]), f"gather:{topic.pk}")
