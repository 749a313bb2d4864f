from django.urls import reverse
from django.utils import translation

from community.ui.navigation import absolute

from .models import Contribution, ResourceVersion


def address_of(name: str, contribution: Contribution, *more: object) -> str:
    """Where a page about one contribution stands. `name` is the route of experiences, such as `cases:edit`."""
    return reverse(name + contribution.ROUTE_SUFFIX, args=[contribution.pk, *more])


def canonical(contribution: Contribution, version: ResourceVersion | None = None) -> str:
    """The one whole address of a contribution, or of a version of it: under the prefix of its own language."""
    with translation.override(contribution.language):
        return absolute((version or contribution).get_absolute_url())
