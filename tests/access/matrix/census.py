"""Every route of the site with what its address needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver, reverse

from tests.architecture.routes import kind_of


@dataclass(frozen=True)
class Route:
    name: str
    kind: str
    """For whom: public, member, editor or admin."""
    parameters: frozenset[str]

    def address(self, values: dict[str, Any]) -> str:
        if self.name == "wagtail_serve":
            return reverse(self.name, args=[values["path"]])
        return reverse(self.name, kwargs={name: values[name] for name in self.parameters})

    @property
    def is_the_admins(self) -> bool:
        return self.kind == "admin" or (self.kind == "editor" and not self.name.startswith(("home:", "search:")))


def census() -> list[Route]:
    """Each route with a name once, in the order of their names."""
    found = set(_walk(get_resolver(), "", "", frozenset()))
    return sorted(found, key=lambda route: (route.name, sorted(route.parameters)))


def _walk(resolver: URLResolver, space: str, path: str, above: frozenset[str]) -> Iterator[Route]:
    above |= frozenset(resolver.pattern.regex.groupindex)
    for entry in resolver.url_patterns:
        whole = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, space + (f"{entry.namespace}:" if entry.namespace else ""), whole, above)
        elif entry.name:
            name = space + entry.name
            own = frozenset({"path"} if name == "wagtail_serve" else entry.pattern.regex.groupindex)
            yield Route(name, kind_of(name, whole) or "", above | own)
