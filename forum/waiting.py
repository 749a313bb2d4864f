"""What those are told who are asked to answer a question that nobody has answered."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.notifications.kinds import NoticeKind, Told, register
from community.notifications.models import Event, Frequency
from community.notifications.read import settle

from .models import Topic
from .notices import Recipients, load_posts, sees_post, tell_of, topic_group

WAITS = "forum.waits"
REASONS = {
    "host": _("You are a host of the network"),
    "near": _("You follow the theme, and your municipality is near"),
    "leader": _("You lead the network"),
}


def register_kind() -> None:
    label = _("Questions that wait for an answer from you")
    kind = NoticeKind(WAITS, label, _asked, sees_post, _told, load_posts, default=Frequency.NOW, reasons=REASONS)
    register(kind)


def _asked(event: Event) -> Recipients:
    return ((user, reason) for reason in REASONS for user in event.data.get(reason, ()))


def _told(event: Event) -> Told | None:
    """Nothing any more once somebody has answered."""
    topic = event.subject.topic
    if not topic.waits_for_an_answer:
        return None
    return tell_of(event.subject, gettext("Nobody has answered yet: %(title)s"))


def is_answered(topic: Topic) -> None:
    """The first answer has come: those who were asked need not answer any more."""
    if topic.asked_host_at or topic.asked_leader_at:
        settle(WAITS, topic_group(topic.pk))
