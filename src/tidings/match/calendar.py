"""Absolute calendar dates in a text, as news writes them, with their spans; and the first and last days of calendar units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tidings.model.span import Span

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}

MONTH = (
    r"(?P<{0}>(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?P<{0}>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?,?\s+)?"
_YEAR = r"(?P<{0}>(?:1\d|20|21)\d\d)\b"
_CLOCK = r"(?:,?\s+(?:at\s+)?(?P<{0}>[0-2]?\d)[:.](?P<{1}>[0-5]\d)(?:[:.][0-5]\d)?\s*(?P<{2}>[ap]\.?m\b\.?)?)?"

_FORMS = re.compile(
    "|".join(
        (
            # 2022-05-10T16:20, 2022-05-10
            r"(?P<y1>(?:19|20|21)\d\d)-(?P<m1>[01]\d)-(?P<d1>[0-3]\d)(?:[T ](?P<h1>[0-2]\d):(?P<n1>[0-5]\d))?(?P<p1>(?!))?",
            # Tuesday, May 10, 2022 4:20pm; Feb. 24; May 10th
            _WEEKDAY.format("w2") + MONTH.format("m2") + r"\s+" + _DAY.format("d2") + r"(?![\d:])"
            + r"(?:,?\s+" + _YEAR.format("y2") + ")?" + _CLOCK.format("h2", "n2", "p2"),
            # Thu, 23 May 2024 16:20; 10 May; 10th of May, 2022
            _WEEKDAY.format("w3") + r"\b" + _DAY.format("d3") + r"\s+(?:of\s+)?" + MONTH.format("m3")
            + r"(?:,?\s+" + _YEAR.format("y3") + ")?" + _CLOCK.format("h3", "n3", "p3"),
            # March 2022
            MONTH.format("m4") + r",?\s+(?:of\s+)?" + _YEAR.format("y4"),
            # 23.05.2024, 23/05/2024: taken only where the day can't be a month
            r"\b(?P<d5>[0-3]?\d)[./](?P<m5>[01]?\d)[./](?P<y5>(?:19|20|21)\d\d)\b",
        )
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate:
    """A date that stands in a text: "May 10, 2022 4:20pm". What is not written of it is None; Monday is weekday 0."""

    span: Span
    month: int
    year: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None

    def on(self, year: int) -> date | None:
        """The day in that year, or None where there is none (no day written, a 30th of February)."""
        return _day(year, self.month, self.day) if self.day else None

    def days(self) -> tuple[date, date] | None:
        """First and last day, or None where no year is written."""
        if self.year is None:
            return None
        if self.day is None:
            return month_of(self.year, self.month)
        day = self.on(self.year)
        return (day, day) if day else None


def find_dates(text: str, start: int = 0, end: int | None = None, since: int = 1900) -> Iterator[CalendarDate]:
    """The absolute dates that stand in the text between the two offsets, in order; what is no day of a calendar is passed over.

    So are those of years before `since`: what tells when something was published is never older than the press agencies.
    """
    for match in _FORMS.finditer(text, start, len(text) if end is None else end):
        found = _found(match)
        if found is not None and (found.year is None or found.year >= since):
            yield found


def _found(match: re.Match[str]) -> CalendarDate | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value is not None}
    month = int(parts["m"]) if parts["m"].isdigit() else MONTHS[parts["m"].lower().rstrip(".")]
    year, day = (int(parts[k]) if k in parts else None for k in "yd")
    if "d5" in match.re.groupindex and match["d5"] is not None and month <= 12 and day is not None and day <= 12 and day != month:
        return None
    if not 1 <= month <= 12 or (day is not None and _day(year or 2000, month, day) is None):
        return None
    hour, minute = (int(parts[k]) if k in parts else None for k in "hn")
    if hour is not None and "p" in parts:
        hour = hour % 12 + (12 if parts["p"].lower().startswith("p") else 0)
    if hour is not None and hour > 23:
        hour = minute = None
    weekday = WEEKDAYS.get(parts["w"].lower().rstrip(".")) if "w" in parts else None
    return CalendarDate(span=match.span(), month=month, year=year, day=day, weekday=weekday, hour=hour, minute=minute)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; the month may lie outside 1 to 12 and is counted on into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1) if year < 9999 or month < 12 else date.max
    return date(year, month, 1), after - timedelta(1)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the ISO week in which the day lies."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def year_of(year: int) -> tuple[date, date]:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def quarter_of(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter, 1 to 4."""
    return month_of(year, 3 * quarter - 2)[0], month_of(year, 3 * quarter)[1]
