"""Notices as mail: to whom, when, what it says, and that each goes out once."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail as sent
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Experience
from community.access.audience import network_key
from community.members.models import User
from community.networks.grant import end
from community.networks.models import Network, Role, RoleKind
from community.notifications import mail
from community.notifications.choose import choose
from community.notifications.kinds import NoticeKind
from community.notifications.mail import GIVEN_UP, LATER, write
from community.notifications.models import MailTimes, Notice, OutgoingMail
from community.notifications.read import seen
from tests.factories.cases import an_experience
from tests.factories.notices import PROBE, a_kind, it_happened


@pytest.fixture(autouse=True)
def reader(experience: Experience, colleague: User, kind: NoticeKind) -> Iterator[User]:
    """The only one who is told, and at once."""
    with a_kind(recipients=lambda _event: [(colleague.pk, "mention")], default="now"):
        sent.outbox.clear()
        yield colleague


def mails() -> list[Any]:
    write()
    return sent.outbox


def all_due() -> None:
    """As if the time had come."""
    Notice.objects.filter(mail_due_at__isnull=False).update(mail_due_at=timezone.now())


def html_of(letter: EmailMultiAlternatives) -> str:
    return str(letter.alternatives[0][0])


def test_at_once_is_one_mail_with_the_words_and_the_very_place(reader: User, experience: Experience) -> None:
    it_happened(experience)
    (letter,) = mails()
    assert (letter.subject, letter.to) == ("Nytt svar: Mentor for nye vikarer", [reader.email])
    for part in (letter.body, html_of(letter)):
        assert "Vikarene sluttet før august." in part and experience.get_absolute_url() in part
        assert "Because the probe means you" in part


def test_each_is_mailed_once(experience: Experience) -> None:
    it_happened(experience)
    assert (write(), write(), len(sent.outbox)) == (1, 0, 1)
    assert Notice.objects.get().mailed_at


def test_several_of_one_thread_are_one_mail(experience: Experience) -> None:
    it_happened(experience)
    it_happened(experience)
    assert [letter.subject for letter in mails()] == ["2 nye svar: Mentor for nye vikarer"]


def test_two_threads_are_two_mails_but_many_are_one(experience: Experience, author: User, network: Network) -> None:
    threads = [experience, *(an_experience(author, network, f"Nummer {n}") for n in range(5))]
    sent.outbox.clear()
    it_happened(threads[0])
    it_happened(threads[1])
    assert len(mails()) == 2
    for thread in threads:
        it_happened(thread)
    assert mails()[2].subject == "6 varsler fra Saman" and len(sent.outbox) == 3


def test_what_is_gathered_is_one_mail_when_its_time_has_come(
    reader: User, experience: Experience, author: User, network: Network
) -> None:
    choose(reader, {PROBE: "daily"})
    other = an_experience(author, network, "Bemanning i ferien")
    sent.outbox.clear()
    it_happened(experience)
    it_happened(other)
    assert mails() == []
    all_due()
    (letter,) = mails()
    assert letter.subject == "2 varsler fra Saman"
    for part in (letter.body, html_of(letter)):
        assert "Bemanning i ferien" in part and experience.get_absolute_url() in part and "/nb/varsler/valg/" in part


def test_who_has_read_it_gets_no_mail(reader: User, experience: Experience) -> None:
    it_happened(experience)
    seen(reader.pk, f"experience:{experience.pk}")
    assert mails() == []


def test_who_may_no_longer_see_it_is_told_nothing(experience: Experience, other_network: Network) -> None:
    it_happened(experience)
    Experience.objects.filter(pk=experience.pk).update(audience=network_key(other_network.pk))
    assert mails() == []
    assert Notice.objects.get().mail_due_at is None


def test_who_has_lost_their_role_is_told_nothing(reader: User, experience: Experience, network: Network) -> None:
    Experience.objects.filter(pk=experience.pk).update(audience=network_key(network.pk))
    it_happened(experience)
    end(Role.objects.get(user=reader))
    assert mails() == []


def test_who_has_left_is_told_nothing(reader: User, experience: Experience) -> None:
    it_happened(experience)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert mails() == []


def test_a_kind_that_mails_by_itself_is_not_mailed_again(reader: User, experience: Experience) -> None:
    with a_kind(mails=False, recipients=lambda _event: [(reader.pk, "follow")]):
        it_happened(experience)
        assert Notice.objects.get().mail_due_at is None and mails() == []


def test_it_is_in_the_readers_language(reader: User, experience: Experience) -> None:
    User.objects.filter(pk=reader.pk).update(language="nn")
    it_happened(experience)
    (letter,) = mails()
    assert "Opne det på nettstaden" in letter.body and "/nn/erfaringer/" in letter.body
    assert '<html lang="nn">' in html_of(letter)


def test_nothing_is_fetched_or_followed_from_a_mail(experience: Experience) -> None:
    it_happened(experience)
    page = html_of(mails()[0])
    assert "<img" not in page and "url(" not in page and "?utm" not in page


def test_what_people_write_is_text_in_a_mail(experience: Experience) -> None:
    Experience.objects.filter(pk=experience.pk).update(need="<b>Hei</b> & <script>", title="A\r\nBcc: x@example.org")
    it_happened(experience)
    (letter,) = mails()
    assert "<b>Hei</b> &" in letter.body and "&lt;b&gt;Hei" in html_of(letter)
    assert "\n" not in letter.subject and not letter.bcc


def headers_of(letter: Any) -> EmailMessage:
    message: EmailMessage = letter.message()
    return message


def test_mail_programs_are_told_how_to_file_and_to_stop_it(experience: Experience, reader: User) -> None:
    it_happened(experience)
    headers = headers_of(mails()[0])
    assert headers["Auto-Submitted"] == "auto-generated" and f"<{PROBE}.notices." in headers["List-Id"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = headers["List-Unsubscribe"].strip("<>").partition("://")[2].partition("/")[2]
    assert Client(enforce_csrf_checks=True).post(f"/{link}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    it_happened(experience)
    assert len(mails()) == 1


def test_mails_of_one_thread_lie_together(experience: Experience, author: User, network: Network) -> None:
    it_happened(experience)
    write()
    it_happened(experience)
    it_happened(an_experience(author, network, "Noe annet"))
    letters = [headers_of(letter) for letter in mails() if "Nytt svar" in letter.subject]
    first, second, other = ([header[name] for name in ("References", "In-Reply-To")] for header in letters)
    assert first == second != other
    assert len({header["Message-ID"] for header in letters}) == 3


def test_quiet_hours_hold(reader: User, experience: Experience) -> None:
    now = timezone.localtime()
    quiet = MailTimes(quiet_from=(now - timedelta(hours=1)).time(), quiet_to=(now + timedelta(hours=1)).time())
    choose(reader, {}, quiet)
    it_happened(experience)
    assert mails() == []
    assert Notice.objects.get().mail_due_at > timezone.now() + timedelta(minutes=58)


def test_a_mail_that_cannot_be_made_keeps_nobody_waiting(
    experience: Experience, reader: User, author: User, caplog: pytest.LogCaptureFixture
) -> None:
    User.objects.filter(pk=reader.pk).update(email="no address")
    with a_kind(recipients=lambda _event: [(reader.pk, "follow"), (author.pk, "follow")], default="now"):
        it_happened(experience)
        assert [letter.to for letter in mails()] == [[author.email]]
    waits = Notice.objects.get(user=reader)
    assert waits.mail_due_at > timezone.now() + LATER / 2 and "cannot be made" in caplog.text
    Notice.objects.filter(pk=waits.pk).update(created_at=timezone.now() - GIVEN_UP, mail_due_at=timezone.now())
    write()
    assert Notice.objects.get(user=reader).mail_due_at is None


def test_what_is_read_while_the_mail_is_made_is_not_mailed(
    experience: Experience, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_happened(experience)
    made = mail._made

    def and_read_meanwhile(*given: Any) -> Any:
        letters = made(*given)
        seen(reader.pk, f"experience:{experience.pk}")
        return letters

    monkeypatch.setattr(mail, "_made", and_read_meanwhile)
    assert mails() == []


@pytest.mark.sqlite
def test_the_worker_asks_for_what_is_due_and_walks_through_nothing_else(experience: Experience) -> None:
    plan = mail.due().values_list("user", flat=True)[: mail.NOTICES].explain()
    assert "SEARCH" in plan and "notifications_notice_mail (" in plan and "TEMP B-TREE" not in plan


def queries_for(people: list[User], experience: Experience) -> int:
    with a_kind(recipients=lambda _event: [(person.pk, "follow") for person in people], default="now"):
        it_happened(experience)
        with CaptureQueriesContext(connection) as queries:
            assert write() == len(people)
    return len(queries)


def test_mail_to_many_costs_the_queries_of_mail_to_one(
    experience: Experience, reader: User, network: Network, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "community.notifications.backends.OutboxBackend"
    many = User.objects.bulk_create(User(email=f"leser{n}@example.org", language="nb") for n in range(250))
    today = timezone.localdate()
    Role.objects.bulk_create(
        Role(user=user, kind=RoleKind.MEMBER, network=network, valid_from=today) for user in many
    )  # fmt: skip
    assert queries_for(many, experience) == queries_for([reader], experience) <= 16
    assert OutgoingMail.objects.filter(sent_at=None).count() >= len(many) + 1
