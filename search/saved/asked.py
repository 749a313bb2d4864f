"""What a saved search asks, ready to be held against what has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..query import Query, parse
from ..scope import Scope
from ..synonyms import Rules
from .models import SavedSearch
from .reading import Reading

_KEPT = 50_000

Filters = tuple[tuple[str, ...], ...]
"""Groups of tokens: of each group a thing must have one."""


@dataclass(frozen=True)
class Asked:
    query: Query
    filters: Filters

    def is_met_by(self, reading: Reading) -> bool:
        return not any(reading.scope.isdisjoint(group) for group in self.filters) and reading.meets(self.query)


class Understanding:
    """Queries as the rules in force read them: each text once, until the rules change."""

    def __init__(self) -> None:
        self._rules: Rules | None = None
        self._queries: dict[tuple[str, bool], Query] = {}

    def of(self, search: SavedSearch, rules: Rules, tags: Mapping[str, str] = MappingProxyType({})) -> Asked:
        """`tags`: what tags are called by now, by the names that they had."""
        return Asked(self._query(search.text, search.exact, rules), filters_of(search.chosen, tags))

    def _query(self, text: str, exact: bool, rules: Rules) -> Query:
        if rules is not self._rules or len(self._queries) >= _KEPT:
            self._rules, self._queries = rules, {}
        found = self._queries.get((text, exact))
        if found is None:
            found = self._queries[text, exact] = parse(text, rules, exact=exact)
        return found


def filters_of(chosen: Mapping[str, tuple[str, ...]], tags: Mapping[str, str] = MappingProxyType({})) -> Filters:
    if "tag" in chosen:
        chosen = {**chosen, "tag": (*chosen["tag"], *(tags[name] for name in chosen["tag"] if name in tags))}
    return Scope(frozenset(), "", chosen).filters


understanding = Understanding()
