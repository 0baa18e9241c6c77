"""Durations and what comes back: “three weeks”, “decades-long”, “twice a week”, “every Monday”."""

import re
from datetime import timedelta

from tidings.match.calendar import MONTHS, WEEKDAYS, month_of, year_of
from tidings.match.units import counted_on
from tidings.read.time_scope import Meaning, Scope, Value, said
from tidings.read.time_words import SEASONS, UNITS, count_of, duration_value, unit_named

_NAMED = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annually": "P1Y",
    "annual": "P1Y",
    "yearly": "P1Y",
    "hourly": "PT1H",
}


def repeated(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Every two years”, “daily”, “once a month”."""
    words = said(match, "t")
    if words in _NAMED:
        token = scope.token(match.start("t"))
        # "the daily", "a weekly" are papers
        return None if token is not None and token.pos_ in ("NOUN", "PROPN") else Value("SET", _NAMED[words])
    if said(match, "d"):
        return weekdays(scope, match)
    unit = unit_named(match["u"])
    if unit == "weekend":
        return Value("SET", "XXXX-WXX-WE")
    count = "two" if said(match, "o") else said(match, "n") or "a"
    return Value("SET", duration_value(count, unit))


def weekdays(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Mondays”, “on a Sunday”: no single day."""
    return Value("SET", f"XXXX-WXX-{WEEKDAYS[said(match, 'd')] + 1}")


_NTH = {"first": 0, "second": 7, "third": 14, "fourth": 21}


def nth_weekday(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The first Monday of each month”: a set; “the last Monday of May”: a day."""
    if not said(match, "m"):
        return weekdays(scope, match)
    month, around = MONTHS[said(match, "m")], scope.anchor.around
    if not said(match, "y") and around is None:
        return Value("DATE", None, grain="day")
    year = int(said(match, "y") or (around.year if around else 0))
    first, last = month_of(year, month)
    nth, wanted = said(match, "n"), WEEKDAYS[said(match, "d")]
    if nth == "last":
        day = last - timedelta((last.weekday() - wanted) % 7)
    else:
        day = first + timedelta((wanted - first.weekday()) % 7 + _NTH[nth])
    return Value("DATE", day.isoformat(), day, day, "day", "stated" if said(match, "y") else "published")


def each_year(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Every June”, “each spring”."""
    code = f"{MONTHS[said(match, 'm')]:02}" if said(match, "m") else SEASONS[said(match, "s")]
    return Value("SET", f"XXXX-{code}")


def ends_of_year(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The first three months of 2031”: a duration with both ends."""
    unit, number, around = unit_named(match["u"]), count_of(match["n"]), scope.anchor.around
    value = duration_value(match["n"], unit)
    shift = {"last": -1, "next": 1}.get(said(match, "of"), 0)
    year = int(match["y"]) if said(match, "y") else around.year + shift if around else None
    if year is None or number is None:
        return Value("DURATION", value)
    is_first = said(match, "w") in ("first", "opening")
    edge = year_of(year)[0] if is_first else year_of(year)[1] + timedelta(1)
    other = counted_on(edge, unit, number if is_first else -number)
    if other is None:
        return Value("DURATION", value)
    first, last = min(edge, other), max(edge, other) - timedelta(1)
    return Value("DURATION", value, first, last, None, "stated" if said(match, "y") else "published")


def counted(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Two weeks”, “more than 90 days”, “a 27-year run”; “a day” only where it measures."""
    if said(match, "n") in ("a", "an", "some", "many") and unit_named(match["u"]) != "decade" and not _measures(scope, match):
        return None
    number = count_of(match["n"])
    if number is not None and number >= 1500 and unit_named(match["u"]) == "day":  # "2031 days": rather a year's number
        return None
    return Value("DURATION", duration_value(match["n"], unit_named(match["u"])))


# "a year" is a span of time behind these alone; elsewhere it may be any
_MEASURING = re.compile(
    r"(?:^|\s)(?:for|after|within|over|in|than|about|nearly|almost|half|around|lasted|lasts|last|took|takes|take|spent|spend|only|once|of|barely|roughly)$"
)


def _measures(scope: Scope, match: re.Match[str]) -> bool:
    return _MEASURING.search(scope.before(match.start("n"))) is not None or scope.after(match.end("t")).startswith(
        (" after ", " before ", " later", " earlier", " ago", "-long", " long")
    )


_BEFORE_PLURAL = re.compile(
    r"(?:^|\s)(?:for|within|in|just|over|after|of|only|mere|last|lasted|lasts|take|takes|took|spent|over\s+the|for\s+the|by)$"
)
_AFTER_PLURAL = re.compile(r"\s*(?:after|before|ago|later|earlier|of|since|into|in\s+advance|from\s+now)\b")


def plural(scope: Scope, match: re.Match[str]) -> Meaning:
    """“For weeks”, “hours after”: so many, and nobody counts them."""
    at = match.start("u")
    if (
        _BEFORE_PLURAL.search(scope.before(at))
        or _AFTER_PLURAL.match(scope.after(match.end("u")))
        or not scope.before(at)
        or scope.before(at).endswith((".", "“", '"'))
    ):
        return Value("DURATION", duration_value("several", unit_named(match["u"])))
    return None


def long(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Decades-long”, “a months-old siege”, “a week-long strike”."""
    word = said(match, "u") or said(match, "old")
    count = "several" if word.endswith("s") else "a"
    return Value("DURATION", duration_value(count, unit_named(word)))


def half_unit(scope: Scope, match: re.Match[str]) -> Meaning:
    """“A year and a half”, “half an hour”."""
    unit = unit_named(said(match, "u") or said(match, "u2"))
    if said(match, "n"):
        number = (count_of(said(match, "n")) or 1) + 0.5
        return Value("DURATION", duration_value(f"{number:g}", unit))
    code = UNITS[unit]
    return Value("DURATION", {"Y": "P6M", "TH": "PT30M", "DE": "P5Y", "CE": "P50Y", "D": "PT12H"}.get(code, duration_value("0.5", unit)))
