"""Where a query stands in the original text: «sjukefråvær» marks «sykefraværet», «fravær» the first of «fraværsdag»."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .language import Token, Word, analyse, is_stop_word, tokens
from .query import Query

LONGEST_TEXT = 20_000
SNIPPET = 200
_NEAR = 5


class Segment(NamedTuple):
    text: str
    marked: bool


@dataclass(frozen=True)
class Wanted:
    """The words that a query asks for, ready to be looked for. `groups` are words that count near each other only."""

    wholes: frozenset[str]
    surfaces: frozenset[str]
    groups: tuple[tuple[frozenset[str], ...], ...]

    @classmethod
    def by(cls, query: Query) -> "Wanted":
        alternatives = [alternative for clause in query.clauses for alternative in clause.alternatives]
        single = [alternative for alternative in alternatives if len(alternative.words) == 1]
        return cls(
            wholes=frozenset(r for a in single if not a.surface for r in a.words[0]),
            surfaces=frozenset(r for a in single if a.surface for r in a.words[0]),
            groups=tuple(tuple(frozenset(readings) for readings in a.words) for a in alternatives if len(a.words) > 1),
        )


def marks(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Where to mark a text, as (start, end), in order. What lies beyond the longest text is not looked at."""
    found = []
    written = [token for token in tokens(text[:LONGEST_TEXT]) if not is_stop_word(token.surface)]
    words = [analyse(token.surface) for token in written]
    grouped = _grouped(words, wanted)
    for at, (token, word) in enumerate(zip(written, words, strict=True)):
        for start, end in _spans(word, wanted.wholes | grouped[at] if at in grouped else wanted.wholes, wanted):
            found.append(_in_text(token, start, end))
    return found


def _spans(word: Word, wholes: frozenset[str], wanted: Wanted) -> list[tuple[int, int]]:
    """What to mark of a word, counted in its surface form: all of it, or the parts that are asked for."""
    whole = (0, len(word.surface))
    if word.surface in wanted.surfaces or not wholes.isdisjoint(word.wholes):
        return [whole]
    parts = [(part.start, part.end) for part in word.parts if not wholes.isdisjoint(part.lemmas)]
    return [whole] if parts and len(parts) == len(word.parts) else parts


def _grouped(words: Sequence[Word], wanted: Wanted) -> dict[int, frozenset[str]]:
    """At which places a word counts because the others of its group stand near it."""
    found: dict[int, frozenset[str]] = {}
    for group in wanted.groups:
        places = [[at for at, word in enumerate(words) if _holds(word, readings)] for readings in group]
        for mine, readings in zip(places, group, strict=True):
            for at in mine:
                if all(_is_near(at, others) for others in places):
                    found[at] = found.get(at, frozenset()) | readings
    return found


def _is_near(at: int, others: Sequence[int]) -> bool:
    """Whether one of the places, which are in order, is near."""
    following = bisect_left(others, at - _NEAR)
    return following < len(others) and others[following] <= at + _NEAR


def _holds(word: Word, readings: frozenset[str]) -> bool:
    return not readings.isdisjoint(word.wholes) or any(not readings.isdisjoint(part.lemmas) for part in word.parts)


def segments(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """The text cut at the marks, to be shown piece by piece."""
    pieces, at = [], 0
    for start, end in spans:
        if start > at:
            pieces.append(Segment(text[at:start], False))
        pieces.append(Segment(text[start:end], True))
        at = end
    if at < len(text) or not pieces:
        pieces.append(Segment(text[at:], False))
    return tuple(pieces)


def highlighted(text: str, wanted: Wanted) -> tuple[Segment, ...]:
    return segments(text, marks(text, wanted))


def snippet(text: str, wanted: Wanted, size: int = SNIPPET) -> tuple[Segment, ...]:
    """The stretch of a text where the query stands closest together, or its beginning."""
    text = " ".join(text[:LONGEST_TEXT].split())
    spans = marks(text, wanted)
    start = _best_start(text, spans, size)
    end = len(text) if len(text) <= start + size else max(text.rfind(" ", start, start + size), start + size // 2)
    inside = [(a - start, b - start) for a, b in spans if a >= start and b <= end]
    pieces = segments(text[start:end], inside)
    before = (Segment("… ", False),) if start else ()
    after = (Segment(" …", False),) if end < len(text) else ()
    return before + pieces + after


def has_phrase(text: str, phrase: Sequence[Word]) -> bool:
    """Whether the words of a quoted phrase follow each other in a text, in any form and either written form."""
    first, *rest = (frozenset((*word.wholes, word.surface)) for word in phrase)
    words = [analyse(token.surface) for token in tokens(text[:LONGEST_TEXT])]
    for at, word in enumerate(words[: len(words) - len(rest)]):
        if _meets(word, first) and all(_meets(words[at + n], want) for n, want in enumerate(rest, 1)):
            return True
    return False


def _meets(word: Word, readings: frozenset[str]) -> bool:
    return word.surface in readings or not readings.isdisjoint(word.wholes)


def _in_text(token: Token, start: int, end: int) -> tuple[int, int]:
    """A span of the surface form in the text. Where soft hyphens or folding moved letters, the whole word."""
    if token.end - token.start != len(token.surface):
        return (token.start, token.end)
    return (token.start + start, token.start + end)


def _best_start(text: str, spans: Sequence[tuple[int, int]], size: int) -> int:
    """Where a stretch begins that holds the most different marked words, a little before the first of them."""
    if len(text) <= size or not spans:
        return 0
    best, best_value = spans[0][0], 0
    for at, (start, _end) in enumerate(spans):
        inside = {text[a:b].lower() for a, b in spans[at : at + 20] if b <= start + size - size // 4}
        if len(inside) > best_value:
            best, best_value = start, len(inside)
    lead = text.rfind(". ", max(0, best - size // 4), best)
    if lead >= 0:
        return lead + 2
    space = text.rfind(" ", 0, max(0, best - size // 5))
    return space + 1
