"""Times counted from the publication: weekdays, today, last week, two days ago, the coming months."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from tidings.match.calendar import WEEKDAYS
from tidings.match.units import Stretch, counted_on, stretch_of
from tidings.read.time_scope import Meaning, Scope, Value, said
from tidings.read.time_spans import weekdays
from tidings.read.time_words import DAYNAME, PARTS, UNITS, count_of, duration_value, grain_of, unit_named

_BACK = frozenset("last past previous".split())
_ON = frozenset("next coming following".split())


# ---- days -----------------------------------------------------------------------------------------------------


def weekday(scope: Scope, match: re.Match[str]) -> Meaning:
    """The nearest such day not after the report; the next one where tense or preposition says that it lies ahead."""
    wanted, word, part = WEEKDAYS[said(match, "d")], said(match, "w").removeprefix("the "), said(match, "p")
    if not word and not part and _ANY_DAY.search(scope.text, scope.sentence(match.start("d"))[0], match.start("d")):
        return weekdays(scope, match)
    day = _day_of_week(scope, match.start("d"), wanted, word)
    if part:
        return of_part("TIME", day, part)
    if day is None:
        return Value("DATE", None, grain="day")
    return Value("DATE", day.isoformat(), day, day, "day", "published")


# "we write it on a Monday, come in Tuesday and print": the week is any week
_ANY_DAY = re.compile(rf"\bon\s+an?\s+{DAYNAME}\b(?!\s+in\b)", re.I)


def _day_of_week(scope: Scope, at: int, wanted: int, word: str) -> date | None:
    first, last = scope.anchor.first, scope.anchor.last
    if first is None or last is None or (last - first).days >= 7:
        return None
    on = word in _ON or (word not in _BACK and _is_ahead(scope, at))
    days = {_from(first + timedelta(n), wanted, on, word) for n in range((last - first).days + 1)}
    return days.pop() if len(days) == 1 else None


def _from(day: date, wanted: int, on: bool, word: str) -> date:
    back = (day.weekday() - wanted) % 7
    if on:
        return day + timedelta(7 - back if back or word in _ON else 0)
    return day - timedelta(7 if back == 0 and word in _BACK else back)


# "up from 900 on Wednesday"
_WAS_SO = re.compile(r"\b(?:(?:up|down) from|compared (?:with|to)) [^.;]{1,30}$")


def _is_ahead(scope: Scope, at: int) -> bool:
    """Whether a weekday lies ahead: by the tense, by a preposition, by a present that only speaks of appointments."""
    before = scope.before(at)
    if before.endswith(("since", "since last")) or _WAS_SO.search(scope.before(at, 60)):
        return False
    if before.endswith(("ahead of", "in time for", "scheduled for", "set for", "planned for", "slated for", "due on", "due", "from next")):
        return True
    tense = scope.tense(at)
    if before.endswith(("until", "till", "through")) or scope.is_planned_for(at):
        return True
    return tense == "future"


def of_part(kind: str, day: date | None, part: str) -> Value:
    """A part of a day: "2031-05-06TEV"."""
    if day is None:
        return Value("TIME", None, grain="hour")
    code = PARTS[part.lower()]
    return Value("TIME", f"{day.isoformat()}T{code}", day, day, "hour", "published")


_SHIFTS = {"yesterday": -1, "last": -1, "tomorrow": 1}


def today(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Today”, “yesterday evening”, “last night”, “overnight”: days and their parts, counted from the report's own day."""
    words = said(match, "t")
    shift = _SHIFTS.get(words.split()[0], 0)
    if words.startswith("the day"):
        shift = -2 if "before" in words else 2
    part = said(match, "p") or ("night" if words in ("tonight", "overnight") else None)
    anchor = scope.anchor.day
    day = anchor + timedelta(shift) if anchor else None
    if part:
        return of_part("TIME", day, part)
    if day is None:
        return Value("DATE", None, grain="day")
    return Value("DATE", day.isoformat(), day, day, "day", "published")


def weekend(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Over the weekend”: the one just over, or, in the future tense and on its own days, this week's."""
    around = scope.anchor.day
    if around is None:
        return Value("DATE", None, grain="day")
    is_this = scope.tense(match.start("t")) == "future" or around.weekday() >= 5
    return _dated(stretch_of("weekend", around if is_this else around - timedelta(7)), "weekend")


# ---- weeks, months, years ---------------------------------------------------------------------------------------


def this_last_next(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Last week”, “next month”, “this year”, “this coming weekend”."""
    unit = unit_named(match["u"])
    words = said(match, "w").split()
    shift = -1 if _BACK & set(words) else 1 if _ON & set(words) else 0
    is_coming = "coming" in words or (words == ["this"] and scope.tense(match.start("u")) == "future")
    return _dated(around_of(scope, lambda day: _shifted(unit, day, 0 if words == ["this"] else shift, is_coming)), unit)


def around_of(scope: Scope, stretch: Callable[[date], Stretch | None]) -> Stretch | None:
    """What a stretch comes to from the day of publication; from an interval of days only where both of its ends agree."""
    first, last = scope.anchor.first, scope.anchor.last
    if first is None or last is None:
        return None
    found = stretch(first)
    return found if found == stretch(last) else None


def _shifted(unit: str, around: date, shift: int, is_coming: bool = False) -> Stretch | None:
    if unit == "weekend":
        # the weekend of a report from Monday to Wednesday is the one just over; "this weekend" late in a week is the coming one
        is_early = around.weekday() < 3
        if is_coming:
            return stretch_of("weekend", around + timedelta(7 if shift and around.weekday() >= 5 else 0))
        return stretch_of("weekend", around - timedelta(7) if shift == 0 and is_early else around + timedelta(7 * shift))
    day = counted_on(around, unit, shift)
    return stretch_of(unit, day) if day else None


def _dated(stretch: Stretch | None, unit: str) -> Value:
    if stretch is None:
        return Value("DATE", None, grain=grain_of(unit))
    return Value("DATE", stretch.value, stretch.first, stretch.last, grain_of(unit), "published")


def earlier_this(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Earlier this year”: up to the report; “later this year”: from it on."""
    unit = unit_named(match["u"])
    found = around_of(scope, lambda day: stretch_of(unit, day))
    anchor = scope.anchor
    if found is None or anchor.first is None or anchor.last is None:
        return Value("DATE", None)
    is_earlier = said(match, "e") == "earlier"
    first, last = (found.first, min(found.last, anchor.last)) if is_earlier else (max(found.first, anchor.first), found.last)
    if is_earlier and unit == "week" and first == last:  # said on a Monday: the day itself can't be earlier than itself, so the week
        last = found.last
    return Value("DATE", found.value, first, last, grain_of(unit), "published")


def part_of_unit(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The end of the year”, “the beginning of last month”: the year or month, since no calendar says where its end begins; of a term its last day."""
    unit = unit_named(match["u"])
    word = said(match, "w")
    shift = -1 if word in _BACK else 1 if word in _ON else 0
    found = around_of(scope, lambda day: _shifted(unit, day, shift))
    if (
        found is not None
        and said(match, "e") in ("", "end", "close")
        and scope.before(match.start("t")).endswith(("by", "until", "till", "before"))
    ):
        return Value("DATE", found.last.isoformat(), found.last, found.last, "day", "published")
    return _dated(found, unit)


# ---- counted ----------------------------------------------------------------------------------------------------


def ago(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Two days ago”, “a few years back”, “three weeks from now”: the day, week, month or year so many back."""
    unit, number = unit_named(match["u"]), count_of(match["n"])
    anchor = scope.anchor
    ahead = match["g"].lower() not in ("ago", "back")
    if number is None:
        if ahead:
            return Value("DATE", "FUTURE_REF", anchor.first, None, None, "published" if anchor.first else None)
        return Value("DATE", "PAST_REF", None, anchor.last, None, "published" if anchor.last else None)
    if UNITS[unit].startswith("T") and len(UNITS[unit]) == 2:
        day = anchor.day
        if day is None:
            return Value("TIME", None)
        # hours back from a day whose hour isn't known: that day or, beyond midnight, those before it
        hours = number * {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}[unit]
        whole, over = int(hours // 24), hours % 24 > 0
        near, far = timedelta(whole), timedelta(whole + over)
        first, last = (day + near, day + far) if ahead else (day - far, day - near)
        return Value("TIME", (first if ahead else last).isoformat(), first, last, "day", "published")
    found = around_of(scope, lambda day: _back(day, unit, number if ahead else -number))
    if found is None:
        return Value("DATE", None, grain=grain_of(unit))
    return Value("DATE", found.value, found.first, found.last, grain_of(unit), "published")


def _back(day: date, unit: str, number: float) -> Stretch | None:
    shifted = counted_on(day, unit, number)
    # "half a year ago" is told to the month
    grain = {"year": "month", "decade": "year"}.get(unit, unit) if number % 1 else unit
    return stretch_of(grain, shifted) if shifted else None


def in_so_many(scope: Scope, match: re.Match[str]) -> Meaning:
    """“In two weeks’ time”: that much after the report."""
    unit, number, day = unit_named(match["u"]), count_of(match["n"]), scope.anchor.day
    if number is None or day is None:
        return Value("DATE", "FUTURE_REF", scope.anchor.first, None, None, "published" if scope.anchor.first else None)
    found = _back(day, unit, number)
    return Value("DATE", found.value, found.first, found.last, grain_of(unit), "published") if found else None


def past_period(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The past six months”, “the next two weeks”, “over the last year”: a duration with both ends."""
    unit, count, word = unit_named(match["u"]), said(match, "n") or "a", said(match, "w")
    number, around, value = count_of(count), scope.anchor.day, duration_value(count, unit)
    ahead = word in _ON
    if around is None:
        return Value("DURATION", value)
    other = counted_on(around, unit, number if ahead else -number) if number is not None else None
    first, last = (around, other) if ahead else (other, around)
    return Value("DURATION", value, first, last, None, "published")


def past_decade(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The past decade”: ten years up to the report."""
    around = scope.anchor.day
    first = counted_on(around, "year", -10) if around else None
    return Value("DURATION", "P10Y", first, around, None, "published" if around else None)


def vague_period(scope: Scope, match: re.Match[str]) -> Meaning:
    """“In recent weeks”, “the coming days”: a duration open on one side."""
    word, unit = said(match, "w"), unit_named(match["u"])
    value = duration_value("several", unit)
    anchor = scope.anchor
    if word in _ON:
        return Value("DURATION", value, anchor.first, None, None, "published" if anchor.first else None)
    return Value("DURATION", value, None, anchor.last, None, "published" if anchor.last else None)


def reference(value: str) -> Callable[[Scope, re.Match[str]], Meaning]:
    """“Now”, “recently”, “the near future”: the day of the report, or open on one side of it."""

    def meaning(scope: Scope, match: re.Match[str]) -> Meaning:
        first, last = scope.anchor.first, scope.anchor.last
        if value == "PRESENT_REF":
            return Value("DATE", value, first, last, None, "published" if first or last else None)
        if value == "PAST_REF":
            return Value("DATE", value, None, last, None, "published" if last else None)
        return Value("DATE", value, first, None, None, "published" if first else None)

    return meaning
