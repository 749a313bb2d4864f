"""Which tests run where: those of one database's engine are left out on the other, and with CI=true none is skipped."""

import os
from collections.abc import Generator, Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from pytest_django import DjangoDbBlocker

from community.ui import prepared

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
ENGINES = {"sqlite", "postgresql"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked for the other engine (`@pytest.mark.sqlite`, `@pytest.mark.postgresql`), and where no
    Elasticsearch is named what is marked for that."""
    other = ENGINES - {connection.vendor}
    if not os.environ.get("TEST_ELASTICSEARCH_URL"):
        other |= {"elasticsearch"}
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and with CI=true nothing may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """The database, for whoever asks for it: pytest-django's own makes none where no test of the run is marked, and
    those that write past the tests' transaction (`django_db_blocker.unblock()`) are not."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=django_db_keepdb and not django_db_createdb)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """Nothing of the test before: neither what it cached nor the language of its last reader nor what it checked."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    translation.deactivate()
    prepared.checked.clear()
    yield
