"""Taking municipalities into a network."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from community.places.models import Municipality

from .models import Network, Participation
from .read_only import require_writable


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
    it is; one that had left goes on. Raises ReadOnly where the network is archived.
    """
    require_writable(network)
    day = starts_on or timezone.localdate()
    taking_part, _made = Participation.objects.get_or_create(
        network=network,
        municipality=municipality,
        name_of_the_day=name_of_the_day or municipality.name,
        defaults={"starts_on": day, **challenge},
    )
    if taking_part.ends_on and taking_part.ends_on < day:
        taking_part.ends_on = None
        taking_part.save(update_fields=["ends_on"])
    return taking_part
