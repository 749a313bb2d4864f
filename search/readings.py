"""What a Norwegian word form may be a form of: the lexicon, mapped into memory, and our own additions (`doublets.py`).

`lexicon/` is data under its own licence. Without it, `open_lexicon()` gives None and words are stemmed.
"""

import gzip
import logging
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import marisa_trie

from .doublets import Doublets, Reading, shipped

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).resolve().parent / "lexicon"
SOURCE = FOLDER / "lexicon.tsv.gz"
TRIE = FOLDER / "lexicon.trie"

_CACHED = 8_192
_KINDS = {"n": "n", "vblex": "v", "adj": "a", "adv": "d", "np": "p"}
_ENDINGS = ("et", "en", "ene", "er", "ar", "ane", "a", "s", "ets", "ens", "enes")
_AGENT_ENDINGS = ("ar", "aren", "arar", "arane", "aranes", "arens")
_SAME_DEED = (("ing", "else"), ("setning", "setting"), ("ning", "ing"))
_DEEDS = ("ing", "else", "ning", "")
_SHORTEST_DEED = 6
"""Letters of a deed, and of the beginning of one: «lede» makes no «led», and «ledelse» asks for no «leder»."""
_SHORTEST_BASE = 4
_CUT = 65  # the first letter of a packed reading counts, from A, how many letters the form loses at its end


class Lexicon:
    """Look-ups in the trie. It is read from the file as needed: processes share its pages."""

    def __init__(self, path: Path, doublets: Doublets | None = None) -> None:
        self._trie = marisa_trie.BytesTrie()
        self._trie.mmap(str(path))
        self._doublets = doublets or shipped()
        self._listed = lru_cache(maxsize=_CACHED)(self._unpacked)

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Every word that the form is a form of, always in the same order; empty where it is unknown. A word that both
        written forms have is its bokmål one."""
        return tuple(dict.fromkeys(Reading(self._met(reading), reading.kind) for reading in self.as_listed(form)))

    def as_listed(self, form: str) -> tuple[Reading, ...]:
        """The same, of nynorsk its own word."""
        return (*self._doublets.of(form), *_settled(self._as_meant(form))) or self._regular(form)

    def deeds(self, form: str) -> tuple[str, ...]:
        """What who does something does, and the other way about: «rekruttere» is «rekruttering», «mobbe» «mobbing»."""
        found = []
        readings = self.as_listed(form)
        is_noun = any(reading.kind == "n" for reading in readings)
        for lemma, kind in readings:
            if kind == "v" and lemma.endswith("e") and not is_noun:
                nouns = [lemma[:-1] + ending for ending in _DEEDS]
                found += [noun for noun in nouns if len(noun) >= _SHORTEST_DEED and self.has_noun(noun)]
            elif kind == "n" and (stem := next((lemma.removesuffix(e) for e in _DEEDS if e and lemma.endswith(e)), "")):
                found += [f"{stem}e"] if len(stem) >= _SHORTEST_DEED and self._has_verb(f"{stem}e") else []
        return tuple(dict.fromkeys(reading.lemma for lemma in found for reading in self.readings(lemma)))

    def _has_verb(self, lemma: str) -> bool:
        return any(reading == (lemma, "v") for reading in self._listed(lemma))

    def has_noun(self, lemma: str) -> bool:
        return any(reading == (lemma, "n") for reading in self._listed(lemma))

    def is_any(self, form: str, kinds: bytes) -> bool:
        """Whether a form may be of one of these kinds; cheaper than to read its readings."""
        own = self._doublets.of(form)
        found = self._trie.get(form)
        if own or found:
            return any(packed[1] in kinds for packed in found or ()) or any(r.kind.encode() in kinds for r in own)
        return any(reading.kind.encode() in kinds for reading in self._regular(form))

    def known_prefixes(self, text: str) -> list[str]:
        """The known forms that the text begins with, shortest first."""
        found: list[str] = self._trie.prefixes(text)
        own = [prefix for prefix in self._doublets.prefixes(text) if prefix not in found]
        return sorted([*found, *own], key=len) if own else found

    def _as_meant(self, form: str) -> tuple[Reading, ...]:
        """Without the verb that an agent of nynorsk only looks like, in its dictionary form, where bokmål calls them by
        another stem: «leiar» is a «leder», of «lede», and hires nothing («leie»)."""
        readings, stem = self._listed(form), form.removesuffix("ar")
        if stem == form or len(readings) < 2:
            return readings
        agents = {r for r in readings if r.kind == "n" and r.lemma.endswith("er") and r in self._listed(f"{form}en")}
        own = agents and Reading(f"{stem}er", "n") not in readings
        return tuple(r for r in readings if r != (f"{stem}e", "v")) if own else readings

    def _unpacked(self, form: str) -> tuple[Reading, ...]:
        return tuple(_unpack(form, packed) for packed in self._trie.get(form, ()))

    def _regular(self, form: str) -> tuple[Reading, ...]:
        """The noun that an unknown form is a regular form of: the list has «skjema» but not «skjemaet»."""
        if agent := self._agent(form):
            return (agent,)
        for ending in _ENDINGS:
            base = form.removesuffix(ending)
            if len(base) < len(form) and len(base) >= _SHORTEST_BASE:
                nouns = [reading for reading in self._listed(base) if reading.kind == "n"]
                if nouns:
                    return tuple(nouns)
        return ()

    def _agent(self, form: str) -> Reading | None:
        """Who does something is an -er in bokmål: «reinhaldar» is «renholder», as «reinhald» is «renhold»."""
        for ending in _AGENT_ENDINGS:
            base = form.removesuffix(ending)
            if len(base) < len(form) and len(base) >= _SHORTEST_BASE:
                for stem in (base, *(reading.lemma for reading in self._listed(base))):
                    if self.has_noun(f"{stem}er"):
                        return Reading(f"{stem}er", "n")
        return None

    def _met(self, reading: Reading) -> str:
        """One word for what has two: «utslepp» is «utslipp», «anskaffing» «anskaffelse», «avlastning» «avlasting»."""
        lemma = self._doublets.bokmal(reading.lemma)
        if reading.kind == "n" and lemma.endswith("ing"):
            for ending, other in _SAME_DEED:
                if lemma.endswith(ending) and self.has_noun(met := lemma.removesuffix(ending) + other):
                    return met
        return lemma


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
        for form in {*forms.split(" "), lemma}:
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
