"""Quarters, halves, seasons, fiscal years, years, decades and centuries that the text names, to their values and days."""

import re
from datetime import date

from tidings.match.calendar import month_of, year_of
from tidings.match.units import Stretch, century_stretch, half_stretch, quarter_stretch, stretch_of
from tidings.model.document import Grain
from tidings.read.time_dates import nearest
from tidings.read.time_scope import Meaning, Scope, Value, said
from tidings.read.time_words import ORDINALS, SEASONS

# Months in which a season lies, northern as news in English mostly means it; winter is counted with the year it begins in.
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}

# ---- quarters and seasons ------------------------------------------------------------------------------------

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
    starts = [month_of(y, _SEASON_MONTHS[code][0])[0] for y in range(around.year - 2, around.year + 2)]
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
        best = nearest(starts, around, scope.tense(match.start("s")), scope.before(match.start("t")))
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
    if first % 100 == 0 and first < 1900:  # "the 1800s" are a century; of the 1900s and 2000s news means the decade
        return _of(century_stretch(first // 100), "century")
    return _of(stretch_of("decade", date(first, 1, 1)), "decade")


_WORDED = {w: 1920 + 10 * n for n, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split())}


def worded_decade(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The sixties”: of the last century."""
    return _of(stretch_of("decade", date(_WORDED[match["n"].lower()], 1, 1)), "decade")


def early_year(scope: Scope, match: re.Match[str]) -> Meaning:
    """“In 1453”: four digits that are a year only where the parser, too, sees a date behind a preposition."""
    token = scope.token(match.start("y"))
    return (
        of_year(int(match["y"]))
        if token is not None and token.ent_type_ == "DATE" and not _COUNTED.match(scope.text, match.end("y"))
        else None
    )


def year_of_era(scope: Scope, match: re.Match[str]) -> Meaning:
    """“AD 79”; “300 BC”: its value alone, since the calendar of days begins later."""
    if said(match, "b"):
        return Value("DATE", f"BC{int(match['b']):04}", grain="year", basis="stated")
    number = int(said(match, "y") or said(match, "y2"))
    return of_year(number) if 1 <= number <= 2100 else None


def century(scope: Scope, match: re.Match[str]) -> Meaning:
    """“The 20th century”, “the twentieth century”: TimeML counts the hundreds, 19."""
    number = int(match["n"]) if match["n"].isdigit() else ORDINALS[match["n"].lower()]
    if scope.after(match.end("t")).lstrip().replace(".", "").startswith("bc"):
        return Value("DATE", f"BC{number - 1:02}", grain="century", basis="stated")
    return _of(century_stretch(number - 1), "century") if 1 < number < 99 else None


def _of(stretch: Stretch | None, grain: Grain) -> Value | None:
    return Value("DATE", stretch.value, stretch.first, stretch.last, grain, "stated") if stretch else None
