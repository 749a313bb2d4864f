from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.models import Experience
from community.access.audience import AudienceField, validate_audience
from community.images.models import LibraryDocument, Picture
from community.members.models import User
from community.networks.models import Network
from community.publishing.models import BasePage
from home.setup import setup_pages
from tests.factories.cases import an_experience
from tests.factories.images import a_document, a_picture

KEYS = ["public", "members", "network:7", "room:12", "network:70000"]
NO_KEYS = [
    "", "everyone", "Public", "network", "network:", "room:", "network:abc", "network:7a", "network:a7", "network:7:8",
    "network: 7", "NETWORK:7", "room:x", "public7", "members1", "xnetwork:7", "network:7 ", "room:-1",
]  # fmt: skip


@pytest.fixture
def tables(author: User, network: Network, tmp_path: Path, settings: Any) -> list[Any]:
    """One row in each table whose rows have an audience."""
    settings.MEDIA_ROOT = tmp_path
    setup_pages()
    an_experience(author, network)
    Picture.objects.create(title="Kai", file=a_picture())
    LibraryDocument.objects.create(title="Avtale", file=a_document())
    return [Experience.objects.all(), BasePage.objects.all(), Picture.objects.all(), LibraryDocument.objects.all()]


def taken(rows: Any, key: str) -> bool:
    try:
        with transaction.atomic():
            rows.update(audience=key)
            return True
    except IntegrityError:
        return False


@pytest.mark.parametrize("key", NO_KEYS)
def test_the_database_takes_nothing_but_keys(tables: list[Any], key: str) -> None:
    with pytest.raises(ValidationError):
        validate_audience(key)
    assert not any(taken(rows, key) for rows in tables)


@pytest.mark.parametrize("key", KEYS)
def test_the_database_takes_every_key_where_it_belongs(tables: list[Any], key: str) -> None:
    validate_audience(key)
    editors_own = not key.startswith("room:")
    assert [taken(rows, key) for rows in tables] == [True, editors_own, editors_own, editors_own]


def test_a_column_without_an_index_stays_without() -> None:
    _name, path, args, kwargs = AudienceField(db_index=False).deconstruct()
    assert not AudienceField(*args, **kwargs).db_index and path.endswith("AudienceField")
