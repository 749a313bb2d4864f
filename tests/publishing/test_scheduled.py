from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import published

from cases.models import Experience
from community.members.models import User
from community.networks.models import Network
from community.publishing.scheduled import publish_scheduled
from community.worker.periodic import DATABASE_AWAY
from tests.factories.cases import a_draft, an_experience


def scheduled(draft: Experience) -> Experience:
    """As if it had been scheduled yesterday for a minute ago."""
    draft.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = draft.save_revision()
    revision.approved_go_live_at = draft.go_live_at
    revision.save()
    return draft


def test_what_is_due_goes_live_once(author: User, network: Network) -> None:
    draft = scheduled(a_draft(author, network))
    assert (publish_scheduled(), publish_scheduled()) == (1, 0)
    draft.refresh_from_db()
    assert draft.live


def test_what_is_due_tomorrow_waits(author: User, network: Network) -> None:
    draft = scheduled(a_draft(author, network))
    draft.revisions.update(approved_go_live_at=timezone.now() + timedelta(days=1))
    assert publish_scheduled() == 0


def of_an_hour_that_is_over(draft: Experience, title: str = "Var bare for i går") -> Experience:
    draft.title, draft.expire_at = title, timezone.now() - timedelta(seconds=30)
    return scheduled(draft)


def test_what_was_for_a_time_that_passed_unseen_is_never_shown(author: User, network: Network) -> None:
    draft = of_an_hour_that_is_over(a_draft(author, network))
    with patch.object(Revision, "publish") as publish:
        assert (publish_scheduled(), publish_scheduled()) == (0, 0)
    assert not publish.called
    draft.refresh_from_db()
    assert not draft.live and not draft.approved_schedule


def test_what_such_a_time_was_to_end_has_ended(author: User, network: Network) -> None:
    shown = an_experience(author, network, "Det som sto der")
    of_an_hour_that_is_over(shown.get_latest_revision_as_object())
    assert (publish_scheduled(), publish_scheduled()) == (1, 0)
    shown.refresh_from_db()
    assert (shown.live, shown.expired, shown.title) == (False, True, "Det som sto der")


@pytest.mark.parametrize("error", DATABASE_AWAY)
def test_a_database_that_is_away_is_the_workers_to_wait_for(
    author: User, network: Network, error: type[Exception]
) -> None:
    scheduled(a_draft(author, network))
    with patch.object(Revision, "publish", side_effect=error), pytest.raises(error):
        publish_scheduled()


def test_what_has_expired_is_no_longer_live(author: User, network: Network) -> None:
    thing = an_experience(author, network)
    Experience.objects.filter(pk=thing.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert publish_scheduled() == 1
    thing.refresh_from_db()
    assert not thing.live and thing.expired


def test_one_that_fails_is_rolled_back_and_keeps_none_of_the_others(author: User, network: Network) -> None:
    bad, good = scheduled(a_draft(author, network)), scheduled(a_draft(author, network, "En annen"))

    def fail(instance: Experience, **_kwargs: Any) -> None:
        if instance.pk == bad.pk:
            raise ValueError("the index is broken")

    published.connect(fail, sender=Experience)
    try:
        assert publish_scheduled() == 1
    finally:
        published.disconnect(fail, sender=Experience)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.live, good.live) == (False, True)
