"""A parse to its time expressions: TimeML values and day intervals, relative to the publication, to other dates, or to known events.

Three rounds: what each form means by itself; what hangs on another time of the text, in text order; what stands around a time and narrows it.
"""

import re
from collections.abc import Iterator
from datetime import date

from tidings.match.calendar import find_dates
from tidings.model.reading import Time
from tidings.model.span import Span, merged, shared
from tidings.read.parse import Parse
from tidings.read.time_around import joined, ranges_among, widened
from tidings.read.time_dates import of_calendar
from tidings.read.time_rules import BEFORE_DATES, RULES, Rule
from tidings.read.time_scope import Anchor, Later, Meaning, Scope, Value


def find_times(parse: Parse) -> tuple[Time, ...]:
    """The time expressions of the body, in text order, ids t1…; what has no anchor keeps its words, without a value."""
    scope = Scope(parse, _anchor(parse))
    drafts: list[tuple[Span, Value | Later]] = []
    for line in _lines(parse):
        for span, meaning in _matches(scope, *line):
            if meaning is not None and not any(shared(taken, span) for taken, _ in drafts):
                drafts.append((span, meaning))
    drafts = sorted((d for d in drafts if not _in_a_name(parse, d[0])), key=lambda d: d[0])
    found = joined(scope, [widened(scope, span, value) for span, value in _settled(drafts)])
    found = sorted((*found, *ranges_among(scope, found)), key=lambda f: (f[0][0], -f[0][1]))
    return tuple(_time(parse, n, span, value) for n, (span, value) in enumerate(found, start=1))


_LINE = re.compile(r"[^\n]+")


def _lines(parse: Parse) -> Iterator[Span]:
    """The lines of the body: no expression goes over a line's end."""
    for part in parse.document.body:
        for match in _LINE.finditer(parse.text, *part):
            yield match.span()


def _matches(scope: Scope, start: int, end: int) -> Iterator[tuple[Span, Meaning]]:
    """What the rules find in a line, the stronger rule first, with what each find means."""
    low = scope.text[start:end].lower().replace("\t", " ")
    yield from _by_rules(scope, BEFORE_DATES, low, start, end)
    if any(c.isdigit() for c in low):
        for day in find_dates(scope.text, start, end, since=1000):
            yield day.span, of_calendar(scope, day)
    yield from _by_rules(scope, RULES, low, start, end)


def _by_rules(scope: Scope, rules: tuple[Rule, ...], low: str, start: int, end: int) -> Iterator[tuple[Span, Meaning]]:
    near: dict[re.Pattern[str], list[Span]] = {}
    for rule in rules:
        if rule.needs not in near:
            near[rule.needs] = _stretches(rule.needs, low, start, end)
        for stretch in near[rule.needs]:
            for match in rule.pattern.finditer(scope.text, *stretch):
                yield match.span("t"), rule.meaning(scope, match)


# No expression is longer than this: the longest forms are half of it.
_LONGEST = 120


def _stretches(needs: re.Pattern[str], low: str, start: int, end: int) -> list[Span]:
    """The parts of a line that lie so near to one of the words that an expression with it is in them, each ending with a whole word."""
    found = [m.start() for m in needs.finditer(low)]
    if not found or len(low) != end - start:  # a letter that grows when it is made small shifts all behind it
        return [(start, end)] if found else []
    ends = ((max(0, at - _LONGEST), _word_end(low, at + _LONGEST)) for at in found)
    return [(start + a, start + b) for a, b in merged(ends)]


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return min(at, len(text))


def _settled(drafts: list[tuple[Span, Value | Later]]) -> list[tuple[Span, Value]]:
    """What hangs on other times looked up in text order, when all that stands alone is known; what then means nothing is left out."""
    told: list[tuple[Span, Value]] = [(span, value) for span, value in drafts if isinstance(value, Value)]
    waiting = [(span, draft) for span, draft in drafts if isinstance(draft, Later)]
    for span, draft in sorted(waiting, key=lambda w: w[1].is_last):
        value = draft.look(told)
        if value is not None:
            told.append((span, value))
            told.sort(key=lambda t: t[0])
    return told


def _time(parse: Parse, number: int, span: Span, value: Value) -> Time:
    return Time(
        id=f"t{number}",
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


# Names of these kinds may be made of the words for times.
_NAMES = ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "EVENT")


# "Saturday Morning Tales": two capital words of time, and the name goes on.
_TITLED = re.compile(r"[A-Z]\w+day\s+[A-Z]\w+")
_NAME_GOES_ON = re.compile(r"[ ](?!I\b)[A-Z][a-z]")


def _in_a_name(parse: Parse, span: Span) -> bool:
    """“Black Friday”, “May” the person, “the New York Sunday Post”, “Saturday Morning Tales”: no times."""
    phrase = parse.phrase(span)
    if _is_titled(parse.text, span):
        return True
    if _NAME_GOES_ON.match(parse.text, span[1]) and _TITLED.fullmatch(parse.text, *span):
        return True
    if (
        parse.text[span[0] - 1 : span[0]] in ("“", '"')
        and parse.text[span[1] : span[1] + 1] in ("”", '"')
        and parse.text[span[1] - 1].islower()
    ):
        return any(word[:1].isupper() for word in parse.text[slice(*span)].split())  # a title: the “60 Minutes” of a broadcaster
    if phrase is None or not all(t.ent_type_ in _NAMES for t in phrase) or any(t.text[:1].isdigit() for t in phrase):
        return False
    if len(phrase) == 1:
        return True
    # several words are a name's only where all of them are written as one and it goes on
    follows = phrase.doc[phrase.end] if phrase.end < len(phrase.doc) else None
    return all(t.text[:1].isupper() for t in phrase) and follows is not None and follows.ent_iob_ == "I"


_QUOTE = re.compile(r"[“”\"]")
_SMALL = frozenset("a an the of in on at to for and or with by from".split())


def _is_titled(text: str, span: Span) -> bool:
    """“No Ferry News Today”: several words between quotation marks, each with a capital, are a title's."""
    opens = max(text.rfind(mark, max(0, span[0] - _LONGEST), span[0]) for mark in '“"')
    closes = _QUOTE.search(text, span[1], span[1] + _LONGEST)
    if opens < 0 or closes is None:
        return False
    words = [w for w in text[opens + 1 : closes.start()].split() if w.lower() not in _SMALL]
    return len(words) > 2 and all(w[0].isupper() for w in words)


def _anchor(parse: Parse) -> Anchor:
    published = parse.document.published
    first, last = (date.fromisoformat(p[:10]) if p and len(p) >= 10 else None for p in (published.start, published.end))
    return Anchor(first, last)
