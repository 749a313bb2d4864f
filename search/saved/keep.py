"""Verbs of whoever keeps a search: save it, change it, let it go."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from community.members.models import User
from community.notifications.choose import follow
from community.notifications.read import take_back

from ..facets import Chosen
from .models import SavedSearch
from .notices import HIT

MOST = 50
"""Searches that one person can have saved."""


class TooManyError(Exception):
    """As many as there can be are saved already."""


class NameTakenError(Exception):
    """Another of one's searches is called so."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to be told of, and how often."""

    name: str
    text: str
    filters: Chosen = field(default_factory=dict)
    exact: bool = False
    frequency: str = ""

    @property
    def asked(self) -> dict[str, object]:
        lists = {name: list(values) for name, values in sorted(self.filters.items())}
        return {"text": self.text, "filters": lists, "exact": self.exact}


@transaction.atomic
def save(wish: Wish, *, by: User) -> SavedSearch:
    """Save a search; what is there already is no news. The same one twice is one. Raises TooManyError and
    NameTakenError."""
    own = _own(by)
    same = next((one for one in own if one.name == wish.name), None)
    if same:
        if {name: getattr(same, name) for name in wish.asked} != wish.asked or same.frequency != wish.frequency:
            raise NameTakenError
        return same
    if len(own) >= MOST:
        raise TooManyError
    language = (get_language() or "nb")[:2]
    return SavedSearch.objects.create(
        user=by, name=wish.name, frequency=wish.frequency, language=language, **wish.asked
    )


@transaction.atomic
def change(search: SavedSearch, wish: Wish, *, by: User) -> SavedSearch:
    """Call it something else, ask for something else, or be told at another time: what waits to be told follows. Who
    asks for something else begins anew, and what is there already is no news. Raises NameTakenError."""
    own = {one.pk: one for one in _own(by)}
    search = own[search.pk]
    if any(one.name == wish.name for one in own.values() if one != search):
        raise NameTakenError
    if {name: getattr(search, name) for name in wish.asked} != wish.asked:
        search.begun_at = timezone.now()
    for name, value in {"name": wish.name, "frequency": wish.frequency, **wish.asked}.items():
        setattr(search, name, value)
    search.save()
    follow(by, HIT)
    return search


@transaction.atomic
def let_go(search: SavedSearch) -> None:
    """Neither what waits nor what was told of it is told any more."""
    take_back(search)
    search.delete()


def _own(person: User) -> list[SavedSearch]:
    """All that somebody has, and nobody saves another meanwhile."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    return list(SavedSearch.objects.filter(user=person))
