import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from community.places.geometry import Ring, area, project, simplified
from community.places.maps import LAND, Detail


class Command(BaseCommand):
    help = "Makes community/places/data/land.json of Kartverket's shape of the country (GeoJSON, degrees)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("shape", type=Path, help="For example Norge-S.geojson.")

    def handle(self, *_args: Any, shape: Path, **_options: Any) -> None:
        rings = [
            [project(longitude, latitude) for longitude, latitude in polygon[0]]
            for feature in json.loads(shape.read_text(encoding="utf-8"))["features"]
            for polygon in feature["geometry"]["coordinates"]
        ]
        land = {detail.name.lower(): [_flat(ring) for ring in _at(detail, rings)] for detail in Detail}
        LAND.write_text(json.dumps(land, separators=(",", ":")) + "\n", encoding="ascii")
        for name, kept in land.items():
            self.stdout.write(f"{name}: {len(kept)} rings, {sum(map(len, kept)) // 2} points")


def _at(detail: Detail, rings: list[Ring]) -> list[Ring]:
    """Simplified, and without the islands that would be no more than a dot."""
    tolerance = detail.value
    kept = [simplified(ring, tolerance) for ring in rings if area(ring) > (3 * tolerance) ** 2]
    return sorted((ring for ring in kept if len(ring) > 3), key=area, reverse=True)


def _flat(ring: Ring) -> list[int]:
    """x, y of the first point, then the steps: small numbers, a small file."""
    flat: list[int] = []
    x, y = 0, 0
    for point in ring[:-1]:
        nx, ny = round(point[0]), round(point[1])
        flat += [nx - x, ny - y]
        x, y = nx, ny
    return flat
