"""Times counted from another time of the text or from an event: “a day earlier”, “the following year”, “since the invasion began”."""

import re
from collections.abc import Iterator
from datetime import date

from tidings.know.happenings import happening_meant
from tidings.match.units import counted_on, stretch_of
from tidings.read.time_scope import Later, Meaning, Scope, Told, Value, said
from tidings.read.time_words import PARTS, count_of, duration_value, grain_of, unit_named

# How far back the time may stand from which another is counted: news turns to a new day within a few sentences.
_FARTHEST = 400
_ORDER = ("minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century")


def beside_other(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The next day”, “that year”, “the previous evening”: a unit on or back from the time told last; without one it stays open."""
    word, unit = said(match, "w"), said(match, "u")
    part = unit if unit in PARTS else None
    shift = {"previous": -1, "before": -1, "preceding": -1, "prior": -1, "next": 1, "following": 1, "after": 1}.get(word, 0)
    return Later(lambda told: _counted(scope, match.start("t"), told, "day" if part else unit_named(unit), shift, part))


def counted_from_other(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Two days later”, “a year earlier”: so many on or back from the time told last; without one it stays open."""
    unit, number = unit_named(match["u"]), count_of(match["n"])
    sign = 1 if said(match, "g") in ("later", "after", "afterwards", "on") else -1

    def look(told: Told) -> Value:
        if unit in ("hour", "minute", "second"):
            return Value("DURATION", duration_value(match["n"], unit))
        if number is None:
            return Value("DATE", None)
        return _counted(scope, match.start("t"), told, unit, sign * number, None)

    return Later(look)


def _counted(scope: Scope, at: int, told: Told, unit: str, shift: float, part: str | None) -> Value:
    kind = "TIME" if part else "DATE"
    other = next(_told_before(scope, at, told, unit), None)
    day = counted_on(other.earliest, unit, shift) if other is not None and other.earliest is not None else None
    # "a year earlier" of a quarter or a month is that quarter or month
    kept = (
        other.grain
        if other is not None and other.grain in ("quarter", "month") and unit == "year" and shift % 1 == 0 and abs(shift) >= 1
        else None
    )
    found = stretch_of(kept or unit, day) if day is not None else None
    if found is None:
        return Value(kind, None, grain="hour" if part else grain_of(unit))  # type: ignore[arg-type]
    if part:
        return Value("TIME", f"{found.value}T{PARTS[part]}", found.first, found.last, "hour", "other time")
    return Value("DATE", found.value, found.first, found.last, kept or grain_of(unit), "other time")


def _told_before(scope: Scope, at: int, told: Told, unit: str) -> Iterator[Value]:
    """The times before an offset, the nearest first, that are at least as fine as the unit."""
    for (_, end), value in reversed(told):
        if end > at or value.earliest is None or value.latest is None or value.type not in ("DATE", "TIME") or value.value is None:
            continue
        if at - end > _FARTHEST or value.value.endswith("_REF"):
            continue
        if value.grain is not None and _ORDER.index(value.grain) <= _ORDER.index(grain_of(unit)):
            yield value


def same_last_year(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The same month last year”: the month or quarter told last, a year back; where none is told, the year before the report's."""

    def look(told: Told) -> Value:
        value = _counted(scope, match.start("t"), told, "year", -1, None)
        if value.value is not None and value.grain in ("month", "quarter"):
            return value
        day = scope.anchor.day
        found = stretch_of("year", day.replace(year=day.year - 1, day=1)) if day is not None else None
        return Value("DATE", found.value, found.first, found.last, "year", "published") if found else Value("DATE", None)

    return Later(look)


def within_unit(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Earlier in the day”, “later in the week”: of the time told last, or of the report's own."""
    unit = unit_named(match["u"])

    def look(told: Told) -> Value:
        value = _counted(scope, match.start("t"), told, unit, 0, None)
        found = stretch_of(unit, scope.anchor.day) if value.value is None and scope.anchor.day is not None else None
        return Value("DATE", found.value, found.first, found.last, grain_of(unit), "published") if found else value

    return Later(look)


def happening(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The start of the invasion”: the first day of the one event that is meant."""
    meant = happening_meant(scope.text, match["e"])
    if meant is None:
        return None
    return Value("DATE", meant.start.isoformat(), meant.start, meant.start, "day", "event")


def counted_from_event(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Two days after Monday’s vote”, “hours before the invasion”: a duration, between the two where that day is known."""
    unit, number = unit_named(match["u"]), count_of(match["n"])
    value = duration_value(match["n"], unit)

    def look(told: Told) -> Value:
        day = _day_named_behind(scope, match.end(), told)
        other = counted_on(day, unit, number if said(match, "g") == "after" else -number) if day and number is not None else None
        if day is None or other is None or unit in ("hour", "minute", "second"):
            return Value("DURATION", value)
        return Value("DURATION", value, min(day, other), max(day, other), None, "other time")

    return Later(look)


def _day_named_behind(scope: Scope, at: int, told: Told) -> date | None:
    """The day of a time that follows at once: “Monday’s vote”, “the vote on Monday” is too far."""
    return next(
        (v.day for (start, _), v in told if v.type in ("DATE", "TIME") and re.fullmatch(r"\s+(?:the\s+)?", scope.text[at:start])), None
    )


def named_day(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The opening night”: the day that stands in apposition to it, here or where the text first says it."""
    words = _bare(match["t"])

    def look(told: Told) -> Value:
        for found in re.finditer(re.escape(words), scope.text, re.I):
            for span, value in told:
                if value.day and (
                    re.fullmatch(r"\s*[,(]\s*", scope.text[found.end() : span[0]])
                    or re.fullmatch(r"\s*[,(]\s*(?:the\s+)?", scope.text[span[1] : found.start()], re.I)
                ):
                    return Value("DATE", value.day.isoformat(), value.day, value.day, "day", "other time")
        return Value("DATE", None, grain="day")

    return Later(look)


def _bare(words: str) -> str:
    return re.sub(r"^the\s+", "", words, flags=re.I)
