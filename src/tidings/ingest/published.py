"""A text and what came with it to its publication date: an interval, how it is known, and the words that say so."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tidings.know.happenings import Happening, happenings
from tidings.match.calendar import CalendarDate, find_dates, week_of
from tidings.model.document import FromPage, Published
from tidings.model.span import Span

_LINE = re.compile(r"[^\n]+")
# A line that dates the article says the date and little more: "Updated: May 10, 2022", "MP. Oskvale, October 10, 2022".
MOST_WORDS_BESIDE = 5
# The dateline stands before the article's third paragraph or so; a date further down is part of what is told.
FIRST_LINES = 8
_UPDATED = re.compile(r"\b(updated|last modified|modified)\b", re.I)
_SAYS_SO = re.compile(r"\s*(?:first\s+)?(?:published|posted|issued|released)(?:\s+on)?\s*:?\s*", re.I)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?)?)?")
_POST = re.compile(r"\(@\w+\)|pic\.twitter\.com|https?://t\.co/")
_COUNT = (
    r"(?P<more>more than|over|after)?\s*(?P<count>\d{1,4}|a hundred|hundred)\s+(?P<unit>days|weeks|months)\s+(?:of|into|after|since)\s+"
    r"(?:(?:the|its|his|their|\w+[’']s|full-scale)\s+){0,3}"
)
# What is only feared has not happened.
_FEARED = re.compile(
    r"\b(?:avoid|prevent|avert|risk|threat|fear|fears|feared|possible|potential|before|ahead of|if|could|may|might|planned)\b[^.]*$", re.I
)
# "The war last week" is a week of the war, not the week in which it began.
_LASTING = ("war", "conflict", "fighting", "pandemic", "uprising")
_DAYS = {"days": 1, "weeks": 7, "months": 30}


def published_by(value: str, origin: str) -> Published | None:
    """The publication date that a field gives, to the minute or the day as it does; None when it is no ISO 8601 date."""
    match = _ISO.fullmatch(value.strip())
    if not match:
        return None
    year, month, day, hour, minute = match.groups()
    evidence = FromPage(from_=origin, value=value)
    try:
        if hour is not None:
            moment = datetime(int(year), int(month), int(day), int(hour), int(minute)).isoformat(timespec="minutes")  # noqa: DTZ001 the field's own clock
            return Published(start=moment, end=moment, grain="minute", basis="metadata", evidence=evidence)
        first = date(int(year), int(month or 1), int(day or 1))
        if day is not None:
            return Published(start=first.isoformat(), end=first.isoformat(), grain="day", basis="metadata", evidence=evidence)
        last = date(first.year + (month is None or first.month == 12), 1 if month is None else first.month % 12 + 1, 1) - timedelta(1)
    except ValueError:
        return None
    return Published(start=first.isoformat(), end=last.isoformat(), grain="month" if month else "year", basis="metadata", evidence=evidence)


def published_in(text: str, body: tuple[Span, ...]) -> Published:
    """When a text without a date beside it was published: stated by a dateline, else inferred, else unknown."""
    return stated_in(text, body) or inferred_from(text, body) or Published()


def stated_in(text: str, body: tuple[Span, ...]) -> Published | None:
    """The date of the dateline, the line that says when the article came out; an "updated" line only where there is no other."""
    lines = [m.span() for span in body for m in _LINE.finditer(text, *span) if m.group().strip()][:FIRST_LINES]
    found = [(bool(_UPDATED.search(text, *line)), day) for line in lines for day in _dating(text, line)]
    for _, day in sorted(found, key=lambda f: f[0]):
        days = day.days()
        if days is not None and day.day is not None:
            stamp = days[0].isoformat() + (f"T{day.hour:02}:{day.minute or 0:02}" if day.hour is not None else "")
            return Published(start=stamp, end=stamp, grain="minute" if day.hour is not None else "day", basis="stated", evidence=day.span)
    return None


def _dating(text: str, line: Span) -> Iterator[CalendarDate]:
    if _POST.search(text, *line) or re.match(r"\s*[—–]", text[slice(*line)]):
        return  # an embedded post's own date
    for day in find_dates(text, *line):
        before, after = text[line[0] : day.span[0]], text[day.span[1] : line[1]]
        is_line = len((before + " " + after).split()) <= MOST_WORDS_BESIDE
        # "OSKVALE, May 10, 2022 (Agency) - The mayor ..."
        opens = len(before.split()) <= 3 and re.match(r"\s*(?:\([^)]{2,40}\)\s*)?[-–—]", after)
        # "Published 10 May 2022. The mayor ..."
        says_so = _SAYS_SO.fullmatch(before) is not None and re.match(r"\s*(?:[.|;·–—-]|$)", after)
        if day.year is not None and (is_line or opens or says_so):
            yield day


def inferred_from(text: str, body: tuple[Span, ...]) -> Published | None:
    """The interval that a text allows by the dates of posts in it and by dated world events that it tells as past; or None."""
    bounds = [*_by_posts(text, body)]
    for happening in happenings():
        if happening.is_meant_in(text):
            bounds += _by_happening(text, body, happening)
    if not bounds:
        return None
    lows = [b for b in bounds if b[0] is not None]
    highs = [b for b in bounds if b[1] is not None]
    low = max(lows, key=lambda b: b[0] or date.min) if lows else None
    high = min(highs, key=lambda b: b[1] or date.max) if highs else None
    if low and high and low[0] and high[1] and low[0] > high[1]:
        return None  # what the text says does not fit together: better unknown than wrong
    decisive = low or high
    assert decisive is not None
    return Published(
        start=low[0].isoformat() if low and low[0] else None,
        end=high[1].isoformat() if high and high[1] else None,
        grain="day",
        basis="inferred",
        evidence=decisive[2],
        why="; ".join(dict.fromkeys(b[3] for b in (low, high) if b)),
    )


Bound = tuple[date | None, date | None, Span, str]


def _by_posts(text: str, body: tuple[Span, ...]) -> Iterator[Bound]:
    """An embedded post is older than the article that shows it."""
    for span in body:
        for line in _LINE.finditer(text, *span):
            if _POST.search(line.group()):
                for day in find_dates(text, *line.span()):
                    days = day.days()
                    if days and day.day:
                        yield days[0], None, day.span, "not before the post it shows"


def _by_happening(text: str, body: tuple[Span, ...], happening: Happening) -> Iterator[Bound]:
    noun = happening.pattern()
    told_as_past = re.compile(
        rf"(?:(?:start|beginning|outbreak|onset|days|weeks|months|since|launch(?:ed|ing)|began)\s+(?:of\s+)?(?:(?:his|its|their|the|full-scale|\w+[’']s)\s+){{0,3}}(?:{noun})\b"
        rf"|(?:{noun})\s+(?:began|started|broke out))"
    )
    for span in body:
        past = next((m for m in told_as_past.finditer(text, *span) if not _FEARED.search(text, max(0, m.start() - 50), m.start())), None)
        if past:
            yield happening.start, None, past.span(), f"after the {happening.name} began"
        for match in re.compile(_COUNT + rf"(?:{noun})\b").finditer(text, *span):
            if not text[: match.start()].rstrip().endswith("first"):
                yield from _after_so_many(match, happening)
        for match in re.compile(rf"(?:{noun})\s+(?P<when>last week|last month)\b").finditer(text, *span):
            monday, sunday = week_of(happening.start)
            if match["when"] == "last week" and not any(long in match.group().lower() for long in _LASTING):
                why = f"the week after the {happening.name} began"
                yield monday + timedelta(7), sunday + timedelta(7), match.span(), why


def _after_so_many(match: re.Match[str], happening: Happening) -> Iterator[Bound]:
    count = 100 if match["count"].endswith("hundred") else int(match["count"])
    days = count * _DAYS[match["unit"]]
    first = happening.start + timedelta(days)
    why = f"{match['count']} {match['unit']} after the {happening.name} began"
    if match["more"] in ("more than", "over"):
        # who says "more than 90 days" would say "more than 100" on the hundredth: the next round number is not reached
        step = (10 if count < 100 else 100) if count % 10 == 0 else 1
        yield first, first + timedelta(step * _DAYS[match["unit"]]), match.span(), why
    else:
        # a round count may be a little old when it is printed, or said a little early
        slack = timedelta(max(_DAYS[match["unit"]], days // 20))
        yield first - slack, first + slack, match.span(), why
