"""Which tests run where: those of one database's engine are left out on the other, and with CI=true none is skipped."""

import os
from collections.abc import Generator, Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.utils import translation

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
ENGINES = {"sqlite", "postgresql"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked for the other engine (`@pytest.mark.sqlite`, `@pytest.mark.postgresql`)."""
    other = ENGINES - {connection.vendor}
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


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """Nothing of the test before: neither what it cached nor the language of its last reader."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    translation.deactivate()
    yield
