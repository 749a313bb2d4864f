"""Shares of so few that somebody may be recognised: «fire av fem», «40 % av de fem», «to av ti ved Solbakken sykehjem».

A rule of thumb in bokmål and nynorsk, for a warning that the writer may set aside: it looks at one sentence at a
time, and would rather warn once too often about people than once too seldom; what is counted in municipalities,
weeks or meetings it leaves alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .norwegian import COUNTED_THINGS, NUMBERS, PEOPLE, UNIT_ENDINGS, UNITS, WORDS_BEFORE_A_UNIT, number

FEWEST = 10
"""Fewer people than this behind a share may be recognised."""


@dataclass(frozen=True)
class SmallNumber:
    """A place to look at: the share as written, its place in the text, and what makes it recognisable."""

    quote: str
    start: int
    end: int
    few: bool
    """It tells about fewer than ten."""
    unit: str = ""
    """The unit's name that stands beside it."""

    @property
    def message(self) -> str:
        if self.unit:
            return _("“%(share)s” stands beside the name “%(unit)s”. The rule: at least ten people, or no name.") % {
                "share": self.quote,
                "unit": self.unit,
            }
        return _(
            "“%(share)s” tells about fewer than ten people, who may be recognised. "
            "Rather write “most of them” or “a few”."
        ) % {"share": self.quote}


_NUMBER = rf"(?:\d+(?:[.,]\d+)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_ALL_OF = r"(?:de|dei|alle|våre|dem|i alt|totalt|bare|berre|kun|om lag|omtrent|ca\.?)"
_RATIO = re.compile(
    rf"\b(?P<part>{_NUMBER}|ingen|alle|begge)\s+av\s+(?:{_ALL_OF}\s+){{0,2}}(?P<whole>{_NUMBER})\b"
    rf"(?!\s*(?:%|prosent))(?:\s+(?P<what>\w+))?",
    re.I,
)
_PERCENT = re.compile(rf"(?<![\w,.])(?P<part>{_NUMBER})\s*(?:%|(?:prosent|pst)\b)", re.I)
_OF_FEW = re.compile(
    rf"\s*(?:\w+\s+){{0,2}}?(?:av|blant|hos|hjå|for)\s+(?:{_ALL_OF}\s+){{0,2}}(?P<whole>{_NUMBER})\b"
    rf"(?!\s*(?:%|prosent))(?:\s+(?P<what>\w+))?",
    re.I,
)
_COUNT = re.compile(
    rf"\b(?P<whole>{_NUMBER})\s+(?:\w+\s+){{0,2}}?(?:\w*?(?:{'|'.join(PEOPLE)}))\b|\bn\s*[=:]\s*(?P<n>\d+)\b", re.I
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]+)*[.!?]*")
_UNIT_WORD = rf"(?:\w*(?:{'|'.join(UNITS)}))"
_NAME = r"(?<![\w-])[A-ZÆØÅ][\w-]*"
"""It begins where no word or hyphen goes before: else each part of «A-A-A-…» would be tried as a name of its own."""
_NAMED = (
    re.compile(rf"\b(?i:{_UNIT_WORD})\s+(?P<name>{_NAME}|\d{{1,2}}\b(?!\s*(?i:%|prosent|av\b)))"),
    re.compile(rf"(?P<name>{_NAME})(?:\s+{_NAME})?\s+(?:(?:bo|omsorgs)-\s+og\s+)?{_UNIT_WORD}\b"),
    re.compile(rf"(?P<name>{_NAME}(?:{'|'.join(UNIT_ENDINGS)}))\b"),
)


def small_number_warnings(text: str) -> list[SmallNumber]:
    """Where a share stands beside fewer than ten people or beside a unit's name, in reading order."""
    found: list[SmallNumber] = []
    for sentence in _SENTENCE.finditer(text):
        found.extend(_in_sentence(sentence.group(), sentence.start()))
    return found


def _in_sentence(sentence: str, offset: int) -> Iterator[SmallNumber]:
    shares = list(_shares(sentence))
    if not shares:
        return
    unit = _unit(sentence)
    people_are_few = any(_is_few(count["whole"] or count["n"]) for count in _COUNT.finditer(sentence))
    for start, end, few, is_percent in shares:
        few = few or (is_percent and people_are_few)
        if few or unit:
            yield SmallNumber(sentence[start:end].strip(), offset + start, offset + end, few, unit)


def _shares(sentence: str) -> Iterator[tuple[int, int, bool, bool]]:
    """Each share as start, end, whether it is of few, and whether it is a percentage."""
    places: list[tuple[int, int, bool, bool]] = []
    taken: set[int] = set()
    for percent in _PERCENT.finditer(sentence):
        of = _OF_FEW.match(sentence, percent.end())
        few = of is not None and _is_few(of["whole"]) and not _is_thing(of["what"])
        end = of.end("whole") if of is not None and few else percent.end()
        places.append((percent.start(), end, few, True))
        taken.update(range(percent.start(), end))
    for ratio in _RATIO.finditer(sentence):
        if not _is_thing(ratio["what"]) and ratio.start() not in taken:
            places.append((ratio.start(), ratio.end("whole"), _is_few(ratio["whole"]), False))
    yield from sorted(places)


def _is_few(written: str | None) -> bool:
    value = number(written or "")
    return value is not None and 0 < value < FEWEST


def _is_thing(word: str | None) -> bool:
    return word is not None and word.lower() in COUNTED_THINGS


def _unit(sentence: str) -> str:
    """The name of a unit in the sentence: «Sykehjem X», «avdeling Nord», «Solbakken barnehage», «Granlyskolen»."""
    first_word = len(sentence) - len(sentence.lstrip(" \t«»\"'*_>-"))
    for pattern in _NAMED:
        for found in pattern.finditer(sentence):
            begins = found.start() <= first_word
            if begins and pattern is _NAMED[2]:
                continue
            if found["name"].lower() not in WORDS_BEFORE_A_UNIT:
                return found.group().strip()
    return ""
