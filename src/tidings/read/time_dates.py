"""Dates, months, quarters, seasons, years, decades and centuries that the text names, to their values and days."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tidings.match.calendar import MONTHS, WEEKDAYS, CalendarDate, month_of, year_of
from tidings.match.units import Stretch, century_stretch, half_stretch, quarter_stretch, stretch_of
from tidings.model.document import Grain
from tidings.model.span import Span
from tidings.read.time_scope import Later, Meaning, Scope, Tense, Told, Value, said
from tidings.read.time_words import ORDINALS, SEASONS

# Months in which a season lies, northern as news in English mostly means it; winter is counted with the year it begins in.
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
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
    best = _nearest(years, around, scope.tense(day.span[0]), scope.before(day.span[0]))
    return _timed(Value("DATE", best.isoformat(), best, best, "day", "published"), day)


def _timed(value: Value, day: CalendarDate) -> Value:
    if day.hour is None or value.value is None:
        return value
    return Value("TIME", f"{value.value}T{day.hour:02}:{day.minute or 0:02}", value.earliest, value.latest, "minute", value.basis)


def _nearest(days: Sequence[date], around: date, tense: Tense | None, before: str = "") -> date:
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
    best = _nearest(days, around, scope.tense(match.start("n")) or "past")
    return Value("DATE", best.isoformat(), best, best, "day", "published")


# ---- months, quarters, seasons ----------------------------------------------------------------------------------


def month_alone(scope: Scope, match: re.Match[str]) -> Meaning:
    if match["m"] in ("May", "March", "August") and not _is_month(scope, match):
        return None
    month, word = MONTHS[match["m"].lower()], said(match, "w")
    return Later(lambda told: _month(scope, match.span("m"), month, word, told))


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
        best = _nearest(years, now, _side(scope, span[0]), scope.before(span[0]))
    return Value("DATE", f"{best.year:04}-{month:02}", *month_of(best.year, month), "month", "published")


def _side(scope: Scope, at: int) -> Tense | None:
    """The tense around a month or season; a present progressive puts it ahead, a present tense or none leaves it to what is nearest."""
    return "future" if scope.is_progressive(at) and scope.before(at).endswith((" in", "next")) else scope.tense(at)


def _is_month(scope: Scope, match: re.Match[str]) -> bool:
    """“May” the month: a name by its tag, behind a preposition or such."""
    token = scope.token(match.start("m"))
    if token is None:
        return False
    before = scope.before(match.start("m"))
    opens = before.endswith(
        (" in", " since", " until", " by", " early", " late", "mid-", "last", "next", " of", "from", "between")
    ) or before in ("in", "by", "since")
    return token.ent_type_ == "DATE" or (token.pos_ == "PROPN" and token.ent_type_ != "PERSON" and (token.dep_ == "pobj" or opens))


_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}


def quarter(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The third quarter of 2031”, “first-half”, “Q3”: of the year named, or the last or next such one, as the tense says."""
    number = int(said(match, "q") or _NTH[said(match, "n")])
    is_half = (said(match, "u") or said(match, "k")) in ("half", "h")
    if is_half and (number > 2 or not (said(match, "y") or said(match, "w") or "-" in match["t"] or said(match, "q"))):
        return None  # "the second half" alone is rather a match's
    return _part_of_year(scope, match, number, is_half)


def _part_of_year(scope: Scope, match: re.Match[str], number: int, is_half: bool) -> Value:
    make = half_stretch if is_half else quarter_stretch
    if match["fy"]:
        return Value("DATE", f"FY{_year_said(scope, match) or 'XXXX'}-{'H' if is_half else 'Q'}{number}")
    year = _year_said(scope, match)
    if year is not None:
        found = make(year, number)
        basis = "stated" if match["y"] else "published"
        return Value("DATE", found.value, found.first, found.last, None if is_half else "quarter", basis)
    around = scope.anchor.around
    if around is None:
        return Value("DATE", f"XXXX-{'H' if is_half else 'Q'}{number}", grain="quarter")
    all_three = [make(y, number) for y in (around.year - 1, around.year, around.year + 1)]
    tense = scope.tense(match.start("t"))
    # what is reported of a quarter is reported once it has begun; only a future tense looks to the next one
    begun = [s for s in all_three if s.first <= around]
    best = next((s for s in all_three if s.last >= around), begun[-1]) if tense == "future" else begun[-1]
    return Value("DATE", best.value, best.first, best.last, None if is_half else "quarter", "published")


def _year_said(scope: Scope, match: re.Match[str]) -> int | None:
    """The year behind a quarter: a number, or "this year", "last year", "the year"."""
    if match["y"]:
        return int(match["y"])
    word = said(match, "w")
    if not word or scope.anchor.around is None:
        return None
    return scope.anchor.around.year + {"last": -1, "next": 1, "previous": -1}.get(word, 0)


def season(scope: Scope, match: re.Match[str]) -> Meaning:
    code = SEASONS[match["s"].lower()]
    word, expression = said(match, "w"), said(match, "t")
    if said(match, "y"):
        return _season_of(code, int(match["y"]), "stated")
    around = scope.anchor.around
    # "roads flood in spring": any spring
    is_any = not word and not expression.startswith("the") and scope.tense(match.start("s")) == "present"
    if around is None or is_any:
        return Value("DATE", f"XXXX-{code}", grain="season")
    starts = [month_of(y, _SEASON_MONTHS[code][0])[0] for y in range(around.year - 1, around.year + 2)]
    over = [d for d in starts if month_of(d.year, d.month + 2)[1] < around]
    begun, coming = [d for d in starts if d <= around], [d for d in starts if d > around]
    if word in ("last", "past", "the past", "previous"):
        best = over[-1]
    elif word in ("next", "coming", "the coming", "this coming", "the following"):
        best = coming[0]
    elif word == "this":
        # the one that goes on, or else the nearest of this year
        best = begun[-1] if begun[-1] not in over else min(starts, key=lambda d: (abs(d - around), d))
        if begun[-1] in over and scope.tense(match.start("s")) == "past":
            best = begun[-1]
    else:
        best = _nearest(starts, around, _side(scope, match.start("s")), scope.before(match.start("t")))
    return _season_of(code, best.year, "published")


def _season_of(code: str, year: int, basis: str) -> Value:
    first, last = _SEASON_MONTHS[code]
    return Value("DATE", f"{year:04}-{code}", month_of(year, first)[0], month_of(year, last)[1], "season", basis)


def fiscal_year(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Fiscal 2031”: its value, but no days: every house begins its own year when it likes."""
    digits = said(match, "y") or said(match, "y2") or "XXXX"
    return Value("DATE", f"FY{digits if len(digits) == 4 else '20' + digits}")


# ---- years, decades, centuries ----------------------------------------------------------------------------------

# Behind these a number of four digits is no year but counts something.
_COUNTED = re.compile(
    r"\s*(?:%|percent|per\s+cent|[-\s]*(?:years?|hours?|days?|minutes?)[\s-]+old\b|(?:years|hours|days|minutes|metres|meters|feet|km|kilometres|kilometers"
    r"|miles|people|troops|soldiers|tonnes|tons|dead|euros|dollars|pounds|roubles|rubles|yen|others|words|points|votes|seats)\b|of\s+(?:them|those)\b)",
    re.I,
)
_BEFORE_YEAR = re.compile(
    r"(?:^|[\s(])(?:in|since|of|by|until|till|from|after|before|the|early|late|during|between|to|and|or|for|spring|summer|autumn|fall|winter|circa|c\.|ca\.|around|about|than|through|throughout|year|(?:early|mid|late)-)$|\($|mid-$"
)


def bare_year(scope: Scope, match: re.Match[str]) -> Meaning:
    at = match.start("y")
    token = scope.token(at)
    if token is None or _COUNTED.match(scope.text, match.end("y")):
        return None
    if token.ent_type_ != "DATE" and _is_count(scope, at):
        return None
    before = scope.before(at, 12)
    # "Expo Tolm 2031": the year of what is named
    is_named = token.i > 0 and token.doc[token.i - 1].pos_ == "PROPN" and token.ent_type_ in ("", "EVENT", "ORG", "FAC", "CARDINAL")
    is_date = token.ent_type_ == "DATE" or is_named or _BEFORE_YEAR.search(before) is not None
    return of_year(int(match["y"])) if is_date else None


def _is_count(scope: Scope, at: int) -> bool:
    """“Of 1709 pupils”: a number before a plural, without an article that would make it the year of them."""
    token = scope.token(at)
    if token is None or token.dep_ != "nummod" or token.head.tag_ != "NNS" or token.head.i <= token.i:
        return False
    return not any(c.dep_ in ("det", "poss") for c in token.head.children)


def of_year(year: int) -> Value:
    """A year by its number."""
    return Value("DATE", f"{year:04}", *year_of(year), "year", "stated")


def short_year(scope: Scope, match: re.Match[str]) -> Meaning:
    """“In ’08”: of this century up to the year after publication, else of the last."""
    digits = int(match["y"])
    newest = scope.anchor.around.year + 1 if scope.anchor.around else 2029
    return of_year(2000 + digits if 2000 + digits <= newest else 1900 + digits)


def spoken_year(scope: Scope, match: re.Match[str]) -> Meaning:
    """“He ran in 84 and 88”: two digits where the parser, too, sees a year and nothing but such numbers."""
    token = scope.token(match.start("y"))
    named = next((e for e in token.sent.ents if e.start <= token.i < e.end), None) if token is not None else None
    if named is None or named.label_ != "DATE" or not all(t.text.isdigit() or t.lower_ in ("and", "or", ",") for t in named):
        return None
    return short_year(scope, match)


def years_between(scope: Scope, match: re.Match[str]) -> Meaning:
    """“2031-33”: a duration with both ends."""
    first, last = int(match["a"]), int(match["a"][:2] + match["b"])
    if last <= first:
        return None
    return Value("DURATION", f"P{last - first}Y", year_of(first)[0], year_of(last)[1], "year", "stated")


# "in his early 80s"; "the low 70s" of a thermometer
_OWN_AGE = re.compile(r"\b(?:his|her|their|my|your|our|its|low|upper|high|mid-to-late)(?:\s+(?:early|mid|late))?[\s-]*(?:the)?$")


def decade(scope: Scope, match: re.Match[str]) -> Meaning:
    digits = match["y"].strip("'’")
    if len(digits) == 2 and _OWN_AGE.search(scope.before(match.start("y"))):
        return None
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return _of(stretch_of("decade", date(first, 1, 1)), "decade")


_WORDED = {w: 1920 + 10 * n for n, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split())}


def worded_decade(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The sixties”: of the last century."""
    return _of(stretch_of("decade", date(_WORDED[match["n"].lower()], 1, 1)), "decade")


def century(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The 20th century”, “the twentieth century”: TimeML counts the hundreds, 19."""
    number = int(match["n"]) if match["n"].isdigit() else ORDINALS[match["n"].lower()]
    return _of(century_stretch(number - 1), "century") if 1 < number < 99 else None


def _of(stretch: Stretch | None, grain: Grain) -> Value | None:
    return Value("DATE", stretch.value, stretch.first, stretch.last, grain, "stated") if stretch else None


# ---- days of the year that have a name --------------------------------------------------------------------------


def holiday(scope: Scope, match: re.Match[str]) -> Meaning:
    """“Christmas Eve”: a day of fixed date."""
    from tidings.know.holidays import holidays

    month, day = holidays()[re.sub(r"\s+", " ", match["h"]).replace("’", "'").lower()]
    date_ = CalendarDate(span=match.span("t"), month=month, day=day, year=int(match["y"]) if match["y"] else None)
    return of_calendar(scope, date_)


def weekday_number(name: str) -> int:
    """Monday is 0."""
    return WEEKDAYS[name.lower()]
