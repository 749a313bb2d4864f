"""Rankings as a table: nDCG@10 and recall for each engine, by language and by kind."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import given
from .measures import answers, mean, ndcg, recall

FORMS = ("nb", "nn")
_WIDTH = 25


@dataclass(frozen=True)
class Judged:
    """One engine's ranking of some queries, and what is right."""

    queries: Sequence[given.Query]
    found: given.Ranking
    grades: given.Grades

    def only(self, fits: Callable[[given.Query], bool]) -> "Judged":
        return Judged([query for query in self.queries if fits(query)], self.found, self.grades)

    @property
    def ndcg(self) -> float:
        return mean(ndcg(self.found.get(query.id, ()), self.grades[query.id]) for query in self._graded)

    @property
    def recall(self) -> float:
        return self.recall_of(lambda _query, _document: True)

    def recall_of(self, counts: Callable[[given.Query, str], bool]) -> float:
        """Over those answers of each query that count, where it has any."""
        return mean(value for _query, value in self._recalls(counts))

    @property
    def _graded(self) -> list[given.Query]:
        return [query for query in self.queries if any(self.grades.get(query.id, {}).values())]

    def _recalls(self, counts: Callable[[given.Query, str], bool]) -> Iterable[tuple[given.Query, float]]:
        for query in self._graded:
            if wanted := {one for one in answers(self.grades[query.id]) if counts(query, one)}:
                yield query, recall(self.found.get(query.id, ()), wanted)

    def across(self, languages: Mapping[str, str]) -> tuple[float, float]:
        """Recall over the documents in the query's own written form, and over those in the other: of queries that
        have answers in both."""

        def is_own(query: given.Query, document: str) -> bool:
            return languages[document] == query.language

        def has_both(query: given.Query) -> bool:
            found = {languages[one] for one in answers(self.grades[query.id])}
            return query.language in FORMS and found.issuperset(FORMS)

        asked = Judged([query for query in self._graded if has_both(query)], self.found, self.grades)
        return asked.recall_of(is_own), asked.recall_of(lambda query, document: not is_own(query, document))

    def spelt(self) -> tuple[float, float]:
        """nDCG@10 of the queries that are spelt wrong, and of the same spelt right."""
        wrong = [query for query in self.queries if query.right]
        right = {query.right for query in wrong}
        everything = {query.id: query for query in self.queries}
        return (
            Judged(wrong, self.found, self.grades).ndcg,
            Judged([everything[one] for one in sorted(right) if one in everything], self.found, self.grades).ndcg,
        )


def show(title: str, engines: Mapping[str, Judged]) -> None:
    first = next(iter(engines.values()))
    print(f"\n{title}: {len(first.queries)} queries. nDCG@10 / recall@10 of at most ten\n")
    print(" " * 14 + "".join(f"{name:>{_WIDTH}}" for name in engines))
    _line("all", [(judged.ndcg, judged.recall) for judged in engines.values()])
    for name in ("language", "kind"):
        for value in _values(first.queries, name):
            kept = [
                judged.only(lambda query, name=name, value=value: getattr(query, name) == value)
                for judged in engines.values()
            ]
            _line(value, [(judged.ndcg, judged.recall) for judged in kept])


def _values(queries: Iterable[given.Query], name: str) -> Collection[str]:
    return dict.fromkeys(value for query in queries if (value := getattr(query, name)))


def _line(name: str, figures: Iterable[tuple[float, float]]) -> None:
    print(f"{name:14}" + "".join(f"{f'{ndcg:.3f} / {recall:.3f}':>{_WIDTH}}" for ndcg, recall in figures))
