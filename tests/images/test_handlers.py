"""Of a file that is too large no more is stored than may be, and its form says how large it was."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models import Resource
from community.images import checks, handlers
from community.images.models import Upload
from community.members.models import User
from community.networks.models import Network
from tests.factories.resources import a_form

MB = 1024**2


@pytest.fixture
def at_most_a_megabyte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "LARGEST", MB)
    monkeypatch.setattr(checks, "LARGEST", MB)


@pytest.mark.usefixtures("at_most_a_megabyte")
def test_a_file_that_is_far_too_large_is_said_beside_its_field(client: Client, author: User, network: Network) -> None:
    client.force_login(author)
    page = client.post("/nb/ressurser/skriv/", a_form(new_file=SimpleUploadedFile("film.pdf", b"%PDF" * 5 * MB)))
    assert "Filen er 20 MB. Grensen er 1 MB." in str(page.context["form"].errors["new_file"])
    assert Resource.objects.get().title == "Samtaleskjema" and not Upload.objects.exists()


@pytest.mark.usefixtures("at_most_a_megabyte")
def test_what_is_too_much_is_passed_on_to_nobody() -> None:
    taking = handlers.NoLargerThanKept()
    taking.file_name, taking.content_type, taking.charset = "film.pdf", "application/pdf", None
    assert taking.receive_data_chunk(b"x", MB) == b"x" and taking.receive_data_chunk(b"x", MB + 1) is None
    assert taking.file_complete(MB) is None
    kept = taking.file_complete(2048 * MB)
    assert (kept.size, kept.read()) == (2048 * MB, b"")
    assert Path(kept.name).name == "film.pdf"
