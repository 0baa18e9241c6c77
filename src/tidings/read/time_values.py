"""What the words of a time expression mean: one function a form, from a match and its scope to a TimeML value and its days."""

import dataclasses
import re
from collections.abc import Callable
from datetime import date, timedelta

from tidings.know.happenings import happenings
from tidings.match.calendar import MONTHS, WEEKDAYS, CalendarDate, month_of, quarter_of, week_of, year_of
from tidings.model.document import Grain
from tidings.read.time_scope import Scope, Value

_NUMBERS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "couple": 2,
    "half": 0,
}
_UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "weekend": "WE",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)"
COUNT = (
    r"(?:\d{1,3}(?:,\d{3})*(?:\.\d+)?|"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + r"|several|few|some|many|(?:a\s+)?couple(?:\s+of)?|a\s+few|dozens\s+of|hundreds\s+of|thousands\s+of)"
)
DAYNAME = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
MONTHNAME = "January|February|March|April|May|June|July|August|September|October|November|December"
PART = r"morning|afternoon|evening|night|noon|midnight|dawn|dusk"
_PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "noon": "12:00",
    "midnight": "00:00",
    "dawn": "MO",
    "dusk": "EV",
}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
# Months in which a season lies, northern as news in English mostly means it; winter is counted with the year it begins in.
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


# ---- calendar dates -------------------------------------------------------------------------------------------


def of_calendar(scope: Scope, day: CalendarDate) -> Value | None:
    if day.year is None:
        return _yearless(scope, day)
    days = day.days()
    if days is None:
        return None
    if day.day is None:
        return Value("DATE", f"{day.year:04}-{day.month:02}", *days, "month", "stated")
    if day.hour is not None:
        return Value("TIME", f"{days[0].isoformat()}T{day.hour:02}:{day.minute or 0:02}", *days, "minute", "stated")
    return Value("DATE", days[0].isoformat(), *days, "day", "stated")


def _yearless(scope: Scope, day: CalendarDate) -> Value | None:
    around = scope.anchor.first or scope.anchor.last
    if around is None or day.day is None:
        return Value("DATE", f"XXXX-{day.month:02}-{day.day:02}" if day.day else None, grain="day")
    years = [d for y in (around.year - 1, around.year, around.year + 1) if (d := day.on(y))]
    if day.weekday is not None:
        years = [d for d in years if d.weekday() == day.weekday] or years
    future = scope.is_future(day.span[0])
    # a date without a year is the nearest one; in the past tense one not after the publication, but for a few days' slack of time zones
    fitting = [d for d in years if future and d >= around - timedelta(2)] or [
        d for d in years if not future and d <= around + timedelta(45 if not scope.is_past(day.span[0]) else 1)
    ]
    best = min(fitting or years, key=lambda d: abs(d - around))
    return Value("DATE", best.isoformat(), best, best, "day", "published")


# ---- what the words mean --------------------------------------------------------------------------------------


def _number(words: str) -> int | None:
    words = words.lower().replace(",", "").strip()
    if words.isdigit():
        return int(words)
    if words.replace(".", "", 1).isdigit():
        return None
    return {"a couple": 2, "a couple of": 2, "couple of": 2}.get(words, _NUMBERS.get(words))


def _unit(word: str) -> str:
    singular = word.lower()
    return singular[:-3] + "y" if singular.endswith("centuries") else singular.removesuffix("s")


def _duration_value(count: str, unit: str) -> str:
    number = _number(count)
    if unit == "fortnight":
        return f"P{2 * (number or 1)}W"
    code = _UNITS[unit]
    size = "X" if number is None else str(number)
    if re.fullmatch(r"\d+\.\d+", count):
        size = count
    return f"PT{size}{code[1]}" if code.startswith("T") and len(code) == 2 else f"P{size}{code}"


def _months_on(day: date, months: int) -> date:
    first, last = month_of(day.year, day.month + months)
    return min(first.replace(day=1) + timedelta(day.day - 1), last)


def _shifted(day: date, unit: str, number: int) -> date | None:
    try:
        if unit in ("month", "quarter", "year", "decade", "century"):
            return _months_on(day, number * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])
        return (
            day + timedelta(number * {"week": 7, "fortnight": 14, "weekend": 7}.get(unit, 1))
            if unit not in ("hour", "minute", "second")
            else day
        )
    except (ValueError, OverflowError):
        return None


def weekday(scope: Scope, match: re.Match[str]) -> Value | None:
    names = match.group("d").capitalize()
    wanted = WEEKDAYS[names.lower()]
    part = match.groupdict().get("p")
    anchor = scope.anchor
    day: date | None = None
    direction = (match.groupdict().get("w") or "").lower()
    if anchor.day is not None:
        back = (anchor.day.weekday() - wanted) % 7
        day = anchor.day - timedelta(back)
        if direction == "last" and back == 0:
            day -= timedelta(7)
        if direction == "next" or (direction != "last" and back != 0 and scope.is_future(match.start("d"))):
            day += timedelta(7)
        if direction == "next" and back == 0:
            day = anchor.day + timedelta(7)
    elif anchor.first is not None and anchor.last is not None and (anchor.last - anchor.first).days < 7:
        days = {
            anchor.first + timedelta(n) - timedelta((anchor.first + timedelta(n)).weekday() - wanted) % timedelta(7)
            for n in range((anchor.last - anchor.first).days + 1)
        }
        day = days.pop() if len(days) == 1 else None
    if day is None:
        return Value("DATE", None, grain="day")
    if part:
        return Value("TIME", f"{day.isoformat()}T{_PARTS[part.lower()]}", day, day, "hour", "published")
    return Value("DATE", day.isoformat(), day, day, "day", "published")


def today(scope: Scope, match: re.Match[str]) -> Value | None:
    words = match.group().lower()
    shift = -1 if words.startswith(("yesterday", "last")) else 1 if words.startswith("tomorrow") else 0
    part = match.groupdict().get("p") or ("night" if words in ("tonight", "last night", "overnight") else None)
    anchor = scope.anchor.day
    day = anchor + timedelta(shift) if anchor else None
    if part:
        return Value("TIME", f"{day.isoformat()}T{_PARTS[part.lower()]}" if day else None, day, day, "hour", "published" if day else None)
    return Value("DATE", day.isoformat() if day else None, day, day, "day", "published" if day else None)


def _unit_value(unit: str, day: date) -> tuple[str, date, date] | None:
    if unit == "week":
        iso = day.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}", *week_of(day)
    if unit == "weekend":
        iso = day.isocalendar()
        saturday = week_of(day)[0] + timedelta(5)
        return f"{iso.year:04}-W{iso.week:02}-WE", saturday, saturday + timedelta(1)
    if unit == "month":
        return f"{day.year:04}-{day.month:02}", *month_of(day.year, day.month)
    if unit == "quarter":
        quarter = (day.month + 2) // 3
        return f"{day.year:04}-Q{quarter}", *quarter_of(day.year, quarter)
    if unit == "year":
        return f"{day.year:04}", *year_of(day.year)
    if unit == "decade":
        first = day.year // 10 * 10
        return f"{day.year // 10:03}", date(first, 1, 1), date(first + 9, 12, 31)
    if unit == "century":
        first = day.year // 100 * 100
        return f"{day.year // 100:02}", date(first, 1, 1), date(first + 99, 12, 31)
    return (day.isoformat(), day, day) if unit in ("day", "night") else None


def this_last_next(scope: Scope, match: re.Match[str]) -> Value | None:
    unit = _unit(match["u"])
    word = match["w"].lower()
    shift = -1 if word in ("last", "past", "previous") else 1 if word in ("next", "coming", "following") else 0
    grain: Grain = unit if unit in ("day", "week", "month", "quarter", "year", "decade", "century") else "day"  # type: ignore[assignment]
    around = scope.anchor.day
    if around is None and scope.anchor.first and scope.anchor.last:
        ends = [_relative(unit, d, shift) for d in (scope.anchor.first, scope.anchor.last)]
        if ends[0] == ends[1]:
            around = scope.anchor.first
    value = _relative(unit, around, shift) if around else None
    if value is None:
        return Value("DATE", None, grain=grain)
    return Value("DATE", value[0], value[1], value[2], grain, "published")


def _relative(unit: str, around: date, shift: int) -> tuple[str, date, date] | None:
    if unit == "weekend":
        # the weekend of a Monday's report is the one just over; "this weekend" late in a week is the coming one
        monday = week_of(around)[0]
        base = monday if shift or around.weekday() >= 3 else monday - timedelta(7)
        return _unit_value("weekend", base + timedelta(7 * shift))
    day = _shifted(around, unit, shift)
    return _unit_value(unit, day) if day else None


def weekend(scope: Scope, match: re.Match[str]) -> Value | None:
    around = scope.anchor.day
    if around is None:
        return Value("DATE", None, grain="day")
    monday = week_of(around)[0]
    is_future = scope.is_future(match.start("t"))
    base = monday if is_future or around.weekday() >= 5 else monday - timedelta(7)
    value = _unit_value("weekend", base)
    return Value("DATE", value[0], value[1], value[2], "day", "published") if value else None


def _named_month(scope: Scope, match: re.Match[str]) -> Value | None:
    month = MONTHS[match["m"].lower()]
    around = scope.anchor.first or scope.anchor.last
    word = (match.groupdict().get("w") or "").lower()
    if around is None:
        return Value("DATE", f"XXXX-{month:02}", grain="month")
    year = around.year
    if month > around.month and not scope.is_future(match.start("m")) and word not in ("next", "this"):
        year -= 1
    elif month < around.month and (scope.is_future(match.start("m")) or word == "next"):
        year += 1
    elif word == "last" and month == around.month:
        year -= 1
    days = month_of(year, month)
    part = match.groupdict().get("e")
    value = f"{year:04}-{month:02}"
    if part:
        third = {"early": (1, 10), "mid": (11, 20), "late": (21, days[1].day)}[part.lower().rstrip("-")]
        days = (days[0].replace(day=third[0]), days[0].replace(day=third[1]))
    return Value("DATE", value, *days, "month", "published")


def season(scope: Scope, match: re.Match[str]) -> Value | None:
    code = _SEASONS[match["s"].lower()]
    word = (match.groupdict().get("w") or "this").lower()
    year = int(match["y"]) if match.groupdict().get("y") else None
    if year is None:
        around = scope.anchor.first or scope.anchor.last
        if around is None:
            return Value("DATE", f"XXXX-{code}", grain="season")
        year = around.year
        began = month_of(year, _SEASON_MONTHS[code][0])[0]
        if (word in ("last", "past") and began.month + 3 > around.month) or (
            word not in ("next", "this") and began > around and not scope.is_future(match.start("s"))
        ):
            year -= 1
        elif word == "next" and began <= around:
            year += 1
    first, last = _SEASON_MONTHS[code]
    return Value(
        "DATE",
        f"{year:04}-{code}",
        month_of(year, first)[0],
        month_of(year, last)[1],
        "season",
        "stated" if match.groupdict().get("y") else "published",
    )


def _year(scope: Scope, match: re.Match[str]) -> Value | None:
    year = int(match["y"])
    return Value("DATE", f"{year:04}", *year_of(year), "year", "stated")


def decade(scope: Scope, match: re.Match[str]) -> Value | None:
    digits = match["y"]
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Value("DATE", f"{first // 10:03}", date(first, 1, 1), date(first + 9, 12, 31), "decade", "stated")


def ago(scope: Scope, match: re.Match[str]) -> Value | None:
    unit, number = _unit(match["u"]), _number(match["n"])
    around = scope.anchor.day
    if number is None or around is None:
        if around is not None:
            return Value("DATE", "PAST_REF", None, around, None, "published")
        return Value("DATE", None)
    day = _shifted(around, unit, -number if match["g"].lower() in ("ago", "earlier", "before") else number)
    value = _unit_value(unit, day) if day else None
    if unit in ("hour", "minute", "second"):
        return Value("TIME", f"{around.isoformat()}", around - timedelta(1), around, "day", "published")
    grain: Grain = unit if unit in ("day", "week", "month", "year", "decade") else "day"  # type: ignore[assignment]
    return Value("DATE", value[0], value[1], value[2], grain, "published") if value else None


def past_period(scope: Scope, match: re.Match[str]) -> Value | None:
    """“The past six months”, “the next two weeks”: a duration with both ends."""
    unit, count, word = _unit(match["u"]), match["n"] or "1", match["w"].lower()
    number = _number(count)
    around = scope.anchor.day
    value = _duration_value(count, unit)
    if around is None:
        return Value("DURATION", value)
    is_future = word in ("next", "coming", "following")
    other = _shifted(around, unit, (number if is_future else -number)) if number is not None else None
    first, last = (around, other) if is_future else (other, around)
    return Value("DURATION", value, first, last, None, "published")


def vague_period(scope: Scope, match: re.Match[str]) -> Value | None:
    """“In recent weeks”, “the coming days”: a duration open on one side."""
    word, unit = match["w"].lower(), _unit(match["u"])
    value = _duration_value("several", unit)
    day = scope.anchor.day
    if word in ("coming", "next", "following"):
        return Value("DURATION", value, scope.anchor.first, None, None, "published" if scope.anchor.first else None)
    return Value("DURATION", value, None, day or scope.anchor.last, None, "published" if day or scope.anchor.last else None)


def _duration(scope: Scope, match: re.Match[str]) -> Value | None:
    return Value("DURATION", _duration_value(match["n"], _unit(match["u"])))


def _bare_plural(scope: Scope, match: re.Match[str]) -> Value | None:
    return Value("DURATION", _duration_value("several", _unit(match["u"])))


def earlier_this(scope: Scope, match: re.Match[str]) -> Value | None:
    around = scope.anchor.day
    unit = _unit(match["u"])
    value = _unit_value(unit, around) if around else None
    if value is None and scope.anchor.first and scope.anchor.last:
        ends = [_unit_value(unit, d) for d in (scope.anchor.first, scope.anchor.last)]
        value = ends[0] if ends[0] == ends[1] else None
    if value is None or scope.anchor.last is None:
        return Value("DATE", None)
    first, last = (
        (value[1], min(value[2], scope.anchor.last))
        if match["e"].lower() == "earlier"
        else (max(value[1], scope.anchor.first or value[1]), value[2])
    )
    return Value("DATE", value[0], first, last, unit, "published")  # type: ignore[arg-type]


def repeated(scope: Scope, match: re.Match[str]) -> Value | None:
    words = match.group().lower()
    named = {
        "daily": "P1D",
        "nightly": "P1D",
        "weekly": "P1W",
        "monthly": "P1M",
        "quarterly": "P1Q",
        "annually": "P1Y",
        "annual": "P1Y",
        "yearly": "P1Y",
        "hourly": "PT1H",
    }
    if words in named:
        return Value("SET", named[words])
    day = match.groupdict().get("d")
    if day:
        return Value("SET", f"XXXX-WXX-{WEEKDAYS[day.lower().rstrip('s')] + 1}")
    return Value("SET", _duration_value("1", _unit(match["u"])))


def reference(value: str) -> Callable[[Scope, re.Match[str]], Value | None]:
    def meaning(scope: Scope, match: re.Match[str]) -> Value | None:
        first, last = scope.anchor.first, scope.anchor.last
        if value == "PRESENT_REF":
            return Value("DATE", value, first, last, None, "published" if first or last else None)
        if value == "PAST_REF":
            return Value("DATE", value, None, last, None, "published" if last else None)
        return Value("DATE", value, first, None, None, "published" if first else None)

    return meaning


def clock(scope: Scope, match: re.Match[str]) -> Value | None:
    hour = int(match["h"])
    minute = int(match["m"] or 0)
    half = (match["a"] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        return None
    day = scope.anchor.day
    stamp = f"T{hour:02}:{minute:02}"
    # a clock time tells the day only where the sentence does; the day of the report is the likely one only for "today"
    return Value("TIME", f"{day.isoformat()}{stamp}" if day else stamp, day, day, "minute", "published" if day else None)


def military(scope: Scope, match: re.Match[str]) -> Value | None:
    hour, minute = int(match["h"]), int(match["m"])
    return Value("TIME", f"T{hour:02}:{minute:02}", grain="minute") if hour < 24 and minute < 60 else None


def happening(scope: Scope, match: re.Match[str]) -> Value | None:
    noun = match["e"].lower()
    meant = [h for h in happenings() if noun in (n.lower() for n in h.nouns) and h.is_meant_in(scope.parse.text)]
    if len(meant) != 1:
        return None
    day = meant[0].start
    return Value("DATE", day.isoformat(), day, day, "day", "event")


def years_between(scope: Scope, match: re.Match[str]) -> Value | None:
    first, last = int(match["a"]), int(match["b"]) if len(match["b"]) == 4 else int(match["a"][:2] + match["b"])
    if last < first:
        return None
    return Value("DURATION", f"P{last - first}Y", year_of(first)[0], year_of(last)[1], "year", "stated")


def early(scope: Scope, match: re.Match[str]) -> Value | None:
    value = weekday(scope, match)
    if value is None or value.value is None:
        return value
    return dataclasses.replace(value, type="TIME", value=f"{value.value}TMO", grain="hour")


def set_of(match: re.Match[str]) -> Value | None:
    return Value("SET", _duration_value("1", _unit(match["u"] or match["u2"])))


def month_alone(scope: Scope, match: re.Match[str]) -> Value | None:
    if match["m"] in ("May", "March", "August") and not _is_month(scope, match):
        return None
    return _named_month(scope, match)


def _is_month(scope: Scope, match: re.Match[str]) -> bool:
    """“May” the month: a name by its tag, behind a preposition or such."""
    phrase = scope.parse.phrase(match.span("m"))
    if phrase is None:
        return False
    token = phrase[0]
    return token.ent_type_ == "DATE" or (token.pos_ == "PROPN" and token.dep_ == "pobj" and token.ent_type_ != "PERSON")


def bare_year(scope: Scope, match: re.Match[str]) -> Value | None:
    phrase = scope.parse.phrase(match.span("y"))
    if phrase is None:
        return None
    token = phrase[0]
    before = scope.parse.text[max(0, match.start("y") - 12) : match.start("y")].lower().rstrip()
    # "Expo Tolm 2031": the year of what is named
    is_named = token.i > 0 and token.doc[token.i - 1].pos_ == "PROPN" and token.ent_type_ in ("", "EVENT", "ORG", "FAC", "CARDINAL")
    is_date = (
        token.ent_type_ == "DATE"
        or is_named
        or before.endswith(("in", "since", "of", "by", "until", "from", "after", "before", "the", "(", "early", "late", "mid-", "during"))
    )
    return _year(scope, match) if is_date else None


def counted(scope: Scope, match: re.Match[str]) -> Value | None:
    if match["n"].lower() in ("a", "an", "some", "many") and _unit(match["u"]) in (
        "day",
        "night",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "second",
        "century",
        "weekend",
        "quarter",
    ):
        before = scope.parse.text[max(0, match.start() - 8) : match.start()].lower()
        # "a year" is a span of time after these alone; elsewhere it may be any
        if not before.endswith(("for ", "after ", "within ", "over ", "in ", "than ", "about ", "nearly ", "almost ", "half ")):
            return None
    return _duration(scope, match)


def plural(scope: Scope, match: re.Match[str]) -> Value | None:
    before = scope.parse.text[max(0, match.start("u") - 14) : match.start("u")].lower()
    after = scope.parse.text[match.end("u") : match.end("u") + 10].lower()
    if before.rstrip().endswith(
        ("for", "within", "in", "just", "over", "after", "of", "only", "mere", "last")
    ) or after.lstrip().startswith(("after", "before", "ago", "later", "earlier", "of", "since", "into")):
        return _bare_plural(scope, match)
    return _bare_plural(scope, match) if match.start("u") and before.endswith(("\n", ". ", "“")) else None


def part_of_unit(scope: Scope, match: re.Match[str]) -> Value | None:
    """“The end of the year”: its last day; of the middle and the beginning, the unit."""
    around = scope.anchor.day
    unit = match["u"].lower() if match["u"] else "year"
    found = _unit_value(unit, around) if around else None
    if found is None:
        return Value("DATE", None)
    value, first, last = found
    part = (match["e"] or "end").lower()
    day = last if part == "end" else first if part in ("beginning", "start") else None
    return Value("DATE", day.isoformat(), day, day, "day", "published") if day else Value("DATE", value, first, last, None, "published")


def century(scope: Scope, match: re.Match[str]) -> Value | None:
    """“The 20th century”: TimeML counts the hundreds, 19."""
    number = int(match["n"])
    if not 1 < number < 99:
        return None
    return Value("DATE", f"{number - 1:02}", date(100 * number - 99, 1, 1), date(100 * number, 12, 31), "century", "stated")


_WORDED = {w: 1920 + 10 * n for n, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split())}


def worded_decade(scope: Scope, match: re.Match[str]) -> Value | None:
    """“The sixties”: of the last century."""
    first = _WORDED[match["n"].lower()]
    return Value("DATE", f"{first // 10:03}", date(first, 1, 1), date(first + 9, 12, 31), "decade", "stated")


def unanchored(scope: Scope, match: re.Match[str]) -> Value | None:
    """“The year before”: counted from another time of the text, which this rule does not look for."""
    return Value("DATE", None)


def noon_or_midnight(scope: Scope, match: re.Match[str]) -> Value | None:
    """A clock time without a day of its own."""
    return Value("TIME", "T12:00" if match["t"].lower() == "noon" else "T24:00", grain="hour")


def nine_eleven(scope: Scope, match: re.Match[str]) -> Value | None:
    """“9/11” is one day wherever it stands."""
    day = date(2001, 9, 11)
    return Value("DATE", day.isoformat(), day, day, "day", "event")
