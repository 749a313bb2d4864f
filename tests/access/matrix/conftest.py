import logging
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from .canaries import Canaries
from .stage import staged
from .world import World


@pytest.fixture(scope="package")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Built once for all tests of the matrix. Each of them changes it in a savepoint only."""
    with staged(django_db_blocker, tmp_path_factory.mktemp("media"), Canaries()) as made:
        yield made


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are what is asked for here; they need not be reported one by one."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)
