import pytest

from cases.setup import setup_review


@pytest.fixture(autouse=True)
def review(db: None) -> None:
    """The editors' group and the workflow are there, as on every site that was set up."""
    setup_review()
