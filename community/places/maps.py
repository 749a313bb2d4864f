"""A map of some municipalities: the land around them, simplified, and where each one lies. © Kartverket, CC BY 4.0.

Every map is drawn into a box of the same size, so that strokes, letters and knots have theirs whether the network
fills a county or the country.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import gettext

from .geometry import Box, Point, Ring, cut, path, project
from .models import Municipality

LAND = Path(__file__).parent / "data" / "land.json"
WIDTH, HEIGHT = 435, 545
"""The box that every map is drawn into."""
BLEED = 0.4  # the land goes on for so much of the box's size on all sides, where the page lets it
SMALLEST = 1_600.0  # a map shows 160 km from north to south at least, so that one can tell where it is
SMALLEST_MINI = 7_500.0  # an ornament shows so much that the coast is in it, wherever the place lies
MARGIN = 0.14  # of the height, above the northernmost place and below the southernmost
ROOM = 0.24  # of the width, on either side of the places, for their names
LETTER = 12.5  # the width of a letter of a name, as it is on a phone, where it is largest
GAP = 16  # from a place to its name
LINE = 26  # the height of a line of a name


class Detail(Enum):
    """How far from the coast the drawn line may be, in 100 m."""

    FINE = 5
    MEDIUM = 11
    COARSE = 26
    COARSEST = 60


@dataclass(frozen=True)
class Place:
    """A municipality on the map. `sub` is a second line («nå Færder»); `side`, where its name stands: left or right."""

    name: str
    url: str
    x: float
    y: float
    sub: str = ""
    origin: bool = False
    side: str = "right"


@dataclass(frozen=True)
class Map:
    view_box: str
    land: str
    """The land as the `d` of an SVG path. It goes on outside the box: cut it off, or let it bleed."""
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Frame:
    """The stretch of the plane that a map shows."""

    left: float
    top: float
    height: float

    @property
    def scale(self) -> float:
        return HEIGHT / self.height

    def place(self, point: Point) -> Point:
        return (point[0] - self.left) * self.scale, (point[1] - self.top) * self.scale

    @property
    def bled(self) -> Box:
        width = self.height * WIDTH / HEIGHT
        return (
            self.left - BLEED * width,
            self.top - BLEED * self.height,
            self.left + (1 + BLEED) * width,
            self.top + (1 + BLEED) * self.height,
        )


def network_map(
    municipalities: Iterable[Municipality], *, then: Mapping[int, str] | None = None, origins: Iterable[int] = ()
) -> Map:
    """The municipalities and the land around them. `then` holds names of the day by municipality's id, `origins` the
    ids of those where something began that others use. Without any, the whole country."""
    shown = list(municipalities)
    points = [project(it.longitude, it.latitude) for it in shown]
    frame = _frame(points)
    names = then or {}
    begun = set(origins)
    bare = [
        _place(it, frame.place(point), names.get(it.pk, ""), it.pk in begun)
        for it, point in zip(shown, points, strict=True)
    ]
    places = _sided(bare)
    shift = _shift(places)
    frame = replace(frame, left=frame.left - shift / frame.scale)
    moved = tuple(replace(place, x=round(place.x + shift, 1)) for place in places)
    return Map(f"0 0 {WIDTH} {HEIGHT}", _land(_detail(frame), frame), moved)


def mini_map(municipalities: Iterable[Municipality]) -> Map:
    """The same map as an ornament: a coarse coast, a third of the bytes. Names and links stand elsewhere."""
    shown = list(municipalities)
    points = [project(it.longitude, it.latitude) for it in shown]
    frame = _frame(points, SMALLEST_MINI)
    places = tuple(_place(it, frame.place(point)) for it, point in zip(shown, points, strict=True))
    return Map(f"0 0 {WIDTH} {HEIGHT}", _land(_coarser(_detail(frame)), frame), places)


def _place(municipality: Municipality, point: Point, then: str = "", origin: bool = False) -> Place:
    moved = municipality.was_named(then)
    return Place(
        name=then if moved else municipality.name,
        url=municipality.get_absolute_url(),
        x=round(point[0], 1),
        y=round(point[1], 1),
        sub=gettext("now %(name)s") % {"name": municipality.name} if moved else "",
        origin=origin,
    )


def _frame(points: Sequence[Point], smallest: float = SMALLEST) -> Frame:
    """A box of the right shape around the points, with margins, its middle drawn towards the land's."""
    if not points:
        return _country()
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    ratio = WIDTH / HEIGHT
    height = max((max(ys) - min(ys)) / (1 - 2 * MARGIN), (max(xs) - min(xs)) / ratio / (1 - 2 * ROOM), smallest)
    top = (min(ys) + max(ys) - height) / 2
    width = height * ratio
    middle = (min(xs) + max(xs)) / 2
    land = _land_between(top, top + height)
    if land:
        slack = (width - (max(xs) - min(xs))) / 2 - ROOM * width
        middle += max(-slack, min(slack, ((land[0] + land[1]) / 2 - middle) * 0.7))
    return Frame(middle - width / 2, top, height)


@cache
def _country() -> Frame:
    rings = _rings(Detail.COARSEST)
    xs = [x for ring in rings for x, _y in ring]
    ys = [y for ring in rings for _x, y in ring]
    height = max((max(ys) - min(ys)) * 1.04, (max(xs) - min(xs)) * 1.04 * HEIGHT / WIDTH)
    left = (min(xs) + max(xs) - height * WIDTH / HEIGHT) / 2
    return Frame(left, (min(ys) + max(ys) - height) / 2, height)


def _land_between(top: float, bottom: float) -> tuple[float, float] | None:
    xs = [x for ring in _rings(Detail.COARSEST) for x, y in ring if top <= y <= bottom]
    return (min(xs), max(xs)) if xs else None


def _detail(frame: Frame) -> Detail:
    """The coarsest coast whose error is hard to see: under two units of the drawing."""
    return next((it for it in reversed(Detail) if it.value * frame.scale <= 1.9), Detail.FINE)


def _coarser(detail: Detail) -> Detail:
    ladder = list(Detail)
    return ladder[min(ladder.index(detail) + 1, len(ladder) - 1)]


@lru_cache(maxsize=64)
def _land(detail: Detail, frame: Frame) -> str:
    inside = (cut(ring, frame.bled) for ring in _rings(detail))
    return path([frame.place(point) for point in ring] for ring in inside if ring)


@cache
def _rings(detail: Detail) -> list[Ring]:
    rings = []
    for flat in json.loads(LAND.read_text(encoding="ascii"))[detail.name.lower()]:
        x = y = 0
        ring: Ring = []
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def _sided(places: Sequence[Place]) -> tuple[Place, ...]:
    """Each name on the side where it meets the fewest names and knots and stays inside; towards the sea if equal."""
    taken: dict[int, Box] = {}
    sides: dict[int, str] = {}
    for index in sorted(range(len(places)), key=lambda i: (places[i].y, places[i].x)):
        place = places[index]
        first = "left" if place.x < WIDTH * 0.47 else "right"
        boxes = {side: _label(place, side) for side in (first, "left", "right")}
        costs = {side: _cost(box, place, places, taken.values()) for side, box in boxes.items()}
        side = min(costs, key=lambda it: costs[it] + (0 if it == first else 0.4))
        sides[index], taken[index] = side, boxes[side]
    return tuple(replace(place, side=sides[index]) for index, place in enumerate(places))


def _shift(places: Sequence[Place]) -> float:
    """How far to the right (negative: left) all must go so that the longest name ends inside, where there is room."""
    boxes = [_label(place, place.side) for place in places]
    left = min((box[0] for box in boxes), default=0.0)
    right = WIDTH - max((box[2] for box in boxes), default=0.0)
    if left < 0 < right:
        return min(-left, right)
    return max(right, -left) if right < 0 < left else 0.0


def _label(place: Place, side: str) -> Box:
    width = GAP + LETTER * max(len(place.name), len(place.sub) * 0.8)
    height = LINE * (1.8 if place.sub else 1)
    left, right = (place.x - width, place.x - GAP / 2) if side == "left" else (place.x + GAP / 2, place.x + width)
    return left, place.y - LINE / 2, right, place.y - LINE / 2 + height


def _cost(box: Box, own: Place, places: Iterable[Place], taken: Iterable[Box]) -> float:
    left, top, right, bottom = box
    outside = max(0.0, -left) + max(0.0, right - WIDTH)
    met = sum(left < r and ll < right and top < b and t < bottom for ll, t, r, b in taken)
    knots = sum(it is not own and left - 8 < it.x < right + 8 and top < it.y + 8 and it.y - 8 < bottom for it in places)
    return outside / 40 + met * 3 + knots * 2
