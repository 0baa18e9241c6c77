"""Calendar units: which stretch of one a day lies in, with its TimeML value, and counting on by them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tidings.match.calendar import month_of, quarter_of, week_of, year_of

Unit = Literal[
    "second", "minute", "hour", "day", "night", "week", "weekend", "fortnight", "month", "quarter", "half", "year", "decade", "century"
]
_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS: dict[str, int] = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the calendar: its TimeML value, first and last day. `Stretch("2031-Q2", date(2031, 4, 1), date(2031, 6, 30))`."""

    value: str
    first: date
    last: date


def stretch_of(unit: str, day: date) -> Stretch | None:
    """The week, month, quarter … in which the day lies; None for units shorter than a day."""
    iso = day.isocalendar()
    match unit:
        case "day" | "night":
            return Stretch(day.isoformat(), day, day)
        case "week" | "fortnight":
            return Stretch(f"{iso.year:04}-W{iso.week:02}", *week_of(day))
        case "weekend":
            saturday = week_of(day)[0] + timedelta(5)
            return Stretch(f"{iso.year:04}-W{iso.week:02}-WE", saturday, saturday + timedelta(1))
        case "month":
            return Stretch(f"{day.year:04}-{day.month:02}", *month_of(day.year, day.month))
        case "quarter":
            return quarter_stretch(day.year, (day.month + 2) // 3)
        case "half":
            return half_stretch(day.year, 1 if day.month <= 6 else 2)
        case "year":
            return Stretch(f"{day.year:04}", *year_of(day.year))
        case "decade":
            first = day.year // 10 * 10
            return Stretch(f"{day.year // 10:03}", date(first, 1, 1), date(first + 9, 12, 31))
        case "century":
            return century_stretch(day.year // 100)
    return None


def quarter_stretch(year: int, quarter: int) -> Stretch:
    """A quarter, 1 to 4, of a calendar year."""
    return Stretch(f"{year:04}-Q{quarter}", *quarter_of(year, quarter))


def half_stretch(year: int, half: int) -> Stretch:
    """The first or the second half of a calendar year."""
    return Stretch(f"{year:04}-H{half}", month_of(year, 6 * half - 5)[0], month_of(year, 6 * half)[1])


def century_stretch(hundreds: int) -> Stretch:
    """The century of the years that begin with these digits, as TimeML and common speech count it: 19 is 1900 to 1999."""
    return Stretch(f"{hundreds:02}", date(max(1, 100 * hundreds), 1, 1), date(100 * hundreds + 99, 12, 31))


def counted_on(day: date, unit: str, number: float) -> date | None:
    """The day so many units on, or back where the number is negative; the same day for hours; None outside the calendar."""
    try:
        if unit in _MONTHS:
            return _months_on(day, round(number * _MONTHS[unit]))
        return day + timedelta(round(number * _DAYS.get(unit, 0)))
    except (ValueError, OverflowError):
        return None


def _months_on(day: date, months: int) -> date:
    first, last = month_of(day.year, day.month + months)
    return min(first + timedelta(day.day - 1), last)
