from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from community.places.load import load


@pytest.fixture(scope="module")
def loaded_register(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once a file of tests; each test then works in a transaction of its own within."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def register(loaded_register: None, db: None) -> None:
    """The whole official register, as it is shipped."""
