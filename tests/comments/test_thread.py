from typing import Any

import pytest

from cases.models import Experience
from community.access.audience import network_key
from community.access.viewer import ANONYMOUS, viewer_for
from community.comments.hide import hide
from community.comments.thread import Entry, thread_of
from community.members.models import User
from community.networks.models import Network
from tests.factories.comments import a_comment

pytestmark = pytest.mark.django_db


def words(entries: list[Entry]) -> list[str]:
    return [word for entry in entries for word in (entry.comment.comment, *words(entry.replies))]


@pytest.mark.parametrize("number", [3, 100])
def test_a_thread_costs_one_query_whatever_its_length(
    number: int, experience: Experience, colleague: User, django_assert_num_queries: Any
) -> None:
    first = a_comment(experience, colleague)
    for i in range(number - 1):
        a_comment(experience, colleague, reply_to=first if i % 2 else None)
    viewer = viewer_for(colleague)
    thread_of(experience, viewer)
    with django_assert_num_queries(1):
        thread = thread_of(experience, viewer)
        assert [entry.comment.signature_for(viewer) for entry in thread.entries]
    assert thread.count == number


def test_a_visitor_reads_no_comment_of_a_narrower_day(
    experience: Experience, colleague: User, network: Network
) -> None:
    a_comment(experience, colleague, "åpent")
    experience.audience = network_key(network.pk)
    a_comment(experience, colleague, "lukket")
    assert words(thread_of(experience, ANONYMOUS).entries) == ["åpent"]
    assert words(thread_of(experience, viewer_for(colleague)).entries) == ["åpent", "lukket"]


def test_a_hidden_comment_leaves_no_words_to_others_and_its_replies_stay(
    experience: Experience, colleague: User, author: User, editor: User
) -> None:
    parent = a_comment(experience, colleague, "hemmelig")
    a_comment(experience, author, "svar", reply_to=parent)
    hide(parent, "grunn", by=editor)
    assert words(thread_of(experience, viewer_for(author)).entries) == ["", "svar"]
    for reader in (colleague, editor):
        assert words(thread_of(experience, viewer_for(reader)).entries) == ["hemmelig", "svar"]


def test_a_hidden_comment_that_nobody_answered_is_gone_for_others(
    experience: Experience, colleague: User, author: User, editor: User
) -> None:
    hide(a_comment(experience, colleague), "grunn", by=editor)
    thread = thread_of(experience, viewer_for(author))
    assert (thread.entries, thread.count) == ([], 0)
