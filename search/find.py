"""Find: the one way to ask the search, for pages, feeds and other rooms alike.

from search import find
results = find.find("sjukefråvær", viewer, {"kind": ["experience"]}, page=2)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from community.access.viewer import Viewer

from . import facets, rules
from .engines import Order, Request, current
from .engines.protocol import Counts
from .facets import Chosen, Facet
from .guess import Guesses, mend
from .highlight import Wanted, has_phrase, marks
from .hits import Hit, load
from .language import content_words
from .models import SearchEntry
from .query import Query, parse
from .scope import Scope
from .synonyms import Rules

PAGE_SIZE = 10
REACH = 200
"""So far a reader can page. Whoever needs more narrows the search."""
FEW = 3
_MOST_WITH_PHRASE = 500


@dataclass(frozen=True)
class Results:
    """An answer. `relaxed`: few things had all the words, so others with some of them follow."""

    query: Query
    chosen: Chosen
    page: int
    rules: Rules
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    guesses: Guesses | None = None
    relaxed: bool = False
    widened: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.hits) - 1

    @property
    def next_page(self) -> int | None:
        return self.page + 1 if self.last < min(self.total, REACH) and self.hits else None

    @property
    def previous_page(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def is_cut(self) -> bool:
        """Whether there is more than a reader can page to."""
        return not self.next_page and self.total > REACH


@dataclass(frozen=True)
class _Found:
    request: Request
    ids: tuple[int, ...]
    total: int
    counts: Counts
    guesses: Guesses | None = None
    relaxed: bool = False


def find(
    text: str,
    viewer: Viewer,
    filters: Mapping[str, Iterable[str]] | None = None,
    page: int = 1,
    *,
    order: Order = Order.RELEVANCE,
    exact: bool = False,
    language: str | None = None,
) -> Results:
    """What a viewer finds. Never fails over what was typed; filters without words list the newest first."""
    chosen = facets.choose(filters or {})
    in_force = rules.in_force()
    query = parse(text, in_force, exact=exact)
    page = min(max(page, 1), REACH // PAGE_SIZE)
    if not query and not chosen:
        return Results(query, chosen, page, in_force)
    scope = Scope.of(viewer, (language or get_language() or "nb")[:2], chosen)
    found = _look(Request(query, scope), order, None if exact else in_force)
    page = min(page, max(1, -(-len(found.ids) // PAGE_SIZE)))
    ids = found.ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    hits = load(ids, viewer, found.request.query)
    return Results(
        query=query,
        chosen=chosen,
        page=page,
        rules=in_force,
        total=found.total,
        hits=hits,
        facets=facets.described(found.counts, chosen),
        guesses=found.guesses,
        relaxed=found.relaxed,
        widened=_widened(query, hits),
    )


def _look(request: Request, order: Order, forgiving: Rules | None) -> _Found:
    """Everything asked for; failing that what may have been meant by the rules; failing that, some of it."""
    found = _ask(request, order)
    if found.total == 0 and request.query and forgiving:
        query, guesses = mend(request.query, request.scope, forgiving)
        if guesses:
            request = replace(request, query=query)
            found = replace(_ask(request, order), guesses=guesses)
    query = request.query
    looser = query.relaxed(parts_of_all=not found.total)
    if found.total < FEW and looser != query and forgiving and not query.phrases:
        some = _ask(replace(request, query=looser), order)
        if some.total > found.total:
            rest = tuple(pk for pk in some.ids if pk not in found.ids)
            return replace(some, ids=found.ids + rest, guesses=found.guesses, relaxed=True)
    return found


def _ask(request: Request, order: Order) -> _Found:
    if request.query.phrases:
        return _ask_for_phrases(request, order)
    answer = current().answer(request, order, REACH, tuple(facets.NAMES), facets.CAP)
    ids = _lifted(answer.hits)
    if request.query.names_a_place and order is Order.RELEVANCE:
        ids = _own_page_first(ids, request.query)
    return _Found(request, ids, answer.total, answer.counts)


def _ask_for_phrases(request: Request, order: Order) -> _Found:
    """Quoted words must follow each other: the candidates are read again in the original."""
    ranked = current().answer(request, order, _MOST_WITH_PHRASE).hits
    texts = SearchEntry.objects.in_bulk([pk for pk, _score in ranked])
    kept = [
        (pk, score)
        for pk, score in ranked
        if (entry := texts.get(pk))
        and all(has_phrase(f"{entry.title}\n{entry.text}", phrase) for phrase in request.query.phrases)
    ]
    ids = _lifted(kept[:REACH])
    return _Found(request, ids, len(kept), facets.count_among(ids))


def _own_page_first(ids: tuple[int, ...], query: Query) -> tuple[int, ...]:
    """Whoever asks for a place by its name means the place, before whatever was written there."""
    places = SearchEntry.objects.filter(pk__in=ids, kind="municipality").values_list("pk", "title")
    wanted = Wanted.by(query)
    own = {pk for pk, title in places if marks(title, wanted)}
    return tuple(sorted(ids, key=lambda pk: pk not in own))


def _lifted(ranked: list[tuple[int, float]]) -> tuple[int, ...]:
    """In order of score, raised a little by what an entry's signals say."""
    lifts = dict(SearchEntry.objects.filter(pk__in=[pk for pk, _score in ranked], lift__gt=0).values_list("pk", "lift"))
    if not lifts:
        return tuple(pk for pk, _score in ranked)
    return tuple(pk for pk, score in sorted(ranked, key=lambda hit: -hit[1] * (1 + 0.1 * lifts.get(hit[0], 0))))


def _widened(query: Query, hits: tuple[Hit, ...]) -> tuple[str, ...]:
    """Words marked in the hits that are no form of what was typed: «Also showing hits for sykefravær»."""
    typed = {word.surface for clause in query.clauses for word in clause.words}
    shown: list[str] = []
    for hit in hits:
        for word in hit.other_words(typed):
            at = next((at for at, other in enumerate(shown) if _is_the_same(word, other)), len(shown))
            shown[at : at + 1] = [min([word, *shown[at : at + 1]], key=_plainness)]
    return tuple(shown)[:4]


def _is_the_same(one: str, other: str) -> bool:
    """Whether two words differ by case, inflection or written form only."""
    return not _wholes(one).isdisjoint(_wholes(other))


def _wholes(text: str) -> set[str]:
    return {whole for word in content_words(text) for whole in word.wholes}


def _plainness(word: str) -> tuple[int, bool]:
    """The dictionary form is the shortest; a capital may only have begun a sentence."""
    return len(word), word != word.lower()
