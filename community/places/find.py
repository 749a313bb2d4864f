"""From a name, number or address of any time to the municipalities of today."""

from collections import defaultdict
from dataclasses import dataclass

from community.text.order import sort_key

from .models import Municipality, MunicipalityCode, MunicipalityName
from .names import asked, folded


@dataclass(frozen=True)
class Whereabouts:
    """Where an address leads. One of three: it is a municipality's own, it leads on, or it leads nowhere."""

    asked: str
    """What was asked for, as the register writes it: «Nøtterøy», «1507 Ålesund»."""
    here: Municipality | None = None
    led_to: tuple[Municipality, ...] = ()
    """Where `here` is None: all that the name or number led to. One: redirect. Several: show them all."""

    @property
    def is_shared(self) -> bool:
        """Whether all that it led to bear this very name today: «Herøy»."""
        return all(folded(place.name) == folded(self.asked) for place in self.led_to)

    @property
    def moved_to(self) -> Municipality | None:
        """The only one that the address leads to; None where there is a choice, which is the reader's."""
        return self.led_to[0] if len(self.led_to) == 1 else None


def find(text: str) -> list[Municipality]:
    """All municipalities of today that a present or former name or number leads to, those of that very name first."""
    key = asked(text)
    found = Municipality.objects.found_by(text).select_related("county")
    return sorted(found, key=lambda it: (folded(it.name) != key, sort_key(it.name), it.number))


def by_slug_or_former_name(slug: str) -> Whereabouts:
    """What /kommuner/<slug>/ means: a municipality's own address, or a name or number that leads to some of today."""
    own = Municipality.objects.with_history().filter(slug=slug).first()
    if own:
        return Whereabouts(own.name, here=own)
    led_to = tuple(Municipality.objects.found_by(slug).select_related("county").order_by("name__sort_key", "number"))
    return Whereabouts(_as_written(slug, led_to), led_to=led_to)


def former_names() -> dict[str, list[str]]:
    """Names that are no municipality's any longer, and the names of today that each leads to: Nøtterøy → [Færder].

    A name that one still bears is left out: who asks for Ålesund does not mean Haram, though Haram was part of it.
    """
    names = MunicipalityName.objects.order_by("name__sort_key", "municipality__name__sort_key")
    in_use = set(names.filter(former=False).values_list("key", flat=True))
    leads: dict[str, list[str]] = defaultdict(list)
    for name, key, today in names.filter(former=True).values_list("name", "key", "municipality__name"):
        if folded(name) == key and key not in in_use:
            leads[name].append(today)
    return dict(leads)


def _as_written(slug: str, led_to: tuple[Municipality, ...]) -> str:
    code = MunicipalityCode.objects.filter(number=slug, municipality__in=led_to).first()
    if code:
        return str(code)
    name = MunicipalityName.objects.filter(key=slug, municipality__in=led_to).first()
    return name.name if name else slug
