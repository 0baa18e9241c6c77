"""What stands around a time and narrows or joins it: “early on Saturday”, “late May”, “the night of 5 May”, “from March to May”."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tidings.match.calendar import month_of
from tidings.model.span import Span
from tidings.read.time_scope import Scope, Value
from tidings.read.time_words import PARTS, UNITS

_LINE = 40  # the longest of the words below, "in the early morning hours of ", with room
_EARLY = re.compile(r"(?:(?:the|in|on)\s+)*?(?P<t>(?:(?:the|very)\s+)*(?P<p>early|mid|late)(?:\s+(?:on\s+|in\s+)?|-))$", re.I)
_PART_OF = re.compile(
    r"(?P<t>(?:the\s+)?(?:(?P<e>early|small|late)\s+(?:morning\s+)?hours|(?:early\s+|late\s+)?(?<![a-z])(?P<p>morning|afternoon|evening|night))\s+(?:of|on)\s+)$",
    re.I,
)
_END_OF = re.compile(r"(?P<t>(?:the\s+)?(?:very\s+)?(?P<p>end|beginning|start|middle|first\s+half|second\s+half|turn)\s+of\s+)$", re.I)
# The days of a month that news calls early, mid and late: its halves, and the ten days around the middle.
_MONTH_PARTS = {"early": (1, 15), "beginning": (1, 15), "start": (1, 15), "first half": (1, 15), "mid": (11, 20), "middle": (11, 20)}


def widened(scope: Scope, span: Span, value: Value) -> tuple[Span, Value]:
    """The expression with the words before it that narrow it; as it was where there are none."""
    line = max(0, span[0] - _LINE)
    night = _PART_OF.search(scope.text, line, span[0]) if value.type == "DURATION" and value.grain == "day" else None
    if night and value.earliest is not None and (night["p"] or "").lower() == "night":
        stamp = f"{value.earliest.isoformat()}TNI"
        return (night.start("t"), span[1]), dataclasses.replace(value, type="TIME", value=stamp, grain="hour")
    if value.type == "TIME" and value.grain == "hour":
        found = _EARLY.search(scope.text, line, span[0])
        return ((found.start("t") if found and "-" not in found["t"] else span[0]), span[1]), value
    if value.type not in ("DATE", "TIME") or value.value is None or value.value.endswith("_REF"):
        return span, value
    if value.grain == "day" and value.day is not None:
        found = _PART_OF.search(scope.text, line, span[0])
        if found:
            part = "morning" if (found["e"] or "").lower() in ("early", "small") else "night" if found["e"] else found["p"].lower()
            return (found.start("t"), span[1]), _on(value, PARTS[part])
        found = _EARLY.search(scope.text, line, span[0])
        if found and "-" not in value.value[10:] and _is_day(value.value) and found["p"].lower() != "mid":
            return (found.start("t"), span[1]), _on(value, "MO" if found["p"].lower() == "early" else "EV")
        return span, value
    if (
        value.grain not in ("month", "year", "decade", "century", "season", "quarter")
        or value.earliest is None
        or scope.text[span[0]] == "("
    ):
        return span, value
    found = _EARLY.search(scope.text, line, span[0]) or _END_OF.search(scope.text, line, span[0])
    if found is None:
        return span, value
    part = " ".join(found["p"].lower().split())
    return (found.start("t"), span[1]), _narrowed(value, part)


def _is_day(value: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def _on(value: Value, part: str) -> Value:
    assert value.value is not None
    return dataclasses.replace(value, type="TIME", value=f"{value.value[:10]}T{part}", grain="hour")


def _narrowed(value: Value, part: str) -> Value:
    """The days of that part of a month; of longer units the whole, since no calendar says where their parts begin."""
    first = value.earliest
    if value.grain != "month" or first is None:
        return value
    last = month_of(first.year, first.month)[1].day
    begin, end = _MONTH_PARTS.get(part, (15, last))
    return dataclasses.replace(value, earliest=first.replace(day=begin), latest=first.replace(day=end))


_CLOCK = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)?(?P<hour>T\d\d:\d\d.*)")


def joined(scope: Scope, found: Sequence[tuple[Span, Value]]) -> list[tuple[Span, Value]]:
    """The times with a clock time and the day that follows it at once as one: “2:30 the next day”, “9 a.m. Friday”."""
    out: list[tuple[Span, Value]] = []
    for span, value in found:
        while out and out[-1][0][0] >= span[0]:
            out.pop()  # "hours", once "the early hours of Wednesday" is one
        clock = _CLOCK.fullmatch(out[-1][1].value or "") if out and out[-1][1].type == "TIME" else None
        is_day = value.type == "DATE" and value.grain == "day"
        if clock and is_day and re.fullmatch(r"[ ]+", scope.text[out[-1][0][1] : span[0]]):
            stamp = f"{value.day.isoformat()}{clock['hour']}" if value.day else None
            out[-1] = (out[-1][0][0], span[1]), dataclasses.replace(value, type="TIME", value=stamp, grain=out[-1][1].grain)
        else:
            out.append((span, value))
    return out


_FROM = re.compile(r"\b(?P<t>from|between)\s+(?:the\s+)?$", re.I)
_TO = re.compile(r"\s*(?:,?\s*(?:to|until|till|through|and)|-|–)\s+(?:the\s+)?", re.I)


def ranges_among(scope: Scope, found: Sequence[tuple[Span, Value]]) -> Iterator[tuple[Span, Value]]:
    """“Ran from March to May”, “grew between 2031 and 2033”: the stretch as a duration of its own, beside its two ends.

    TimeML has the two dates alone; the stretch is one more where it says how long something that was done or happened went on ("the period
    from 2031 to 2033" is one already).
    """
    for ((start, end), first), ((start2, end2), last) in pairwise(found):
        opens = _FROM.search(scope.text, max(0, start - 14), start)
        if opens is None or not _TO.fullmatch(scope.text, end, start2):
            continue
        if first.type != "DATE" or last.type != "DATE" or first.grain != last.grain or first.grain is None:
            continue
        if first.earliest is None or last.latest is None or last.earliest is None or first.earliest >= last.earliest:
            continue
        if "and" in scope.text[end:start2].lower().split() and opens["t"].lower() == "from":
            continue
        opening = scope.token(opens.start("t"))
        if opening is None or opening.head.pos_ != "VERB":
            continue
        value = _length(first.earliest, last.earliest, first.grain)
        yield (opens.start("t"), end2), Value("DURATION", value, first.earliest, last.latest, first.grain, last.basis)


def _length(first: date, last: date, grain: str) -> str | None:
    months = 12 * (last.year - first.year) + last.month - first.month
    counts = {
        "day": (last - first) // timedelta(1),
        "week": (last - first) // timedelta(7),
        "month": months,
        "year": last.year - first.year,
    }
    if grain not in counts:
        return None
    return f"P{counts[grain]}{UNITS[grain]}"
