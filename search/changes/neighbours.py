"""What is like an entry: it shares the words that tell most of it, as the index and the vocabulary know them.

The words choose candidates in the embedded index, which is always there, and then each candidate is read again: so it
is the same on every engine, and no engine's score is compared with another's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from django.db.models import Sum

from community.access.audience import MEMBERS, PUBLIC

from ..engines import Order, Request, embedded
from ..fields import Fields
from ..models import SearchEntry, SearchWord
from ..query import Alternative, Clause, Query
from ..scope import Scope

ASKED = 12
"""Words of an entry that others like it are looked for by."""
LOOKED_AT = 40
"""Candidates that are read, of those that everyone sees and of all."""
READ = 1_500
"""Characters of a text that say what it is about: what follows goes into detail."""
KEPT = 8
"""Of each audience, so that each reader is led to something."""
ENOUGH = 300
"""Of a thousand: the share of what tells most of an entry that another has too."""
_TITLE, _TAG, _BODY = 3.0, 2.0, 1.0


@dataclass(frozen=True)
class Telling:
    """The words that tell most of an entry: each by its readings, with how much it tells."""

    words: tuple[tuple[tuple[str, ...], float], ...]

    @property
    def query(self) -> Query:
        clauses = (Clause(readings[0], (), (Alternative((readings,)),)) for readings, _weight in self.words)
        return Query("", tuple(clauses), any_clause=True)

    def score(self, entry: SearchEntry) -> int:
        """Of a thousand: how much of it another entry has; nothing where that is a single word."""
        theirs = {word for readings in _weights(entry) for word in readings} | _parts(entry)
        shared = [weight for readings, weight in self.words if not theirs.isdisjoint(readings)]
        return round(1000 * sum(shared) / sum(weight for _readings, weight in self.words)) if len(shared) > 1 else 0


def neighbours(entry: SearchEntry, kinds: Iterable[str]) -> list[tuple[str, int, int]]:
    """Kind, number and score of what is like an entry, among things of some kinds, in its audience and the wider."""
    keys = frozenset({PUBLIC, MEMBERS, entry.audience})
    telling = _telling(entry, keys)
    if len(telling.words) < 2:
        return []
    found = {pk for audiences in (frozenset({PUBLIC}), keys) for pk in _candidates(telling, audiences, entry, kinds)}
    scored = [(telling.score(other), other) for other in SearchEntry.objects.filter(pk__in=found - {entry.pk})]
    kept: Counter[str] = Counter()
    nearest = []
    for score, other in sorted(scored, key=lambda pair: (-pair[0], -pair[1].pk)):
        if score >= ENOUGH and kept[other.audience] < KEPT and other.object_id.isdecimal():
            kept[other.audience] += 1
            nearest.append((other.kind, int(other.object_id), score))
    return nearest


def _candidates(telling: Telling, keys: frozenset[str], entry: SearchEntry, kinds: Iterable[str]) -> list[int]:
    scope = Scope(keys, entry.language, {"kind": tuple(kinds)})
    return [pk for pk, _score in embedded().find(Request(telling.query, scope), Order.RELEVANCE, LOOKED_AT)]


def _telling(entry: SearchEntry, keys: frozenset[str]) -> Telling:
    """Those of its words that are many in it, in its title or a tag, and rare elsewhere."""
    weights = _weights(entry)
    total = SearchEntry.objects.filter(gone=False, audience__in=keys).count()
    words = {word for readings in weights for word in readings}
    counted = SearchWord.objects.filter(audience__in=keys, canonical=True, word__in=words)
    counts = dict(counted.values_list("word").annotate(number=Sum("entries")).order_by())
    rare = {
        readings: weight * log(1 + total / max(1, *(counts.get(word, 1) for word in readings)))
        for readings, weight in weights.items()
    }
    most = sorted(rare.items(), key=lambda pair: (-pair[1], pair[0]))[:ASKED]
    return Telling(tuple(most))


def _weights(entry: SearchEntry) -> dict[tuple[str, ...], float]:
    """Each word by its readings; figures tell nothing of what a text is about."""
    fields = _fields(entry)
    found: dict[tuple[str, ...], float] = defaultdict(float)
    for text, weight in ((fields.title, _TITLE), (fields.labels, _TAG), (fields.body, _BODY)):
        for readings in {word.wholes for word in text.words if len(word.surface) > 2 and not word.surface.isdecimal()}:
            found[readings] += weight
    return found


def _parts(entry: SearchEntry) -> set[str]:
    fields = _fields(entry)
    return {part for word in (*fields.title.words, *fields.labels.words) for part in word.part_lemmas}


def _fields(entry: SearchEntry) -> Fields:
    """Of its labels the tags alone: its place and year say where and when, and not what."""
    return Fields.of(entry.title, entry.text[:READ], "\n".join(entry.facets.get("tag", ())), ())
