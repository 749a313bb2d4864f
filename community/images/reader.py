"""Reads the text of one document, as a program of its own: the file on standard input, what it says on standard output.

A hostile file can make a parser run for ever or eat all memory, so this process knows nothing (no settings, no
database), may not write, and gets so much time and memory and no more. `text.py` starts it.
"""

import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

from defusedxml.ElementTree import iterparse
from pypdf import PdfReader

SECONDS, MEMORY = 20, 512 * 1024**2
PAGES, CHARACTERS, UNPACKED = 300, 150_000, 100 * 1024**2
READ, CUT, LOCKED = "read", "cut", "locked"
LOCK = "lock"
"""In place of an ending: whether a PDF opens, and nothing more."""

PARTS = {
    "docx": r"word/(document|footnotes|endnotes)\.xml",
    "pptx": r"ppt/slides/slide\d+\.xml",
    "xlsx": r"xl/(sharedStrings|worksheets/sheet\d+)\.xml",
    "odt": r"content\.xml",
    "ods": r"content\.xml",
    "odp": r"content\.xml",
}
"""Where the text of a packed document lies, by its ending."""
PARAGRAPHS = {"p", "h", "si", "is"}


class Unpacked:
    """A stream that ends after so many bytes, whatever the archive says of its size."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.left = stream, UNPACKED

    def read(self, size: int = -1) -> bytes:
        found = self.stream.read(min(size, 65_536) if size > 0 else 65_536)
        self.left -= len(found)
        if self.left < 0:
            raise ValueError("It unpacks to more than is read.")
        return found


def limit() -> None:
    """Before anything of the file is read. Where a system does not know a limit, the others hold."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for name, most in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(name, (most, most))


def opened(file: IO[bytes]) -> PdfReader:
    """A PDF that opens without a password; many are locked against printing alone."""
    document = PdfReader(file)
    if document.is_encrypted and not document.decrypt(""):
        raise PermissionError
    return document


def of_pdf(file: IO[bytes]) -> Iterator[str]:
    document = opened(file)
    for page in document.pages[:PAGES]:
        yield page.extract_text()
    if len(document.pages) > PAGES:
        raise OverflowError


def of_packed(file: IO[bytes], ending: str) -> Iterator[str]:
    archive = zipfile.ZipFile(file)
    names = [name for name in archive.namelist() if re.fullmatch(PARTS[ending], name)]
    for name in sorted(names, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])[:PAGES]:
        with archive.open(name) as member:
            yield from paragraphs(Unpacked(member), in_runs=not ending.startswith("od"))


def paragraphs(stream: Any, *, in_runs: bool) -> Iterator[str]:
    """Each paragraph as it ends; what was read of it is let go. In Office's formats only `t` holds words to read."""
    for _event, element in iterparse(stream, forbid_dtd=True):
        if element.tag.rpartition("}")[2] in PARAGRAPHS:
            if in_runs:
                yield "".join(run.text or "" for run in element.iter() if run.tag.rpartition("}")[2] == "t")
            else:
                yield "".join(element.itertext())
            element.clear()


def of_text(file: IO[bytes]) -> Iterator[str]:
    raw = file.read(4 * CHARACTERS)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield raw.decode("utf-16", errors="replace")
    else:
        try:
            yield raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield raw.decode("cp1252", errors="replace")


def pieces(file: IO[bytes], ending: str) -> Iterator[str]:
    if ending == LOCK:
        opened(file)
        return iter(())
    if ending == "pdf":
        return of_pdf(file)
    return of_packed(file, ending) if ending in PARTS else of_text(file)


def said(file: IO[bytes], ending: str) -> tuple[str, str]:
    """How far it could be read, and its text."""
    found: list[str] = []
    length = 0
    try:
        for piece in pieces(file, ending):
            found.append(" ".join(piece.split()))
            length += len(found[-1]) + 1
            if length > CHARACTERS:
                raise OverflowError
    except PermissionError:
        return LOCKED, ""
    except OverflowError:
        return CUT, "\n".join(part for part in found if part)[:CHARACTERS]
    return READ, "\n".join(part for part in found if part)


if __name__ == "__main__":
    limit()
    json.dump(said(sys.stdin.buffer, sys.argv[1]), sys.stdout)
