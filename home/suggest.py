"""People, among what the search completes: for those who look after them, and nobody else."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from community.access.viewer import Viewer
from community.publishing.suggested import AT_MOST, Suggestion
from community.text.order import SortKey

from .people import looked_after_by, matching


def people(typed: str, viewer: Viewer) -> list[Suggestion]:
    """Each leads to the page of people, narrowed to that one."""
    if not viewer.looks_after_people:
        return []
    rows = matching(looked_after_by(viewer), typed).prefetch_related(None)
    found = rows.order_by(SortKey("name"), "pk")[:AT_MOST]
    return [Suggestion(person.name, _narrowed_to(person.name), _about(person.affiliation)) for person in found]


def _narrowed_to(name: str) -> str:
    return f"{reverse('home:people')}?{urlencode({'q': name})}"


def _about(affiliation: str) -> str:
    return ", ".join(part for part in (_("Person"), affiliation) if part)
