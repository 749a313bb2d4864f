"""Two things at the same moment, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import close_old_connections, connection

from cases.models import Experience
from cases.setup import setup_review
from cases.write import ChangedMeanwhileError, a_new_one, as_written, begin, save_draft
from community.members.models import User
from community.networks.models import Network
from tests.factories.cases import a_draft

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_five_clicks_at_once_begin_one_draft(author: User, network: Network) -> None:
    setup_review()
    key: UUID = uuid4()

    def click(_place: int) -> int:
        draft = a_new_one(network, by=author)
        draft.title, draft.audience = "Fem klikk", "public"
        return begin(draft, key=key, by=author).pk

    assert len(set(together(5, click))) == 1
    assert Experience.objects.count() == 1


def test_of_five_tabs_at_once_one_saves_and_four_are_told(author: User, network: Network) -> None:
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
    assert Experience.objects.get().need in said
