"""What a reader typed, taken apart by its signs: quotes hold words together, a minus takes away, a colon asks a field.

A sign that makes no sense where it stands is no sign: nothing that can be typed is an error.
"""

import re
from typing import NamedTuple

_QUOTES = '"“”«»„'
_PIECE = re.compile(
    rf"""
    (?P<minus>(?<!\S)[-\u2212](?=[\w{_QUOTES}]))?
    (?:(?P<field>(?<!\w)[^\W\d_]{{2,20}}):(?=[^\s:/]))?
    (?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}] | (?P<word>[^\s{_QUOTES}]+))
    """,
    re.VERBOSE,
)
_NOT = re.compile(rf"(?<!\S)(?:IKKE|IKKJE|NOT)\s+(?=[\w{_QUOTES}])")


class Piece(NamedTuple):
    """`field`: what stands before a colon. `written`: all of it, signs and all."""

    text: str
    written: str
    quoted: bool = False
    unwanted: bool = False
    field: str = ""

    @property
    def words(self) -> str:
        """What is asked for where no field is known by that name."""
        return f"{self.field} {self.text}".strip()


def pieces(text: str) -> list[Piece]:
    """A text of one line in pieces, in their order. «IKKE» is a minus, unless everything stands in capitals."""
    if text != text.upper():
        text = _NOT.sub("-", text)
    return [_piece(found) for found in _PIECE.finditer(text)]


def words_only(text: str) -> str:
    """A text that nobody typed as a query, such as a title: none of its signs is one."""
    return " ".join(piece.words for piece in pieces(text))


def _piece(found: re.Match[str]) -> Piece:
    quoted = found["quoted"] is not None
    return Piece(
        found["quoted"] if quoted else found["word"],
        found.group(),
        quoted,
        found["minus"] is not None,
        (found["field"] or "").lower(),
    )
