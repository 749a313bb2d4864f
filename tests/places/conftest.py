import pytest

from community.places.load import load


@pytest.fixture
def register(db: None) -> None:
    """The whole official register, as it is shipped."""
    load()
