"""Days and months that the text names, to their values and days; what year they are of where none is written."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tidings.match.calendar import MONTHS, CalendarDate, month_of
from tidings.model.span import Span
from tidings.read.time_scope import Later, Meaning, Scope, Tense, Told, Value, said
from tidings.read.time_words import ORDINALS

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINED = re.compile(r"\s*(?:,?\s*(?:to|until|till|through|and|or)|-|–|,)\s*(?:(?:in|on|by|late|early|mid)[\s-]+)?", re.I)


# ---- days -----------------------------------------------------------------------------------------------------


def of_calendar(scope: Scope, day: CalendarDate) -> Meaning:
    if day.year is None:
        return Later(lambda told: _yearless(scope, day, told))
    days = day.days()
    if days is None:
        return None
    if day.day is None:
        return Value("DATE", f"{day.year:04}-{day.month:02}", *days, "month", "stated")
    if day.hour is not None:
        return Value("TIME", f"{days[0].isoformat()}T{day.hour:02}:{day.minute or 0:02}", *days, "minute", "stated")
    return Value("DATE", days[0].isoformat(), *days, "day", "stated")


def _yearless(scope: Scope, day: CalendarDate, told: Told) -> Value:
    around = scope.anchor.around
    if day.day is None:
        return Value("DATE", None)
    beside = _year_beside(scope, day.span, told)
    if beside is not None:
        found = next((d for y in beside if (d := day.on(y))), None)
        if found is not None:
            return _timed(Value("DATE", found.isoformat(), found, found, "day", "other time"), day)
    if around is None:
        return Value("DATE", f"XXXX-{day.month:02}-{day.day:02}", grain="day")
    years = [d for y in range(around.year - 1, around.year + 2) if (d := day.on(y))]
    if day.weekday is not None:
        years = [d for d in years if d.weekday() == day.weekday] or years
    best = nearest(years, around, scope.tense(day.span[0]), scope.before(day.span[0]))
    return _timed(Value("DATE", best.isoformat(), best, best, "day", "published"), day)


def _timed(value: Value, day: CalendarDate) -> Value:
    if day.hour is None or value.value is None:
        return value
    return Value("TIME", f"{value.value}T{day.hour:02}:{day.minute or 0:02}", value.earliest, value.latest, "minute", value.basis)


def nearest(days: Sequence[date], around: date, tense: Tense | None, before: str = "") -> date:
    """The day nearest to the publication on the side that the tense speaks of.

    Time zones may carry what is told as past a day on, and what is told as coming two days back. A word for what is ahead outweighs the tense
    ("was put off until May 3"), and so does "since".
    """
    if before.endswith(("since", "since last")):
        tense = "past"
    elif before.endswith((" until", " till", "ahead of", " from now to", "effective")) and tense != "past":
        tense = "future"
    if tense == "past":
        fitting = [d for d in days if d <= around + timedelta(1)]
    elif tense == "future":
        # "is to run from May 3": may have begun some weeks ago
        fitting = [d for d in days if d >= around - timedelta(45 if before.endswith(" from") else 2)]
    else:
        fitting = list(days)
    return min(fitting or days, key=lambda d: (abs(d - around), d))


def _year_beside(scope: Scope, span: Span, told: Told) -> tuple[int, ...] | None:
    """The years to try, in order, of a date or month that is joined in its sentence to one whose year is known: “from March to May 2031”."""
    first, last = scope.sentence(span[0])
    for (start, _), value in told:
        if value.earliest is None or not first <= start < last or value.grain not in ("minute", "day", "month"):
            continue
        if start > span[0] and value.basis == "stated" and _JOINED.fullmatch(scope.text, span[1], start):
            return (
                (value.earliest.year, value.earliest.year - 1)
                if _month_at(scope, span) <= value.earliest.month
                else (value.earliest.year - 1,)
            )
    for (_, end), value in reversed(told):
        if value.earliest is None or not first <= end <= span[0] or value.grain not in ("minute", "day", "month"):
            continue
        ahead = scope.anchor.last is not None and value.earliest > scope.anchor.last
        joined = _JOINED.fullmatch(scope.text, end, span[0]) is not None and scope.before(span[0], 4)[-2:] in ("to", "il", "gh", "-", "–")
        if ahead or joined:
            # a list of what is to come goes on in its order
            return (value.earliest.year,) if _month_at(scope, span) >= value.earliest.month else (value.earliest.year + 1,)
        return None
    return None


def _month_at(scope: Scope, span: Span) -> int:
    words = re.findall(r"[A-Za-z]+", scope.text[slice(*span)].lower())
    return next((MONTHS[w] for w in words if w in MONTHS), 1)


def days_of_month(scope: Scope, match: re.Match[str]) -> Meaning:
    """“June 3-5”, “3 to 5 June 2031”: a duration with both ends."""
    month, first, last = MONTHS[match["m"].lower().rstrip(".")], int(match["d"]), int(match["e"])
    if not 1 <= first < last <= 31:
        return None

    def look(told: Told) -> Value | None:
        start = of_calendar(scope, CalendarDate(span=match.span("t"), month=month, day=first, year=int(match["y"]) if match["y"] else None))
        value = start.look(told) if isinstance(start, Later) else start
        if value is None or value.earliest is None:
            return Value("DURATION", f"P{last - first}D")
        try:
            end = value.earliest.replace(day=last)
        except ValueError:
            return Value("DURATION", None)
        return Value("DURATION", f"P{last - first}D", value.earliest, end, "day", value.basis)

    return Later(look)


def day_before_month(scope: Scope, match: re.Match[str]) -> Meaning:
    """The 10 of “on 10 and 11 June”: of the month that the second day names."""
    month = MONTHS[match["m"].lower().rstrip(".")]
    year, day = int(match["y"]) if match["y"] else None, int(match["d"])
    if not 1 <= day <= month_of(year or 2000, month)[1].day:
        return None
    return of_calendar(scope, CalendarDate(span=match.span("t"), month=month, day=day, year=year))


def worded_day(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The fifth of May”, “May the fifth, 2031”."""
    day, month = ORDINALS[match["o"].lower()], MONTHS[match["m"].lower()]
    year = int(match["y"]) if match["y"] else None
    if not 1 <= day <= month_of(year or 2000, month)[1].day:
        return None
    return of_calendar(scope, CalendarDate(span=match.span("t"), month=month, day=day, year=year))


def numeric(scope: Scope, match: re.Match[str]) -> Meaning:
    """“7/8/31”: month first or day first; the one that can be, or in the past tense the one that is not after the publication; else open."""
    year = int(match["y"]) + (
        0 if len(match["y"]) == 4 else 2000 if int(match["y"]) < 50 else 1900
    )  # two digits: within fifty years of 2000
    found: list[date] = []
    for month, day in ((int(match["a"]), int(match["b"])), (int(match["b"]), int(match["a"]))):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    last = scope.anchor.last
    if last is not None and scope.tense(match.start("t")) != "future":
        found = [d for d in found if d <= last + timedelta(1)] or found
    if len(set(found)) == 1:
        return Value("DATE", found[0].isoformat(), found[0], found[0], "day", "stated")
    return Value("DATE", None) if found else None


def nine_eleven(scope: Scope, match: re.Match[str]) -> Meaning:
    """“9/11” is one day wherever it stands."""
    day = date(2001, 9, 11)
    return Value("DATE", day.isoformat(), day, day, "day", "event")


def ordinal_day(scope: Scope, match: re.Match[str]) -> Meaning:
    """“On the 5th”, “the 21st of this month”: of the month of publication or the one beside it, as the tense says."""
    around, day = scope.anchor.around, int(match["n"])
    if around is None or not 1 <= day <= 31:
        return None
    months = [month_of(around.year, around.month + shift)[0] for shift in ((0,) if match["o"] else (-1, 0, 1))]
    days = [m.replace(day=day) for m in months if day <= month_of(m.year, m.month)[1].day]
    if not days:
        return None
    best = nearest(days, around, scope.tense(match.start("n")) or "past")
    return Value("DATE", best.isoformat(), best, best, "day", "published")


# ---- months ----------------------------------------------------------------------------------


def month_alone(scope: Scope, match: re.Match[str]) -> Meaning:
    if match["m"] in ("May", "March", "August") and not _is_month(scope, match):
        return None
    month, word = MONTHS[match["m"].lower()], said(match, "w")
    if not word and _comes_back(scope.token(match.start("m"))):
        return Value("DATE", f"XXXX-{month:02}", grain="month")
    return Later(lambda told: _month(scope, match.span("m"), month, word, told))


_OF_THE_YEAR = frozenset("month season time week peak height start end".split())


def _comes_back(token: "Token | None") -> bool:
    """“October is harvest month”, “May is the start of the rains”: the month of every year."""
    if token is None or token.dep_ != "nsubj" or token.head.lower_ != "is":
        return False
    return any(c.dep_ == "attr" and c.lemma_.lower() in _OF_THE_YEAR for c in token.head.children)


def _month(scope: Scope, span: Span, month: int, word: str, told: Told) -> Value:
    around = scope.anchor.around
    beside = _year_beside(scope, span, told)
    if beside is not None:
        return Value("DATE", f"{beside[0]:04}-{month:02}", *month_of(beside[0], month), "month", "other time")
    if around is None:
        return Value("DATE", f"XXXX-{month:02}", grain="month")
    now = around.replace(day=1)
    years = [date(y, month, 1) for y in range(around.year - 1, around.year + 2)]
    if word == "last":
        best = max(d for d in years if d < now)
    elif word in ("next", "coming", "this coming"):
        best = min(d for d in years if d > now)
    elif word == "this":
        best = date(around.year, month, 1)
    else:
        best = nearest(years, now, scope.tense(span[0]), scope.before(span[0]))
    return Value("DATE", f"{best.year:04}-{month:02}", *month_of(best.year, month), "month", "published")


def _is_month(scope: Scope, match: re.Match[str]) -> bool:
    """“May” the month: a name by its tag, behind a preposition or such."""
    token = scope.token(match.start("m"))
    if token is None:
        return False
    before = scope.before(match.start("m"))
    if re.search(rf"\b(?:{'|'.join(MONTHS)})\s+(?:and|to|or|through|until)$", before):
        return True
    opens = before.endswith(
        (" in", " since", " until", " by", " early", " late", "mid-", "last", "next", " of", "from", "between")
    ) or before in ("in", "by", "since")
    return token.ent_type_ == "DATE" or (token.pos_ == "PROPN" and token.ent_type_ != "PERSON" and (token.dep_ == "pobj" or opens))


# ---- days of the year that have a name --------------------------------------------------------------------------


def holiday(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Christmas Eve”: a day of fixed date."""
    from tidings.know.holidays import holidays

    month, day = holidays()[re.sub(r"\s+", " ", match["h"]).replace("’", "'").lower()]
    date_ = CalendarDate(span=match.span("t"), month=month, day=day, year=int(match["y"]) if match["y"] else None)
    return of_calendar(scope, date_)
