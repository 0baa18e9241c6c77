"""The page of the map: what is told of which place, on which days; a slider of days that works as links."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from tidings.model.reading import Event, Place
from tidings.show.rows import TimelineRow
from tidings.web.asked import Day, Moment, Number, Text
from tidings.web.desk import Desk
from tidings.web.rendering import Pages, slice_of
from tidings.web.snapshot import Snapshot
from tidings.web.worldmap import HEIGHT, WIDTH, Box, box_in, box_of, map_of

# What moves or strikes; all else that happens is shown when it is asked for.
FORCES = frozenset(("MOBILIZE", "ASSAULT", "COERCE", "RETREAT", "THREATEN", "AID"))
SPANS = (1, 3, 7, 30, 90)
# Bars of the slider: each is a link, so no more than somebody can tell apart; a longer time has several days a bar.
MOST_BARS, TALLEST = 90, 36
MOST_MARKS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place on the map: where, in percent, and what is told of it."""

    x: float
    y: float
    name: str
    grain: str | None
    rows: tuple[TimelineRow, ...]

    @property
    def size(self) -> float:
        """How much larger than the smallest: by area, up to a point."""
        return round(min(sqrt(len(self.rows)), 6.0), 1)

    @property
    def statuses(self) -> Sequence[tuple[str, int]]:
        """How often each status, the most frequent first."""
        return Counter(row.status for row in self.rows).most_common()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Some days of the slider: how much is told of them, and whether they are looked at; `x` and `width` in percent."""

    first: str
    last: str
    count: int
    x: float
    width: float
    height: float
    is_chosen: bool


def page_of_places(desk: Desk, pages: Pages) -> APIRouter:
    """The router of the map."""
    router = APIRouter()

    @router.get("/posture")
    def posture(
        request: Request,
        as_of: Moment = None,
        on: Day = None,
        number: Annotated[int | None, Query(ge=0, le=100_000)] = None,
        days: Number = 7,
        what: Text = None,
        status: Text = None,
        box: Text = None,
        page: Number = 1,
    ) -> Response:
        """What is where, since when, on whose word."""
        snapshot, behind = desk.at(as_of)
        rows = [
            row for row in snapshot.timeline if row.when and (what == "all" or row.type in FORCES) and (not status or row.status == status)
        ]
        every = _days_of(rows)
        last = _chosen_day(on, number, every, snapshot)
        first = _earlier(last, days - 1)
        shown = [row for row in rows if row.when and _meets(row.when, first, last)]
        placed = {id(row): place for row in rows if (place := _place_of(snapshot, row)) is not None}
        where = box_in(box) if box else None
        where = where or box_of([(p.lat, p.lon) for p in placed.values() if p.lat is not None and p.lon is not None])
        marks, outside = _marks(shown, placed, where)
        unplaced = [row for row in shown if id(row) not in placed]
        by_place: defaultdict[str, list[TimelineRow]] = defaultdict(list)
        for row in shown:
            by_place[row.place or "place not told"].append(row)
        listed = sorted(shown, key=lambda r: (r.place is None, -len(by_place[r.place or "place not told"]), r.place or "", r.when or ""))
        context = {
            "map": map_of(where),
            "box": where,
            "size": (WIDTH, HEIGHT),
            "marks": marks,
            "outside": outside,
            "unplaced": len(unplaced),
            "bars": _bars(rows, every, first, last),
            "every": every,
            "at": bisect_left(every, last) if every else 0,
            "first": first,
            "last": last,
            "days": days,
            "spans": SPANS,
            "what": what,
            "status": status,
            "total": len(shown),
            "rows": slice_of(listed, page),
        }
        return pages.page(request, "posture.html", snapshot, context, behind=behind)

    return router


def _days_of(rows: Sequence[TimelineRow]) -> list[str]:
    """Every day from the first to the last on which something is said to have happened, at most some ten years."""
    # an interval that is long says little of its first day: it widens the slider only where nothing else is
    told = sorted(row.when for row in rows if row.when and "/" not in row.when) or sorted(
        (row.when or "").partition("/")[0] for row in rows
    )
    if not told:
        return []
    cut = len(told) // 50
    first, last = date.fromisoformat(told[cut][:10]), date.fromisoformat(told[-1 - cut][:10])
    return [(first + timedelta(days=n)).isoformat() for n in range(min((last - first).days, 3700) + 1)]


def _chosen_day(on: str | None, number: int | None, every: Sequence[str], snapshot: Snapshot) -> str:
    """The day asked for, by itself or by its number on the slider; else the last on which something was published, or happened."""
    if number is not None and every:
        return every[min(number, len(every) - 1)]
    if on:
        return on
    if every and snapshot.last_day:
        return min(max(every[0], snapshot.last_day), every[-1])
    return every[-1] if every else snapshot.last_day or "2000-01-01"


def _earlier(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=by)).isoformat()
    except OverflowError:
        return date.min.isoformat()


def _meets(when: str, first: str, last: str) -> bool:
    start, _, end = when.partition("/")
    return start <= last and (end or start) >= first


def _place_of(snapshot: Snapshot, row: TimelineRow) -> Place | None:
    """The first place of the row's tellings that the gazetteer knows by its coordinates and that bears the row's name."""
    for doc, name in (*row.records, *row.others):
        record = snapshot.index.records.get((doc, name))
        if isinstance(record, Event) and record.place:
            place = snapshot.places.get((doc, record.place))
            if place is not None and place.lat is not None and place.lon is not None:
                mention = snapshot.index.mentions.get((doc, record.place))
                if row.place in (place.name, mention.text if mention else None):
                    return place
    return None


def _marks(rows: Sequence[TimelineRow], placed: dict[int, Place], box: Box) -> tuple[list[Mark], int]:
    """The places in the box, those with most to tell first, and how many rows lie outside it."""
    at: defaultdict[tuple[float, float], list[TimelineRow]] = defaultdict(list)
    places: dict[tuple[float, float], Place] = {}
    outside = 0
    for row in rows:
        place = placed.get(id(row))
        if place is None or place.lat is None or place.lon is None:
            continue
        if not box.holds(place.lat, place.lon):
            outside += 1
            continue
        key = place.lat, place.lon
        at[key].append(row)
        places.setdefault(key, place)
    found = [Mark(x=box.x(k[1]), y=box.y(k[0]), name=places[k].name, grain=places[k].grain, rows=tuple(told)) for k, told in at.items()]
    return sorted(found, key=lambda m: (-len(m.rows), m.name, m.x))[:MOST_MARKS], outside


def _bars(rows: Sequence[TimelineRow], every: Sequence[str], first: str, last: str) -> list[Bar]:
    if not every:
        return []
    per_bar = -(-len(every) // MOST_BARS)
    counts = [0] * (len(every) + 1)
    for row in rows:
        start, _, end = (row.when or "").partition("/")
        low, high = bisect_left(every, start), bisect_right(every, end or start)
        if low < high and high - low <= 31:
            counts[low] += 1
            counts[high] -= 1
    for n in range(1, len(counts)):
        counts[n] += counts[n - 1]
    grouped = [
        (every[n], every[min(n + per_bar, len(every)) - 1], max(counts[n : min(n + per_bar, len(every))]))
        for n in range(0, len(every), per_bar)
    ]
    most = max((count for _, _, count in grouped), default=0) or 1
    width = 100 / len(grouped)
    return [
        Bar(
            first=a,
            last=b,
            count=count,
            x=round(n * width, 3),
            width=round(width, 3),
            height=round(max(TALLEST * count / most, 2.0 if count else 0.6), 1),
            is_chosen=a <= last and b >= first,
        )
        for n, (a, b, count) in enumerate(grouped)
    ]
