"""Rows of the timeline and a stretch of time to what a drawing of it holds: lanes of signs, one a status, and a lane of reports."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tidings.model.reading import Reading
from tidings.show.rows import TimelineRow
from tidings.show.terminal import SIGNS

# Each zoom shows so much time in so many steps; a step is what one sign stands for.
ZOOMS: dict[str, tuple[timedelta, timedelta]] = {
    "decade": (timedelta(days=3653), timedelta(days=30.4375)),
    "year": (timedelta(days=366), timedelta(days=7)),
    "quarter": (timedelta(days=92), timedelta(days=1)),
    "month": (timedelta(days=31), timedelta(days=1)),
    "week": (timedelta(days=7), timedelta(hours=6)),
    "day": (timedelta(days=1), timedelta(hours=1)),
    "hour": (timedelta(hours=1), timedelta(minutes=2)),
}
# Between labels of the axis, so that about six to twelve of them stand there.
TICKS = {
    "decade": timedelta(days=365.25),
    "year": timedelta(days=30.4375),
    "quarter": timedelta(days=7),
    "month": timedelta(days=3),
    "week": timedelta(days=1),
    "day": timedelta(hours=2),
    "hour": timedelta(minutes=5),
}
LANE, HEAD = 40, 22


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time that is looked at, `end` not in it."""

    zoom: str
    start: datetime
    end: datetime

    @property
    def first_day(self) -> str:
        return self.start.date().isoformat()

    @property
    def last_day(self) -> str:
        return (self.end - timedelta(minutes=1)).date().isoformat()

    @property
    def earlier(self) -> str:
        return _moment(_later(self.start, self.start - self.end), self.zoom)

    @property
    def later(self) -> str:
        return _moment(self.end, self.zoom)

    @property
    def closer(self) -> str | None:
        """The next zoom that shows less time."""
        return _next(self.zoom, 1)

    @property
    def wider(self) -> str | None:
        """The next zoom that shows more."""
        return _next(self.zoom, -1)

    def start_of(self, zoom: str) -> str:
        """Where a stretch of another zoom begins that has the same middle."""
        middle = self.start + (self.end - self.start) / 2
        return _moment(_floor(_later(middle, -ZOOMS[zoom][0] / 2), zoom), zoom)

    def share(self, moment: datetime) -> float:
        """How far along the stretch a moment is, in percent."""
        return round(100 * (moment - self.start) / (self.end - self.start), 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What stands at one step of a lane: how many rows, and where a look at it leads."""

    x: float
    count: int
    first: str
    zoom: str
    start: str
    on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of several days: from where to where, in percent."""

    x: float
    width: float
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One status, or the reports."""

    name: str
    total: int
    y: int
    signs: tuple[Sign, ...]
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A label of the axis; a minor one is left out where there is little room."""

    x: float
    label: str
    is_minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What the drawing holds; `known` is where the moment is that is looked at."""

    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    known: float | None
    undated: int


def window_of(rows: Sequence[TimelineRow], days: Sequence[tuple[str, int]], zoom: str | None, start: str | None) -> Window:
    """The stretch asked for; without, the shortest that holds nine tenths of what happened."""
    # what is only known to lie within weeks says little of where to look
    dated = sorted(row.when.partition("/")[0] for row in rows if row.when and _is_narrow(row.when)) or [day for day, _ in days]
    low = _parsed(dated[len(dated) // 20]) if dated else None
    high = _parsed(dated[-1 - len(dated) // 20]) if dated else None
    need = (high - low if low and high else timedelta(0)) + timedelta(days=1)
    if zoom not in ZOOMS:
        zoom = next((z for z in reversed(ZOOMS) if ZOOMS[z][0] >= need and ZOOMS[z][0] >= timedelta(days=7)), "decade")
    begin = _parsed(start) if start else None
    if begin is None:
        # what is there stands in the middle; of what has no room, the beginning
        begin = _floor(_later(low, -max(ZOOMS[zoom][0] - need, timedelta(0)) / 2), zoom) if low else datetime(2000, 1, 1)  # noqa: DTZ001  # as documents say it
    return Window(zoom, begin, _later(begin, ZOOMS[zoom][0]))


def time_plot(window: Window, rows: Iterable[TimelineRow], readings: Iterable[Reading], moment: str | None) -> Plot:
    """The drawing of a stretch."""
    by_status: dict[str, list[TimelineRow]] = defaultdict(list)
    undated = 0
    for row in rows:
        if row.when is None:
            undated += 1
        else:
            by_status[row.status].append(row)
    lanes = [_lane_of_reports(window, readings)]
    lanes += [_lane(window, status, by_status[status], at) for at, status in enumerate(SIGNS, 1)]
    known = _parsed(moment) if moment else None
    if known and moment and "T" not in moment:
        known += timedelta(days=1)
    return Plot(
        height=HEAD + LANE * len(lanes) + 6,
        lanes=tuple(lanes),
        ticks=tuple(_ticks(window)),
        known=window.share(known) if known and window.start <= known <= window.end else None,
        undated=undated,
    )


def _lane(window: Window, status: str, rows: Sequence[TimelineRow], at: int) -> Lane:
    bins: dict[int, list[TimelineRow]] = defaultdict(list)
    bars: list[Bar] = []
    total = 0
    for row in rows:
        assert row.when is not None
        first, _, last = row.when.partition("/")
        begin, end = _parsed(first), _parsed(last or first)
        if begin is None or end is None:
            continue
        end = _later(end, timedelta(days=1))
        if end <= window.start or begin >= window.end:
            continue
        total += 1
        step = ZOOMS[window.zoom][1]
        if last and len(bars) < 48:
            left, right = max(0.0, window.share(begin)), min(100.0, window.share(end))
            bars.append(Bar(x=left, width=round(right - left, 3), level=len(bars) % 3))
        # what is known to the day stands in its middle, unless a step is a day or more
        middle = begin + (end - begin) / 2 if step < timedelta(days=1) or last else begin
        bins[int((min(max(middle, window.start), window.end - step) - window.start) / step)].append(row)
    signs = (_sign(window, n, [row.what for row in found]) for n, found in sorted(bins.items()))
    return Lane(name=status, total=total, y=HEAD + LANE * at, signs=tuple(signs), bars=tuple(bars))


def _lane_of_reports(window: Window, readings: Iterable[Reading]) -> Lane:
    bins: dict[int, list[str]] = defaultdict(list)
    step = ZOOMS[window.zoom][1]
    for reading in readings:
        published = reading.document.published
        if published.start is None or published.end is None or published.start[:10] != published.end[:10]:
            continue
        at = _parsed(published.start)
        if at and window.start <= at < window.end:
            bins[int((at - window.start) / step)].append(reading.document.title or reading.document.id)
    signs = tuple(_sign(window, n, found) for n, found in sorted(bins.items()))
    return Lane(name="reports", total=sum(map(len, bins.values())), y=HEAD, signs=signs)


def _sign(window: Window, number: int, words: Sequence[str]) -> Sign:
    step = ZOOMS[window.zoom][1]
    begin = window.start + number * step
    closer = window.closer or window.zoom
    middle = begin + step / 2
    one_day = step <= timedelta(days=1)
    return Sign(
        x=window.share(middle),
        count=len(words),
        first=words[0][:140],
        zoom=closer,
        start=_moment(_floor(_later(middle, -ZOOMS[closer][0] / 2), closer), closer),
        on=begin.date().isoformat() if one_day else None,
    )


def _ticks(window: Window) -> Iterable[Tick]:
    form = {"decade": "%Y", "year": "%b", "quarter": "%-d %b", "month": "%-d %b", "week": "%a %-d", "day": "%H:%M", "hour": "%H:%M"}
    if window.zoom == "decade":
        moments = [datetime(y, 1, 1) for y in range(window.start.year, window.end.year + 1)]  # noqa: DTZ001
    elif window.zoom == "year":
        months = [(window.start.year + (window.start.month - 1 + n) // 12, (window.start.month - 1 + n) % 12 + 1) for n in range(14)]
        moments = [datetime(y, m, 1) for y, m in months if y <= date.max.year]  # noqa: DTZ001
    else:
        step, moments = TICKS[window.zoom], []
        at = window.start.replace(minute=0) if window.zoom != "hour" else window.start
        while at < window.end:
            moments.append(at)
            at = _later(at, step)
            if at == moments[-1]:
                break
    for n, moment in enumerate(m for m in moments if window.start <= m < window.end):
        label = moment.strftime(form[window.zoom])
        if window.zoom == "year" and moment.month == 1:
            label = moment.strftime("%Y")
        yield Tick(
            x=window.share(moment),
            label=label,
            is_minor=n % 3 != 0 if window.zoom in ("year", "month", "decade", "hour", "day") else n % 2 != 0,
        )


def _is_narrow(when: str) -> bool:
    first, _, last = when.partition("/")
    begin, end = _parsed(first), _parsed(last or first)
    return begin is not None and end is not None and end - begin <= timedelta(days=14)


def _parsed(moment: str) -> datetime | None:
    day, _, clock = moment.partition("T")
    padded = day + "-01" * (2 - day.count("-")) if len(day) in (4, 7) else day
    try:
        return datetime.fromisoformat(f"{padded}T{clock[:5]}" if clock else padded)
    except ValueError:
        return None


def _floor(moment: datetime, zoom: str) -> datetime:
    """The beginning of the step that a stretch of this zoom may begin at."""
    if zoom == "hour":
        return moment.replace(minute=0, second=0, microsecond=0)
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if zoom == "year":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if zoom == "decade" else day


def _later(moment: datetime, by: timedelta) -> datetime:
    """The moment later by so much; at the ends of the calendar, the end."""
    try:
        return moment + by
    except OverflowError:
        return datetime(1, 1, 1) if by < timedelta(0) else datetime(9999, 12, 31)  # noqa: DTZ001  # as documents say it


def _moment(moment: datetime, zoom: str) -> str:
    return moment.isoformat(timespec="minutes") if zoom in ("hour", "day") and (moment.hour or moment.minute) else moment.date().isoformat()


def _next(zoom: str, by: int) -> str | None:
    names = list(ZOOMS)
    at = names.index(zoom) + by
    return names[at] if 0 <= at < len(names) else None
