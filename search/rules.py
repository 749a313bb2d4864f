"""The rules in force: those that are shipped, and the former names of municipalities as the register has them."""

from functools import lru_cache

from django.db.models import Count, Max

from community.places.find import former_names
from community.places.models import MunicipalityName

from .synonyms import Rules, shipped


def in_force() -> Rules:
    """One small query, for a search to ask once and pass along; read anew only when the register of names changed."""
    state = MunicipalityName.objects.aggregate(number=Count("pk"), last=Max("pk"))
    return _rules(state["number"], state["last"])


@lru_cache(maxsize=2)
def _rules(_number: int, _last: int | None) -> Rules:
    return shipped().with_names(former_names())
