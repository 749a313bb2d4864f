"""An answer made of what an embedded engine can tell, each by a statement of its own where it knows no better."""

from abc import ABC, abstractmethod

from .protocol import Answer, Counts, Order, Place, Request

Hits = list[tuple[int, float]]


class Answering(ABC):
    @abstractmethod
    def find(self, request: Request, order: Order, limit: int, after: Place | None = None) -> Hits: ...

    @abstractmethod
    def count(self, request: Request) -> int: ...

    @abstractmethod
    def facets(self, request: Request, names: tuple[str, ...], cap: int) -> Counts: ...

    def answer(
        self,
        request: Request,
        order: Order,
        limit: int,
        facets: tuple[str, ...] = (),
        cap: int = 0,
        after: Place | None = None,
    ) -> Answer:
        chosen = request.scope.chosen
        others = tuple(name for name in facets if name not in chosen)
        hits, total, found = self._answered(request, order, limit, others, cap, after)
        counts = list(found)
        for name in chosen:
            if name in facets:  # as if nothing in it were chosen
                counts += self.facets(Request(request.query, request.scope.without(name)), (name,), cap)
        return Answer(hits, total, counts)

    def _answered(
        self, request: Request, order: Order, limit: int, names: tuple[str, ...], cap: int, after: Place | None
    ) -> tuple[Hits, int, Counts]:
        """Hits, their number, and the counts of facets in which nothing is chosen."""
        hits = self.find(request, order, limit, after)
        total = len(hits) if len(hits) < limit and not after else self.count(request)
        return hits, total, self.facets(request, names, cap)
