import pytest

from cases.models import Experience
from community.members.models import User
from community.networks.models import Network
from tests.factories.cases import an_experience


@pytest.fixture
def experience(author: User, network: Network) -> Experience:
    return an_experience(author, network)
