"""The queue of the moderators: who sees it, who takes it, what comes of it."""

from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from community.access.audience import PUBLIC, room_key
from community.access.viewer import viewer_for
from community.members.models import User
from community.networks.models import Network, Room
from community.notifications.fan_out import pick_up
from community.notifications.kinds import kind_called, load_subjects
from community.notifications.models import Notice
from forum.decide import DealtWithError, claim, decide, give_back
from forum.flag import flag
from forum.models import Act, ActKind, Matter, Post
from forum.policy import moderates
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db
QUEUE = "/nb/diskusjoner/meldinger/"


@pytest.fixture
def post(network: Network, author: User, colleague: User) -> Post:
    return a_post(a_topic(a_networks_board(network), author, "Hvem tar samtalen?"), colleague, "Kari på lager tar den.")


@pytest.fixture
def matter(post: Post, author: User) -> Matter:
    return flag(post, "personal", "Navn på en kollega", key=uuid4(), by=author).matter


def told(user: User) -> list[str]:
    pick_up()
    notices = list(Notice.objects.filter(user=user).select_related("event").order_by("pk"))
    load_subjects([notice.event for notice in notices])
    return [said.title for one in notices if (kind := kind_called(one.kind)) and (said := kind.tell(one.event))]


def test_the_queue_is_for_those_who_moderate_it(
    client: Client, matter: Matter, leader: User, editor: User, outsider: User, author: User
) -> None:
    assert client.get(QUEUE).status_code == 302
    for person, status in ((leader, 200), (editor, 200), (outsider, 404), (author, 404)):
        client.force_login(person)
        assert client.get(QUEUE).status_code == status
        assert client.get(matter.get_absolute_url()).status_code == status
        assert client.post(matter.get_absolute_url()).status_code == status


def test_what_sql_says_of_moderators_is_what_the_policy_says(
    network: Network, other_network: Network, author: User, leader: User, editor: User, outsider: User
) -> None:
    room = Room.objects.create(network=network, name="Rom")
    boards = [a_board(audience=PUBLIC), a_networks_board(network), a_networks_board(other_network)]
    boards += [a_board("rom", room_key(room.pk), network=network), a_board("apen", PUBLIC, network=network)]
    matters = [flag(a_post(a_topic(one, author), author), "other", "x", key=uuid4(), by=None).matter for one in boards]
    for person in (author, leader, editor, outsider):
        viewer = viewer_for(person)
        reads = {one.pk for one in matters if moderates(viewer, one.post.topic.board)}
        assert set(Matter.objects.awaiting_review_by(viewer).values_list("pk", flat=True)) == reads


def test_moderators_are_told_until_one_has_decided(matter: Matter, leader: User, editor: User, outsider: User) -> None:
    title = "Noen melder et innlegg: Hvem tar samtalen?"
    assert told(leader) == told(editor) == [title] and told(outsider) == []
    decide(matter, "keep", "Det er et funnet navn.", by=leader)
    assert not Notice.objects.filter(kind="forum.matter", read_at=None).exists()


def test_one_takes_it_and_others_wait(matter: Matter, leader: User, editor: User) -> None:
    claim(matter, by=leader)
    for verb in (claim, give_back):
        with pytest.raises(DealtWithError):
            verb(matter, by=editor)
    with pytest.raises(DealtWithError):
        decide(matter, "hide", "Navn", by=editor)
    give_back(matter, by=leader)
    assert claim(matter, by=editor).holder_id == editor.pk


def test_who_comes_too_late_to_take_it_is_told_so(client: Client, matter: Matter, leader: User, editor: User) -> None:
    claim(matter, by=editor)
    client.force_login(leader)
    told = client.post(reverse("forum:claim", args=[matter.pk]), follow=True)
    assert told.status_code == 200 and "Noen andre kom før deg" in told.content.decode()
    assert Matter.objects.get().claimed_by == editor


def test_of_two_decisions_at_once_the_first_holds(client: Client, matter: Matter, leader: User, editor: User) -> None:
    decide(matter, "keep", "Greit.", by=editor)
    client.force_login(leader)
    with pytest.raises(DealtWithError):
        decide(matter, "hide", "Navn", by=leader)
    told = client.post(matter.get_absolute_url(), {"decision": "hide", "reason": "Navn"}, follow=True)
    assert "Noen andre kom før deg" in told.content.decode()
    assert Post.objects.get(pk=matter.post_id).live and Act.objects.count() == 1


def test_a_post_is_hidden_and_all_are_told_why(
    client: Client, matter: Matter, post: Post, leader: User, author: User, colleague: User
) -> None:
    client.force_login(leader)
    client.post(matter.get_absolute_url(), {"decision": "hide", "reason": "Den nevner en kollega."})
    assert not Post.objects.get(pk=post.pk).live
    assert told(colleague) == ["En moderator har skjult innlegget ditt: Hvem tar samtalen?"]
    assert "Det du meldte, er avgjort: Hvem tar samtalen?" in told(author)
    act = Act.objects.get()
    assert (act.what, act.by, act.reason) == (ActKind.HIDE, leader, "Den nevner en kollega.")


def test_a_moderators_change_says_so_and_keeps_what_it_said(
    client: Client, matter: Matter, post: Post, leader: User, colleague: User
) -> None:
    client.force_login(leader)
    sent = {"decision": "edit", "reason": "Navnet er tatt ut.", "text": "En på lager tar den.", "version": post.version}
    client.post(matter.get_absolute_url(), sent)
    post.refresh_from_db()
    assert post.text == "En på lager tar den." and post.corrected_at and post.versions.get().by == leader
    assert "endret av en moderator" in client.get(post.topic.get_absolute_url()).content.decode()
    assert "av en moderator" in client.get(reverse("forum:history", args=[post.pk])).content.decode()
    assert told(colleague) == ["En moderator har endret innlegget ditt: Hvem tar samtalen?"]


def test_a_change_of_what_was_changed_meanwhile_is_refused_and_kept(
    client: Client, matter: Matter, post: Post, leader: User
) -> None:
    Post.objects.filter(pk=post.pk).update(version=2, text="Nytt")
    client.force_login(leader)
    sent = {"decision": "edit", "reason": "Navn", "text": "Min tekst", "version": 1}
    answer = client.post(matter.get_absolute_url(), sent)
    assert answer.status_code == 409 and "Min tekst" in answer.content.decode()
    assert Matter.objects.get().decided_at is None


def test_a_warning_leaves_the_post_and_reaches_its_writer(
    matter: Matter, post: Post, leader: User, colleague: User
) -> None:
    decide(matter, "warn", "Skriv om saken.", by=leader)
    assert Post.objects.get(pk=post.pk).live and Act.objects.get().what == ActKind.WARN
    assert told(colleague) == ["En moderator ber deg tenke over hvordan du skriver: Hvem tar samtalen?"]


def test_nobody_decides_of_what_they_wrote(client: Client, network: Network, author: User, leader: User) -> None:
    matter = flag(
        a_post(a_topic(a_networks_board(network), author), leader), "other", "x", key=uuid4(), by=author
    ).matter
    client.force_login(leader)
    assert "decision" not in client.get(matter.get_absolute_url()).content.decode()
    for address in (matter.get_absolute_url(), reverse("forum:claim", args=[matter.pk])):
        assert client.post(address, {"decision": "keep", "reason": "Greit"}).status_code == 403


def test_who_reported_without_an_account_is_told_by_mail(
    post: Post, leader: User, mailoutbox: list[EmailMessage]
) -> None:
    sent = flag(post, "illegal", key=uuid4(), email="leser@example.org", language="nn", by=None)
    decide(sent.matter, "hide", "Bare for skribenten", by=leader)
    assert sent.receipt in mailoutbox[-1].subject and "Bare for skribenten" not in mailoutbox[-1].body


def test_a_forged_decision_or_board_is_refused(
    client: Client, matter: Matter, network: Network, leader: User, other_network: Network
) -> None:
    closed = a_networks_board(other_network)
    client.force_login(leader)
    for sent in ({"decision": "show"}, {"decision": "move", "board": closed.pk}, {"decision": "tull"}):
        assert client.post(matter.get_absolute_url(), {"reason": "x", **sent}).status_code == 200
    assert Matter.objects.get().decided_at is None and not Act.objects.exists()


def test_looking_decides_nothing(client: Client, matter: Matter, leader: User) -> None:
    client.force_login(leader)
    client.get(f"{matter.get_absolute_url()}?decision=hide&reason=x")
    for name in ("claim", "give_back"):
        assert client.get(reverse(f"forum:{name}", args=[matter.pk])).status_code == 405
    assert not Act.objects.exists() and Matter.objects.get().claimed_by is None


def test_a_queue_costs_the_same_for_many(
    client: Client, post: Post, author: User, leader: User, django_assert_max_num_queries
) -> None:
    for number in range(12):
        flag(a_post(post.topic, author, f"Svar {number}"), "other", "x", key=uuid4(), by=None)
    client.force_login(leader)
    client.get(QUEUE)
    with django_assert_max_num_queries(8):
        client.get(QUEUE)


def test_nobody_says_that_they_changed_what_they_left(client: Client, matter: Matter, leader: User) -> None:
    client.force_login(leader)
    sent = {"decision": "edit", "reason": "Navnet er tatt bort", "text": matter.post.text, "version": 1}
    page = client.post(matter.get_absolute_url(), sent)
    assert page.context["form"].errors["text"]
    assert Matter.objects.get(pk=matter.pk).decided_at is None
