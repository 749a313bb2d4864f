import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Experience
from community.members.anonymise import anonymise
from community.members.models import User
from community.notifications.choose import choose, chosen_by
from community.notifications.kinds import NoticeKind
from community.notifications.models import MailTimes, Notice, Preference
from tests.factories.notices import PROBE, it_happened

PAGE = "/nb/varsler/valg/"
AS_IT_IS = {f"kind {PROBE}": "daily", "weekday": "0", "hour": "7", "quiet_from": "", "quiet_to": ""}


@pytest.fixture
def chooser(client: Client, colleague: User, kind: NoticeKind) -> Client:
    client.force_login(colleague)
    return client


def due_at(user: User) -> object:
    return Notice.objects.get(user=user).mail_due_at


def test_only_what_differs_from_the_usual_is_kept(chooser: Client, colleague: User) -> None:
    chooser.post(PAGE, {**AS_IT_IS, f"kind {PROBE}": "now", "hour": "15"})
    assert chosen_by(colleague)[PROBE] == "now" and MailTimes.objects.get(user=colleague).hour == 15
    chooser.post(PAGE, AS_IT_IS)
    assert chosen_by(colleague)[PROBE] == "daily"
    assert not Preference.objects.exists() and not MailTimes.objects.exists()


def test_what_was_chosen_stands_in_the_form(chooser: Client, colleague: User) -> None:
    choose(colleague, {PROBE: "weekly"})
    assert '<option value="weekly" selected>Hver uke</option>' in chooser.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{f"kind {PROBE}": "often"}, {"weekday": "7"}, {"hour": "24"}, {"quiet_from": "20:00"}, {"quiet_to": "7"},
     {"quiet_from": "20:00", "quiet_to": "20:00"}],
)  # fmt: skip
def test_what_cannot_be_is_said_and_not_kept(chooser: Client, wrong: dict[str, str]) -> None:
    answer = chooser.post(PAGE, {**AS_IT_IS, "hour": "9", **wrong})
    assert answer.status_code == 200 and "aria-invalid" in answer.content.decode()
    assert not MailTimes.objects.exists()


def test_what_waits_follows_the_new_choice(experience: Experience, colleague: User) -> None:
    it_happened(experience)
    assert due_at(colleague) > timezone.now()
    choose(colleague, {PROBE: "now"})
    assert due_at(colleague) <= timezone.now()
    choose(colleague, {PROBE: "never"})
    assert due_at(colleague) is None


def test_who_chose_never_is_told_on_the_site_alone(experience: Experience, colleague: User, author: User) -> None:
    choose(colleague, {PROBE: "never"})
    it_happened(experience)
    assert due_at(colleague) is None and due_at(author) is not None


def test_nothing_is_kept_of_who_has_left(experience: Experience, colleague: User) -> None:
    choose(colleague, {PROBE: "never"}, MailTimes(hour=9))
    it_happened(experience)
    anonymise(colleague)
    assert not Notice.objects.filter(user=colleague).exists()
    assert not Preference.objects.exists() and not MailTimes.objects.exists()
    assert User.objects.get(pk=colleague.pk).unread_notices == 0
