"""Topics that go elsewhere: what is written is read by no more people than before, and its addresses last."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.access.audience import MEMBERS, PUBLIC, network_key
from community.members.models import User
from community.networks.models import Network
from forum.answers import count_answers
from forum.models import Act, AnswerFigures, Board, Post, Topic, TopicReader
from forum.move import MovedMeanwhileError, fits, merge, move, split
from forum.react import react
from forum.reading import mark_read
from forum.remove import delete, hide
from forum.reply import ClosedError
from forum.solve import accept
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_board() -> Board:
    return a_board("apen", PUBLIC)


@pytest.fixture
def topic(open_board: Board, author: User, colleague: User) -> Topic:
    topic = a_topic(open_board, author, "Hvem tar samtalen?")
    for text in ("Første svar", "Andre svar", "Tredje svar"):
        a_post(topic, colleague, text)
    return topic


def places(topic: Topic) -> list[tuple[int, str]]:
    return list(Post.objects.filter(topic=topic).order_by("number").values_list("number", "audience"))


def counts() -> dict[str, tuple[int, int]]:
    return {board.slug: (board.topic_count, board.post_count) for board in Board.objects.all()}


def nothing_was_wrong() -> bool:
    from forum.recount import recount_boards, recount_reactions, recount_topics

    return (recount_topics(), recount_boards(), recount_reactions()) == (0, 0, 0)


def test_it_narrows_with_its_new_board_and_never_widens(topic: Topic, network: Network, editor: User) -> None:
    inner, wide = a_networks_board(network), topic.board
    move(topic, inner, by=editor)
    assert set(places(topic)) == {(number, network_key(network.pk)) for number in (1, 2, 3, 4)}
    assert counts() == {"apen": (0, 0), inner.slug: (1, 4)}
    back = move(topic, wide, by=editor)
    assert back.audience == network_key(network.pk) == Post.objects.get(topic=topic, number=3).audience
    assert counts()["apen"] == (1, 4) and nothing_was_wrong()


def test_it_goes_nowhere_where_nobody_would_read_it(
    network: Network, other_network: Network, author: User, editor: User
) -> None:
    topic, other = a_topic(a_networks_board(network), author), a_networks_board(other_network)
    assert not fits(topic, other)
    with pytest.raises(MovedMeanwhileError):
        move(topic, other, by=editor)


def test_two_become_one_and_every_address_leads_on(
    client: Client, topic: Topic, author: User, colleague: User, editor: User
) -> None:
    into = a_topic(topic.board, author, "Samtalen")
    posts = list(topic.posts.order_by("number"))
    assert merge(topic, into, "Det samme", by=editor).last_number == 5
    assert [post.pk for post in into.posts.order_by("number")][1:] == [post.pk for post in posts]
    assert client.get(topic.get_absolute_url())["Location"] == into.get_absolute_url()
    assert client.get(posts[2].get_absolute_url())["Location"].endswith(f"{into.pk}-samtalen/#{posts[2].anchor}")
    assert counts() == {"apen": (1, 5)} and nothing_was_wrong()
    with pytest.raises(ClosedError):
        a_post(topic, colleague)


def test_an_old_address_tells_nobody_of_what_they_cannot_see(
    client: Client, topic: Topic, network: Network, author: User, editor: User
) -> None:
    into = a_topic(a_networks_board(network), author, "Bare for nettverket")
    merge(topic, into, by=editor)
    assert set(places(into)) == {(number, network_key(network.pk)) for number in (1, 2, 3, 4, 5)}
    assert client.get(topic.get_absolute_url()).status_code == 404
    client.force_login(author)
    assert client.get(topic.get_absolute_url()).status_code == 302


def test_chains_of_old_addresses_end_at_the_last(client: Client, topic: Topic, author: User, editor: User) -> None:
    second, third = a_topic(topic.board, author, "To"), a_topic(topic.board, author, "Tre")
    merge(topic, second, by=editor)
    merge(second, third, by=editor)
    for old in (topic, second):
        assert client.get(old.get_absolute_url())["Location"] == third.get_absolute_url()


def test_nothing_is_merged_into_what_more_people_read(
    topic: Topic, network: Network, author: User, editor: User
) -> None:
    inner = a_topic(a_networks_board(network), author)
    for one, into in ((inner, topic), (topic, topic)):
        with pytest.raises(MovedMeanwhileError):
            merge(one, into, by=editor)
    assert not Act.objects.exists() and inner.posts.count() == 1


def test_chosen_posts_become_a_topic_of_their_own(
    client: Client, topic: Topic, author: User, colleague: User, editor: User
) -> None:
    last = topic.posts.get(number=4)
    accept(last, by=author)
    mark_read(Topic.objects.get(pk=topic.pk), 4, by=author)
    made = split(topic, topic.posts.filter(number__in=(1, 3, 4)), "Ny tråd", by=editor)
    topic.refresh_from_db()
    assert [post.text for post in made.posts.order_by("number")] == ["Andre svar", "Tredje svar"]
    assert (made.author, made.solution_number, made.state) == (colleague, 2, "solved")
    assert (topic.last_number, topic.reply_count, topic.solution_number, topic.state) == (2, 1, None, "open")
    assert TopicReader.objects.get(topic=topic).number == 2
    assert client.get(last.get_absolute_url())["Location"].endswith(f"{made.pk}-ny-trad/#{last.anchor}")
    assert counts() == {"apen": (2, 4)} and nothing_was_wrong()


def test_only_moderators_who_see_both_rearrange(
    client: Client, topic: Topic, network: Network, author: User, leader: User, editor: User
) -> None:
    inner = a_topic(a_networks_board(network), author)
    addresses = [reverse(f"forum:{name}", args=[topic.pk]) for name in ("move", "merge", "split", "note")]
    for person in (author, leader):
        client.force_login(person)
        assert {client.post(address).status_code for address in addresses} == {403}
    client.force_login(leader)
    answer = client.post(reverse("forum:merge", args=[inner.pk]), {"into": str(topic.pk)})
    assert answer.status_code == 200 and Topic.objects.filter(live=True).count() == 2
    client.force_login(editor)
    for address in addresses:
        assert client.get(address).status_code == 200
    assert not Act.objects.exists()


def test_moderators_rearrange_by_forms(client: Client, topic: Topic, author: User, editor: User) -> None:
    members, other = a_board("medlemmer", MEMBERS), a_topic(topic.board, author, "Samtalen")
    client.force_login(editor)
    chosen = topic.posts.get(number=2)
    client.post(reverse("forum:split", args=[topic.pk]), {"title": "Ny", "posts": [chosen.pk]})
    made = Topic.objects.get(title="Ny")
    client.post(reverse("forum:merge", args=[made.pk]), {"into": f"http://testserver{other.get_absolute_url()}"})
    client.post(reverse("forum:move", args=[other.pk]), {"board": members.pk, "reason": "Hører til der"})
    other.refresh_from_db()
    assert (other.board, other.audience, other.posts.count()) == (members, MEMBERS, 2) and nothing_was_wrong()


def test_posts_of_another_topic_are_not_split_off(client: Client, topic: Topic, author: User, editor: User) -> None:
    other = a_post(a_topic(topic.board, author), author)
    client.force_login(editor)
    for post in (other, topic.posts.get(number=1)):
        client.post(reverse("forum:split", args=[topic.pk]), {"title": "Ny", "posts": [post.pk]})
    assert not Topic.objects.filter(title="Ny").exists()


def test_a_note_is_for_moderators_only(client: Client, topic: Topic, author: User, editor: User) -> None:
    client.force_login(editor)
    client.post(reverse("forum:note", args=[topic.pk]), {"text": "Følg med på denne"})
    assert "Følg med på denne" in client.get(topic.get_absolute_url()).content.decode()
    client.force_login(author)
    assert "Følg med på denne" not in client.get(topic.get_absolute_url()).content.decode()


def test_recount_puts_right_what_was_broken(
    topic: Topic, author: User, colleague: User, editor: User, capsys: pytest.CaptureFixture[str]
) -> None:
    react(topic.posts.get(number=2), "useful", by=author)
    hide(topic.posts.get(number=3), "Navn", by=editor)
    delete(topic.posts.get(number=4), by=colleague)
    assert nothing_was_wrong()
    before = Topic.objects.values().get(), Board.objects.values().get(), Post.objects.values().get(number=2)
    Topic.objects.update(reply_count=7, last_number=9, solution_number=2, last_place="Ingensteds", first_answer_at=None)
    Board.objects.update(topic_count=0, post_count=99)
    Post.objects.update(reaction_counts={"thanks": 3})
    call_command("forum_recount")
    assert (Topic.objects.values().get(), Board.objects.values().get(), Post.objects.values().get(number=2)) == before
    assert "topics: 1 put right" in capsys.readouterr().out and nothing_was_wrong()


def thread(client: Client, topic: Topic) -> str:
    return client.get(Topic.objects.get(pk=topic.pk).get_absolute_url()).content.decode()


def test_posts_say_once_whence_they_were_moved(client: Client, topic: Topic, author: User, editor: User) -> None:
    into = a_topic(topic.board, author, "Samtalen")
    merge(topic, into, by=editor)
    a_post(into, author, "Nytt svar")
    said = thread(client, into)
    assert said.count("Flyttet hit fra «Hvem tar samtalen?»") == 1 and said.count("flyttet hit</span>") == 4
    made = split(into, into.posts.filter(text="Nytt svar"), "Egen sak", by=editor)
    said = thread(client, made)
    assert "Flyttet hit fra «Samtalen»" in said and into.get_absolute_url() in said


def test_they_name_no_discussion_that_the_reader_does_not_see(
    client: Client, topic: Topic, network: Network, editor: User
) -> None:
    made = split(topic, topic.posts.filter(number=2), "Egen sak", by=editor)
    move(topic, a_networks_board(network), by=editor)
    said = thread(client, made)
    assert "Flyttet hit fra en annen diskusjon" in said and "Hvem tar samtalen?" not in said


def test_what_is_old_stands_last_and_does_not_make_a_discussion_old(
    topic: Topic, author: User, colleague: User, editor: User
) -> None:
    old = a_topic(topic.board, author, "Gammel", at=timezone.now() - timedelta(days=900))
    a_post(old, colleague, "Gammelt svar", at=timezone.now() - timedelta(days=800))
    before = Topic.objects.get(pk=topic.pk)
    now = merge(old, topic, by=editor)
    assert (now.last_post_at, now.last_place, now.last_number) == (before.last_post_at, before.last_place, 6)
    delete(a_post(topic, colleague, "Angrer"), by=colleague)
    assert Topic.objects.get(pk=topic.pk).last_post_at == before.last_post_at and nothing_was_wrong()


def test_an_answer_older_than_its_question_counts_as_given_at_once(
    network: Network, author: User, colleague: User, editor: User
) -> None:
    board = a_networks_board(network)
    old = a_topic(board, colleague, "Gammel", at=timezone.now() - timedelta(days=9))
    merge(old, a_topic(board, author, "Ny"), by=editor)
    count_answers()
    assert AnswerFigures.objects.get().half_within_minutes == 0
