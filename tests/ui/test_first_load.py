"""A first visit asks for little, and nothing of other hosts. (`benchmarks/first_load.py` weighs the demo's pages.)"""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from benchmarks.first_load import LIMIT_BYTES, LIMIT_REQUESTS, LIMIT_SCRIPT, PAGES, assets
from community.members.models import User
from community.networks.models import Network
from home.setup import setup_pages
from tests.factories.cases import an_experience


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*PAGES, "an experience"])
def test_a_first_load_is_small(client: Client, author: User, network: Network, address: str) -> None:
    setup_pages()
    experience = an_experience(author, network, "Sykefravær")
    page = client.get(experience.get_absolute_url() if address == "an experience" else address)
    asked = assets("/", page.content.decode())
    files = {path: Path(finders.find(urlsplit(path).path.removeprefix("/static/"))) for path in asked}
    sizes = {path: len(gzip.compress(file.read_bytes())) for path, file in files.items()}
    assert page.status_code == 200 and all(path.startswith("/static/") for path in asked)
    assert 2 < 1 + len(asked) <= LIMIT_REQUESTS
    assert len(gzip.compress(page.content)) + sum(sizes.values()) < LIMIT_BYTES
    assert sum(size for path, size in sizes.items() if path.endswith(".js")) < LIMIT_SCRIPT
