"""Within what a search looks: the viewer's audiences and the chosen filters. No request to an engine lacks it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2s

from community.access.viewer import Viewer

AUDIENCE = "audience"
OTHER_TRANSLATION = "shown_otherwise_in"


@lru_cache(maxsize=4_096)
def token(name: str, value: str) -> str:
    """What stands in the index for a property of an entry: letters and figures only, whatever the value holds."""
    return "x" + blake2s(f"{name}={value}".encode(), digest_size=8).hexdigest()


def entry_tokens(audience: str, facets: Mapping[str, Iterable[str]], shown_otherwise_in: Iterable[str]) -> list[str]:
    """All that a scope may ask of an entry."""
    found = [token(AUDIENCE, audience)]
    found.extend(token(name, value) for name, values in facets.items() for value in values)
    found.extend(token(OTHER_TRANSLATION, language) for language in shown_otherwise_in)
    return found


@dataclass(frozen=True)
class Scope:
    """Made of a viewer. `all_of`: from each group one token at least; `none_of`: none of these."""

    keys: frozenset[str]
    language: str
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, viewer: Viewer, language: str, chosen: Mapping[str, tuple[str, ...]] | None = None) -> "Scope":
        return cls(frozenset(viewer.keys), language, chosen or {})

    @property
    def all_of(self) -> tuple[tuple[str, ...], ...]:
        return (self.audiences, *self.filters)

    @property
    def audiences(self) -> tuple[str, ...]:
        return tuple(token(AUDIENCE, key) for key in sorted(self.keys))

    @property
    def filters(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(token(name, value) for value in values) for name, values in self.chosen.items() if values)

    @property
    def none_of(self) -> tuple[str, ...]:
        """A page that has a translation in the reader's language is shown by that one."""
        return (token(OTHER_TRANSLATION, self.language),)

    def without(self, name: str) -> "Scope":
        """The same without one filter: what could be chosen besides."""
        return Scope(self.keys, self.language, {key: v for key, v in self.chosen.items() if key != name})

    def unfiltered(self) -> "Scope":
        return Scope(self.keys, self.language)
