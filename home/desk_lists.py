"""What stands on the editors' desk, of every kind of contribution: what waits, for whom, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, Self, TypeVar

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from cases.kinds import KINDS
from cases.models import Contribution, Proposal, ProposalState
from community.access.viewer import Viewer

LONGEST_QUEUE = 100
LATELY = timedelta(days=30)
"""How long the desk tells what came of a proposal."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Shown(Generic[Row]):
    """The first rows of a list, and how many they are: «100+» where there are more, for the rest is not counted."""

    rows: list[Row]
    number: str

    @classmethod
    def of(cls, found: list[Row], most: int) -> Self:
        return cls(found[:most], f"{most}+" if len(found) > most else str(len(found)))


def queue(viewer: Viewer, most: int | None = None) -> Shown[Contribution]:
    """What waits for an editor, oldest first, with what a row shows."""
    standing = Prefetch("proposals", Proposal.objects.filter(state=ProposalState.PENDING), to_attr="unanswered")

    def waiting(model: type[Contribution]) -> Any:
        rows = model.objects.awaiting_review_by(viewer).select_related("reviewer").prefetch_related(standing)
        return rows.order_by("submitted_at", "pk")

    return _of_every_kind(waiting, most or LONGEST_QUEUE)


def sent_back(viewer: Viewer) -> Shown[Contribution]:
    """What waits for its author to mend it."""
    return _of_every_kind(
        lambda model: model.objects.sent_back_by_the_desk(viewer).select_related("municipality__county"), 50
    )


def open_proposals(viewer: Viewer) -> Shown[Proposal]:
    rows = _proposals(viewer).filter(state=ProposalState.PENDING)
    return Shown.of(list(rows.order_by("created_at", "pk")[:51]), 50)


def answered_proposals(viewer: Viewer) -> Shown[Proposal]:
    rows = _proposals(viewer).filter(decided_at__gt=timezone.now() - LATELY).exclude(state=ProposalState.WITHDRAWN)
    return Shown.of(list(rows.order_by("-decided_at", "-pk")[:11]), 10)


def _of_every_kind(rows: Callable[[type[Contribution]], Any], most: int) -> Shown[Contribution]:
    """The rows of all kinds in one list: a query a kind, and its prefetches."""
    found = [row for kind in KINDS for row in rows(kind.model)[: most + 1]]
    return Shown.of(sorted(found, key=lambda row: (row.submitted_at or row.created_at, row.pk)), most)


def _proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """Those to texts that the editor may read, with what a row shows."""
    known = Q(pk__in=())
    for kind in KINDS:
        ids = kind.model.objects.known_to_the_desk(viewer).order_by().values("pk")
        known |= Q(**{f"{kind.model.KIND}__in": ids})
    about = (f"{kind.model.KIND}__municipality__county" for kind in KINDS)
    return Proposal.objects.filter(known).select_related("by", "decided_by", *about)
