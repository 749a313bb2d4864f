from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Experience
from community.access.audience import network_key
from community.members.models import User
from community.networks.grant import grant
from community.networks.models import Network, RoleKind
from community.notifications import fan_out
from community.notifications.events import record
from community.notifications.fan_out import ATTEMPTS, pick_up
from community.notifications.models import Event, Notice
from tests.factories.notices import PROBE, a_kind, it_happened


def told() -> set[int]:
    return set(Notice.objects.values_list("user_id", flat=True))


def unread(user: User) -> int:
    return User.objects.get(pk=user.pk).unread_notices


def test_an_event_is_one_insert(experience: Experience, author: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        record(PROBE, experience, by=author, post=7)
    assert [query["sql"].split()[0] for query in queries] == ["INSERT"]


def test_an_event_keeps_no_text(experience: Experience, author: User) -> None:
    record(PROBE, experience, by=author, posts=[1, 2], reaction="thanks")
    with pytest.raises(TypeError):
        record(PROBE, experience, by=author, text="Hei på deg")


def test_a_kind_that_no_room_knows_is_refused(experience: Experience, author: User) -> None:
    with pytest.raises(LookupError):
        record("probe.unheard", experience, by=author)


def test_those_who_follow_are_told_but_not_who_did_it(experience: Experience, author: User, colleague: User) -> None:
    it_happened(experience, by=author)
    assert told() == {colleague.pk}
    assert (unread(colleague), unread(author)) == (1, 0)


def test_who_may_not_see_it_is_told_nothing(
    experience: Experience, network: Network, colleague: User, outsider: User
) -> None:
    Experience.objects.filter(pk=experience.pk).update(audience=network_key(network.pk))
    it_happened(experience)
    assert colleague.pk in told() and outsider.pk not in told()


def test_who_has_left_is_told_nothing(experience: Experience, colleague: User) -> None:
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    it_happened(experience)
    assert colleague.pk not in told()


def test_the_first_reason_counts(experience: Experience, colleague: User) -> None:
    twice = [(colleague.pk, "mention"), (colleague.pk, "follow")]
    with a_kind(recipients=lambda _event: twice):
        it_happened(experience)
    assert [notice.reason for notice in Notice.objects.all()] == ["mention"]


def test_telling_it_again_tells_nobody_twice(experience: Experience, colleague: User) -> None:
    event = it_happened(experience)
    Event.objects.filter(pk=event.pk).update(handled_at=None)
    pick_up()
    assert Notice.objects.filter(user=colleague).count() == 1
    assert unread(colleague) == 1


def test_what_is_gone_is_told_to_nobody(experience: Experience, colleague: User) -> None:
    event = it_happened(experience, told=False)
    experience.delete()
    pick_up()
    assert Event.objects.get(pk=event.pk).handled_at and not told()


def test_a_kind_that_fails_keeps_nobody_else_waiting(
    experience: Experience, colleague: User, caplog: pytest.LogCaptureFixture
) -> None:
    with a_kind("probe.broken", recipients=lambda _event: 1 / 0):
        broken = it_happened(experience, kind="probe.broken", told=False)
        it_happened(experience)
    assert colleague.pk in told() and "could not be told of" in caplog.text
    broken.refresh_from_db()
    assert broken.handled_at is None and broken.attempts == 1 and broken.due_at > timezone.now()


def test_what_fails_each_time_is_given_up(experience: Experience) -> None:
    with a_kind("probe.broken", recipients=lambda _event: 1 / 0):
        broken = it_happened(experience, kind="probe.broken", told=False)
        Event.objects.filter(pk=broken.pk).update(attempts=ATTEMPTS - 1)
        pick_up()
    broken.refresh_from_db()
    assert broken.handled_at


def test_nobody_is_told_by_halves(
    experience: Experience, colleague: User, outsider: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fan_out, "BATCH", 1)
    count, calls = fan_out.count_unread, []

    def dies_at_the_second(people: list[int], by: int) -> None:
        calls.append(people)
        if len(calls) == 2:
            raise RuntimeError("killed")
        count(people, by)

    monkeypatch.setattr(fan_out, "count_unread", dies_at_the_second)
    it_happened(experience)
    assert not told() and unread(colleague) == unread(outsider) == 0


def queries_for(followers: int, experience: Experience, network: Network) -> int:
    people = User.objects.bulk_create(User(email=f"{followers}-{n}@example.org", name="F") for n in range(followers))
    grant(people[0], RoleKind.MEMBER, network)
    with a_kind(recipients=lambda _event: [(person.pk, "follow") for person in people]):
        event = it_happened(experience, told=False)
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            assert fan_out.fan_out(event) == followers
    # SQLite takes some hundred values in one statement: the same insert may come in parts.
    parts = {query["sql"][:60] for query in queries if query["sql"].startswith("INSERT")}
    return len([query for query in queries if not query["sql"].startswith("INSERT")]) + len(parts)


def test_five_hundred_cost_the_queries_of_one(experience: Experience, network: Network) -> None:
    assert queries_for(500, experience, network) == queries_for(1, experience, network) <= 14


def test_counts_that_went_wrong_are_put_right(experience: Experience, colleague: User, outsider: User) -> None:
    it_happened(experience)
    User.objects.filter(pk=colleague.pk).update(unread_notices=9)
    Notice.objects.filter(user=outsider).delete()
    call_command("recount_notices", stdout=StringIO())
    assert (unread(colleague), unread(outsider)) == (1, 0)


def test_saving_a_person_does_not_put_an_old_count_back(experience: Experience, colleague: User) -> None:
    loaded = User.objects.get(pk=colleague.pk)
    it_happened(experience)
    loaded.function = "Leder"
    loaded.save()
    assert unread(colleague) == 1
