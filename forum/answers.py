"""How many questions get an answer, and how soon: counted by the worker, read as one row."""

from collections import defaultdict
from datetime import timedelta
from math import inf
from statistics import median_low
from typing import Any

from django.utils import timezone

from community.access.viewer import Viewer
from community.networks.models import Network

from .models import AnswerFigures, Topic, TopicKind

LOOKED_BACK = timedelta(days=365)
FEWEST = 10
"""Questions below which a share says nothing, and might tell of single ones."""


def answer_figures(network: Network | None, audience: str) -> AnswerFigures | None:
    """Of the questions in a network with an audience; None where they are too few. Whoever sees that audience may know
    it: figures of different audiences are never added up."""
    return _told(network).filter(audience=audience).first() if network else None


def figures_seen_by(viewer: Viewer, network: Network) -> list[AnswerFigures]:
    """Those of a network that the viewer may know, of most questions first."""
    return list(_told(network).filter(audience__in=viewer.keys).order_by("-asked", "audience"))


def _told(network: Network) -> Any:
    return AnswerFigures.objects.filter(network=network, asked__gte=FEWEST)


def count_answers() -> None:
    """Count anew for all networks; half of them means of all questions, those without an answer too."""
    rows = Topic.objects.filter(
        live=True, kind=TopicKind.QUESTION, board__network__isnull=False, created_at__gt=timezone.now() - LOOKED_BACK
    )
    waited: dict[tuple[int, str], list[float]] = defaultdict(list)
    columns = ("board__network_id", "audience", "created_at", "first_answer_at")
    for network, audience, asked, answered in rows.values_list(*columns).iterator():
        # An answer that was moved here may be older than the question.
        waited[network, audience].append(max(0.0, (answered - asked).total_seconds() / 60) if answered else inf)
    now = timezone.now()
    for (network, audience), minutes in waited.items():
        half = median_low(minutes)
        counted = {
            "asked": len(minutes),
            "answered": sum(1 for one in minutes if one != inf),
            "half_within_minutes": None if half == inf else round(half),
            "counted_at": now,
        }
        AnswerFigures.objects.update_or_create(network_id=network, audience=audience, defaults=counted)
    AnswerFigures.objects.exclude(counted_at=now).delete()
