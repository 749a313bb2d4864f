"""Texts without signs that nobody can read: control characters, and what is no character at all.

They come along when something is pasted (Word parts the lines of a paragraph by one), and no feed can hold them.
"""

import re

_ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def legible(text: str) -> str:
    """With a space for each of them. Tabs and line ends stay."""
    return _ILLEGIBLE.sub(" ", text)


def one_line(text: str) -> str:
    """The words of it, with a space between two."""
    return " ".join(legible(text).split())
