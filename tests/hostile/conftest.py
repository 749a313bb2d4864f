from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.access.matrix.conftest import quiet
from tests.access.matrix.stage import staged
from tests.access.matrix.world import World

from .markup import HostileWords

__all__ = ["quiet"]


@pytest.fixture(scope="module")
def hostile_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """All there is on the site, with hostile markup in every field."""
    with staged(django_db_blocker, tmp_path_factory.mktemp("media"), HostileWords()) as world:
        yield world
