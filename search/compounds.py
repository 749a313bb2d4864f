"""Norwegian writes compounds in one word: «fraværsoppfølging» is «fravær» and «oppfølging»."""

from typing import NamedTuple

from .readings import Lexicon
from .tokens import LONGEST

_SHORTEST_PART = 3
_SHORTEST_HALF = 4
_MOST_PARTS = 4
LINKS = ("s", "e")
_NOUN = b"n"
_OPEN = b"nva"
_FIRST = b"nvad"  # «hjemmetjeneste» begins with an adverb
# After these endings an s always links: «enhetsleder» is no «enhet» with a «sleder».
_ALWAYS_LINKED = ("het", "ing", "sjon", "tet", "skap", "dom", "else", "nad", "leik", "semd")
_NEVER_LINKED = ("helse",)


class Piece(NamedTuple):
    """A part of a compound: where it stands (its linking letter included), and the form to look up."""

    start: int
    end: int
    form: str


class _Split(NamedTuple):
    """Sorts by what a good split is: few parts, a last one that has not taken the linking s («dagskurs» is a «kurs» and
    no «skur»), a long last part, few links."""

    parts: int
    odd: bool
    minus_last: int
    links: int
    pieces: tuple[Piece, ...]


def split(word: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The parts of an unknown compound, or nothing where it is not made of known words."""
    if not 2 * _SHORTEST_PART <= len(word) <= LONGEST:
        return ()
    best: dict[int, _Split] = {}
    for start in range(len(word) - _SHORTEST_PART, -1, -1):
        found = _best_from(word, start, lexicon, best)
        if found:
            best[start] = found
    whole = best.get(0)
    return whole.pieces if whole and 2 <= whole.parts <= _MOST_PARTS else ()


def halves(word: str, lemmas: frozenset[str], lexicon: Lexicon) -> tuple[Piece, ...]:
    """The two nouns that a known word is plainly made of: «arbeidsmiljø» is «arbeid» and «miljø».

    Nothing where they do not lead to the word's own lemma («tillitsvald» holds no «vald», violence) and where a short
    first part without a linking letter makes it doubtful («rettleiing»).
    """
    if not (lemmas and 2 * _SHORTEST_HALF < len(word) <= LONGEST):
        return ()
    for form in reversed(lexicon.known_prefixes(word)):
        for end in _ends(word, len(form), form):
            rest = word[end:]
            if min(len(form), len(rest)) < _SHORTEST_HALF or end == _SHORTEST_HALF:
                continue
            if _lead_to(lemmas, form, rest, word[len(form) : end], lexicon):
                return (Piece(0, end, form), Piece(end, len(word), rest))
    return ()


def _lead_to(lemmas: frozenset[str], form: str, rest: str, link: str, lexicon: Lexicon) -> bool:
    """Asks for what the rest is only where a lemma begins as it should: most do not."""
    begins = [r.lemma + link for r in lexicon.as_listed(form) if r.kind == "n"]
    wanted = {lemma.removeprefix(begin) for begin in begins for lemma in lemmas if lemma.startswith(begin)}
    return bool(wanted) and any(r.lemma in wanted for r in lexicon.as_listed(rest) if r.kind == "n")


def _best_from(word: str, start: int, lexicon: Lexicon, best: dict[int, _Split]) -> _Split | None:
    tail = word[start:]
    found: list[_Split] = []
    if _is_any(tail, lexicon, _OPEN):
        found.append(_Split(1, _is_odd(tail, lexicon), -len(tail), 0, (Piece(start, len(word), tail),)))
    for end, form in _left_pieces(word, start, lexicon):
        rest = best.get(end)
        if rest:
            linked = end - start - len(form)
            pieces = (Piece(start, end, form), *rest.pieces)
            found.append(_Split(rest.parts + 1, rest.odd, rest.minus_last, rest.links + linked, pieces))
    return min(found, default=None)


def _left_pieces(word: str, start: int, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Known words that may stand first, as (where the next part begins, form), with and without a linking letter."""
    pieces = []
    for form in lexicon.known_prefixes(word[start:]):
        if _is_any(form, lexicon, _NOUN if len(form) == _SHORTEST_PART else _FIRST):
            pieces += [(end, form) for end in _ends(word, start + len(form), form)]
    return pieces


def _ends(word: str, end: int, form: str) -> list[int]:
    """Where the part after a form that ends there may begin: after the letter that links them first."""
    link = word[end : end + 1]
    ends = [end + 1] if link in LINKS else []
    if not (link == "s" and form.endswith(_ALWAYS_LINKED) and form not in _NEVER_LINKED):
        ends.append(end)
    return ends


def _is_odd(tail: str, lexicon: Lexicon) -> bool:
    """Whether a last part may have taken its first letter, a linking s, from the part before it."""
    return tail.startswith("s") and _is_any(tail[1:], lexicon, _NOUN) and not _is_a_noun_itself(tail, lexicon)


def _is_a_noun_itself(form: str, lexicon: Lexicon) -> bool:
    """Whether it is a form of a noun, and not only somebody's: «skurs» is a «skur»'s."""
    return any(r.kind == "n" and form != r.lemma + "s" for r in lexicon.readings(form))


def _is_any(form: str, lexicon: Lexicon, kinds: bytes) -> bool:
    return len(form) >= _SHORTEST_PART and lexicon.is_any(form, kinds)
