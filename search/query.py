"""What a reader typed, understood: an expression that every engine can ask.

A query is a series of clauses, one for each word or known run of words. A clause is met by any of its alternatives; an
alternative by all of its words; a word by any of its readings.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from .content import content_words
from .language import Part, Word, analyse, deeds, read
from .names import HYPHENS
from .synonyms import Rules, Term
from .typed import Piece, pieces

LONGEST_QUERY = 400
MOST_WORDS = 16
_TELLING = 5
"""Letters of a part that says something by itself: «fravær» does, «dag» does not."""
_SHORTEST = 2
"""Letters of one beside a hyphen, and of a word that may have been cut off from the next."""
_ONLY_IN_COMPOUNDS = ("hets", "ings", "sjons", "tets", "skaps", "doms", "leiks", "tids", "livs")
_OF_PLACES = "kommune"
"""Said beside a name, it adds nothing: «Hamar kommune» is «Hamar»."""
_MOST_QUOTED = 4
_MOST_UNWANTED = 8

Readings = tuple[str, ...]


@dataclass(frozen=True)
class Alternative:
    """Words that must all be there: canonical wholes, or, where `surface` is set, forms exactly as they are written.

    Several words must stand near each other; `ordered`, one after the other.
    """

    words: tuple[Readings, ...]
    ordered: bool = False
    surface: bool = False


@dataclass(frozen=True)
class Clause:
    written: str
    words: tuple[Word, ...]
    alternatives: tuple[Alternative, ...]

    @property
    def is_as_written(self) -> bool:
        return self.alternatives[0].surface


@dataclass(frozen=True)
class Query:
    """`any_clause`: one clause is enough. Otherwise all of them must be met. None of `without` may be.

    Phrases, wanted and unwanted, are looked for in the original text: the engines find the candidates.
    """

    text: str
    clauses: tuple[Clause, ...]
    phrases: tuple[tuple[Word, ...], ...] = ()
    any_clause: bool = False
    without: tuple[Clause, ...] = ()
    without_phrases: tuple[tuple[Word, ...], ...] = ()

    def __bool__(self) -> bool:
        """Whether there are words to look for."""
        return bool(self.clauses)

    @property
    def takes_away(self) -> bool:
        return bool(self.without or self.without_phrases)

    @property
    def reads_again(self) -> bool:
        """Whether what the engine finds must be read again in the original."""
        return bool(self.phrases or self.without_phrases)

    @property
    def quotes(self) -> bool:
        """Whether the reader said that the words stand as they are written: then none of them is given up."""
        return bool(self.phrases) or any(clause.is_as_written for clause in self.clauses)

    @property
    def is_one_word(self) -> bool:
        return len(self.clauses) == 1 and len(self.clauses[0].words) == 1

    @property
    def names_a_place(self) -> bool:
        """Whether nothing but a place is asked for, by its name."""
        return len(self.clauses) == 1 and bool(self.clauses[0].words[0].name)

    def relaxed(self, *, parts_of_all: bool = False) -> "Query":
        """Any word that says something will do, and any part of a compound that the lexicon lacks; `parts_of_all`, of
        every compound: for what stands in no text. The same query where there is nothing to let go of, or nothing is
        left of it."""
        telling = (clause for clause in self.clauses if len(clause.written) > 1)
        loose = tuple(_with_parts(clause, known=parts_of_all) for clause in telling)
        if not loose or (len(self.clauses) == 1 and loose == self.clauses):
            return self
        return replace(self, any_clause=True, clauses=loose)

    def with_clauses(self, clauses: Iterable[Clause]) -> "Query":
        return replace(self, clauses=tuple(clauses))


def parse(text: str, rules: Rules, *, exact: bool = False) -> Query:
    """Never fails. What is too long is cut; signs and stop words are passed over; `exact` takes words as they stand."""
    text = " ".join(text[:LONGEST_QUERY].replace("\x00", " ").split())
    said = pieces(text)
    wanted = [piece for piece in said if not piece.unwanted]
    unwanted = [piece for piece in said if piece.unwanted][:_MOST_UNWANTED]
    return Query(
        text,
        tuple(_wanted(wanted, rules, exact=exact)),
        _phrases(piece for piece in wanted if piece.quoted),
        without=tuple(clause for piece in unwanted for clause in _unwanted(piece, exact=exact)),
        without_phrases=_phrases(unwanted),
    )


def _wanted(said: Iterable[Piece], rules: Rules, *, exact: bool) -> Iterator[Clause]:
    """One quoted word is meant as it is written; of several, each is looked for, and their order in the original."""
    said = list(said)
    alone = [piece for piece in said if piece.quoted and not piece.field and len(_all_words(piece.text)) == 1]
    rest = " ".join(piece.words for piece in said if piece not in alone)
    words = tuple(islice(content_words(rest, asked=True), MOST_WORDS))
    yield from map(_as_written, words) if exact else _clauses(words, rules)
    yield from (_as_written(word) for piece in alone[:_MOST_QUOTED] for word in content_words(piece.text))


def _unwanted(piece: Piece, *, exact: bool) -> Iterator[Clause]:
    """What the word finds by itself goes, in either written form: no more, so no rule widens it."""
    words = _all_words(piece.text)
    if len(words) == 1:
        as_written = piece.quoted or exact
        yield from map(_as_written, words) if as_written else _clauses(words, Rules())


def _all_words(text: str) -> tuple[Word, ...]:
    return tuple(word for _token, word in read(text, asked=True))


def _phrases(said: Iterable[Piece]) -> tuple[tuple[Word, ...], ...]:
    found = (_all_words(piece.text) for piece in said)
    return tuple(words for words in found if len(words) > 1)[:_MOST_QUOTED]


def in_order(readings: Iterable[Readings]) -> Alternative:
    words = tuple(readings)
    return Alternative(words, ordered=len(words) > 1)


def _with_parts(clause: Clause, *, known: bool) -> Clause:
    """All its parts near each other, and each by itself where it says something: of what the lexicon knows, the latter
    only if `known`."""
    found: list[Alternative] = []
    for word in clause.words:
        if len(word.parts) > 1:
            found.append(Alternative(tuple(part.lemmas for part in word.parts)))
        if known or word.is_new_compound:
            found += [Alternative((part.lemmas,)) for part in word.parts if _is_telling(part, word)]
        if len(clause.words) > 1 and not clause.words[0].name and len(word.surface) >= _TELLING:
            found.append(Alternative((word.wholes,)))
    return replace(clause, alternatives=tuple(dict.fromkeys((*clause.alternatives, *found))))


def _is_telling(part: Part, word: Word) -> bool:
    """«KI-verktøy» is written with a hyphen because its first part says so much."""
    return part.end - part.start >= (_SHORTEST if HYPHENS.search(word.surface) else _TELLING)


def _as_written(word: Word) -> Clause:
    return Clause(word.surface, (word,), (Alternative(((word.surface,),), surface=True),))


def _clauses(words: tuple[Word, ...], rules: Rules) -> Iterator[Clause]:
    at = 0
    while at < len(words):
        size = max(_longest_run(words, at, rules.of, rules.longest), _named_run(words, at))
        if size == 1 and (joined := _written_apart(words[at : at + 2], rules)):
            yield _clause_of(joined, words[at : at + 2], rules)
            at += 2
            continue
        run = words[at : at + size]
        yield _clause(run, rules.of(run))
        at += size
        if run[0].name and at < len(words) and words[at].main == _OF_PLACES:
            at += 1


def _written_apart(pair: tuple[Word, ...], rules: Rules) -> Word | None:
    """The word that two are when it should have been one: «syke fravær», «trygghets alarm»."""
    if len(pair) < 2 or not all(map(_is_plain, pair)):
        return None
    joined = analyse("".join(word.surface for word in pair))
    cut_off = joined.parts and (pair[0].surface.endswith(_ONLY_IN_COMPOUNDS) or rules.of((joined,)))
    return joined if joined.known or cut_off else None


def _is_plain(word: Word) -> bool:
    return not word.name and len(word.surface) >= _SHORTEST and not HYPHENS.search(word.surface)


def _clause_of(joined: Word, pair: tuple[Word, ...], rules: Rules) -> Clause:
    """What was written apart may stand in a text as one word, or as two."""
    as_one = _clause((joined,), rules.of((joined,)))
    apart = Alternative(tuple(word.wholes for word in pair))
    return Clause(" ".join(word.surface for word in pair), pair, tuple(dict.fromkeys((*as_one.alternatives, apart))))


def _named_run(words: tuple[Word, ...], at: int) -> int:
    """How many words from here on are one name: «Nordre Follo»."""
    following = takewhile(lambda word: word.name == words[at].name, words[at:])
    return sum(1 for _word in following) if words[at].name else 1


def _longest_run(
    words: tuple[Word, ...], at: int, of: Callable[[tuple[Word, ...]], tuple[Term, ...]], longest: int
) -> int:
    return next((size for size in range(min(longest, len(words) - at), 1, -1) if of(words[at : at + size])), 1)


def _clause(run: tuple[Word, ...], terms: tuple[Term, ...]) -> Clause:
    one_name = len(run) > 1 and run[0].name == run[-1].name != ""
    found = [Alternative(((run[0].name,),)) if one_name else in_order(word.wholes for word in run)]
    if len(run) == 1 and run[0].is_new_compound:
        found.append(Alternative(tuple(part.lemmas for part in run[0].parts)))
    if len(run) == 1 and (same := deeds(run[0].surface)):
        found.append(Alternative((same,)))
    for term in terms:
        found.append(in_order((reading,) for reading in term.key))
        found.extend(_parts_of(term))
    return Clause(" ".join(word.surface for word in run), run, tuple(dict.fromkeys(found)))


def _parts_of(term: Term) -> Iterator[Alternative]:
    """A term that is a compound the lexicon lacks may stand in a text as its parts."""
    if len(term.words) == 1 and term.words[0].is_new_compound:
        yield Alternative(tuple(part.lemmas for part in term.words[0].parts))
