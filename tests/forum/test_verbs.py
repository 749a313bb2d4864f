"""Solving, reacting, changing, deleting, hiding and closing."""

import pytest

from community.members.models import User
from forum.edit import ChangedMeanwhileError, edit, versions_of
from forum.models import Board, Post, Topic, TopicState
from forum.react import react
from forum.remove import delete, hide, restore, unhide
from forum.solve import accept, unaccept
from forum.state import close, reopen
from tests.factories.forum import a_board, a_post, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(author: User) -> Topic:
    return a_topic(a_board(), author)


def now(topic: Topic) -> Topic:
    return Topic.objects.get(pk=topic.pk)


def test_several_answers_can_solve_it(topic: Topic, author: User, colleague: User) -> None:
    first, second = a_post(topic, colleague), a_post(topic, colleague)
    accept(second, by=author)
    accept(first, by=author)
    assert (now(topic).state, now(topic).solution_number) == (TopicState.SOLVED, first.number)
    unaccept(first, by=author)
    assert now(topic).solution_number == second.number
    unaccept(second, by=author)
    assert (now(topic).state, now(topic).solved_at) == (TopicState.OPEN, None)


def test_what_is_opened_again_is_as_solved_as_before(topic: Topic, author: User, colleague: User) -> None:
    accept(a_post(topic, colleague), by=author)
    close(topic, "Ferdig", by=author)
    assert reopen(topic, by=author).state == TopicState.SOLVED and now(topic).closed_because == ""


def test_each_reaction_counts_once_a_person(topic: Topic, colleague: User, author: User) -> None:
    post = a_post(topic, colleague)
    react(post, "useful", by=author)
    react(post, "trying", by=author)
    assert react(post, "useful", by=topic.author).reaction_counts == {"trying": 1}


def test_how_it_read_before_is_kept(topic: Topic, colleague: User) -> None:
    post = edit(a_post(topic, colleague, "Mandag"), "Hver mandag", expected_version=1, by=colleague)
    assert post.html == "<p>Hver mandag</p>\n" and post.edited_at
    (change,) = versions_of(post)
    assert ("ins", "Hver ") in change.changes[0][1] or "Hver" in str(change.changes)


def test_two_tabs_are_told_of_each_other(topic: Topic, colleague: User) -> None:
    post = a_post(topic, colleague, "Mandag")
    edit(post, "Tirsdag", expected_version=1, by=colleague)
    with pytest.raises(ChangedMeanwhileError):
        edit(post, "Onsdag", expected_version=1, by=colleague)
    assert Post.objects.get(pk=post.pk).text == "Tirsdag"


def test_out_of_sight_and_back_counts_right(topic: Topic, colleague: User, editor: User) -> None:
    post = a_post(topic, colleague)
    delete(post, by=colleague)
    delete(post, by=colleague)
    assert (now(topic).reply_count, Board.objects.get().post_count) == (0, 1)
    hide(post, "Sier hvem det gjelder.", by=editor)
    restore(post, by=colleague)
    assert not Post.objects.get(pk=post.pk).live
    unhide(post, by=editor)
    assert (now(topic).reply_count, Post.objects.get(pk=post.pk).live) == (1, True)
