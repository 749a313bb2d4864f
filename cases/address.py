from django.urls import reverse
from django.utils import translation

from community.ui.navigation import absolute

from .models import Contribution


def address_of(name: str, contribution: Contribution, *more: object) -> str:
    """Where a page about one contribution stands. `name` is the route of experiences, such as `cases:edit`."""
    return reverse(name + contribution.ROUTE_SUFFIX, args=[contribution.pk, *more])


def canonical(contribution: Contribution) -> str:
    """The one whole address of a contribution: under the prefix of its own language."""
    with translation.override(contribution.language):
        return absolute(contribution.get_absolute_url())
