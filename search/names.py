"""What every municipality and county is called, and was: a name is a word of its own.

It is neither bent nor made of other words: «Sandefjord» is no «fjord», and «vikar» no form of «Vik».
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2s

from community.places import register

from .readings import open_lexicon
from .tokens import Token, tokens

MARK = "ŋ"
"""Ends a name's own canonical word. It is folded away from every text, so that no other word can be taken for one."""
HYPHENS = re.compile(r"[-\u2010\u2011]")
_SHORTEST_OWNER = 4
"""Letters of a name whose genitive is known: «Hamars» is Hamar's, «oss» is not Os's."""


@dataclass(frozen=True)
class Names:
    """`words` are names of one word, and of longer names what no ordinary word looks like: «Toten» in «Østre Toten».
    `runs` are names of several words, by the first of them."""

    words: frozenset[str]
    runs: Mapping[str, Sequence[tuple[str, ...]]]

    def canonical(self, surface: str) -> str:
        """The name that a word is, or owns as a genitive; empty where it is none."""
        plain = HYPHENS.sub("", surface)
        if plain in self.words:
            return plain + MARK
        owner = plain.removesuffix("s")
        return owner + MARK if len(owner) >= _SHORTEST_OWNER and owner in self.words else ""

    def run_at(self, written: Sequence[Token], at: int) -> tuple[str, ...]:
        """The name of several words that begins at a place; empty where none does."""
        for run in self.runs.get(written[at].surface, ()):
            following = [word.surface for word in written[at : at + len(run)]]
            if len(following) == len(run) and all(map(_is, following, run)):
                return run
        return ()

    @cached_property
    def digest(self) -> str:
        return blake2s(repr((sorted(self.words), sorted(self.runs.items()))).encode(), digest_size=4).hexdigest()


@cache
def of_places() -> Names:
    """The names in the register that is shipped."""
    return _gathered(register.names())


def joined(run: Iterable[str]) -> str:
    """The canonical word of a name of several words."""
    return HYPHENS.sub("", "".join(run)) + MARK


def _gathered(names: Iterable[str]) -> Names:
    words: set[str] = set()
    runs: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in names:
        run = tuple(token.surface for token in tokens(name))
        if len(run) > 1:
            runs[run[0]].append(run)
        else:
            words.update(HYPHENS.sub("", word) for word in run)
        words.update(part for word in run for part in HYPHENS.split(word) if _says_a_name(part))
    return Names(frozenset(words), {first: sorted(those, key=_longest_first) for first, those in runs.items()})


def _longest_first(run: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Always the same order: the digest of the names must not change from one process to the next."""
    return -len(run), run


def _says_a_name(part: str) -> bool:
    """Whether a part of a longer name is one by itself: no ordinary word, and no «og»."""
    lexicon = open_lexicon()
    return len(part) >= _SHORTEST_OWNER and lexicon is not None and not lexicon.readings(part)


def _is(surface: str, part: str) -> bool:
    return surface in (part, part + "s")
