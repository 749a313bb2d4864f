"""How a municipality came to be, as sentences can say it: what was merged into it, parted from it, named anew."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext

from community.text.order import sort_key

from .models import Municipality, MunicipalityCode
from .names import folded, parts, plain


class Change(IntEnum):
    RENAMED = 1
    BECAME = 2
    JOINED = 3
    PARTED = 4


@dataclass(frozen=True)
class Line:
    """The numbers that one name stood for, oldest first."""

    name: str
    codes: tuple[MunicipalityCode, ...] = ()

    def __str__(self) -> str:
        if not self.codes:
            return self.name
        said = f"{self.name} ({', '.join(code.number[:4] for code in self.codes)})"
        return gettext("a part of %(name)s") % {"name": said} if self.is_part else said

    @property
    def is_part(self) -> bool:
        """Whether only some of it came here."""
        return bool(self.codes) and self.codes[-1].split


@dataclass(frozen=True)
class Event:
    """What happened at the beginning of a year: how those in `lines` came to stand towards `whole`."""

    year: int
    change: Change
    whole: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        lines = sorted(self.lines, key=lambda line: (line.is_part, sort_key(line.name)))
        said = {"names": get_text_list([str(line) for line in lines], gettext("and")), "whole": self.whole}
        return capfirst(self._sentence() % said)

    def _sentence(self) -> str:
        if self.change is Change.RENAMED:
            return gettext("%(names)s took the name %(whole)s")
        if self.change is Change.BECAME:
            return gettext("%(names)s became %(whole)s")
        if self.change is Change.JOINED:
            return gettext("%(names)s became part of %(whole)s")
        return gettext("%(names)s was parted from %(whole)s")


def history(place: Municipality) -> list[Event]:
    """From the oldest. Empty where nothing but numbers ever changed, or how the names in two languages are written."""
    happened: dict[tuple[int, Change, str], list[Line]] = defaultdict(list)
    partings = list(_partings(place))
    for part, whole, code in partings:
        happened[(code.valid_to or 0) + 1, Change.PARTED, whole.name].append(Line(part.name))
        if before := tuple(it for it in _own(part) if code.valid_from and it.valid_to == code.valid_from - 1):
            happened[code.valid_from or 0, Change.JOINED, whole.name].append(Line(part.name, before))
    parted = {code.number for _part, _whole, code in partings}
    lines = [line for line in _others(place) if line.codes[-1].number not in parted]
    for line in lines:
        year = (line.codes[-1].valid_to or 0) + 1
        between = next((other.name for other in lines if other.codes[0].valid_from == year), "")
        change = Change.BECAME if between else _change(place, year)
        happened[year, change, between or place.name].append(line)
    return [_event(*key, tuple(those)) for key, those in sorted(happened.items())]


def former_names(events: list[Event], place: Municipality) -> list[str]:
    """What all of it was called before it was called as today."""
    became = (event for event in events if event.change in {Change.RENAMED, Change.BECAME})
    lines = (line for event in became if event.whole == place.name for line in event.lines)
    return sorted((line.name for line in lines if not line.is_part), key=sort_key)


def former_numbers(place: Municipality) -> list[str]:
    """The numbers that it had under the name of today, the newest first."""
    return [code.number for code in reversed(_own(place)) if not code.is_current]


def _event(year: int, change: Change, whole: str, lines: tuple[Line, ...]) -> Event:
    alone = change is Change.BECAME and len(lines) == 1 and not lines[0].is_part
    return Event(year, Change.RENAMED if alone else change, whole, lines)


def _change(place: Municipality, year: int) -> Change:
    """Whether those who ended the year before were the first of it, or came to one that was there."""
    own = _own(place)
    is_new = any(code.valid_from == year for code in own) and not any(code.valid_to == year - 1 for code in own)
    return Change.BECAME if is_new else Change.JOINED


def _partings(place: Municipality) -> Iterator[tuple[Municipality, Municipality, MunicipalityCode]]:
    """Who left whom, by a number of a name that one of them still bears; the others of a split are gone."""
    torn = {code.number: code for code in place.codes.all() if code.split}
    if not torn:
        return
    akin = Municipality.objects.filter(codes__number__in=torn).exclude(pk=place.pk).distinct()
    for other in akin.prefetch_related("codes"):
        for code in other.codes.all():
            if code.number in torn and _is_own(place, code):
                yield other, place, code
            elif code.number in torn and _is_own(other, code):
                yield place, other, code


def _own(place: Municipality) -> list[MunicipalityCode]:
    return [code for code in reversed(place.codes.all()) if _is_own(place, code)]


def _others(place: Municipality) -> list[Line]:
    found: dict[str, list[MunicipalityCode]] = defaultdict(list)
    for code in reversed(place.codes.all()):
        if not _is_own(place, code):
            found[plain(code.name)].append(code)
    return [Line(name, tuple(codes)) for name, codes in found.items()]


def _is_own(place: Municipality, code: MunicipalityCode) -> bool:
    """Whether a number stood for the name of today, in any of its languages."""
    today = {folded(name) for name in (place.name, *parts(place.official_name))}
    return any(folded(name) in today for name in parts(code.name))
