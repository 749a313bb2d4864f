"""Tags as a reader names them: by name, by a name that leads to another, or by the same words in another form.

Nothing is known but the vocabulary and what stands on something that the reader finds: of any other tag it is said, as
of one that never was, that there is none.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import get_language

from community.access.viewer import Viewer
from community.publishing.models import Tag, TagState
from community.publishing.vocabulary.suggest import called_today

from .engines import Request, embedded
from .facets import CAP
from .language import Word
from .query import Query, parse
from .scope import Scope
from .synonyms import Rules, words_of

_NO_RULES = Rules()


def named(names: Iterable[str], viewer: Viewer) -> dict[str, tuple[str, ...]]:
    """What each name stands for, in small letters: as many queries for many names as for one."""
    asked = {name: name.strip(" ,.;").lower() for name in names}
    known = _found(asked.values(), viewer) | _vocabulary()
    led = called_today(viewer, "name", [name for name in asked.values() if name not in known])
    meant: dict[str, tuple[str, ...]] = {}
    for name, tag in asked.items():
        if tag in known:
            meant[name] = (tag,)
        elif tag in led:
            meant[name] = (led[tag].name.lower(),)
        elif also := tuple(sorted(of_the_same_words(tag, known))):
            meant[name] = also
    return meant


def of_the_same_words(name: str, others: Iterable[str]) -> list[str]:
    """Those of some names that have the words of another, in whatever form: «heimeteneste» is «hjemmetjeneste»."""
    words = words_of(name)
    return [other for other in others if words and _are_the_same(words, words_of(other))]


def _are_the_same(some: Sequence[Word], others: Sequence[Word]) -> bool:
    pairs = zip(some, others, strict=False)
    return len(some) == len(others) and not any(set(one.wholes).isdisjoint(other.wholes) for one, other in pairs)


def _vocabulary() -> set[str]:
    return {name.lower() for name in Tag.objects.filter(state=TagState.CONTROLLED).values_list("name", flat=True)}


def _found(names: Iterable[str], viewer: Viewer) -> set[str]:
    """Tags on what the viewer finds, with these names or beside their words: a tag is a word of what bears it."""
    names = tuple(dict.fromkeys(names))
    clauses = tuple(clause for name in names for clause in parse(name, _NO_RULES).clauses)
    beside = _tags(Query("", clauses, any_clause=True), viewer) if clauses else set()
    return beside | _tags(Query("", ()), viewer, {"tag": names})


def _tags(query: Query, viewer: Viewer, chosen: Mapping[str, tuple[str, ...]] | None = None) -> set[str]:
    scope = Scope.of(viewer, (get_language() or "nb")[:2], chosen)
    return {value for _facet, value, _number in embedded().facets(Request(query, scope), ("tag",), CAP)}
