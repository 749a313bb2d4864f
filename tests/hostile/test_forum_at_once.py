"""Many in one discussion at the same moment, on both databases."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DEFAULT_DB_ALIAS

from community.members.models import User
from community.networks.models import Network, RoleKind
from community.notifications.models import Event
from forum.models import Act, Board, BoardGroup, Post, Reaction, Topic, TopicState, Vote
from forum.poll import PollClosedError, vote
from forum.react import react
from forum.remove import delete, restore
from forum.reply import ClosedError, reply
from forum.solve import accept
from forum.start import start
from forum.state import close
from tests.factories.forum import a_networks_board, a_poll, a_post, a_topic
from tests.factories.members import a_person
from tests.factories.places import a_municipality

from .test_at_once import really as _really
from .test_at_once import together

FORUM = (Event, Reaction, Post, Topic, Board, BoardGroup)
WRITERS, EACH = 8, 4
__all__ = ["_really"]


@pytest.fixture
def topic(_really: tuple[User, Network], django_db_blocker: Any) -> Iterator[Topic]:
    """A question that all connections see, taken away again by hand, as there."""
    author, network = _really
    yield a_topic(a_networks_board(network), author)
    Act.objects.all()._raw_delete(DEFAULT_DB_ALIAS)  # the log refuses to be emptied in any other way
    for model in FORUM:
        model.objects.all().delete()


def someone(topic: Topic, name: str) -> User:
    return a_person(name, municipality=a_municipality(), network=topic.board.network, kind=RoleKind.MEMBER)


def now(topic: Topic) -> Topic:
    found: Topic = Topic.objects.select_related("board").get(pk=topic.pk)
    return found


def counted_right(topic: Topic) -> bool:
    """What is kept by increments against what is there; the first post opens, and is no answer."""
    rows, seen = Post.objects.filter(topic=topic), now(topic)
    live = rows.filter(live=True).count()
    return (seen.reply_count, seen.board.post_count, seen.last_number) == (live - 1, live, rows.count())


def test_eight_writers_at_once_get_a_number_each_and_no_error(topic: Topic) -> None:
    writers = [someone(topic, f"Rådgiver {place}") for place in range(WRITERS)]

    given: list[int] = []

    def write(place: int) -> None:
        given.extend(reply(topic, f"Svar {turn}", key=uuid4(), by=writers[place]).number for turn in range(EACH))

    together(WRITERS, write)
    assert sorted(given) == list(range(2, WRITERS * EACH + 2)) and counted_right(topic)


def test_five_clicks_at_once_are_one_post(topic: Topic) -> None:
    key: UUID = uuid4()
    writer = someone(topic, "Rådgiver")
    sent = together(5, lambda _place: reply(topic, "Vi gjør slik.", key=key, by=writer).pk)
    assert len(set(sent)) == 1 and counted_right(topic) and now(topic).reply_count == 1


def test_five_clicks_at_once_start_one_topic(topic: Topic) -> None:
    key: UUID = uuid4()
    sent = together(5, lambda _place: start(topic.board, title="Ny", text="Hei", key=key, by=topic.author).pk)
    assert len(set(sent)) == 1 and now(topic).board.topic_count == 2


def test_a_reply_and_a_closing_at_once_leave_no_answer_after_the_end(topic: Topic) -> None:
    writer = someone(topic, "Rådgiver")

    def act(place: int) -> str:
        if not place:
            close(now(topic), "Ferdig", by=topic.author)
            return "closed"
        try:
            reply(topic, "Et svar til", key=uuid4(), by=writer)
        except ClosedError:
            return "kept"
        return "sent"

    said = together(5, act)
    assert now(topic).state == TopicState.CLOSED and now(topic).reply_count == said.count("sent")
    assert said.count("sent") + said.count("kept") == 4 and counted_right(topic)


def test_two_who_accept_at_once_both_count_and_the_first_answer_leads(topic: Topic) -> None:
    answers = [a_post(topic, someone(topic, f"Rådgiver {place}")) for place in range(2)]
    together(2, lambda place: accept(Post.objects.get(pk=answers[place].pk), by=topic.author))
    assert Post.objects.exclude(accepted_at=None).count() == 2
    assert (now(topic).state, now(topic).solution_number) == (TopicState.SOLVED, answers[0].number)


def test_of_two_who_accept_the_same_at_once_one_is_named(topic: Topic) -> None:
    answer = a_post(topic, someone(topic, "Rådgiver"))
    moderators = [someone(topic, f"Nettverksleder {place}") for place in range(2)]
    together(2, lambda place: accept(Post.objects.get(pk=answer.pk), by=moderators[place]))
    assert Post.objects.get(pk=answer.pk).accepted_by in moderators
    assert Event.objects.filter(kind="forum.accept").count() <= 1


def test_replies_and_deletions_at_once_neither_wait_for_ever_nor_miscount(topic: Topic) -> None:
    writer = someone(topic, "Rådgiver")
    mine = [a_post(topic, writer) for _number in range(8)]

    def act(place: int) -> None:
        for turn in range(4):
            if place % 2:
                reply(topic, f"Svar {turn}", key=uuid4(), by=writer)
            else:
                post = delete(mine[place + turn % 2], by=writer)
                restore(post, by=writer)

    together(8, act)
    assert counted_right(topic)


def test_all_react_at_once_and_each_counts_once(topic: Topic) -> None:
    post = a_post(topic, someone(topic, "Rådgiver"))
    people = [someone(topic, f"Leser {place}") for place in range(WRITERS)]
    together(WRITERS, lambda place: react(post, "useful", by=people[place]))
    assert Post.objects.get(pk=post.pk).reaction_counts == {"useful": WRITERS}


def test_two_votes_of_one_person_at_once_are_one(topic: Topic) -> None:
    asked = a_poll(topic.board, topic.author)
    voter, choices = someone(topic, "Rådgiver"), [one.pk for one in asked.poll.options.all()]
    together(4, lambda place: vote(asked, [choices[place % 2]], by=voter))
    assert Vote.objects.filter(user=voter).count() == 1


def test_a_vote_and_a_closing_at_once_leave_none_after_the_end(topic: Topic) -> None:
    asked = a_poll(topic.board, topic.author)
    voters = [someone(topic, f"Rådgiver {place}") for place in range(4)]
    choice = asked.poll.options.all()[0].pk

    def act(place: int) -> int:
        if place == 4:
            close(now(asked), by=topic.author)
            return 0
        try:
            vote(asked, [choice], by=voters[place])
        except PollClosedError:
            return 0
        return 1

    assert together(5, act).count(1) == Vote.objects.filter(poll=asked.poll).count()
