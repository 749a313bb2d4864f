"""How the content of a file tells what it is."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_SEQUENTIAL, _START_OF_SCAN = {0xC0, 0xC1, 0xC9}, 0xDA
"""Markers of JPEG."""
_LARGEST_DIRECTORY = 2 * 1024 * 1024
_OPENXML = "application/vnd.openxmlformats-officedocument."
_OPENDOCUMENT = "application/vnd.oasis.opendocument."

File = IO[bytes] | Any


def is_heic(head: bytes) -> bool:
    if head[4:8] != b"ftyp":
        return False
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))}
    return not brands & _AVIF_BRANDS and bool(brands & _HEIF_BRANDS)


def is_svg(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"").lower()
    return start.startswith((b"<?xml", b"<svg", b"<!doctype svg", b"<!--", b"\x1f\x8b"))


def is_one_scan(file: File) -> bool:
    """Whether a JPEG stores its picture in a single pass from top to bottom, so that it can be read line by line.
    What is laid out in an unusual way counts as several."""
    components = b""
    file.seek(2)
    while len(head := bytes(file.read(4))) == 4 and head[0] == 0xFF:
        following = file.tell() + int.from_bytes(head[2:], "big") - 2
        if head[1] in _SEQUENTIAL:
            components = bytes(file.read(6))[5:]
        elif head[1] == _START_OF_SCAN:
            return components != b"" and bytes(file.read(1)) == components
        file.seek(following)
    return False


def _is_pdf(file: File) -> bool:
    return bytes(file.read(5)) == b"%PDF-"


def _is_text(file: File) -> bool:
    head = bytes(file.read(65_536))
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    odd = set(head) & (set(range(32)) - {9, 10, 12, 13})
    return not odd and not head.startswith((b"%PDF-", b"{\\rtf"))


def _zip(file: File) -> zipfile.ZipFile | None:
    """The archive, unless its list of members is so long that reading it is the attack."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = bytes(file.read())
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or int.from_bytes(tail[at + 12 : at + 16], "little") > _LARGEST_DIRECTORY:
        return None
    file.seek(0)
    return zipfile.ZipFile(file)


def unpacked_size(file: File) -> int:
    """What a packed document says that it unpacks to, in bytes; of any other, nothing."""
    file.seek(0)
    packed = bytes(file.read(4)) == b"PK\x03\x04"
    archive = _zip(file) if packed else None
    return sum(member.file_size for member in archive.infolist()) if archive else 0


def _openxml(folder: str) -> Callable[[File], bool]:
    def holds_it(file: File) -> bool:
        archive = _zip(file)
        names = set(archive.namelist()) if archive else set()
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return "[Content_Types].xml" in names and any(n.startswith(f"{folder}/") for n in names) and not has_macros

    return holds_it


def _opendocument(kind: str) -> Callable[[File], bool]:
    def holds_it(file: File) -> bool:
        archive = _zip(file)
        if archive is None or "mimetype" not in archive.namelist():
            return False
        if archive.getinfo("mimetype").compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            return False  # what LZMA would take of memory is for the file to say
        with archive.open("mimetype") as member:
            return member.read(100).strip() == f"{_OPENDOCUMENT}{kind}".encode()

    return holds_it


@dataclass(frozen=True)
class DocumentType:
    content_type: str
    holds: Callable[[File], bool]


DOCUMENTS: dict[str, DocumentType] = {
    "pdf": DocumentType("application/pdf", _is_pdf),
    "docx": DocumentType(f"{_OPENXML}wordprocessingml.document", _openxml("word")),
    "xlsx": DocumentType(f"{_OPENXML}spreadsheetml.sheet", _openxml("xl")),
    "pptx": DocumentType(f"{_OPENXML}presentationml.presentation", _openxml("ppt")),
    "odt": DocumentType(f"{_OPENDOCUMENT}text", _opendocument("text")),
    "ods": DocumentType(f"{_OPENDOCUMENT}spreadsheet", _opendocument("spreadsheet")),
    "odp": DocumentType(f"{_OPENDOCUMENT}presentation", _opendocument("presentation")),
    "csv": DocumentType("text/csv", _is_text),
    "txt": DocumentType("text/plain", _is_text),
}
"""What may be shared, by ending."""
