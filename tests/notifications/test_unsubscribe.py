import pytest
from django.test import Client

from cases.models import Experience
from community.members.models import User
from community.notifications.choose import choose, chosen_by
from community.notifications.kinds import NoticeKind
from community.notifications.models import Notice
from community.notifications.unsubscribe import address
from tests.factories.notices import PROBE, a_kind, it_happened


@pytest.fixture
def link(colleague: User, kind: NoticeKind) -> str:
    return address(colleague, [PROBE])


def test_looking_changes_nothing_and_tells_no_name(client: Client, link: str, colleague: User) -> None:
    page = client.get(link).content.decode()
    assert "Svar" in page or "Replies" in page
    assert colleague.name not in page and colleague.email not in page
    assert chosen_by(colleague)[PROBE] == "daily"


def test_one_click_stops_it_signed_out(link: str, colleague: User) -> None:
    machine = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = machine.post(link, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200 and not answer.cookies
    assert chosen_by(colleague)[PROBE] == "never"


def test_mail_that_waits_is_not_sent_and_the_list_goes_on(
    client: Client, link: str, experience: Experience, colleague: User
) -> None:
    it_happened(experience)
    client.post(link)
    it_happened(experience)
    assert [notice.mail_due_at for notice in Notice.objects.filter(user=colleague)] == [None, None]


def test_other_people_and_other_kinds_go_on(client: Client, link: str, colleague: User, author: User) -> None:
    with a_kind("probe.other", default="weekly"):
        client.post(link)
        assert chosen_by(colleague) == {PROBE: "never", "probe.other": "weekly"}
    assert chosen_by(author)[PROBE] == "daily"


def test_a_link_to_a_kind_that_is_gone_stops_what_is_left(client: Client, colleague: User, kind: NoticeKind) -> None:
    client.post(address(colleague, [PROBE, "probe.gone", "cases.waits"]))
    assert chosen_by(colleague) == {PROBE: "never"}


@pytest.mark.parametrize("token", ["x", "WzEsInByb2JlIl0:x", "....", "å", "A" * 3000])
def test_a_link_that_nobody_made_is_answered_calmly(client: Client, db: None, token: str) -> None:
    for ask in (client.get, client.post):
        answer = ask(f"/nb/varsler/meld-av/{token}/")
        assert answer.status_code == 410 and "virker ikke" in answer.content.decode()


def test_a_changed_link_stops_nothing(client: Client, link: str, colleague: User, author: User) -> None:
    own, theirs = (address(user, [PROBE]).rstrip("/").rpartition("/")[2] for user in (colleague, author))
    forged = theirs.partition(":")[0] + ":" + own.partition(":")[2]
    assert client.post(f"/nb/varsler/meld-av/{forged}/").status_code == 410
    assert chosen_by(author)[PROBE] == "daily"


def test_who_has_left_is_told_nothing_else(client: Client, link: str, colleague: User) -> None:
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    choose(colleague, {})
    assert client.post(link).status_code == 200
