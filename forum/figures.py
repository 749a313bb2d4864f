"""What moderation came to in a year, for the yearly report: counts of what the viewer moderates, and of nothing that
they cannot read."""

from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from community.access.viewer import Viewer

from .models import Act, ActKind, Decision, Flag, FlagReason, Matter, MatterKind


@dataclass(frozen=True)
class Table:
    title: str
    rows: list[tuple[str, int | str]]


def of_year(viewer: Viewer, year: int) -> list[Table]:
    mine = Matter.objects.moderated_by(viewer)
    flags = Flag.objects.filter(matter__in=mine, created_at__year=year)
    acts = Act.objects.moderated_by(viewer).filter(at__year=year)
    came = {kind: mine.filter(kind=kind, created_at__year=year) for kind in MatterKind}
    return [
        Table(_("Reports by reason"), [*_by(flags, "reason", FlagReason), (_("Reports in all"), flags.count())]),
        Table(_("What was decided of reports"), _outcome(came[MatterKind.FLAG])),
        Table(_("Appeals and what came of them"), _outcome(came[MatterKind.APPEAL])),
        Table(_("Acts of moderators"), _by(acts, "what", ActKind)),
        Table(
            _("Time to a decision"),
            [(f"{_('Hours to a decision, in the middle')}: {kind.label}", _hours(came[kind])) for kind in MatterKind],
        ),
    ]


def _by(rows: Any, column: str, names: Any) -> list[tuple[str, int | str]]:
    counted = dict(rows.order_by().values_list(column).annotate(Count("pk")))
    return [(str(name.label), counted[name.value]) for name in names if name.value in counted]


def _outcome(matters: Any) -> list[tuple[str, int | str]]:
    decided = _by(matters.exclude(decision=""), "decision", Decision)
    return [*decided, (_("Not decided yet"), matters.filter(decided_at=None).count())]


def _hours(matters: Any) -> int | str:
    times = matters.exclude(decided_at=None).values_list("created_at", "decided_at")
    lasted = [(decided - came).total_seconds() for came, decided in times]
    return round(median(lasted) / 3600) if lasted else _("none")
