"""A poll stays what it was asked as; only its end can be put off, and those who have voted hear of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.members.models import User
from community.notifications.fan_out import pick_up
from community.notifications.kinds import kind_called
from community.notifications.models import Event, Notice
from forum.models import Poll, Topic
from forum.poll import PollClosedError, vote
from forum.poll_fields import end_of
from forum.prolong import LONGER, NotLaterError, prolong
from forum.state import close
from forum.watch import watch
from tests.factories.forum import a_board, a_poll

pytestmark = pytest.mark.django_db
TODAY, LATER = timezone.localdate(), timezone.localdate() + timedelta(days=7)


@pytest.fixture
def topic(author: User) -> Topic:
    return a_poll(a_board(), author, closes_at=end_of(TODAY))


def voted(topic: Topic, *people: User) -> None:
    for person in people:
        vote(topic, [topic.poll.options.all()[0].pk], by=person)


def test_those_who_have_voted_are_told_until_when(
    topic: Topic, author: User, colleague: User, outsider: User, leader: User
) -> None:
    voted(topic, author, colleague, leader)
    watch(topic, "muted", by=leader)
    prolong(topic, end_of(LATER), by=author)
    prolong(topic, end_of(LATER), by=author)
    pick_up()
    notice = Notice.objects.get(kind=LONGER)
    assert (notice.user, notice.reason) == (colleague, "voted")
    event = notice.event
    event.subject = kind_called(LONGER).load([event])[event.pk]
    told = kind_called(LONGER).tell(event)
    assert topic.title in told.title and str(LATER.year) in told.summary_lines[0]
    Poll.objects.update(closes_at=timezone.now())
    event.subject = kind_called(LONGER).load([event])[event.pk]
    assert kind_called(LONGER).tell(event) is None


def test_it_is_never_cut_short_nor_opened_again(topic: Topic, author: User, editor: User) -> None:
    with pytest.raises(NotLaterError):
        prolong(topic, end_of(TODAY - timedelta(days=1)), by=author)
    with pytest.raises(NotLaterError):
        prolong(a_poll(topic.board, author), end_of(LATER), by=author)
    close(topic, by=editor)
    with pytest.raises(PollClosedError):
        prolong(topic, end_of(LATER), by=author)
    assert not Event.objects.filter(kind=LONGER).exists()


def test_who_asked_and_moderators_do_it_by_a_form(
    client: Client, topic: Topic, author: User, colleague: User, editor: User
) -> None:
    address = f"/nb/diskusjoner/{topic.pk}/frist/"
    client.force_login(colleague)
    assert client.post(address, {"closes_on": LATER}).status_code == 403
    assert address not in client.get(topic.get_absolute_url()).content.decode()
    for person, day in ((author, LATER), (editor, LATER + timedelta(days=1))):
        client.force_login(person)
        assert address in client.get(topic.get_absolute_url()).content.decode()
        assert client.post(address, {"closes_on": day}).status_code == 302
        assert timezone.localdate(Poll.objects.get().closes_at) == day


@pytest.mark.parametrize("day", ["", "i morgen", str(TODAY - timedelta(days=1))])
def test_a_day_that_is_none_or_too_early_says_so_beside_the_field(
    client: Client, topic: Topic, author: User, day: str
) -> None:
    client.force_login(author)
    said = client.post(f"/nb/diskusjoner/{topic.pk}/frist/", {"closes_on": day}).content.decode()
    assert 'aria-invalid="true"' in said and Poll.objects.get().closes_at == end_of(TODAY)
