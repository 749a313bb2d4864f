"""Find: the one way to ask the search, for pages, feeds and other rooms alike.

from search import find
results = find.find("sjukefråvær", viewer, {"kind": ["experience"]}, page=2)
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from community.access.viewer import Viewer

from . import facets, reread, rules
from .content import content_words
from .engines import Order, Request, current
from .engines.protocol import Counts, Place
from .facets import Chosen, Facet
from .guess import Guesses, mend
from .highlight import Wanted, marks
from .hits import Hit, load
from .language import Word
from .lift import lifted
from .models import SearchEntry
from .places import key_of, place_of
from .query import Query, parse
from .readings import open_lexicon
from .scope import Scope
from .synonyms import Rules
from .tokens import fold

PAGE_SIZE = 10
REACH = 200
"""So far a reader can page by relevance. Whoever needs more narrows the search."""
FEW = PAGE_SIZE
"""With fewer hits than a page holds, what has only some of the words follows. In a list by date or by use it would
stand among them: there it comes only where next to nothing has them all."""
_FEW_IN_ORDER = 3


@dataclass(frozen=True)
class Results:
    """An answer. `guesses` were put for words that nobody has written, and `offered` are asked about. `relaxed`: few
    things had all the words, so others with some of them follow."""

    query: Query
    chosen: Chosen
    page: int
    rules: Rules
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    guesses: Guesses | None = None
    offered: Guesses | None = None
    relaxed: bool = False
    widened: tuple[str, ...] = ()
    by_key: bool = False
    key: str = ""
    """Of a list by date or by use: where it goes on."""

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.hits) - 1

    @property
    def next_page(self) -> int | None:
        return self.page + 1 if not self.by_key and self.last < min(self.total, REACH) and self.hits else None

    @property
    def previous_page(self) -> int | None:
        return self.page - 1 if not self.by_key and self.page > 1 else None

    @property
    def is_cut(self) -> bool:
        """Whether there is more than a reader can page to."""
        return not self.by_key and not self.next_page and self.total > REACH


@dataclass(frozen=True)
class _Found:
    request: Request
    ids: tuple[int, ...]
    total: int
    counts: Counts
    guesses: Guesses | None = None
    offered: Guesses | None = None
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
    key: str = "",
    size: int = PAGE_SIZE,
) -> Results:
    """What a viewer finds. Never fails over what was typed. Relevance goes by pages, as far as `REACH`; what is sorted
    by date or by use goes on after `key`, without an end."""
    chosen = facets.choose(filters or {})
    in_force = rules.in_force()
    query = parse(text, in_force, exact=exact)
    if not (query or query.takes_away or chosen):
        return Results(query, chosen, 1, in_force)
    way = _Way.of(query, order, None if exact else in_force, size, key)
    scope = Scope.of(viewer, (language or get_language() or "nb")[:2], chosen)
    found = _look(Request(query, scope), way)
    page = 1 if way.by_key else max(1, min(page, REACH // size, -(-len(found.ids) // size)))
    ids = found.ids[(page - 1) * size : page * size]
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
        offered=found.offered,
        relaxed=found.relaxed,
        widened=_widened(query, hits),
        by_key=way.by_key,
        key=key_of(way.order, ids[-1]) if way.goes_on(found) else "",
    )


@dataclass(frozen=True)
class _Way:
    """How to look: `forgiving` where what is not found may be mended and let go of, `by_key` for a list with no end."""

    order: Order
    forgiving: Rules | None
    by_key: bool
    size: int
    key: str

    @classmethod
    def of(cls, query: Query, order: Order, forgiving: Rules | None, size: int, key: str) -> "_Way":
        """Without words nothing is more relevant than another. What is read again has an end."""
        if not query and order is Order.RELEVANCE:
            order = Order.NEWEST
        return cls(order, forgiving, order is not Order.RELEVANCE and not query.reads_again, size, key)

    def goes_on(self, found: _Found) -> bool:
        return self.by_key and len(found.ids) > self.size

    @property
    def after(self) -> Place | None:
        return place_of(self.order, self.key) if self.by_key and self.key else None


def ranked(text: str, viewer: Viewer, *, language: str = "nb") -> tuple[int, ...]:
    """The ids of all that a viewer can page to for some words, best first: for whoever judges the order."""
    in_force = rules.in_force()
    query = parse(text, in_force)
    way = _Way.of(query, Order.RELEVANCE, in_force, PAGE_SIZE, "")
    return _look(Request(query, Scope.of(viewer, language[:2])), way).ids if query else ()


def _look(request: Request, way: _Way) -> _Found:
    """Everything asked for; failing that what may have been meant by the rules; failing that, some of it."""
    found = _ask(request, way)
    if found.total == 0 and request.query and way.forgiving:
        mended = mend(request.query, request.scope, way.forgiving)
        if mended.guesses:
            request = replace(request, query=mended.query)
            found = replace(_ask(request, way), guesses=mended.guesses)
        found = replace(found, offered=mended.offered or None)
    query = request.query
    looser = query.relaxed(parts_of_all=not found.total)
    few = _FEW_IN_ORDER if way.by_key else FEW
    if found.total < few and looser != query and way.forgiving and not query.quotes:
        some = _ask(replace(request, query=looser), way)
        if some.total > found.total:
            first = () if way.by_key else found.ids
            rest = tuple(pk for pk in some.ids if pk not in first)
            return replace(some, ids=first + rest, guesses=found.guesses, offered=found.offered, relaxed=True)
    return found


def _ask(request: Request, way: _Way) -> _Found:
    if request.query.reads_again:
        answer = reread.answer(request, way.order)
    else:
        limit = way.size + 1 if way.by_key else REACH
        answer = current().answer(request, way.order, limit, tuple(facets.NAMES), facets.CAP, way.after)
    ids = tuple(pk for pk, _score in answer.hits)
    if way.order is Order.RELEVANCE:
        ids = lifted(answer.hits)
        if request.query.names_a_place:
            ids = _own_page_first(ids, request.query)
    return _Found(request, ids[:REACH], answer.total, answer.counts)


def _own_page_first(ids: tuple[int, ...], query: Query) -> tuple[int, ...]:
    """Whoever asks for a place by its name means the place, before whatever was written there."""
    places = SearchEntry.objects.filter(pk__in=ids, kind="municipality").values_list("pk", "title")
    wanted = Wanted.by(query)
    own = {pk for pk, title in places if marks(title, wanted)}
    return tuple(sorted(ids, key=lambda pk: pk not in own))


def _widened(query: Query, hits: tuple[Hit, ...]) -> tuple[str, ...]:
    """Words marked in the hits that are no form of what was typed: «Also showing hits for sykefravær»."""
    typed = {form for clause in query.clauses for word in clause.words for form in _as_typed(word)}
    shown: list[str] = []
    for hit in hits:
        for word in hit.other_words(typed):
            at = next((at for at, other in enumerate(shown) if _is_the_same(word, other)), len(shown))
            shown[at : at + 1] = [min([word, *shown[at : at + 1]], key=_plainness)]
    return tuple(shown)[:4]


def _as_typed(word: Word) -> set[str]:
    """The form, and where it is that of a noun and a verb, the verb: «leiar» asks for leaders, and not for «leie»."""
    lexicon = open_lexicon()
    kinds = defaultdict(set)
    for reading in lexicon.as_listed(word.surface) if lexicon else ():
        kinds[reading.kind].add(fold(reading.lemma))
    return {word.surface, *(kinds["v"] if kinds["n"] else ())}


def _is_the_same(one: str, other: str) -> bool:
    """Whether two words differ by case, inflection or written form only."""
    return not _wholes(one).isdisjoint(_wholes(other))


def _wholes(text: str) -> set[str]:
    return {whole for word in content_words(text) for whole in word.wholes}


def _plainness(word: str) -> tuple[int, bool]:
    """The dictionary form is the shortest; a capital may only have begun a sentence."""
    return len(word), word != word.lower()
