import pytest
from django.db.transaction import atomic
from django_tasks_db.management.commands import db_worker


@pytest.fixture(autouse=True)
def inside_the_tests_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker claims with BEGIN EXCLUSIVE, which does not nest, and drops connections that are not in autocommit."""
    monkeypatch.setattr(db_worker, "exclusive_transaction", lambda _database: atomic())
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
