"""What a word found nowhere was meant to be: a word that begins so, or one a slip of the finger away.

Nowhere means nowhere that this viewer may look, and a guess is offered only where the index finds it for them. It is
told in a form that they can read somewhere. What may be a name is not put right: what it may mean is asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from . import vocabulary
from .engines import Request, embedded
from .language import analyse
from .query import Clause, Query, parse
from .scope import Scope
from .synonyms import Rules
from .tokens import tokens

_MOST_GUESSES = 3
_SHORTEST_BEGINNING = 3
_LONGEST_ENDING = 3
_SPELT_OUT = (("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("o", "ø"), ("a", "å"))
_MEANT = {"a": "å", "o": "ø", "e": "æ"}
_SHORTEST_COMPOUND = 9
_MOST_COMPOUNDS = 4
_MOST_FORMS = 2
_LONGEST_NAME = 7
"""Letters. A telephone begins a query with a capital by itself: a longer word is a slip more likely than a name."""
Guesses = dict[str, tuple[str, ...]]
"""By what was typed the forms of what it may mean; none where nobody has written it as one word."""


@dataclass(frozen=True)
class Mended:
    """`guesses` have been put for what was typed; `offered` could be."""

    query: Query
    guesses: Guesses = field(default_factory=dict)
    offered: Guesses = field(default_factory=dict)


def mend(query: Query, scope: Scope, rules: Rules) -> Mended:
    """The query with each word that is found nowhere replaced by what it may mean."""
    anywhere = scope.unfiltered()
    mended = Mended(query)
    capitals = _with_capitals(query.text)
    clauses = []
    for clause in query.clauses:
        if not _found(clause, query, anywhere) and (words := dict(_guesses(clause, query, anywhere))):
            shown = _each_once(words.values())
            if _may_be_a_name(clause, capitals):
                mended.offered[capitals[clause.written]] = shown
            else:
                mended.guesses[capitals.get(clause.written, clause.written)] = shown
                clause = _meaning(clause, words, rules)
        clauses.append(clause)
    return replace(mended, query=query.with_clauses(clauses))


def _each_once(forms: Iterable[str]) -> tuple[str, ...]:
    """One form of each word."""
    shown: dict[frozenset[str], str] = {}
    for form in filter(None, forms):
        wholes = frozenset(analyse(form).wholes)
        if all(map(wholes.isdisjoint, shown)):
            shown[wholes] = form
    return tuple(shown.values())


def _meaning(clause: Clause, words: Mapping[str, str], rules: Rules) -> Clause:
    meant = [alternative for word in words for c in parse(word, rules).clauses for alternative in c.alternatives]
    return replace(clause, alternatives=tuple(dict.fromkeys(meant)))


def _with_capitals(text: str) -> dict[str, str]:
    """The words that begin with one, as they are typed, unless all is in capitals."""
    if text == text.upper():
        return {}
    return {token.surface: text[token.start : token.end] for token in tokens(text) if text[token.start].isupper()}


def _may_be_a_name(clause: Clause, capitals: Mapping[str, str]) -> bool:
    word = clause.words[0]
    return clause.written in capitals and len(clause.written) <= _LONGEST_NAME and not (word.known or word.parts)


def _found(clause: Clause, query: Query, scope: Scope) -> bool:
    return embedded().exists(Request(Query(query.text, (clause,)), scope))


def _guesses(clause: Clause, query: Query, scope: Scope) -> Iterator[tuple[str, str]]:
    """Each word that it may be, and the form to show. A compound may stand nowhere but as its parts: it has none."""
    if len(clause.words) != 1 or clause.is_as_written or any(letter.isdigit() for letter in clause.written):
        return  # a figure is meant as it stands: 2014 is no slip for 2013
    number = 0
    for word in dict.fromkeys(_candidates(clause.words[0].surface, scope)):
        if any(_found(candidate, query, scope) for candidate in parse(word, Rules()).clauses):
            form = _form_of(word, query, scope)
            if form or analyse(word).is_new_compound:
                yield word, form
                number += 1
        if number == _MOST_GUESSES:
            return


def _form_of(word: str, query: Query, scope: Scope) -> str:
    """The form of a word that this viewer finds; empty where there is none."""
    forms = vocabulary.forms_of(word, scope.keys, _MOST_FORMS)
    asked = ((form, parse(form, Rules(), exact=True).clauses) for form in forms)
    return next((form for form, clauses in asked if all(_found(clause, query, scope) for clause in clauses)), "")


def _candidates(word: str, scope: Scope) -> Iterator[str]:
    for written, meant in _SPELT_OUT:
        if written in word:
            yield word.replace(written, meant)
    near = vocabulary.near(word, scope.keys, _MOST_GUESSES * 2)
    # A word that is spelt right is no slip for another, but perhaps a form that its own kin is not known by.
    yield from (other for other in near if other.startswith(word[:-_LONGEST_ENDING]) or not analyse(word).known)
    yield from _compounds_like(word)
    if len(word) >= _SHORTEST_BEGINNING:
        yield from vocabulary.completions(word, scope.keys, _MOST_GUESSES)


def _compounds_like(word: str) -> Iterator[str]:
    """Compounds that stand in no text as they are, spelt right: a letter doubled or not, or one of æ, ø and å."""
    if len(word) < _SHORTEST_COMPOUND:
        return
    found = (slip for slip in _slips(word) if (read := analyse(slip)).known or read.parts)
    yield from islice(found, _MOST_COMPOUNDS)


def _slips(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        before, after = word[:at], word[at + 1 :]
        if after[:1] == letter:
            yield before + after
        elif letter not in "aeiouyæøå":
            yield before + letter + letter + after
        elif letter in _MEANT:
            yield before + _MEANT[letter] + after
        yield before + after[:1] + letter + after[1:]
