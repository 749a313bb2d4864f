"""Who loses their own discussion from sight is told so, and of the place where it went they learn nothing."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.access.audience import PUBLIC
from community.members.models import User
from community.networks.models import Network
from community.notifications.fan_out import pick_up
from community.notifications.mail import write
from community.notifications.models import Notice
from forum.models import Topic
from forum.move import merge, move
from tests.factories.forum import a_board, a_networks_board, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(outsider: User) -> Topic:
    return a_topic(a_board("apen", PUBLIC), outsider, "Hvem tar samtalen?")


def told(client: Client, person: User) -> str:
    pick_up()
    client.force_login(person)
    return client.get("/nb/varsler/").content.decode()


def kinds_of(person: User) -> list[str]:
    return list(Notice.objects.filter(user=person, kind__startswith="forum.mo").values_list("kind", flat=True))


def test_they_read_their_title_and_the_reason(client: Client, topic: Topic, network: Network, editor: User) -> None:
    move(topic, a_networks_board(network, name_nb="Lukket krets"), "Den gjelder bare dem", by=editor)
    said = told(client, topic.author)
    assert "Diskusjonen din er flyttet dit du ikke kan lese den: Hvem tar samtalen?" in said
    assert "Den gjelder bare dem" in said and kinds_of(topic.author) == ["forum.moved_away"]
    assert "Lukket krets" not in said and f"/innlegg/{topic.posts.get().pk}/" not in said


def test_nor_does_mail_say_more(topic: Topic, network: Network, editor: User) -> None:
    move(topic, a_networks_board(network, name_nb="Lukket krets"), "Den gjelder bare dem", by=editor)
    pick_up()
    Notice.objects.update(mail_due_at=timezone.now())
    write()
    (sent,) = [one for one in mail.outbox if one.to == [topic.author.email]]
    assert "Hvem tar samtalen?" in sent.subject and "Den gjelder bare dem" in sent.body
    assert "Lukket krets" not in sent.body and f"/innlegg/{topic.posts.get().pk}/" not in sent.body


def test_of_a_merger_they_learn_no_other_title(
    client: Client, topic: Topic, network: Network, author: User, editor: User
) -> None:
    merge(topic, a_topic(a_networks_board(network), author, "Bare for nettverket"), by=editor)
    said = told(client, topic.author)
    assert "kan lese den: Hvem tar samtalen?" in said and "Bare for nettverket" not in said


def test_who_still_reads_it_is_told_once_and_of_the_place(
    client: Client, network: Network, author: User, editor: User
) -> None:
    topic = a_topic(a_board("apen", PUBLIC), author)
    move(topic, a_networks_board(network), by=editor)
    assert f"/innlegg/{topic.posts.get().pk}/" in told(client, author)
    assert kinds_of(author) == ["forum.moderated"]
