"""The page of the map: what is told of which place, on which days; a slider of days that works as links."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from tidings.model.reading import Place
from tidings.show.exports.lists import of_timeline
from tidings.show.rows import TimelineRow
from tidings.web.asked import Day, FileForm, Moment, Number, Text
from tidings.web.desk import Desk
from tidings.web.rendering import Pages, slice_of
from tidings.web.snapshot import Happening, Snapshot
from tidings.web.timeplot import window_of_day
from tidings.web.worldmap import HEIGHT, WIDTH, Box, box_in, box_of, map_of

# What moves or strikes; all else that happens is shown when it is asked for.
FORCES = frozenset(("MOBILIZE", "ASSAULT", "COERCE", "RETREAT", "THREATEN", "AID"))
SPANS = (1, 3, 7, 30, 90)
# Bars of the slider: each is a link, so no more than somebody can tell apart; a longer time has several days a bar.
MOST_BARS, TALLEST = 90, 36
MOST_MARKS = 150
# Days of the slider: ten years.
LONGEST_SLIDER = 3653


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
        form: FileForm = None,
    ) -> Response:
        """What is where, since when, on whose word."""
        snapshot, behind = desk.at(as_of)
        told = snapshot.once(("posture", what, status), lambda: _told(snapshot, what, status))
        last = _chosen_day(on, number, told.every, snapshot)
        first = _earlier(last, days - 1)
        begin, end = window_of_day(first)[0], window_of_day(last)[1]
        shown = [h for h in told.happenings if h.begin < end and h.end > begin]
        where = (box_in(box) if box else None) or told.box
        marks, outside = _marks(shown, where)
        many = Counter(h.row.place for h in shown)
        listed = [h.row for h in shown]
        listed.sort(key=lambda r: (r.place is None, -many[r.place], r.place or "", r.when or "", r.refs[0].doc, r.refs[0].spans))
        if form:
            return pages.file(of_timeline(listed, snapshot.index), form, "posture")
        context = {
            "has_places": told.has_places,
            "map": map_of(where) if told.has_places or box else None,
            "box": where,
            "size": (WIDTH, HEIGHT),
            "marks": marks,
            "outside": outside,
            "unplaced": sum(h.place is None for h in shown),
            "bars": _bars(told, first, last),
            "every": told.every,
            "at": bisect_left(told.every, last) if told.every else 0,
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


@dataclass(frozen=True, slots=True)
class Told:
    """What happened under the chosen filters: every day of the slider with how much is told of it, and the box that holds the places."""

    happenings: tuple[Happening, ...]
    every: tuple[str, ...]
    counts: tuple[int, ...]
    box: Box
    has_places: bool


def _told(snapshot: Snapshot, what: str | None, status: str | None) -> Told:
    found = tuple(h for h in snapshot.dated if (what == "all" or h.row.type in FORCES) and (not status or h.row.status == status))
    days = [h.begin.date() for h in found if h.end - h.begin == timedelta(days=1)] or [h.begin.date() for h in found]
    if not days:
        return Told(found, (), (), box_of(()), False)
    cut = len(days) // 50
    first, last = days[cut], days[-1 - cut]
    every = [first + timedelta(days=n) for n in range(min((last - first).days, LONGEST_SLIDER) + 1)]
    counts = [0] * (len(every) + 1)
    for happening in found:
        low = max((happening.begin.date() - first).days, 0)
        high = min((happening.end.date() - first).days, len(every))
        # what is only known to lie within weeks is of no day more than of another
        if low < high and happening.is_narrow:
            counts[low] += 1
            counts[high] -= 1
    for n in range(1, len(counts)):
        counts[n] += counts[n - 1]
    places = [h.place.spot for h in found if h.place and h.place.spot]
    return Told(found, tuple(day.isoformat() for day in every), tuple(counts[:-1]), box_of(places), bool(places))


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


def _marks(happenings: Sequence[Happening], box: Box) -> tuple[list[Mark], int]:
    """The places in the box, those with most to tell first, and how many rows lie outside it."""
    at: defaultdict[tuple[float, float], list[TimelineRow]] = defaultdict(list)
    places: dict[tuple[float, float], Place] = {}
    outside = 0
    for happening in happenings:
        place = happening.place
        if place is None or place.lat is None or place.lon is None:
            continue
        if not box.holds(place.lat, place.lon):
            outside += 1
            continue
        key = place.lat, place.lon
        at[key].append(happening.row)
        places.setdefault(key, place)
    found = [Mark(x=box.x(k[1]), y=box.y(k[0]), name=places[k].name, grain=places[k].grain, rows=tuple(told)) for k, told in at.items()]
    return sorted(found, key=lambda m: (-len(m.rows), m.name, m.x))[:MOST_MARKS], outside


def _bars(told: Told, first: str, last: str) -> list[Bar]:
    if not told.every:
        return []
    per_bar = -(-len(told.every) // MOST_BARS)
    grouped = [
        (told.every[n], told.every[min(n + per_bar, len(told.every)) - 1], max(told.counts[n : n + per_bar]))
        for n in range(0, len(told.every), per_bar)
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
