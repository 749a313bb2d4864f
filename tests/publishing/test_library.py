from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image
from wagtail.documents.forms import get_document_form
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from community.access.audience import MEMBERS, PUBLIC, network_key
from community.images.models import LibraryDocument, Picture, Rendition
from community.images.presets import PAGE_SPECS
from community.members.models import User
from community.networks.models import Network
from tests.factories.images import a_document, a_phones_photo, a_picture, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_library_picture(audience: str = PUBLIC) -> Picture:
    file = ImageFile(BytesIO(picture_bytes(size=(200, 100))), name="kai.jpg")
    return Picture.objects.create(title="Kai", file=file, audience=audience)


def a_library_document(audience: str = PUBLIC) -> LibraryDocument:
    return LibraryDocument.objects.create(title="Avtale", file=a_document("avtale.pdf"), audience=audience)


def url_of(picture: Picture) -> str:
    return picture.get_rendition(PAGE_SPECS[0]).url


def picture_form(file: Any, **data: Any) -> Any:
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    return get_image_form(Picture)(
        {"title": "Kai", "collection": collection.pk, "audience": PUBLIC, **data}, {"file": file}
    )


def document_form(file: Any) -> Any:
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    return get_document_form(LibraryDocument)(
        {"title": "Avtale", "collection": collection.pk, "audience": PUBLIC}, {"file": file}
    )


def fetched(url: str, client: Client | None = None) -> Any:
    answer = (client or Client()).get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_new_picture_is_drawn_before_any_page_asks(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        picture = a_library_picture()
    assert picture.renditions.count() == 1
    assert url_of(picture).startswith("/filer/images/kai")


@pytest.mark.parametrize("spec", ["width-481", "fill-2000x2000", "max-1312x1312|format-png"])
def test_no_other_size_is_ever_drawn(spec: str) -> None:
    with pytest.raises(InvalidFilterSpecError):
        a_library_picture().get_rendition(spec)


def test_a_public_picture_is_sent_to_anyone_and_its_original_to_nobody(editor: User) -> None:
    picture = a_library_picture()
    answer = fetched(url_of(picture))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert signed_in(editor).get(f"/filer/{picture.file.name}").status_code == 404


def test_a_networks_picture_and_document_are_for_the_network(network: Network, author: User, outsider: User) -> None:
    key = network_key(network.pk)
    for url in (url_of(a_library_picture(key)), a_library_document(key).url):
        assert fetched(url, signed_in(author))["Cache-Control"] == "private, no-store"
        assert fetched(url, signed_in(outsider)).status_code == 404
        assert fetched(url).status_code == 404


def test_a_change_of_audience_holds_at_once() -> None:
    picture, document = a_library_picture(), a_library_document()
    urls = (url_of(picture), document.url)
    assert all(fetched(url).status_code == 200 for url in urls)
    Picture.objects.update(audience=MEMBERS)
    LibraryDocument.objects.update(audience=MEMBERS)
    assert all(fetched(url).status_code == 404 for url in urls)


def test_a_document_is_a_download() -> None:
    answer = fetched(a_library_document().url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("path", ["../settings/base.py", "original_images/x.jpg", "uploads/ab/x/original.jpg"])
def test_no_other_file_is_sent(path: str) -> None:
    assert Client().get(f"/filer/{path}").status_code == 404


def test_the_editors_picture_loses_its_place_too() -> None:
    form = picture_form(a_phones_photo())
    assert form.is_valid(), form.errors
    picture = form.save()
    with picture.file.open() as file:
        image = Image.open(BytesIO(file.read()))
    assert dict(image.getexif()) == {}
    assert (picture.width, picture.height) == (300, 400)


def test_a_picture_loses_its_place_whichever_way_it_is_put_into_the_library() -> None:
    assigned = Picture.objects.create(title="Kai", file=a_phones_photo())
    saved = Picture(title="Kai")
    saved.file.save("kai.jpg", a_phones_photo())
    for picture in (assigned, saved):
        with picture.file.open() as file:
            assert b"Telefon" not in file.read()
        assert (picture.width, picture.height) == (300, 400)


def test_where_the_admin_asks_for_the_whole_picture_it_gets_what_readers_get() -> None:
    picture = a_library_picture()
    assert picture.get_rendition("original") == picture.get_rendition(PAGE_SPECS[0])


@pytest.mark.sqlite
def test_a_rendition_is_found_by_the_index() -> None:
    path = a_library_picture().get_rendition(PAGE_SPECS[0]).file.name
    assert "images_rendition_by_file" in Rendition.objects.filter(file=path).explain()


def test_the_editors_form_refuses_what_the_members_form_refuses() -> None:
    assert picture_form(a_picture("a.jpg", "GIF")).errors.as_data()["file"][0].code == "ending"
    assert document_form(a_document("a.pdf", b"MZ")).errors.as_data()["file"][0].code == "ending"
    assert document_form(a_document()).is_valid()


def test_the_editor_chooses_among_audiences_that_exist(network: Network) -> None:
    assert picture_form(a_picture(), audience=network_key(network.pk)).is_valid()
    assert "audience" in picture_form(a_picture(), audience="network:999").errors


def test_the_admins_generator_of_sizes_is_shut(administrator: User) -> None:
    picture, client = a_library_picture(), signed_in(administrator)
    for way in ("generate_url/", "generate_url/fill-9000x9000/", "preview/fill-9000x9000/"):
        assert client.get(f"/admin/images/{picture.pk}/{way}", follow=True).status_code == 404
