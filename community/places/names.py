"""How the names of municipalities are written in addresses and compared when they are looked for."""

import re
from functools import lru_cache

from django.utils.text import slugify

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "Æ": "ae", "Ø": "o", "Å": "a", "Đ": "d", "Ŋ": "n"}
)
_KINDS = {"kommune", "kommunen", "kommuner", "kommunar", "kommunane", "kommunene", "herad", "heradet"}
_WHERE = re.compile(r"\s*\([^)]*\)$")


@lru_cache(2000)  # every line that names a municipality asks whether its name is like another's
def folded(name: str) -> str:
    """The name in the letters that an address can hold: «Sør-Varanger» → sor-varanger, «Kárášjohka» → karasjohka."""
    return slugify(name.translate(_LETTERS))


def asked(text: str) -> str:
    """What is asked for, folded, without the word for what it is: «Kristiansund kommune» → kristiansund."""
    return "-".join(part for part in folded(text).split("-") if part not in _KINDS)


def plain(name: str) -> str:
    """The name without the county that some lists add: «Os (Hordaland)» → Os."""
    return _WHERE.sub("", name)


def parts(name: str) -> list[str]:
    """Every name that an official one holds: «Gáivuotna - Kåfjord - Kaivuono» holds three, «Os (Hordaland)» is Os."""
    return [plain(part).strip() for part in name.split(" - ") if part.strip()]


def spellings(name: str) -> dict[str, str]:
    """The names under which somebody may look for a name of the register, by their folded form."""
    return {folded(spelling): plain(spelling) for spelling in [*parts(name), name]}
