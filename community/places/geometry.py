"""Plane geometry for the maps: from degrees to the plane, simpler rings, rings cut to a box, rings as an SVG path."""

import math
from collections.abc import Iterable

Point = tuple[float, float]
Ring = list[Point]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom. Like SVG's, the axes run right and down."""

_RADIUS = 63_710.0  # the earth's, in the plane's unit of 100 m
_MERIDIAN = math.radians(15)  # UTM zone 33, in which Norway's own maps of the country are drawn
_TOP = 79_500.0  # 100 m north of the equator that the plane begins at


def project(longitude: float, latitude: float) -> Point:
    """Transverse Mercator on a sphere: right to within what a simplified coast shows. Unit: 100 m."""
    longitude, latitude = math.radians(longitude) - _MERIDIAN, math.radians(latitude)
    b = math.cos(latitude) * math.sin(longitude)
    x = _RADIUS * math.atanh(b)
    y = _RADIUS * math.atan2(math.tan(latitude), math.cos(longitude))
    return x + 5_000, _TOP - y


def simplified(ring: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker's: the fewest of the ring's points that stay within the tolerance of all of them."""
    if len(ring) < 4:
        return ring
    keep = {0, len(ring) - 1}
    middle = max(range(len(ring)), key=lambda i: math.dist(ring[0], ring[i]))
    keep.add(middle)
    spans = [(0, middle), (middle, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda i: _distance(ring[i], ring[first], ring[last]))
        if _distance(ring[far], ring[first], ring[last]) > tolerance:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [ring[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch of line."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
    return math.hypot(x - ax - t * dx, y - ay - t * dy)


def area(ring: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def cut(ring: Ring, box: Box) -> Ring:
    """Sutherland and Hodgman's: the part of the ring inside the box, its edges along the box's where it was cut."""
    for axis, bound, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        ring = _cut_at(ring, axis, bound, sign)
        if not ring:
            break
    return ring


def _cut_at(ring: Ring, axis: int, bound: float, sign: int) -> Ring:
    kept: Ring = []
    for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
        inside, was_inside = (sign * (it[axis] - bound) >= 0 for it in (point, before))
        if inside != was_inside:
            t = (bound - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + t * (point[0] - before[0]), before[1] + t * (point[1] - before[1])))
        if inside:
            kept.append(point)
    return kept


def path(rings: Iterable[Ring]) -> str:
    """The rings as an SVG path of whole numbers, each step relative to the last: the shortest that says it."""
    return "".join(filter(None, map(_ring_path, rings)))


def _ring_path(ring: Ring) -> str:
    points: list[tuple[int, int]] = []
    for x, y in ring:
        point = round(x), round(y)
        if not points or point != points[-1]:
            points.append(point)
    if len(points) < 3:
        return ""
    (x, y), steps = points[0], []
    for nx, ny in points[1:]:
        steps.append(_pair(nx - x, ny - y))
        x, y = nx, ny
    return f"M{_pair(*points[0])}l{''.join(s if i == 0 or s[0] == '-' else ' ' + s for i, s in enumerate(steps))}z"


def _pair(x: int, y: int) -> str:
    return f"{x}{'' if y < 0 else ' '}{y}"
