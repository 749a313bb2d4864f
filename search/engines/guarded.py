"""The cluster's engine as readers ask it: whenever it is not well, the embedded one answers in its place, at once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import F
from elasticsearch import BadRequestError

from ..beginning import Beginning
from ..models import SearchEntry
from ..scope import Scope
from .breaker import Breaker
from .elastic.ask import ElasticEngine
from .elastic.client import FAILURES
from .protocol import Answer, Engine, Order, Place, Request

Found = TypeVar("Found")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Guarded:
    engine: ElasticEngine
    otherwise: Engine
    breaker: Breaker = field(default_factory=lambda: Breaker("search:elasticsearch"))

    def answer(
        self,
        request: Request,
        order: Order,
        limit: int,
        facets: tuple[str, ...] = (),
        cap: int = 0,
        after: Place | None = None,
    ) -> Answer:
        return self._asked(lambda engine: engine.answer(request, order, limit, facets, cap, after))

    def titles(self, beginning: Beginning, scope: Scope, limit: int) -> list[int]:
        return self._asked(lambda engine: engine.titles(beginning, scope, limit))

    def _asked(self, ask: Callable[[Engine], Found]) -> Found:
        is_open = self.breaker.is_open
        if not (is_open and not self.breaker.may_try()) and not something_is_taken_away():
            try:
                if is_open:
                    self.engine.probe()
                found = ask(self.engine)
            except BadRequestError:
                logger.exception("Elasticsearch does not understand a question of ours")
            except FAILURES as error:
                logger.error("Elasticsearch does not answer; the embedded index does: %s", error)
                self.breaker.failed()
            else:
                if is_open:
                    self.breaker.answered()
                return found
        return ask(self.otherwise)


def something_is_taken_away() -> bool:
    """Whether the cluster still counts what somebody may no longer see: it is not asked until it knows better."""
    return SearchEntry.objects.filter(takes_away=True, sent__lt=F("version")).exists()
