"""The difference between two versions of a text, word by word."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 4000  # words; beyond it the whole text is shown as taken away and put in


@dataclass(frozen=True)
class Part:
    kind: str  # same, gone, new
    text: str


@dataclass(frozen=True)
class Change:
    """One field: its label, and its parts (empty when nothing was changed)."""

    label: str
    parts: list[Part] = field(default_factory=list)


def compare(label: str, before: str, after: str) -> Change:
    """What was taken away and what was put in, in reading order."""
    if before == after:
        return Change(label)
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > LONGEST:
        return Change(label, [Part("gone", before), Part("new", after)])
    return Change(label, list(_merged(_parts(old, new))))


def _parts(old: list[str], new: list[str]) -> Iterator[Part]:
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield Part("same", "".join(old[old_from:old_to]))
            continue
        yield Part("gone", "".join(old[old_from:old_to]))
        yield Part("new", "".join(new[new_from:new_to]))


def _merged(parts: Iterable[Part]) -> Iterator[Part]:
    """Neighbours changed but for the space between them read as one change."""
    gone, new, waiting = "", "", ""
    for part in parts:
        if part.kind == "same" and part.text.strip():
            yield from _pair(gone, new)
            yield Part("same", waiting + part.text)
            gone, new, waiting = "", "", ""
        elif part.kind == "same":
            gone, new = gone + part.text if gone else gone, new + part.text if new else new
            waiting = part.text if not (gone or new) else ""
        elif part.kind == "gone":
            gone += part.text
        else:
            new += part.text
    yield from _pair(gone, new)


def _pair(gone: str, new: str) -> Iterator[Part]:
    if gone.strip() or new.strip():
        yield from (part for part in (Part("gone", gone), Part("new", new)) if part.text)
    elif new:
        yield Part("same", new)
