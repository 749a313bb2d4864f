"""What a Norwegian word form may be a form of: the lexicon, mapped into memory.

`lexicon/` is data under its own licence. Without it, `open_lexicon()` gives None and words are stemmed.
"""

import gzip
import logging
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).resolve().parent / "lexicon"
SOURCE = FOLDER / "lexicon.tsv.gz"
TRIE = FOLDER / "lexicon.trie"

_KINDS = {"n": "n", "vblex": "v", "adj": "a", "adv": "d", "np": "p"}
_ENDINGS = ("et", "en", "ene", "er", "ar", "ane", "a", "s", "ets", "ens", "enes")
_SHORTEST_BASE = 4
_CUT = 65  # the first letter of a packed reading counts, from A, how many letters the form loses at its end


class Reading(NamedTuple):
    lemma: str
    kind: str  # n(oun), v(erb), a(djective), d (adverb), p (name)


class Lexicon:
    """Look-ups in the trie. It is read from the file as needed: processes share its pages."""

    def __init__(self, path: Path) -> None:
        self._trie = marisa_trie.BytesTrie()
        self._trie.mmap(str(path))

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Every word that the form is a form of, always in the same order; empty where it is unknown."""
        return _settled(tuple(_unpack(form, packed) for packed in self._trie.get(form, ()))) or self._regular(form)

    def is_any(self, form: str, kinds: bytes) -> bool:
        """Whether a form may be of one of these kinds; cheaper than to read its readings."""
        found = self._trie.get(form)
        if found:
            return any(packed[1] in kinds for packed in found)
        return any(reading.kind.encode() in kinds for reading in self._regular(form))

    def known_prefixes(self, text: str) -> list[str]:
        """The known forms that the text begins with, shortest first."""
        return sorted(set(self._trie.prefixes(text)), key=len)

    def _regular(self, form: str) -> tuple[Reading, ...]:
        """The noun that an unknown form is a regular form of: the list has «skjema» but not «skjemaet»."""
        for ending in _ENDINGS:
            base = form.removesuffix(ending)
            if len(base) < len(form) and len(base) >= _SHORTEST_BASE:
                nouns = [r for r in (_unpack(base, packed) for packed in self._trie.get(base, ())) if r.kind == "n"]
                if nouns:
                    return tuple(nouns)
        return ()


@cache
def open_lexicon() -> Lexicon | None:
    """The lexicon, or None where its folder was left out or can't be read."""
    try:
        return Lexicon(TRIE)
    except (OSError, RuntimeError):
        logger.warning("No lexicon at %s: words are brought to their stem instead.", TRIE.name)
        return None


def build(source: Path = SOURCE, target: Path = TRIE) -> int:
    """Write the trie from the word list, whole or not at all. Returns the number of readings."""
    pairs = list(_pairs(word_list(source)))
    unfinished = target.with_suffix(".part")
    marisa_trie.BytesTrie(pairs).save(str(unfinished))
    unfinished.replace(target)
    return len(pairs)


def word_list(source: Path = SOURCE) -> Iterator[str]:
    """The lines of the lexicon: lemma, part of speech and forms, between tabs."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        yield from lines


def _settled(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Without the verb whose participle has become a word of its own: «ansatte» are people, «vakt» wakes nobody."""
    if len(readings) < 3:
        return readings
    kinds: dict[str, set[str]] = {}
    for reading in readings:
        kinds.setdefault(reading.lemma, set()).add(reading.kind)
    if not any({"a", "n"} <= found and "v" not in found for found in kinds.values()):
        return readings
    return tuple(reading for reading in readings if not {"a", "v"} <= kinds[reading.lemma])


def _pairs(lines: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for line in lines:
        lemma, kind, forms = line.rstrip("\n").split("\t")
        lemma = lemma.rstrip("¹²")  # marks of homonyms in the source, no letters
        for form in forms.split(" "):
            yield form, _pack(form, Reading(lemma, _KINDS[kind]))


def _pack(form: str, reading: Reading) -> bytes:
    """Only what differs from the form: endings repeat, so the trie stays small."""
    same = 0
    while form[: same + 1] == reading.lemma[: same + 1] and same < min(len(form), len(reading.lemma)):
        same += 1
    return f"{chr(_CUT + len(form) - same)}{reading.kind}{reading.lemma[same:]}".encode()


def _unpack(form: str, packed: bytes) -> Reading:
    text = packed.decode()
    return Reading(form[: len(form) - ord(text[0]) + _CUT] + text[2:], text[1])
