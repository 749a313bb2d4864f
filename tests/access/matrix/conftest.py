import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from . import comments, experiences, frame, pages
from .world import World, begin


@pytest.fixture(scope="package")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Built once for all tests of the matrix, and taken back afterwards. Each test changes it in a savepoint only."""
    media: Path = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media, DEMO=False), _taken_back():
        made = begin()
        experiences.everything(made)
        comments.everything(made)
        pages.everything(made)
        frame.everything(made)
        yield made


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are what is asked for here; they need not be reported one by one."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


class _taken_back:
    """A transaction that is never kept, and that the site's own durable blocks may stand in."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic._from_testcase = True
        self.atomic.__enter__()

    def __exit__(self, *failure: object) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
