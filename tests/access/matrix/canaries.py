"""Words that stand nowhere else, one for each field of each thing: where one turns up, we know what was told."""

import re
from dataclasses import dataclass, field
from hashlib import sha256

LETTERS = "bdfgklmnoprstvy"
CANARY = re.compile(rb"zq[a-z]{10}", re.I)
NUMBER = re.compile(rb"(?<!\d)71\d{7}(?!\d)")


@dataclass(frozen=True)
class Told:
    """What a canary tells: a field of a layer of a thing. The layer decides who may know it (see expectations)."""

    thing: str
    layer: str
    field: str

    def __str__(self) -> str:
        return f"{self.thing} [{self.layer}] {self.field}"


@dataclass
class Canaries:
    told_by: dict[str, Told] = field(default_factory=dict)

    def word(self, thing: str, layer: str, name: str) -> str:
        """The canary for a field; the same each time it is asked for."""
        told = Told(thing, layer, name)
        digest = sha256(f"{thing}/{layer}/{name}".encode()).digest()
        canary = "zq" + "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:10])
        self.told_by[canary] = told
        return canary

    def number(self, thing: str, layer: str, name: str = "id") -> int:
        """A primary key that is nobody else's."""
        number = 710_000_000 + 1000 * (len(self.told_by) + 1)
        self.told_by[str(number)] = Told(thing, layer, name)
        return number

    def also(self, known_by: str, thing: str, layer: str, name: str) -> str:
        """Something that is unguessable anyhow (an upload's key) counts as a canary too."""
        self.told_by[known_by] = Told(thing, layer, name)
        return known_by

    def in_bytes(self, raw: bytes) -> set[str]:
        found = {match.decode().lower() for match in CANARY.findall(raw)}
        found |= {match.decode() for match in NUMBER.findall(raw)}
        found |= {key for key in self.told_by if "-" in key and key.encode() in raw}
        return found & self.told_by.keys()
