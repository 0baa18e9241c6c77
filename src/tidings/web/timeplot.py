"""Rows of the timeline and a stretch of time to what a drawing of it holds: lanes of signs, one a status, and a lane of reports."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tidings.show.terminal import SIGNS
from tidings.web.snapshot import Happening, moment_of

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
# Lines for what took several days, in one lane: more lie over one another.
MOST_INTERVALS = 48


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


def window_of(happenings: Sequence[Happening], days: Sequence[tuple[str, int]], zoom: str | None, start: str | None) -> Window:
    """The stretch asked for; without, the shortest that holds nine tenths of what happened."""
    found = [h.begin for h in happenings if h.is_narrow] or [at for day, _ in days if (at := moment_of(day))]
    low, high = (found[len(found) // 20], found[-1 - len(found) // 20]) if found else (datetime(2000, 1, 1),) * 2  # noqa: DTZ001  # as documents say it
    need = high - low + timedelta(days=1)
    if zoom not in ZOOMS:
        zoom = next((z for z in reversed(ZOOMS) if ZOOMS[z][0] >= need and ZOOMS[z][0] >= timedelta(days=7)), "decade")
    begin = moment_of(start) if start else None
    if begin is None:
        # what is there stands in the middle; of what has no room, the beginning
        begin = _floor(_later(low, -max(ZOOMS[zoom][0] - need, timedelta(0)) / 2), zoom)
    return Window(zoom, begin, _later(begin, ZOOMS[zoom][0]))


def window_of_day(day: str) -> tuple[datetime, datetime]:
    """From the beginning of a day to its end."""
    begin = datetime.fromisoformat(day)
    return begin, _later(begin, timedelta(days=1))


def time_plot(window: Window, happenings: Iterable[Happening], reports: Sequence[tuple[datetime, str]], moment: str | None) -> Plot:
    """The drawing of a stretch."""
    by_status: defaultdict[str, list[Happening]] = defaultdict(list)
    for happening in happenings:
        if happening.begin < window.end and happening.end > window.start:
            by_status[happening.row.status].append(happening)
    lanes = [_lane_of_reports(window, reports)]
    lanes += [_lane(window, status, by_status[status], at) for at, status in enumerate(SIGNS, 1)]
    known = moment_of(moment) if moment else None
    if known and moment and "T" not in moment:
        known = _later(known, timedelta(days=1))
    return Plot(
        height=HEAD + LANE * len(lanes) + 6,
        lanes=tuple(lanes),
        ticks=tuple(_ticks(window)),
        known=window.share(known) if known and window.start <= known <= window.end else None,
    )


def _lane(window: Window, status: str, happenings: Sequence[Happening], at: int) -> Lane:
    bins: defaultdict[int, list[str]] = defaultdict(list)
    bars: list[Bar] = []
    step = ZOOMS[window.zoom][1]
    for happening in happenings:
        is_long = happening.end - happening.begin > timedelta(days=1)
        if is_long and len(bars) < MOST_INTERVALS:
            left, right = max(0.0, window.share(happening.begin)), min(100.0, window.share(happening.end))
            bars.append(Bar(x=left, width=round(right - left, 3), level=len(bars) % 3))
        # what is known to the day stands in its middle, unless a step is a day or more
        middle = happening.begin + (happening.end - happening.begin) / 2 if step < timedelta(days=1) or is_long else happening.begin
        bins[int((min(max(middle, window.start), window.end - step) - window.start) / step)].append(happening.row.what)
    signs = (_sign(window, n, words) for n, words in sorted(bins.items()))
    return Lane(name=status, total=len(happenings), y=HEAD + LANE * at, signs=tuple(signs), bars=tuple(bars))


def _lane_of_reports(window: Window, reports: Sequence[tuple[datetime, str]]) -> Lane:
    bins: defaultdict[int, list[str]] = defaultdict(list)
    step = ZOOMS[window.zoom][1]
    inside = reports[bisect_left(reports, (window.start,)) : bisect_left(reports, (window.end,))]
    for at, title in inside:
        bins[int((at - window.start) / step)].append(title)
    signs = tuple(_sign(window, n, found) for n, found in sorted(bins.items()))
    return Lane(name="reports", total=len(inside), y=HEAD, signs=signs)


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
