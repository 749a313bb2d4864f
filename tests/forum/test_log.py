"""Every act of moderation is written down, once and for ever."""

import pytest
from django.test import Client

from community.members.models import User
from community.networks.models import Network
from community.notifications.fan_out import pick_up
from community.notifications.models import Notice
from forum.log import MODERATED
from forum.models import Act, ActKind
from forum.move import split
from forum.remove import hide, unhide
from forum.state import close, pin, reopen
from tests.factories.forum import a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db
LOG = "/nb/diskusjoner/modereringslogg/"


def test_each_act_is_written_down_once(network: Network, author: User, colleague: User, leader: User) -> None:
    topic = a_topic(a_networks_board(network), author)
    post = a_post(topic, colleague)
    for _twice in range(2):
        hide(post, "Navn", by=leader)
    unhide(post, by=leader)
    close(topic, "Ferdig", by=leader)
    reopen(topic, by=leader)
    pin(topic, "board", by=leader)
    done = [ActKind.HIDE, ActKind.UNHIDE, ActKind.CLOSE, ActKind.REOPEN, ActKind.PIN]
    assert list(Act.objects.order_by("pk").values_list("what", flat=True)) == done


def test_the_log_is_only_added_to(network: Network, author: User, leader: User) -> None:
    close(a_topic(a_networks_board(network), author), "Ferdig", by=leader)
    act = Act.objects.get()
    for change in (act.save, act.delete, Act.objects.all().delete, lambda: Act.objects.update(reason="")):
        with pytest.raises(TypeError):
            change()
    assert Act.objects.get().reason == "Ferdig"


def test_the_log_is_for_those_who_moderate(
    client: Client, network: Network, author: User, leader: User, outsider: User
) -> None:
    close(a_topic(a_networks_board(network), author, "Hvem tar samtalen?"), "Vi er ferdige", by=leader)
    client.force_login(leader)
    said = client.get(LOG).content.decode()
    assert "Vi er ferdige" in said and "Hvem tar samtalen?" in said
    client.force_login(outsider)
    assert client.get(LOG).status_code == 404


def test_who_began_what_is_closed_and_all_whose_posts_are_split_off_are_told(
    network: Network, author: User, colleague: User, project_leader: User, leader: User
) -> None:
    topic = a_topic(a_networks_board(network), author, "To saker")
    posts = [a_post(topic, one, "Om noe annet") for one in (colleague, project_leader)]
    split(topic, posts, "Den andre", "Hver for seg", by=leader)
    close(topic, "Ferdig", by=leader)
    pick_up()
    told = Notice.objects.filter(kind=MODERATED)
    assert {notice.user for notice in told} == {author, colleague, project_leader}
