from collections.abc import Iterator

import pytest

from cases.models import Experience
from community.members.models import User
from community.networks.models import Network
from community.notifications import kinds
from community.notifications.kinds import NoticeKind
from community.notifications.models import Event
from tests.factories.cases import an_experience
from tests.factories.notices import a_kind


@pytest.fixture
def kind(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[NoticeKind]:
    """The only one that is told by mail, whatever rooms there are."""
    monkeypatch.setattr(kinds, "_kinds", {kind.name: kind for kind in kinds.kinds() if not kind.mails})
    with a_kind() as registered:
        yield registered


@pytest.fixture
def experience(author: User, network: Network, kind: NoticeKind) -> Experience:
    """Published, and nobody has been told of anything yet."""
    published = an_experience(author, network)
    Event.objects.all().delete()
    return published
