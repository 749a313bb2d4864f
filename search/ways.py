"""Ways out of an answer without hits: what could be let go of, and what that finds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from community.access.viewer import Viewer

from .address import Address
from .find import find
from .typed import pieces


@dataclass(frozen=True)
class Way:
    label: str
    address: str
    total: int


def ways_out(address: Address, viewer: Viewer) -> list[Way]:
    """Each finds something for this reader: a question for each that there is something to let go of."""
    found = []
    for label, looser in _looser(replace(address, page=1, key="")):
        total = find(looser.text, viewer, looser.chosen, order=looser.order, exact=looser.exact, size=1).total
        if total:
            found.append(Way(label, str(looser), total))
    return found


def _looser(address: Address) -> Iterator[tuple[str, Address]]:
    said = pieces(address.text)
    if address.chosen and address.text:
        yield _("Without the choices"), replace(address, chosen={})
    if any(piece.quoted and not piece.unwanted for piece in said):
        plain = " ".join(piece.written if piece.unwanted else piece.words for piece in said)
        yield _("Without the quotes"), replace(address, text=plain)
    if any(piece.unwanted for piece in said) and (rest := " ".join(p.written for p in said if not p.unwanted)):
        yield _("With what you took away, too"), replace(address, text=rest)
    if address.exact:
        yield _("With related words too"), replace(address, exact=False)
