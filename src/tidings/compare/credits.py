"""Readings in, out whose report it is as far as the documents say so: datelines, bylines, credits, an agency that speaks of itself."""

import re
from dataclasses import dataclass
from functools import cache

from tidings.compare.cites import outlet_of
from tidings.know.publishers import publisher_named, publishers
from tidings.model.reading import Reading

# A dateline or byline stands at the head, a credit at the foot; between them an agency's name may be that of one who was told something.
HEAD, FOOT = 250, 400


def origin_of(a: Reading, b: Reading) -> str | None:
    """Who wrote the report that stands in two documents, as far as they say so, or None when they don't or say different things.

    In this order: the agency that one is credited to; the agency whose own page one is; the agency that speaks of itself in the text;
    the outlet, when both have the same.
    """
    credited = {c for c in (credited_to(a), credited_to(b)) if c}
    if credited:
        return next(iter(credited)) if len(credited) == 1 else None
    outlets = {outlet_of(a), outlet_of(b)}
    agencies = {o for o in outlets if o and (known := publisher_named(o)) and known.agency}
    if agencies:
        return next(iter(agencies)) if len(agencies) == 1 else None
    if len(outlets) == 1:
        return next(iter(outlets))
    # Who saw and counted wrote it, even if the other dropped the sentence; who was told something may only be cited: both must have it.
    told = _matched_in(a, _patterns().told) & _matched_in(b, _patterns().told)
    speaking = told | _matched_in(a, _patterns().saw) | _matched_in(b, _patterns().saw)
    return next(iter(speaking)) if len(speaking) == 1 else None


def credited_to(reading: Reading) -> str | None:
    """The agency in the document's dateline, byline, copyright or line of contributors, or None."""
    text = reading.document.text
    found = _patterns().head.search(text[:HEAD]) or _patterns().foot.search(text[-FOOT:])
    return _agency_in(found.group()) if found else None


def _matched_in(reading: Reading, pattern: re.Pattern[str]) -> set[str]:
    return {agency for match in pattern.finditer(reading.document.text) if (agency := _agency_in(match.group()))}


def _agency_in(words: str) -> str | None:
    found = re.search(rf"(?<!\w)(?:{_agencies()})(?!\w)", words)
    known = publisher_named(found.group()) if found else None
    return known.name if known else None


@cache
def _agencies() -> str:
    names = {name for p in publishers() if p.agency for name in (p.name, *p.names)}
    return "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n))))


@dataclass(frozen=True, slots=True)
class _Patterns:
    head: re.Pattern[str]
    foot: re.Pattern[str]
    saw: re.Pattern[str]
    told: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    agency = rf"(?<!\w)(?:{_agencies()})(?!\w)"
    return _Patterns(
        head=re.compile(rf"\({agency}\)|\bBy [^.\n]{{0,80}}?{agency}|^\s*{agency}\s*[—–-]"),
        foot=re.compile(
            rf"©\s*(?:Copyright\s*)?\d*,?\s*(?:The )?{agency}|{agency}(?: [\w']+){{0,6}} contributed to"
            rf"|\bWith(?: reporting (?:by|from))? (?:The )?{agency}|\bReporting by [^.\n]{{0,80}}{agency}"
            rf"|\bFollow (?:the )?{agency}|\b(?:Source|Credit|Agencies): {agency}"
        ),
        saw=re.compile(
            rf"{agency} (?:journalists?|reporters?|photographers?|writers?|correspondents?|teams?|could not|couldn't|was not able to"
            rf"|was unable to|saw|witnessed|counted|documented)\b|\b(?:obtained|seen|documented|witnessed) by (?:the |The )?{agency}"
        ),
        told=re.compile(rf"\b(?:told|interview with) (?:the |The )?{agency}"),
    )
