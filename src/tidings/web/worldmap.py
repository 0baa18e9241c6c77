"""A box of degrees to the lines of the map in it, drawn from the shipped boundaries (Natural Earth, public domain); no tile is fetched."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Point = tuple[float, float]

# The drawing's own units; a page scales it to its width.
WIDTH, HEIGHT = 1000, 520
# No closer than this many degrees from top to bottom: boundaries are kept to about a kilometre.
CLOSEST, WIDEST = 0.8, 178.0
# Of points that fall into one square of so many units one is drawn: nobody would see the others.
LEAST_STEP = 1.8
# So many units outside the drawing nobody sees how a line runs.
FAR = 120.0
# An island smaller than this, in units, is not drawn; rivers and lakes, and the borders of regions, where the view is no taller than this,
# in degrees: farther off they would be a net over the land.
LEAST_ISLAND, WATER_WITHIN, REGIONS_WITHIN = 1.6, 40.0, 26.0
# A border of regions shorter than this, in units, is left out until the view comes closer: boroughs would be a blot.
LEAST_BORDER = 10.0
# A country is named when it takes up at least so many square units of the drawing.
LEAST_NAMED = 1600.0


@dataclass(frozen=True, slots=True)
class Box:
    """What of the world is looked at: degrees, with the sides in the proportion of the drawing."""

    west: float
    south: float
    east: float
    north: float

    def x(self, lon: float) -> float:
        """How far to the right a longitude is, in percent."""
        return round(100 * (lon - self.west) / (self.east - self.west), 2)

    def y(self, lat: float) -> float:
        """How far down a latitude is, in percent."""
        return round(100 * (self.north - lat) / (self.north - self.south), 2)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a place lies in it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    @property
    def text(self) -> str:
        """As an address carries it: the middle and the degrees from top to bottom."""
        return f"{(self.south + self.north) / 2:.3f},{(self.west + self.east) / 2:.3f},{self.north - self.south:.3f}"

    def scaled(self, by: float) -> "Box":
        """Around the same middle, with more or fewer degrees."""
        return box_around((self.south + self.north) / 2, (self.west + self.east) / 2, (self.north - self.south) * by)

    def moved(self, right: float, up: float) -> "Box":
        """The box beside it, by shares of its own size."""
        tall, wide = self.north - self.south, self.east - self.west
        return box_around((self.south + self.north) / 2 + up * tall, (self.west + self.east) / 2 + right * wide, tall)


def box_around(lat: float, lon: float, tall: float) -> Box:
    """The box around a middle, so many degrees from top to bottom."""
    tall = min(max(tall, CLOSEST), WIDEST)
    lat = min(max(lat, -90 + tall / 2), 90 - tall / 2)
    # a degree of longitude is shorter the farther it is from the equator
    wide = min(tall * WIDTH / HEIGHT / max(0.2, cos(radians(lat))), 360.0)
    lon = min(max(lon, -180 + wide / 2), 180 - wide / 2)
    return Box(lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2)


def box_of(places: Iterable[Point]) -> Box:
    """The box that holds the places (latitude, longitude), all but the outermost twentieth on each side; the world where there are none."""
    lats, lons = zip(*places, strict=True) if (places := list(places)) else ((), ())
    if not lats:
        return box_around(15, 10, 150)
    cut = len(lats) // 20
    lat, lon = sorted(lats)[cut : len(lats) - cut], sorted(lons)[cut : len(lons) - cut]
    middle = (lat[0] + lat[-1]) / 2
    wide = (lon[-1] - lon[0]) * cos(radians(middle)) * HEIGHT / WIDTH
    return box_around(middle, (lon[0] + lon[-1]) / 2, max(1.35 * max(lat[-1] - lat[0], wide), 5.0))


def box_in(text: str) -> Box | None:
    """The box that an address carries, or None when it makes no sense."""
    try:
        lat, lon, tall = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return box_around(lat, lon, tall) if abs(lat) <= 90 and abs(lon) <= 180 and 0 < tall <= 180 else None


@dataclass(frozen=True, slots=True)
class Named:
    """A country's name, and where it stands, in percent."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """The map of a box, as paths of a drawing of ten times WIDTH by HEIGHT: whole numbers are short."""

    land: str
    borders: str
    regions: str
    water: str
    names: tuple[Named, ...]


@lru_cache(maxsize=64)
def map_of(box: Box) -> Drawn:
    """The map of a box."""
    world = _world()
    land, names = [], []
    for name, rings in world.countries:
        area, weight = 0.0, (0.0, 0.0)
        for ring in rings:
            west, south, east, north = ring.bounds
            if _apart(ring.bounds, box) or max(east - west, north - south) < LEAST_ISLAND * (box.north - box.south) / HEIGHT:
                continue
            shape = _drawn_points(ring, box)
            if not _holds(box, ring.bounds):
                shape = _clipped(shape)
            if len(shape) < 3:
                continue
            land.append(_path(shape, closed=True))
            size, middle = _weighed(shape)
            if size > area:
                area, weight = size, middle
        if area >= LEAST_NAMED:
            names.append(Named(name, round(weight[0] / WIDTH * 100, 2), round(weight[1] / HEIGHT * 100, 2)))
    inside = [n for n in names if 3 < n.x < 97 and 4 < n.y < 96]
    tall = box.north - box.south
    water = _strokes(world.water, box) if tall <= WATER_WITHIN else ""
    regions = _strokes(world.regions, box, LEAST_BORDER) if tall <= REGIONS_WITHIN else ""
    return Drawn("".join(land), _strokes(world.borders, box), regions, water, tuple(inside))


def load_world() -> None:
    """Reads the boundaries, so that the first map doesn't wait for them."""
    _world()


@dataclass(frozen=True, slots=True)
class _Line:
    points: "NDArray[np.float64]"
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _World:
    countries: tuple[tuple[str, tuple[_Line, ...]], ...]
    borders: tuple[_Line, ...]
    water: tuple[_Line, ...]
    regions: tuple[_Line, ...]


@cache
def _world() -> _World:
    kept = json.loads((Path(__file__).parent / "data" / "world.json").read_text("utf-8"))
    lines = [_points(flat, kept["per_degree"]) for flat in kept["lines"]]
    countries, used = [], [0] * len(lines)
    for name, rings in kept["countries"]:
        made: list[_Line] = []
        for ring in rings:
            points: list[Point] = []
            for number in ring:
                used[number if number >= 0 else ~number] += 1
                part = lines[number] if number >= 0 else lines[~number][::-1]
                points += part[1:] if points else part
            made += map(_line, _unrolled(points))
        countries.append((name, tuple(made)))
    # a line that two countries share is a border between them; the others are coasts
    borders = tuple(_line(part) for line, times in zip(lines, used, strict=True) if times > 1 for part in _broken(line))
    water, regions = (
        tuple(_line(part) for flat in kept[layer] for part in _broken(_points(flat, kept["per_degree"]))) for layer in ("water", "regions")
    )
    return _World(tuple(countries), borders, water, regions)


def _points(flat: Sequence[int], per_degree: int) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / per_degree, y / per_degree))
    return points


def _unrolled(ring: Sequence[Point]) -> list[list[Point]]:
    """The ring as it lies on a map that is cut at 180 degrees: one that crosses the cut stands at both edges, one around a pole reaches it."""
    turns, shift = 0, [0]
    for a, b in pairwise(ring):
        turns += 1 if b[0] - a[0] < -180 else -1 if b[0] - a[0] > 180 else 0
        shift.append(turns)
    if not any(shift):
        return [list(ring)]
    flat = [(x + 360 * n, y) for (x, y), n in zip(ring, shift, strict=True)]
    if turns:
        pole = 90.0 if sum(y for _, y in ring) > 0 else -90.0
        flat += [(flat[-1][0], pole), (flat[0][0], pole)]
    return [[(x + by, y) for x, y in flat] for by in (-360, 0, 360)]


def _broken(line: Sequence[Point]) -> list[list[Point]]:
    """The parts of a line between its jumps from one edge of the map to the other."""
    parts: list[list[Point]] = [[]]
    for point in line:
        if parts[-1] and abs(point[0] - parts[-1][-1][0]) > 180:
            parts.append([])
        parts[-1].append(point)
    return [part for part in parts if len(part) > 1]


def _line(points: Sequence[Point]) -> _Line:
    array = np.array(points, dtype=np.float64)
    (west, south), (east, north) = array.min(axis=0).tolist(), array.max(axis=0).tolist()
    return _Line(array, (west, south, east, north))


def _holds(box: Box, bounds: tuple[float, float, float, float]) -> bool:
    return bounds[0] >= box.west and bounds[2] <= box.east and bounds[1] >= box.south and bounds[3] <= box.north


def _apart(bounds: tuple[float, float, float, float], box: Box) -> bool:
    return bounds[0] > box.east or bounds[2] < box.west or bounds[1] > box.north or bounds[3] < box.south


def _drawn_points(line: _Line, box: Box) -> list[Point]:
    """The points of a line in the drawing's units, those left out that fall into the same little square as the one before."""
    scale = np.array((WIDTH / (box.east - box.west), -HEIGHT / (box.north - box.south)))
    placed = (line.points - (box.west, box.north)) * scale
    far = ((placed < -FAR) | (placed > (WIDTH + FAR, HEIGHT + FAR))).any(axis=1)
    # out of sight the squares are large, yet smaller than the way to what is seen
    squares = np.round(placed / np.where(far, FAR / 2, LEAST_STEP)[:, None])
    kept = np.ones(len(placed), dtype=bool)
    kept[1:] = (squares[1:] != squares[:-1]).any(axis=1)
    return [(x, y) for x, y in placed[kept].tolist()]


def _clipped(shape: list[Point]) -> list[Point]:
    """What of a shape lies in the drawing and a margin around it (Sutherland and Hodgman, side by side)."""
    for axis, limit, keeps_less in ((0, -9.0, False), (0, WIDTH + 9.0, True), (1, -9.0, False), (1, HEIGHT + 9.0, True)):
        kept: list[Point] = []
        for a, b in pairwise([*shape[-1:], *shape]):
            a_in, b_in = ((p[axis] <= limit) is keeps_less or p[axis] == limit for p in (a, b))
            if a_in != b_in:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
            if b_in:
                kept.append(b)
        shape = kept
    return shape


def _strokes(lines: Iterable[_Line], box: Box, least: float = 0.0) -> str:
    """Lines that cross the box and are no smaller than `least` units, cut where they leave it."""
    parts = []
    for line in lines:
        west, south, east, north = line.bounds
        if _apart(line.bounds, box) or max(east - west, north - south) < least * (box.north - box.south) / HEIGHT:
            continue
        run: list[Point] = []
        placed = _drawn_points(line, box)
        near = [-60 <= x <= WIDTH + 60 and -60 <= y <= HEIGHT + 60 for x, y in placed]
        for n, point in enumerate(placed):
            if near[n] or (n and near[n - 1]) or (n + 1 < len(near) and near[n + 1]):
                run.append(point)
            elif run:
                parts.append(_path(run, closed=False))
                run = []
        if run:
            parts.append(_path(run, closed=False))
    return "".join(parts)


def _path(points: Sequence[Point], *, closed: bool) -> str:
    if len(points) < 2:
        return ""
    tenths = np.rint(np.array(points) * 10).astype(int)
    steps = " ".join(map(str, np.diff(tenths, axis=0).ravel().tolist()))
    return f"M{tenths[0][0]} {tenths[0][1]}l{steps}{'z' if closed else ''}"


def _weighed(shape: Sequence[Point]) -> tuple[float, Point]:
    """The area of a shape and the middle of its weight."""
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in pairwise([*shape, shape[0]]):
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return abs(twice) / 2, (x / (3 * twice), y / (3 * twice)) if twice else shape[0]
