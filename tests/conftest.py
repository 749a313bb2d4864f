"""The cast, by role. All are in force today."""

import pytest

from community.members.models import User
from community.networks.models import Network, RoleKind
from tests.factories.members import a_person
from tests.factories.networks import a_network
from tests.factories.places import a_municipality

pytest_plugins = ["tests.selection", "tests.window", "tests.cluster"]


@pytest.fixture
def network(db: None) -> Network:
    return a_network()


@pytest.fixture
def other_network(db: None) -> Network:
    return a_network("heltid")


@pytest.fixture
def author(network: Network) -> User:
    return a_person("Fagleder", municipality=a_municipality(), network=network, kind=RoleKind.MEMBER)


@pytest.fixture
def project_leader(network: Network) -> User:
    return a_person("Prosjektleder", municipality=a_municipality(), network=network, kind=RoleKind.PROJECT_LEADER)


@pytest.fixture
def colleague(network: Network) -> User:
    hamar = a_municipality("Hamar", "3403", "34 Innlandet")
    return a_person("Rådgiver", municipality=hamar, network=network, kind=RoleKind.MEMBER)


@pytest.fixture
def outsider(other_network: Network) -> User:
    sarpsborg = a_municipality("Sarpsborg", "3105", "31 Østfold")
    return a_person("Turnusplanlegger", municipality=sarpsborg, network=other_network, kind=RoleKind.MEMBER)


@pytest.fixture
def leader(network: Network) -> User:
    return a_person("Nettverksleder", organisation="KS", network=network, kind=RoleKind.NETWORK_LEADER)


@pytest.fixture
def editor(db: None) -> User:
    return a_person("Redaktør", organisation="KS", kind=RoleKind.EDITOR)


@pytest.fixture
def administrator(db: None) -> User:
    return a_person("Administrator", organisation="KS", kind=RoleKind.ADMINISTRATOR)
