"""A parse to its time expressions: TimeML values and day intervals, relative to the publication, to other dates, or to known events."""

from collections.abc import Iterator
from datetime import date

from tidings.match.calendar import find_dates
from tidings.model.reading import Time
from tidings.model.span import Span, shared
from tidings.read.parse import Parse
from tidings.read.time_rules import RULES
from tidings.read.time_scope import Anchor, Scope, Value
from tidings.read.time_values import of_calendar


def find_times(parse: Parse) -> tuple[Time, ...]:
    """The time expressions of the body, in text order, ids t1…; what has no anchor keeps its words, without a value."""
    scope = Scope(parse, _anchor(parse))
    found: list[tuple[Span, Value]] = []
    for start, end in parse.document.body:
        _add(found, ((day.span, of_calendar(scope, day)) for day in find_dates(parse.text, start, end)))
        for pattern, meaning in RULES:
            matches = ((m, meaning(scope, m)) for m in pattern.finditer(parse.text, start, end))
            _add(found, (((m.start("t"), m.end("t")) if "t" in pattern.groupindex else m.span(), value) for m, value in matches))
    found = [f for f in found if not _in_a_name(parse, f)]
    found.sort(key=lambda f: f[0])
    return tuple(
        Time(
            id=f"t{n}",
            start=span[0],
            end=span[1],
            text=parse.text[slice(*span)],
            type=value.type,
            value=value.value,
            earliest=value.earliest.isoformat() if value.earliest else None,
            latest=value.latest.isoformat() if value.latest else None,
            grain=value.grain,
            basis=value.basis,
        )
        for n, (span, value) in enumerate(found, start=1)
    )


def _add(found: list[tuple[Span, Value]], more: Iterator[tuple[Span, Value | None]]) -> None:
    for span, value in more:
        if value is None:
            continue
        meeting = [i for i, (s, _) in enumerate(found) if shared(s, span)]
        if not meeting:
            found.append((span, value))


def _in_a_name(parse: Parse, found: tuple[Span, Value]) -> bool:
    """“Black Friday”, “May” the person, “the New York Sunday Post”: no times."""
    span, _ = found
    phrase = parse.phrase(span)
    return (
        phrase is not None
        and len(phrase) == 1
        and not phrase.text.isdigit()
        and phrase[0].ent_type_ in ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "EVENT")
    )


def _anchor(parse: Parse) -> Anchor:
    published = parse.document.published
    first, last = (date.fromisoformat(p[:10]) if p and len(p) >= 10 else None for p in (published.start, published.end))
    return Anchor(first, last)
