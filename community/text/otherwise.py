"""How what somebody has begun to write begins in the other written form: «heimet» is the beginning of «hjemmetjeneste».

A beginning is all that this knows of: what a whole word is, the search reads (`search/language.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "beginnings.txt"
SHORTEST = 3
"""Letters of a beginning that says something, and of what must stand before the next part of a compound."""
LONGEST = 40
MOST = 10
"""Beginnings that are asked for besides what is typed."""
_KEY = 2


def otherwise(begun: str) -> tuple[str, ...]:
    """The beginnings in the other written form, in either direction; of a compound, of each of its parts. What is no
    part of it leads to a word that nobody has written, and finds nothing."""
    if not SHORTEST <= len(begun) <= LONGEST:
        return ()
    parts = range(SHORTEST, len(begun) - SHORTEST + 1)
    inner = (begun[:at] + other for at in parts for other in _led_on(begun[at:], SHORTEST))
    return tuple(islice(_widest(begun, chain(_led_on(begun, SHORTEST), inner)), MOST))


def texts_otherwise(begun: str) -> list[str]:
    """The same for a text of one word or more: the last of them is begun."""
    *before, last = begun.lower().split() or [""]
    return [" ".join([*before, other]) for other in otherwise(last)]


def _widest(begun: str, others: Iterable[str]) -> Iterator[str]:
    """Those that begin like none before them: whoever asks for «sykef» asks for «sykefravær» too."""
    before = [begun]
    for other in others:
        if not other.startswith(tuple(before)):
            before.append(other)
            yield other


def _led_on(begun: str, shortest: int = _KEY) -> Iterator[str]:
    """Where a beginning is led: by pairs that it is within, and by the longest that it goes on from."""
    pairs = _pairs().get(begun[:_KEY], ()) if len(begun) >= shortest else ()
    passed = max((len(one) for one, _other in pairs if begun.startswith(one)), default=0)
    for one, other in pairs:
        if one.startswith(begun):
            yield other
        elif begun.startswith(one) and len(one) == passed:
            rest = begun[passed:]
            yield from (other + end for end in (rest, *_led_on(rest)))


@cache
def _pairs() -> Mapping[str, Sequence[tuple[str, str]]]:
    with SOURCE.open(encoding="utf-8") as lines:
        return _by_first_letters(lines)


def _by_first_letters(lines: Iterable[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Both ways."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in lines:
        if said := line.partition("#")[0].split():
            nynorsk, bokmal = said
            found[nynorsk[:_KEY]].append((nynorsk, bokmal))
            found[bokmal[:_KEY]].append((bokmal, nynorsk))
    return found
