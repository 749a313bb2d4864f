"""Where a query stands in the original text: «sjukefråvær» marks «sykefraværet», «fravær» the first of «fraværsdag»."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .content import is_stop_word
from .language import Word, read
from .query import Alternative, Clause, Query
from .tokens import Token

LONGEST_TEXT = 20_000
SNIPPET = 200
_NEAR = 5


class Segment(NamedTuple):
    text: str
    marked: bool


class Group(NamedTuple):
    """Words that count near each other, and the readings that do by themselves: who asks for «leder» is met by the
    first word of «leder for avdelingen», and not by both."""

    words: tuple[frozenset[str], ...]
    alone: frozenset[str]

    @classmethod
    def of(cls, clause: Clause) -> Iterator["Group"]:
        alone = frozenset(reading for alternative in _single(clause) for reading in alternative.words[0])
        for alternative in clause.alternatives:
            if len(alternative.words) > 1:
                yield cls(tuple(map(frozenset, alternative.words)), alone)


@dataclass(frozen=True)
class Wanted:
    """The words that a query asks for, ready to be looked for. `phrases` are words that count one after the other."""

    wholes: frozenset[str]
    surfaces: frozenset[str]
    groups: tuple[Group, ...]
    phrases: tuple[tuple[frozenset[str], ...], ...]

    @classmethod
    def by(cls, query: Query) -> "Wanted":
        quoted = {word.surface for phrase in query.phrases for word in phrase}
        clauses = [clause for clause in query.clauses if not quoted.issuperset(word.surface for word in clause.words)]
        single = [alternative for clause in clauses for alternative in _single(clause)]
        return cls(
            wholes=frozenset(r for a in single if not a.surface for r in a.words[0]),
            surfaces=frozenset(r for a in single if a.surface for r in a.words[0]),
            groups=tuple(group for clause in clauses for group in Group.of(clause)),
            phrases=tuple(tuple(_readings(word) for word in phrase) for phrase in query.phrases),
        )


def _single(clause: Clause) -> list[Alternative]:
    return [alternative for alternative in clause.alternatives if len(alternative.words) == 1]


def marks(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Where to mark a text, as (start, end), in order. What lies beyond the longest text is not looked at."""
    everything = list(read(text[:LONGEST_TEXT]))
    written = [(token, word) for token, word in everything if not is_stop_word(word.surface)]
    grouped = _grouped([word for _token, word in written], wanted)
    found: list[tuple[int, int]] = []
    for at, (token, word) in enumerate(written):
        for start, end in _spans(word, wanted.wholes | grouped[at] if at in grouped else wanted.wholes, wanted):
            span = _in_text(token, start, end)
            if at and found and word.name and word.name == written[at - 1][1].name:
                span = (found.pop()[0], span[1])  # a name of several words is marked in one
            found.append(span)
    for phrase in wanted.phrases:
        for at in _places(phrase, [word for _token, word in everything]):
            found.append((everything[at][0].start, everything[at + len(phrase) - 1][0].end))
    return _apart(found) if wanted.phrases else found


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, what overlaps as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return found


def _spans(word: Word, wholes: frozenset[str], wanted: Wanted) -> list[tuple[int, int]]:
    """What to mark of a word, counted in its surface form: all of it, or the parts that are asked for."""
    whole = (0, len(word.surface))
    if word.surface in wanted.surfaces or not wholes.isdisjoint(word.wholes):
        return [whole]
    parts = [(part.start, part.end) for part in word.parts if not wholes.isdisjoint(part.lemmas)]
    return [whole] if parts and len(parts) == len(word.parts) else parts


def _grouped(words: Sequence[Word], wanted: Wanted) -> dict[int, frozenset[str]]:
    """At which places a word counts because it is all of a group, or because the others of it stand near."""
    found: dict[int, frozenset[str]] = {}
    for group in wanted.groups:
        everything = frozenset[str]().union(*group.words)
        whole = {at for at, word in enumerate(words) if all(_holds(word, readings) for readings in group.words)}
        found |= {at: found.get(at, frozenset()) | everything for at in whole}
        rest = [(at, word) for at, word in enumerate(words) if at not in whole and not _holds(word, group.alone)]
        places = [[at for at, word in rest if _holds(word, readings)] for readings in group.words]
        for mine, readings in zip(places, group.words, strict=True):
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
    words = [word for _token, word in read(text[:LONGEST_TEXT])]
    return any(True for _at in _places(tuple(map(_readings, phrase)), words))


def _places(phrase: Sequence[frozenset[str]], words: Sequence[Word]) -> Iterator[int]:
    """Where the words of a phrase begin to follow each other."""
    for at in range(len(words) - len(phrase) + 1):
        if all(_meets(words[at + n], readings) for n, readings in enumerate(phrase)):
            yield at


def _readings(word: Word) -> frozenset[str]:
    return frozenset((*word.wholes, word.surface))


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
