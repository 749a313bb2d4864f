"""Fields that a reader names: «kommune:Hamar» becomes the very filter that a choice on the page is.

What names no field, or nothing that there is, is looked for as words. Nothing is told of what is closed: everybody
knows of municipalities, themes and networks, and a tag of closed texts is as unknown as one that never was.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice, takewhile

from django.conf import settings
from django.utils.translation import override

from community.access.viewer import Viewer
from community.networks.models import Network, Theme
from community.places.models import MunicipalityCode, MunicipalityName
from community.places.names import asked, folded
from community.publishing import registry

from .documents import sources
from .facets import Chosen
from .named_tags import named, of_the_same_words
from .typed import Piece, pieces

FIELDS: Mapping[str, str] = {
    "kommune": "municipality", "municipality": "municipality",
    "tema": "theme", "theme": "theme",
    "emneord": "tag", "merkelapp": "tag", "tag": "tag",
    "type": "kind", "slag": "kind", "kind": "kind",
    "språk": "language", "sprak": "language", "language": "language",
    "år": "year", "ar": "year", "year": "year",
    "nettverk": "network", "network": "network",
}  # fmt: skip
"""As they are typed, in bokmål, nynorsk and English, and what each narrows by."""
_MOST = 8
"""Fields in one query. Others are words."""
_LONGEST_NAME = 4
"""Words of a name that stands without quotes: «kommune:Nordre Follo»."""
_MOST_YEARS = 20
_LANGUAGES = {"bokmal": "nb", "nb": "nb", "nynorsk": "nn", "nn": "nn", "engelsk": "en", "english": "en", "en": "en"}

Values = Mapping[str, Sequence[tuple[str, str]]]
"""What each name stands for: facets, with a value each."""


@dataclass(frozen=True)
class Restricted:
    """`text`: what is left to look for. `unknown`: fields whose value is nothing that there is, with that value.
    `places`: the municipalities as they were typed, perhaps by the name of earlier days."""

    text: str
    chosen: Chosen = field(default_factory=dict)
    unknown: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()


def restrict(text: str, viewer: Viewer) -> Restricted:
    """Take the fields out of what was typed: as many queries for many fields of a kind as for one."""
    said = pieces(text)
    named_at = (at for at, piece in enumerate(said) if piece.field in FIELDS and piece.text and not piece.unwanted)
    marked = list(islice(named_at, _MOST))
    if not marked:
        return Restricted(text)
    options = {at: _names_from(said, at) for at in marked}
    known_by: dict[str, Callable[[Iterable[str]], Values]] = {**_KNOWN, "tag": partial(_tags, viewer)}
    known = {
        facet: known_by[facet]([name for at in marked if FIELDS[said[at].field] == facet for name in options[at]])
        for facet in {FIELDS[said[at].field] for at in marked}
    }
    return _without(said, options, known)


def _without(said: Sequence[Piece], options: Mapping[int, Sequence[str]], known: Mapping[str, Values]) -> Restricted:
    left: list[str] = []
    chosen: dict[str, tuple[str, ...]] = {}
    unknown, places = [], []
    until = 0
    for at, piece in enumerate(said):
        if at < until:
            continue
        facet = FIELDS.get(piece.field, "") if at in options else ""
        names = options.get(at, ())
        name = next((name for name in names if known[facet].get(name)), None) if facet else None
        if name is None:
            left.append(piece.text if facet else piece.written)
            unknown += [(facet, piece.text)] if facet else []
            continue
        until = at + len(names) - names.index(name)
        places += [name] if facet == "municipality" else []
        for narrows, value in known[facet][name]:
            chosen[narrows] = (*chosen.get(narrows, ()), value)
    return Restricted(" ".join(left), chosen, tuple(unknown), tuple(places))


def _names_from(said: Sequence[Piece], at: int) -> list[str]:
    """What a field may be asked for, the longest first: what stands in quotes, or one word or more."""
    first = said[at]
    if first.quoted or FIELDS[first.field] == "tag":
        return [first.text]
    following = takewhile(lambda piece: not (piece.quoted or piece.unwanted or piece.field), said[at + 1 :])
    words = [first.text, *(piece.text for _n, piece in zip(range(_LONGEST_NAME - 1), following, strict=False))]
    return [" ".join(words[:size]) for size in range(len(words), 0, -1)]


def _municipalities(names: Iterable[str]) -> Values:
    """Of today, by any name or number that they have or had. A name that one bears today is its own."""
    keys = {name: asked(name) for name in names}
    found: dict[str, list[tuple[str, str]]] = {}
    borne: set[str] = set()
    rows = MunicipalityName.objects.filter(key__in=set(keys.values())).order_by("former", "pk")
    for key, former, pk in rows.values_list("key", "former", "municipality"):
        if not (former and key in borne):
            found.setdefault(key, []).append(("municipality", str(pk)))
        if not former:
            borne.add(key)
    if numbers := {key for key in keys.values() if key.isdecimal()}:
        for number, pk in MunicipalityCode.objects.filter(number__in=numbers).values_list("number", "municipality"):
            found.setdefault(number, []).append(("municipality", str(pk)))
    return {name: found[key] for name, key in keys.items() if key in found}


def _themes(names: Iterable[str]) -> Values:
    """By its name in any language, or by the same words in another form."""
    names = tuple(names)
    rows = list(Theme.objects.values_list("slug", "name_nb", "name_nn", "name_en"))
    slugs = {name: row[0] for row in rows for name in row[1:] if name}
    worded = {name: [("theme", slugs[same[0]])] for name in names if (same := of_the_same_words(name, slugs))}
    return {**worded, **_among({folded(name): [("theme", row[0])] for row in rows for name in row}, names)}


def _networks(names: Iterable[str]) -> Values:
    rows = Network.objects.values_list("pk", "slug", "name_nb", "name_nn", "name_en")
    return _among({folded(name): [("network", str(row[0]))] for row in rows for name in row[1:]}, names)


def _tags(viewer: Viewer, names: Iterable[str]) -> Values:
    return {name: [("tag", tag) for tag in tags] for name, tags in named(names, viewer).items()}


def _languages(names: Iterable[str]) -> Values:
    return _among({name: [("language", code)] for name, code in _LANGUAGES.items()}, names)


def _years(names: Iterable[str]) -> Values:
    """«2014», and «2014-2016» for all of them."""
    found = {}
    for name in names:
        first, _dash, last = name.replace("–", "-").partition("-")
        if all(len(year) == 4 and year.isascii() and year.isdecimal() for year in (first, last or first)):
            years = range(int(first), min(int(last or first), int(first) + _MOST_YEARS - 1) + 1)
            found[name] = [("year", str(year)) for year in years]
    return found


def _kinds(names: Iterable[str]) -> Values:
    return _among(_all_kinds(), names)


def _among(known: Values, names: Iterable[str]) -> Values:
    """Of what is known by a folded name, what these names stand for."""
    return {name: known[folded(name)] for name in names if folded(name) in known}


@cache
def _all_kinds() -> Values:
    """Kinds by their names in every language, one or many; and kinds of resources, such as checklists."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            for kind in registry.kinds():
                for facet, values in kind.facets.items():
                    if facet == kind.name:
                        found |= {folded(str(label)): [(facet, value)] for value, label in values.items()}
            for source in sources():
                names = (source.name, str(source.label), str(source.plural))
                found |= {folded(name): [("kind", source.name)] for name in names}
    return found


_KNOWN: Mapping[str, Callable[[Iterable[str]], Values]] = {
    "municipality": _municipalities,
    "theme": _themes,
    "kind": _kinds,
    "language": _languages,
    "year": _years,
    "network": _networks,
}
