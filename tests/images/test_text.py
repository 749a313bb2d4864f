"""The text in files is read by a program that gets so much and no more, and never while a page waits."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfWriter

from community.images.checks import Refused, check_document
from community.images.forms import DocumentField
from community.images.models import FileText, TextState, Upload
from community.images.text import ask_for_text, read_waiting, said_by, text_read
from community.images.uploads import store_file
from community.members.models import User
from tests.factories.images import a_document
from tests.factories.resources import a_word_file, packed

pytestmark = pytest.mark.django_db
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def a_pdf(pages: int = 1, password: str = "", owner: str = "") -> bytes:
    writer, out = PdfWriter(), BytesIO()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    if password or owner:
        writer.encrypt(password, owner or None, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def said(author: User, name: str, content: bytes) -> tuple[TextState, str]:
    return said_by(store_file(SimpleUploadedFile(name, content), by=author))


def a_pdf_that_says(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


FILES = {
    "notat.pdf": a_pdf_that_says("Vaktordning"),
    "notat.docx": a_word_file("Vaktordning\nandre linje").read(),
    "notat.pptx": packed(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/slides/slide1.xml": f'<s xmlns:a="{DRAWING}"><a:p><a:r><a:t>Vakt</a:t></a:r>'
            "<a:r><a:t>ordning</a:t></a:r></a:p></s>",
        }
    ),
    "notat.xlsx": packed(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"><si><t>Vaktordning</t></si></sst>',
        }
    ),
    "notat.odt": packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<o xmlns:text="{OFFICE}"><text:p>Vakt<text:span>ordning</text:span></text:p></o>',
        }
    ),
    "notat.txt": "Vaktordning på nynorsk".encode("cp1252"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_text_of_each_kind_is_read(author: User, name: str) -> None:
    state, text = said(author, name, FILES[name])
    assert state == TextState.READ and "Vaktordning" in text


def test_a_long_pdf_is_read_at_its_beginning(author: User) -> None:
    state, text = said(author, "lang.pdf", a_pdf(301))
    assert (state, text) == (TextState.EMPTY, "")
    long = "\n".join(f"linje nummer {number}" for number in range(20_000))
    state, text = said(author, "lang.txt", long.encode())
    assert state == TextState.CUT and text.startswith("linje nummer 0") and len(text) == 150_000


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%%EOF\n",
        a_word_file("x" * 10).read().replace(b"word/document", b"word/documint"),
        packed({"[Content_Types].xml": "<Types/>", "word/document.xml": b"<a>" + b" " * (101 * 1024**2) + b"</a>"}),
        packed({"[Content_Types].xml": "", "word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    ],
    ids=["no pages", "no document", "a bomb", "entities"],
)
def test_what_is_damaged_or_hostile_gives_no_text_and_no_failure(author: User, content: bytes) -> None:
    name = "notat.pdf" if content.startswith(b"%PDF") else "notat.docx"
    state, text = said(author, name, content)
    assert state in {TextState.UNREADABLE, TextState.EMPTY} and text == ""


def test_it_is_read_later_once_and_told_of(author: User) -> None:
    told: list[Upload] = []

    def hear(upload: Upload, **_kwargs: Any) -> None:
        told.append(upload)

    upload = store_file(a_word_file("Hjemmetjenesten"), by=author)
    ask_for_text(upload)
    ask_for_text(upload)
    assert FileText.objects.get().state == TextState.WAITS
    text_read.connect(hear)
    assert (read_waiting(), read_waiting()) == (1, 0)
    text_read.disconnect(hear)
    assert told == [upload] and FileText.objects.get().text == "Hjemmetjenesten"


def test_a_file_whose_reader_was_killed_is_tried_again_and_given_up(author: User) -> None:
    ask_for_text(store_file(a_word_file(), by=author))
    before = timezone.now() - timedelta(hours=1)
    FileText.objects.update(begun_at=timezone.now(), attempts=1)
    assert read_waiting() == 0
    FileText.objects.update(begun_at=before, attempts=2)
    assert read_waiting() == 1
    assert FileText.objects.get().state == TextState.UNREADABLE


def test_a_pdf_with_a_password_is_refused_beside_the_field() -> None:
    field = DocumentField()
    with pytest.raises(Refused, match="passord"):
        field.clean(SimpleUploadedFile("hemmelig.pdf", a_pdf(password="hemmelig")))
    assert field.clean(SimpleUploadedFile("bare-lesing.pdf", a_pdf(owner="eier")))
    assert field.clean(a_document())


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    bomb = packed({"[Content_Types].xml": "", "word/document.xml": b" " * (301 * 1024**2)})
    assert len(bomb) < 1024**2
    with pytest.raises(Refused, match="pakkes ut"):
        check_document(SimpleUploadedFile("bombe.docx", bomb))
