"""What is completed while somebody types: places, titles, tags, and what rooms suggest themselves (people).

Never more than the reader may see: titles are found within their audiences and loaded again through `visible_to`, and a
tag is offered where the index finds something with it for them.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import urlencode

from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.access.viewer import Viewer
from community.places.models import MunicipalityName
from community.places.names import asked
from community.publishing.models import Tag, TagState
from community.publishing.suggested import AT_MOST, Suggestion, by_rooms
from community.text.otherwise import texts_otherwise

from .beginning import Beginning
from .engines import Request, current, embedded
from .hits import load
from .query import Query
from .scope import Scope

MOST = 10
_TITLES = 5
_PLACES = 2
_TAGS_LOOKED_AT = 8
_NO_WORDS = Query("", ())


def suggest(typed: str, viewer: Viewer) -> list[Suggestion]:
    """None before the third letter. A place whose name is written out comes first; an address is suggested once."""
    beginning = Beginning.of(typed)
    if not beginning:
        return []
    scope = Scope.of(viewer, (get_language() or "nb")[:2])
    places = list(_places(typed))
    meant = [place for place in places if asked(place.label) == asked(typed)]
    others = (_titles(beginning, viewer, scope), places, _tags(typed, scope), by_rooms(typed, viewer))
    found: dict[str, Suggestion] = {}
    for one in chain(meant, *others):
        found.setdefault(one.url, one)
    return _in_order(found.values(), " ".join(typed.split()).lower())[:MOST]


def _in_order(found: Iterable[Suggestion], begins: str) -> list[Suggestion]:
    """As it is typed comes before what only sounds like it: «Nøt» is Nøtterøy before it is Notodden. Among places the
    shorter name comes first, since more of it has been typed: «Ham» is Hamar before it is Hammerfest."""

    def only_sounds_so(one: Suggestion) -> bool:
        return not one.label.lower().startswith(begins)

    place = _("Municipality")
    others = sorted(found, key=only_sounds_so)
    places = (one for one in others if one.about == place)
    shortest_first = iter(sorted(places, key=lambda one: (only_sounds_so(one), len(one.label))))
    return [next(shortest_first) if one.about == place else one for one in others]


def _places(typed: str) -> Iterator[Suggestion]:
    """Municipalities by any name that they have or had: «Nøtterøy, nå Færder»."""
    begins = asked(typed)
    if not begins:
        return
    rows = MunicipalityName.objects.filter(key__startswith=begins).select_related("municipality__county")
    for row in rows.order_by("former", Length("key"), "key")[:_PLACES]:
        place = row.municipality
        label = place.named(row.name) if row.former else place.distinct_name
        yield Suggestion(label, place.get_absolute_url(), _("Municipality"))


def _titles(beginning: Beginning, viewer: Viewer, scope: Scope) -> Iterator[Suggestion]:
    ids = current().titles(beginning, scope, _TITLES)
    for hit in load(ids, viewer, _NO_WORDS, names_only=True):
        yield Suggestion("".join(segment.text for segment in hit.title), hit.url, hit.kind_label)


def _tags(typed: str, scope: Scope) -> Iterator[Suggestion]:
    fits = Q()
    for begins in (" ".join(typed.split()), *texts_otherwise(typed)):
        for form in {begins, begins.lower(), begins.capitalize()} if not begins.isascii() else {begins}:
            fits |= Q(name__istartswith=form)  # SQLite knows capitals of the letters a to z only
    names = (
        Tag.objects.filter(fits)
        .exclude(state=TagState.RETIRED)
        .order_by("name")
        .values_list("name", flat=True)[:_TAGS_LOOKED_AT]
    )
    seen = (name for name in names if _finds(name, scope))
    for _number, name in zip(range(AT_MOST), seen, strict=False):
        yield Suggestion(name, f"{reverse('search:results')}?{urlencode({'tag': name.lower()})}", _("Tag"))


def _finds(tag: str, scope: Scope) -> bool:
    return embedded().exists(Request(_NO_WORDS, Scope(scope.keys, scope.language, {"tag": (tag.lower(),)})))
