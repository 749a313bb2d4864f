from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forum.models import Board, Topic, TopicState
from forum.thread import resume_address, solution_address, unread_count

register = template.Library()
register.filter("resume", resume_address)
"""`{{ topic|resume }}`: where the reader left off."""
register.filter("solution_address", solution_address)
register.filter("unread", unread_count)
"""`{{ topic|unread }}`: how many posts the reader has not read, of one that they have begun."""
KNOTS = {TopicState.SOLVED: "used", TopicState.CLOSED: "drop", TopicState.ARCHIVED: "drop"}


@register.filter
def knot_of(topic: Topic) -> str:
    """Which knot says how it stands with a topic."""
    return "loose" if topic.is_unanswered else KNOTS.get(TopicState(topic.state), "open")


@register.filter
def state_of(topic: Topic) -> str:
    """The same in words."""
    return str(Topic.UNANSWERED if topic.is_unanswered else topic.get_state_display())


@register.filter
def in_board(counts: dict[int, int], board: Board) -> int:
    """Of counts by board's id, this one's."""
    return counts.get(board.pk, 0)


@register.simple_tag
def who_attributes(topic: Topic | str) -> SafeString:
    """`<form {% who_attributes topic %}>`: where its texts ask whom one can mention; without a topic by their board."""
    query = f"?emne={topic.pk}" if isinstance(topic, Topic) else ""
    found = _("{n} to choose from. Arrow keys and Enter choose.")
    words = 'data-who-url="{}" data-who-label="{}" data-who-found="{}"'
    return format_html(words, reverse("forum:who") + query, _("People, municipalities and roles"), found)
