from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Experience
from community.members.models import User
from community.notifications import prune as pruning
from community.notifications.models import Event, Notice
from community.notifications.prune import prune
from community.notifications.read import seen
from tests.factories.notices import it_happened


def aged(days: int) -> None:
    """All that was told was told so many days ago, and read then where it was read."""
    then = timezone.now() - timedelta(days=days)
    Notice.objects.update(created_at=then)
    Notice.objects.exclude(read_at=None).update(read_at=then)
    Event.objects.update(created_at=then, handled_at=then)


@pytest.mark.parametrize(
    ("days", "kept"), [(89, {"read", "unread"}), (91, {"unread"}), (364, {"unread"}), (366, set())]
)
def test_what_was_read_is_kept_for_a_season_and_the_rest_for_a_year(
    experience: Experience, author: User, colleague: User, days: int, kept: set[str]
) -> None:
    it_happened(experience)
    seen(colleague, f"experience:{experience.pk}")
    seen(colleague.pk, f"experience:{experience.pk}")
    aged(days)
    prune()
    assert {"unread" if notice.read_at is None else "read" for notice in Notice.objects.all()} == kept
    assert Event.objects.exists() == bool(kept)
    assert User.objects.get(pk=author.pk).unread_notices == (1 if "unread" in kept else 0)


def test_an_event_that_nobody_was_told_of_goes_too_but_not_one_that_waits(experience: Experience) -> None:
    waits = it_happened(experience, told=False)
    aged(91)
    Event.objects.filter(pk=waits.pk).update(handled_at=None)
    prune()
    assert Event.objects.filter(pk=waits.pk).exists()
    Event.objects.update(handled_at=timezone.now() - timedelta(days=91))
    prune()
    assert not Event.objects.exists()


def test_it_goes_in_steps(experience: Experience, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "BATCH", 1)
    for _ in range(3):
        it_happened(experience)
    aged(366)
    prune()
    assert not Notice.objects.exists() and not Event.objects.exists()
