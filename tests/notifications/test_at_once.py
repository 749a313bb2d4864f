"""Several workers at the same moment, on both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import F

from cases.models import Experience
from community.members.models import User
from community.networks.models import Network, RoleKind
from community.notifications import mail
from community.notifications.fan_out import pick_up
from community.notifications.models import Event, Notice, OutgoingMail
from community.notifications.read import mark_all_read, recount
from tests.factories.cases import an_experience
from tests.factories.members import a_person
from tests.factories.notices import a_kind, it_happened
from tests.hostile.test_at_once import really, together

__all__ = ["really"]
WORKERS = EVENTS = 4


@pytest.fixture
def happened(really: tuple[User, Network], settings: Any) -> Iterator[list[User]]:
    """Four things, of which eleven people are to be told at once."""
    author, network = really
    settings.EMAIL_BACKEND = "community.notifications.backends.OutboxBackend"
    people = [author, *(a_person("Leser", network=network, kind=RoleKind.MEMBER) for _ in range(10))]
    experience: Experience = an_experience(author, network)
    Event.objects.all().delete()
    with a_kind(recipients=lambda _event: [(person.pk, "follow") for person in people], default="now"):
        for _ in range(EVENTS):
            it_happened(experience, told=False)
        yield people
    for model in (Notice, Event, OutgoingMail):
        model._base_manager.all().delete()


def test_several_workers_tell_each_of_everything_once(happened: list[User]) -> None:
    assert sum(together(WORKERS, lambda _place: pick_up())) == EVENTS
    assert Notice.objects.count() == EVENTS * len(happened)
    assert set(User.objects.filter(notices__gt=0).values_list("unread_notices", flat=True)) == {EVENTS}
    assert recount() == 0


def test_what_is_read_while_more_is_told_is_counted_right(happened: list[User]) -> None:
    def work(place: int) -> int:
        return pick_up() if place % 2 else sum(mark_all_read(person) for person in happened)

    together(WORKERS, work)
    assert recount() == 0


def test_several_workers_mail_each_of_it_once(happened: list[User]) -> None:
    pick_up()
    OutgoingMail.objects.all().delete()
    assert sum(together(WORKERS, lambda _place: mail.write())) == len(happened)
    assert OutgoingMail.objects.count() == len(happened)
    assert not Notice.objects.filter(mailed_at=None).exists()
    assert not Notice.objects.filter(created_at__gt=F("mailed_at")).exists()
