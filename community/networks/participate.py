"""Verbs for the municipalities of a network."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from community.places.models import Municipality

from .archive import require_writable
from .models import Network, Participation


@transaction.atomic
def participate(
    network: Network,
    municipality: Municipality,
    *,
    starts_on: date | None = None,
    name_of_the_day: str = "",
    **challenge: str,
) -> Participation:
    """Take a municipality into a network from a day (today), under its name of that day (that of today).

    `challenge` holds what it wants to solve, as challenge_nb, _nn and _en. One that takes part already is returned as
    it is. Raises ReadOnly where the network is archived.
    """
    require_writable(network)
    name = name_of_the_day or municipality.name
    taking_part, _made = Participation.objects.get_or_create(
        network=network,
        municipality=municipality,
        name_of_the_day=name,
        defaults={"starts_on": starts_on or timezone.localdate(), **challenge},
    )
    return taking_part


@transaction.atomic
def leave(participation: Participation, *, on: date | None = None) -> Participation:
    """End it: its last day is the day before (today), and its first at the earliest. What was written stays."""
    require_writable(participation.network)
    last = (on or timezone.localdate()) - timedelta(days=1)
    participation.ends_on = max(last, participation.starts_on)
    participation.save(update_fields=["ends_on"])
    return participation
