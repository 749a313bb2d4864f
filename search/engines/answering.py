"""An answer made of what an embedded engine can tell, each by a statement of its own."""

from abc import ABC, abstractmethod

from .protocol import Answer, Counts, Order, Place, Request


class Answering(ABC):
    @abstractmethod
    def find(
        self, request: Request, order: Order, limit: int, after: Place | None = None
    ) -> list[tuple[int, float]]: ...

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
        hits = self.find(request, order, limit, after)
        total = len(hits) if len(hits) < limit and not after else self.count(request)
        counts = self.facets(request, tuple(name for name in facets if name not in request.scope.chosen), cap)
        return Answer(hits, total, [*counts, *self._chosen(request, facets, cap)])

    def _chosen(self, request: Request, facets: tuple[str, ...], cap: int) -> Counts:
        """Of each facet that something is chosen in, as if nothing were."""
        counts: Counts = []
        for name in request.scope.chosen:
            if name in facets:
                counts += self.facets(Request(request.query, request.scope.without(name)), (name,), cap)
        return counts
