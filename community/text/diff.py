"""What changed between two texts, word by word: for proposals and for the desk.

Words that stand once in both texts are the anchors (patience diff); between two anchors the gaps are compared
exactly, a row of words at a time as the bits of one number. So a text of 20,000 characters takes at most some tens of
milliseconds, whatever was done to it.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

Operation = Literal["same", "del", "ins"]
Change = tuple[Operation, str]

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_EXACT_UP_TO = 1_000_000
"""Pairs of words that are compared with each other, at most; a larger gap counts as rewritten."""
_DEEPEST = 12


def difference(before: str, after: str) -> list[Change]:
    """Pieces in reading order; «same» with «del» give the old text, «same» with «ins» the new one.

    Line ends count as one character however the browser sent them.
    """
    old, new = (_TOKEN.findall(text.replace("\r\n", "\n")) for text in (before, after))
    return _joined(_without_lone_spaces(list(_pieces(old, new))))


def _pieces(old: list[str], new: list[str], depth: int = 0) -> Iterator[Change]:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    yield "same", "".join(old[:start])
    old_gap, new_gap = old[start : len(old) - end], new[start : len(new) - end]
    if old_gap and new_gap and depth < _DEEPEST and (anchors := _anchors(old_gap, new_gap)):
        i = j = 0
        for at_old, at_new in [*anchors, (len(old_gap), len(new_gap))]:
            yield from _pieces(old_gap[i:at_old], new_gap[j:at_new], depth + 1)
            yield "same", "".join(old_gap[at_old : at_old + 1])
            i, j = at_old + 1, at_new + 1
    else:
        yield from _gap(old_gap, new_gap)
    yield "same", "".join(old[len(old) - end :])


def _common(old: list[str], new: list[str]) -> int:
    return next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Words that stand once in each, as many as keep their order in both."""
    counted_old, counted_new = Counter(old), Counter(new)
    place = {token: i for i, token in enumerate(new) if counted_new[token] == 1}
    pairs = [(i, place[token]) for i, token in enumerate(old) if counted_old[token] == 1 and token in place]
    ends: list[int] = []
    last: list[int] = []
    before = [-1] * len(pairs)
    for k, (_i, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before[k] = last[at - 1] if at else -1
        ends[at : at + 1], last[at : at + 1] = [j], [k]
    chain: list[tuple[int, int]] = []
    k = last[-1] if last else -1
    while k >= 0:
        chain.append(pairs[k])
        k = before[k]
    return chain[::-1]


def _gap(old: list[str], new: list[str]) -> Iterator[Change]:
    if len(old) * len(new) > _EXACT_UP_TO:
        yield from (("del", "".join(old)), ("ins", "".join(new)))
        return
    i = j = 0
    for at_old, at_new in [*_matches(old, new), (len(old), len(new))]:
        yield from (("del", "".join(old[i:at_old])), ("ins", "".join(new[j:at_new])))
        yield "same", "".join(old[at_old : at_old + 1])
        i, j = at_old + 1, at_new + 1


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The places of a longest common subsequence (Hyyrö 2004).

    Bit j of a row is clear where word j of the new text makes the subsequence of what was read so far one longer.
    """
    places: dict[str, int] = {}
    for j, token in enumerate(new):
        places[token] = places.get(token, 0) | 1 << j
    row = every = (1 << len(new)) - 1
    rows = [row]
    for token in old:
        shared = row & places.get(token, 0)
        row = (row + shared | row - shared) & every
        rows.append(row)
    found: list[tuple[int, int]] = []
    i, j = len(old), len(new)
    while i and j:
        if rows[i] >> j - 1 & 1:
            j -= 1
        elif rows[i - 1] >> j - 1 & 1:
            i, j = i - 1, j - 1
            found.append((i, j))
        else:
            i -= 1
    return found[::-1]


def _without_lone_spaces(pieces: list[Change]) -> list[Change]:
    """A space between two changed words is part of the change: «to ord», not «to» and «ord»."""
    kept = [piece for piece in pieces if piece[1]]
    tidy: list[Change] = []
    for i, (operation, text) in enumerate(kept):
        inside = 0 < i < len(kept) - 1 and kept[i - 1][0] != "same" and kept[i + 1][0] != "same"
        if operation == "same" and not text.strip() and "\n" not in text and inside:
            tidy += [("del", text), ("ins", text)]
        else:
            tidy.append((operation, text))
    return tidy


def _joined(pieces: list[Change]) -> list[Change]:
    """Neighbours of one kind as one, and what went before what came."""
    joined: list[Change] = []
    for same, group in groupby(pieces, key=lambda piece: piece[0] == "same"):
        members = list(group)
        kinds: tuple[Operation, ...] = ("same",) if same else ("del", "ins")
        for kind in kinds:
            if text := "".join(text for operation, text in members if operation == kind):
                joined.append((kind, text))
    return joined
