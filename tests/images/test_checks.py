import time
import zipfile
from io import BytesIO
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from community.images import checks
from community.images.checks import Refused, check_document, file_name, open_picture
from community.images.pictures import prepare_picture
from tests.factories.images import a_bomb, a_document, a_picture, a_zip, picture_bytes

PICTURES = [
    ("a.jpg", "JPEG"),
    ("a.JPEG", "JPEG"),
    ("a.png", "PNG"),
    ("a.webp", "WEBP"),
    ("a.gif", "GIF"),
    ("a.avif", "AVIF"),
]


@pytest.mark.parametrize(("name", "image_format"), PICTURES)
def test_five_formats_are_taken(name: str, image_format: str) -> None:
    assert open_picture(a_picture(name, image_format)).size == (64, 48)


def test_a_picture_without_an_ending_is_taken() -> None:
    assert open_picture(a_picture("bilde", "PNG"))


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 100
REFUSED_PICTURES = [
    ("heic", SimpleUploadedFile("IMG.HEIC", HEIC)),
    ("heic", SimpleUploadedFile("IMG.jpg", HEIC)),
    ("svg", SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")),
    ("svg", SimpleUploadedFile("a.png", b"\xef\xbb\xbf <?xml version='1.0'?><svg/>")),
    ("svg", SimpleUploadedFile("a.svgz", b"\x1f\x8b\x08\x00rest")),
    ("unreadable", SimpleUploadedFile("a.png", b"<!doctype html><script>alert(1)</script>")),
    ("unreadable", SimpleUploadedFile("a.tiff", picture_bytes("TIFF"))),
    ("unreadable", SimpleUploadedFile("a.bmp", picture_bytes("BMP"))),
    ("unreadable", SimpleUploadedFile("a.jpg", b"\xff\xd8\xff")),
    ("ending", a_picture("a.jpg", "GIF")),
    ("ending", a_picture("a.exe", "PNG")),
    ("empty", SimpleUploadedFile("a.png", b"")),
]


@pytest.mark.parametrize(("code", "file"), REFUSED_PICTURES)
def test_each_wrong_picture_is_refused_with_its_own_sentence(code: str, file: SimpleUploadedFile) -> None:
    with pytest.raises(Refused) as refusal:
        open_picture(file)
    assert refusal.value.code == code
    assert "%(" not in refusal.value.messages[0]


def test_a_gif_named_jpg_is_told_what_it_is() -> None:
    with pytest.raises(Refused) as refusal:
        open_picture(a_picture("ferie.jpg", "GIF"))
    assert refusal.value.params == {"ending": "jpg", "real": "gif"}


def test_two_hundred_megapixels_are_refused_at_once() -> None:
    bomb = a_bomb()
    started = time.process_time()
    with pytest.raises(Refused) as refusal:
        prepare_picture(bomb)
    assert refusal.value.code == "pixels"
    assert time.process_time() - started < 0.5


def test_a_bomb_small_enough_for_pillows_own_alarm_is_refused_too() -> None:
    with pytest.raises(Refused, match="64 megapi"):
        open_picture(a_bomb(9_500, 10_000))


TOO_LARGE_TO_HOLD = [
    (15, a_picture("a.webp", "WEBP", size=(4_700, 3_400), mode="RGBA")),
    (24, a_picture("a.png", "PNG", size=(5_000, 5_000))),
    (24, a_picture("a.gif", "GIF", size=(5_000, 5_000), mode="P")),
    (32, a_picture("a.jpg", "JPEG", size=(5_800, 5_800), mode="L", progressive=True)),
]


@pytest.mark.parametrize(("limit", "file"), TOO_LARGE_TO_HOLD, ids=lambda it: str(getattr(it, "name", "")))
def test_what_must_be_held_whole_to_be_read_has_a_lower_limit(limit: int, file: SimpleUploadedFile) -> None:
    with pytest.raises(Refused) as refusal:
        prepare_picture(file)
    assert (refusal.value.code, refusal.value.params) == ("pixels", {"limit": limit})


GIF = b"GIF89a\xff\xff\xff\xff\xf0\x00\x00" + b"\x00" * 6 + b",\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02D\x01\x00;"
WEBP = b"RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\xff\xff\x00\xff\xff\x00"
JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xdc\xff\xdc\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"


def a_frame_bomb() -> bytes:
    """Thousands of frames in one small GIF: only the first is ever drawn."""
    frames = [Image.new("P", (500, 500), i % 200) for i in range(400)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], optimize=False)
    return out.getvalue()


@pytest.mark.parametrize(("name", "content"), [("a.gif", GIF), ("a.webp", WEBP), ("a.jpg", JPEG)])
def test_headers_that_promise_billions_of_pixels_are_refused_at_once(name: str, content: bytes) -> None:
    started = time.process_time()
    with pytest.raises(Refused) as refusal:
        prepare_picture(SimpleUploadedFile(name, content))
    assert refusal.value.code in {"pixels", "unreadable"}
    assert time.process_time() - started < 0.5


def test_a_gif_of_hundreds_of_frames_costs_no_more_than_one() -> None:
    bomb = SimpleUploadedFile("a.gif", a_frame_bomb())
    started = time.process_time()
    assert prepare_picture(bomb).width == 500
    assert time.process_time() - started < 1


POLYGLOT = picture_bytes("GIF") + b"<script>alert(1)</script>"


def test_of_a_polyglot_nothing_but_the_picture_is_kept() -> None:
    prepared = prepare_picture(SimpleUploadedFile("a.gif", POLYGLOT))
    assert all(b"<script" not in content for content in (prepared.original, *prepared.presets.values()))


def test_a_damaged_picture_is_refused_when_it_is_drawn() -> None:
    whole = picture_bytes("PNG", size=(300, 300), mode="RGB")
    with pytest.raises(Refused) as refusal:
        prepare_picture(SimpleUploadedFile("a.png", whole[: len(whole) // 2]))
    assert refusal.value.code == "damaged"


def test_a_damaged_avif_is_refused_like_any_other() -> None:
    whole = picture_bytes("AVIF")
    with pytest.raises(Refused) as refusal:
        prepare_picture(SimpleUploadedFile("a.avif", whole[:-48] + bytes(255 - byte for byte in whole[-48:])))
    assert refusal.value.code == "damaged"


def test_a_file_over_the_limit_is_told_its_size_and_the_limit() -> None:
    with mock.patch.object(checks, "LARGEST", 1024**2), pytest.raises(Refused) as refusal:
        check_document(a_document(content=b"%PDF-" + b"0" * 1024**2))
    assert refusal.value.params == {"size": 2, "limit": 1}


WORD = a_zip("[Content_Types].xml", "word/document.xml")
DOCUMENTS = [
    a_document("a.pdf"),
    a_document("a.DOCX", WORD),
    a_document("a.xlsx", a_zip("[Content_Types].xml", "xl/workbook.xml")),
    a_document("a.pptx", a_zip("[Content_Types].xml", "ppt/presentation.xml")),
    a_document("a.odt", a_zip("content.xml", mimetype="application/vnd.oasis.opendocument.text")),
    a_document(
        "a.ods", a_zip("x", mimetype="application/vnd.oasis.opendocument.spreadsheet", packed=zipfile.ZIP_DEFLATED)
    ),
    a_document("a.csv", "kommune;nærvær\nGrong;93,4\n".encode()),
    a_document("a.txt", "Gruer du deg til noe?\r\n".encode("cp1252")),
]


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_documents_of_the_list_are_taken(file: SimpleUploadedFile) -> None:
    assert check_document(file).extension == file.name.rpartition(".")[2].lower()


def an_opendocument(packed: int, *, damaged: bool = False) -> bytes:
    content = a_zip("content.xml", mimetype="application/vnd.oasis.opendocument.text", packed=packed)
    at = content.index(b"mimetype") + len("mimetype")
    return content[:at] + b"\xff" * 12 + content[at + 12 :] if damaged else content


REFUSED_DOCUMENTS = [
    ("kind", a_document("a.exe")),
    ("kind", a_document("a.html", b"<script>alert(1)</script>")),
    ("kind", a_document("a.svg", b"<svg/>")),
    ("kind", a_document("a.docm", WORD)),
    ("kind", a_document("uten-endelse")),
    ("ending", a_document("a.pdf", b"MZ\x90\x00")),
    ("ending", a_document("a.docx", b"%PDF-1.7")),
    ("ending", a_document("a.docx", a_zip("[Content_Types].xml", "xl/workbook.xml"))),
    ("ending", a_document("a.docx", a_zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"))),
    ("ending", a_document("a.docx", WORD[:-30])),
    ("ending", a_document("a.odt", a_zip("content.xml"))),
    ("ending", a_document("a.odt", an_opendocument(zipfile.ZIP_DEFLATED, damaged=True))),
    ("ending", a_document("a.odt", an_opendocument(zipfile.ZIP_LZMA, damaged=True))),
    ("ending", a_document("a.odt", an_opendocument(zipfile.ZIP_LZMA))),
    ("ending", a_document("a.txt", b"MZ\x00\x01\x02")),
    ("ending", a_document("a.csv", b"%PDF-1.7")),
]


@pytest.mark.parametrize(("code", "file"), REFUSED_DOCUMENTS)
def test_other_files_are_refused_whatever_they_are_called(code: str, file: SimpleUploadedFile) -> None:
    with pytest.raises(Refused) as refusal:
        check_document(file)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("C:\\skjema\\avtale.pdf", "avtale.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nX: y.pdf", "aX: y.pdf"),
        ("", "fil"),
    ],
)
def test_a_files_name_is_its_last_part_without_control_characters(sent: str, shown: str) -> None:
    assert file_name(_named(sent)) == shown


def _named(name: str) -> mock.Mock:
    file = mock.Mock()
    file.name = name
    return file


def test_a_very_long_name_is_cut_before_its_ending() -> None:
    assert file_name(_named("å" * 400 + ".pdf")).endswith("å.pdf")
    assert len(file_name(_named("å" * 400 + ".pdf"))) == 150
