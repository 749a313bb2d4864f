"""Polls: asked once, voted in by members, counted right, and told of no more than they may be."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.access.audience import PUBLIC
from community.access.viewer import ANONYMOUS, viewer_for
from community.members.models import User
from community.networks.models import Network, RoleKind
from forum.models import Poll, Topic, TopicKind, Vote
from forum.poll import NotAChoiceError, PollClosedError, ask, poll_of, vote
from forum.state import close
from tests.factories.forum import a_board, a_networks_board, a_poll, a_topic
from tests.factories.members import a_person

pytestmark = pytest.mark.django_db
START = "/nb/diskusjoner/skriv/"
YESTERDAY = timezone.now() - timedelta(days=1)


@pytest.fixture
def topic(author: User) -> Topic:
    return a_poll(a_board(audience=PUBLIC), author)


def choices(topic: Topic) -> list[int]:
    return list(topic.poll.options.values_list("pk", flat=True))


def page(client: Client, topic: Topic, name: str = "topic") -> str:
    address = topic.get_absolute_url() if name == "topic" else reverse(f"forum:{name}", args=[topic.pk])
    answer = client.get(address)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def some(network: Network, number: int) -> list[User]:
    return [a_person(f"Velger{n}", organisation="KS", network=network, kind=RoleKind.MEMBER) for n in range(number)]


def test_one_changes_ones_mind_and_counts_once(topic: Topic, colleague: User) -> None:
    first, second, _third = choices(topic)
    for chosen in (first, first, second, second):
        vote(topic, [chosen], by=colleague)
    found = poll_of(topic, viewer_for(colleague))
    assert found and [(one.votes, one.percent, one.mine) for one in found.results][1] == (1, 100, True)
    assert found.voters == 1 == Vote.objects.count()


def test_several_are_shares_of_those_who_voted(author: User, colleague: User) -> None:
    topic = a_poll(a_board(), author, several=True)
    first, second, _third = choices(topic)
    vote(topic, [first, second], by=colleague)
    vote(topic, [first], by=author)
    found = poll_of(topic, viewer_for(author))
    assert found and found.voters == 2 and [one.percent for one in found.results] == [100, 50, 0]


@pytest.mark.parametrize("forged", ["none", "two", "another poll's", "unknown"])
def test_what_is_no_choice_of_it_counts_nothing(topic: Topic, author: User, colleague: User, forged: str) -> None:
    other = a_poll(topic.board, author)
    mine = choices(topic)
    sent = {"none": [], "two": mine[:2], "another poll's": choices(other)[:1], "unknown": [2**40]}[forged]
    with pytest.raises(NotAChoiceError):
        vote(topic, sent, by=colleague)
    assert not Vote.objects.exists()


def test_after_the_end_nobody_votes_and_what_was_voted_stays(topic: Topic, colleague: User, editor: User) -> None:
    first, second, _third = choices(topic)
    vote(topic, [first], by=colleague)
    Poll.objects.update(closes_at=YESTERDAY)
    with pytest.raises(PollClosedError):
        vote(topic, [second], by=colleague)
    Poll.objects.update(closes_at=None)
    close(topic, "Bestemt.", by=editor)
    with pytest.raises(PollClosedError):
        vote(topic, [second], by=colleague)
    assert Vote.objects.get().option_id == first


def test_who_has_not_voted_sees_the_result_at_the_end(topic: Topic, author: User, colleague: User) -> None:
    vote(topic, choices(topic)[:1], by=colleague)
    seen = {who: poll_of(topic, who).shows_results for who in map(viewer_for, (colleague, author))}
    assert list(seen.values()) == [True, False]
    Poll.objects.update(closes_at=YESTERDAY)
    assert poll_of(topic, ANONYMOUS).shows_results and not poll_of(topic, ANONYMOUS).may_vote


def test_a_result_for_the_end_is_told_to_nobody_before(author: User, colleague: User) -> None:
    topic = a_poll(a_board(), author, results_at_the_end=True, closes_at=timezone.now() + timedelta(days=1))
    vote(topic, choices(topic)[:1], by=author)
    found = poll_of(topic, viewer_for(author))
    assert found and not found.shows_results and not found.may_export and not found.names_voters


def test_a_secret_poll_tells_nobody_who_voted(
    client: Client, author: User, editor: User, network: Network, colleague: User
) -> None:
    topic = a_poll(a_board(), author, secret=True)
    for person in [*some(network, 5), author, editor]:
        vote(topic, choices(topic)[1:2] if person in (author, editor) else choices(topic)[:1], by=person)
    for role in (author, editor):
        client.force_login(role)
        assert page(client, topic, "voters") == "404"
        assert "71 prosent" in page(client, topic) and "Velger" not in page(client, topic)
        assert "Mandag;5;71\r\n" in page(client, topic, "poll_export")
        assert "Velger" not in page(client, topic, "poll_export")


def test_a_secret_poll_of_few_would_be_guessed_and_shows_nothing(client: Client, author: User, colleague: User) -> None:
    topic = a_poll(a_board(), author, secret=True)
    vote(topic, choices(topic)[:1], by=colleague)
    vote(topic, choices(topic)[:1], by=author)
    client.force_login(author)
    said = page(client, topic)
    assert "prosent" not in said and "Færre enn fem har stemt" in said and page(client, topic, "poll_export") == "404"


def test_members_see_who_voted_in_an_open_poll_and_others_do_not(client: Client, topic: Topic, colleague: User) -> None:
    vote(topic, choices(topic)[:1], by=colleague)
    Poll.objects.update(closes_at=YESTERDAY)
    assert "Rådgiver Hamar" not in page(client, topic) and page(client, topic, "voters") == "302"
    client.force_login(colleague)
    assert "Rådgiver Hamar" in page(client, topic, "voters")


def test_the_result_is_taken_along_by_the_asker_and_moderators(
    client: Client, topic: Topic, author: User, colleague: User, editor: User
) -> None:
    vote(topic, choices(topic)[:1], by=colleague)
    found = {}
    for who in (author, editor, colleague):
        client.force_login(who)
        found[who] = page(client, topic, "poll_export")
    assert "Mandag;1;100;Rådgiver Hamar" in found[author] == found[editor] and found[colleague] == "404"


def test_what_looks_like_a_formula_stays_words(client: Client, author: User) -> None:
    topic = a_poll(a_board(), author, ("=1+1", "@SUM(A1)"))
    client.force_login(author)
    assert "\n'=1+1;0;0" in page(client, topic, "poll_export") and "\n'@SUM" in page(client, topic, "poll_export")


@pytest.fixture
def sends(client: Client, colleague: User) -> Callable[..., Any]:
    board = a_board()
    client.force_login(colleague)

    def send(**fields: Any) -> Any:
        data = {"title": "Hvilken dag?", "text": "Til samlingen", "kind": "poll", "board": board.pk, "key": uuid4()}
        return client.post(START, {**data, "choices": "Mandag\r\n\r\n Tirsdag ", **fields})

    return send


def test_a_poll_is_written_with_its_topic(sends: Callable[..., Any]) -> None:
    until = timezone.localdate() + timedelta(days=7)
    assert sends(several="on", secret="on", closes_on=until.isoformat()).status_code == 302
    poll = Poll.objects.get()
    assert [one.text for one in poll.options.all()] == ["Mandag", "Tirsdag"] and poll.topic.kind == TopicKind.POLL
    assert poll.several and poll.secret and timezone.localtime(poll.closes_at).date() == until


@pytest.mark.parametrize(
    "wrong",
    [
        {"choices": "Bare en"},
        {"choices": "\n".join(f"Valg {n}" for n in range(11))},
        {"choices": "Mandag\nmandag"},
        {"choices": f"{'x' * 151}\nTirsdag"},
        {"closes_on": "2020-01-01"},
        {"closes_on": "tull"},
        {"results_at_the_end": "on"},
    ],
)
def test_a_poll_that_cannot_be_is_said_and_kept(sends: Callable[..., Any], wrong: dict[str, str]) -> None:
    answer = sends(**wrong)
    said = answer.content.decode()
    assert answer.status_code == 200 and 'aria-invalid="true"' in said and not Topic.objects.exists()
    assert all(line in said for line in wrong.get("choices", "").splitlines())


def test_two_clicks_are_one_poll(sends: Callable[..., Any]) -> None:
    key = uuid4()
    for _click in range(2):
        sends(key=key)
    assert Poll.objects.get().options.count() == 2


def test_what_stands_in_the_fields_of_a_poll_is_nothing_to_a_question(sends: Callable[..., Any]) -> None:
    assert sends(kind="question", choices="Bare en").status_code == 302 and not Poll.objects.exists()


def test_voting_works_without_a_script_and_never_by_looking(client: Client, topic: Topic, colleague: User) -> None:
    client.force_login(colleague)
    address = reverse("forum:vote", args=[topic.pk])
    assert client.get(address).status_code == 405 and "Stem" in page(client, topic)
    client.post(address, {"valg": choices(topic)[0]})
    client.post(address, {"valg": "tull"})
    said = page(client, topic)
    assert "1 stemme" in said and "100 prosent" in said and "din stemme" in said and Vote.objects.count() == 1


def test_who_does_not_see_the_topic_does_not_vote_in_it(
    client: Client, author: User, outsider: User, network: Network
) -> None:
    topic = a_poll(a_networks_board(network), author)
    client.force_login(outsider)
    sent = client.post(reverse("forum:vote", args=[topic.pk]), {"valg": choices(topic)[0]})
    assert sent.status_code == 404 and page(client, topic, "voters") == "404" and not Vote.objects.exists()


def test_a_question_has_no_poll(client: Client, author: User) -> None:
    topic = a_topic(a_board(), author)
    client.force_login(author)
    assert client.post(reverse("forum:vote", args=[topic.pk]), {"valg": "1"}).status_code == 404


def test_a_topic_with_a_poll_costs_eleven_queries(
    client: Client, author: User, network: Network, django_assert_max_num_queries
) -> None:
    topic = a_poll(a_board(), author, tuple(f"Valg {n}" for n in range(10)), several=True)
    for person in some(network, 12):
        vote(topic, choices(topic)[:5], by=person)
    client.force_login(person)
    page(client, topic)
    with django_assert_max_num_queries(11):
        page(client, topic)


def test_a_poll_asked_twice_is_the_first(topic: Topic) -> None:
    assert ask(topic, ["Nye", "valg"]).options.count() == 3


def test_its_rules_are_sentences_in_a_list(client: Client, author: User) -> None:
    topic = a_poll(a_board("ny", PUBLIC), author, secret=True, closes_at=timezone.now() + timedelta(days=3))
    said = page(client, topic)
    rules = said[said.index('<ul class="rules">') :]
    rules = rules[: rules.index("</ul>")]
    assert rules.count("<li>") == 3 and "Åpen til og med" in rules and "Ingen ser hvem" in rules
    Poll.objects.filter(topic=topic).update(closes_at=YESTERDAY)
    assert "Den ble lukket" in page(client, topic)
