"""What a result can be narrowed by, with the reader's words for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.access.audience import MEMBERS, NETWORK, PUBLIC, ROOM, audience_name, network_key
from community.networks.models import Network, Theme
from community.places.models import Municipality
from community.publishing import registry
from community.text.order import sort_key
from community.ui.navigation import language_name

from .documents import sources
from .engines.protocol import Counts
from .models import LONGEST_VALUE

NAMES: Mapping[str, Any] = {
    "kind": _("What"),
    "again": _("Would do it again"),
    "resource": _("Kind of resource"),
    "time": _("Time to use it"),
    "state": _("How the discussion stands"),
    "theme": _("Theme"),
    "municipality": _("Municipality"),
    "network": _("Network"),
    "language": _("Written in"),
    "year": _("Year"),
    "audience": _("Who sees it"),
}
_AGAIN = {
    "yes": pgettext_lazy("would do it again", "Yes"),
    "partly": pgettext_lazy("would do it again", "Partly"),
    "no": pgettext_lazy("would do it again", "No, others should avoid this"),
}
_SHORT = {
    "yes": pgettext_lazy("would do it again", "yes"),
    "partly": pgettext_lazy("would do it again", "partly"),
    "no": pgettext_lazy("would do it again", "no"),
}
_STATES = {
    "unanswered": _("Unanswered"),
    "open": _("Under way"),
    "solved": _("Solved"),
    "closed": _("Closed"),
}
CAP = 2_000
"""So many entries are counted. Beyond that the counts say how it is among the newest of them."""
_SHOWN = 8
_SHOWN_AT_MOST = 40
_MOST_CHOSEN = 20

Chosen = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]

    @property
    def first(self) -> tuple[FacetValue, ...]:
        return tuple(v for n, v in enumerate(self.values) if n < _SHOWN or v.chosen)

    @property
    def more(self) -> tuple[FacetValue, ...]:
        return tuple(v for n, v in enumerate(self.values[:_SHOWN_AT_MOST]) if n >= _SHOWN and not v.chosen)


def choose(asked: Mapping[str, Iterable[str]]) -> Chosen:
    """The filters that a reader asked for; unknown names are passed over. A tag narrows too, but is no facet."""
    chosen = {name: tuple(dict.fromkeys(asked.get(name, ())))[:_MOST_CHOSEN] for name in (*NAMES, "tag")}
    return {name: tuple(value[:LONGEST_VALUE] for value in values) for name, values in chosen.items() if values}


def existing(chosen: Chosen) -> Chosen:
    """Without values that no link of ours has: a worn or mistyped address narrows by the rest of what it says."""
    labels = _labels(chosen)
    kept = {
        name: tuple(value for value in values if value in labels[name] and (name != "year" or _is_year(value)))
        for name, values in chosen.items()
    }
    return {name: values for name, values in kept.items() if values}


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isascii() and value.isdecimal()


def described(counts: Counts, chosen: Chosen) -> tuple[Facet, ...]:
    """Facets ready to be shown. One with a single value that is not chosen tells nothing and is left out."""
    by_name: dict[str, dict[str, int]] = {name: dict.fromkeys(chosen.get(name, ()), 0) for name in NAMES}
    for name, value, number in counts:
        by_name[name][value] = number
    labels = _labels({name: tuple(values) for name, values in by_name.items()})
    found = []
    for name, numbers in by_name.items():
        if len(numbers) < 2 and name not in chosen:
            continue
        values = [
            FacetValue(value, labels[name][value], number, value in chosen.get(name, ()))
            for value, number in numbers.items()
            if value in labels[name]
        ]
        values.sort(key=lambda v: v.value if name == "year" else (-v.count, sort_key(v.label)), reverse=name == "year")
        found.append(Facet(name, str(NAMES[name]), tuple(values)))
    return tuple(found)


def label(name: str, value: str) -> str:
    """The reader's word for one value where it stands alone; the value itself where it is unknown."""
    return said({name: (value,)})[name].get(value, value)


def said(values: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, str]]:
    """The reader's words for values that stand alone: a query a facet at most."""
    short = {"again": {value: str(text) for value, text in _SHORT.items()}} if "again" in values else {}
    return {**_labels(values), **short}


def _labels(values: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {name: {value: value for value in found} for name, found in values.items()}
    if "kind" in values:
        found["kind"] = {source.name: str(source.plural).capitalize() for source in sources()}
    if "again" in values:
        found["again"] = {value: str(text) for value, text in _AGAIN.items()}
    if "state" in values:
        found["state"] = {value: str(text) for value, text in _STATES.items()}
    for kind in registry.kinds():
        for name in kind.facets.keys() & values.keys():
            found[name] = {value: str(text) for value, text in kind.facets[name].items()}
    if values.get("audience"):
        found["audience"] = _audiences(values["audience"])
    if "language" in values:
        found["language"] = {code: language_name(code) for code, _name in settings.LANGUAGES}
    if values.get("theme"):
        found["theme"] = {theme.slug: theme.name for theme in Theme.objects.filter(slug__in=values["theme"])}
    if values.get("municipality"):
        places = Municipality.objects.select_related("county").filter(pk__in=_ids(values["municipality"]))
        found["municipality"] = {str(place.pk): place.distinct_name for place in places}
    if values.get("network"):
        networks = Network.objects.filter(pk__in=_ids(values["network"]))
        found["network"] = {str(network.pk): str(network) for network in networks}
    return found


def _audiences(keys: Iterable[str]) -> dict[str, str]:
    """Of a room no more is said than that it is one: whoever knows a key need not be in it."""
    networks = Network.objects.in_bulk(_ids(key.removeprefix(NETWORK) for key in keys if key.startswith(NETWORK)))
    named = {network_key(pk): audience_name(network_key(pk), network) for pk, network in networks.items()}
    return {key: audience_name(key) for key in keys if key in {PUBLIC, MEMBERS} or key.startswith(ROOM)} | named


def _ids(values: Iterable[str]) -> list[str]:
    return [pk for pk in values if pk.isdecimal() and len(pk) < 18]
