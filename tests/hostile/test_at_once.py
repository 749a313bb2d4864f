"""Two things at the same moment, on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import Group
from django.db import close_old_connections, connection
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision

from cases.models import Experience
from cases.write import ChangedMeanwhileError, a_new_one, as_written, begin, save_draft
from community.members.models import User
from community.networks.models import Network, Organisation, ProcessModel, Role, RoleKind
from community.places.models import County, Municipality
from search.models import SearchEntry, SearchWord
from tests.factories.cases import a_draft
from tests.factories.members import a_person
from tests.factories.networks import a_network
from tests.factories.places import a_municipality

KEPT = (
    *(Experience, Revision, Role, User, Network, ProcessModel, Organisation, Municipality, County, Group),
    *(SearchEntry, SearchWord, DBTaskResult),  # last: what is deleted leaves a tombstone
)


@pytest.fixture
def really(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[User, Network]]:
    """An author and a network that all connections see. What a test leaves is taken away again by hand: emptying the
    tables would take with it what Wagtail's own migrations wrote, and every later test needs that."""
    with django_db_blocker.unblock():
        before = {model: set(model.objects.values_list("pk", flat=True)) for model in KEPT}
        network = a_network("samtidig")
        yield a_person("Fagleder", municipality=a_municipality(), network=network, kind=RoleKind.MEMBER), network
        for model in KEPT:
            model.objects.exclude(pk__in=before[model]).delete()


def together(number: int, act: Callable[[int], object]) -> list[object]:
    gate = Barrier(number)

    def run(place: int) -> object:
        close_old_connections()
        gate.wait()
        try:
            return act(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def test_five_clicks_at_once_begin_one_draft(really: tuple[User, Network]) -> None:
    author, network = really
    key: UUID = uuid4()

    def click(_place: int) -> int:
        draft = a_new_one(network, by=author)
        draft.title, draft.audience = "Fem klikk", "public"
        return begin(draft, key=key, by=author).pk

    assert len(set(together(5, click))) == 1
    assert Experience.objects.filter(author=author).count() == 1


def test_of_five_texts_at_once_for_one_new_draft_none_is_lost_in_silence(really: tuple[User, Network]) -> None:
    author, network = really
    key: UUID = uuid4()

    def save(place: int) -> str:
        draft = a_new_one(network, by=author)
        draft.title, draft.audience, draft.need = "Fem tekster", "public", f"Tekst {place}"
        try:
            begin(draft, key=key, by=author)
        except ChangedMeanwhileError:
            return "told"
        return draft.need

    said = together(5, save)
    assert said.count("told") == 3
    assert Experience.objects.get(author=author).need in said


def test_of_five_tabs_at_once_one_saves_and_four_are_told(really: tuple[User, Network]) -> None:
    author, network = really
    draft = a_draft(author, network)

    def save(place: int) -> str:
        mine = as_written(Experience.objects.get(pk=draft.pk))
        mine.need = f"Fane {place}"
        try:
            save_draft(mine, expected_version=0, by=author)
        except ChangedMeanwhileError:
            return "told"
        return mine.need

    said = together(5, save)
    assert said.count("told") == 4
    assert Experience.objects.get(pk=draft.pk).need in said
