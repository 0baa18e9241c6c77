"""An event's trigger and its parts to the stretch of its sentence that tells it, in the text's own words."""

import re

from tidings.model.reading import Claim, Event
from tidings.model.span import Span
from tidings.show.index import Index

# Where a clause may end: punctuation followed by a space, or a dash between spaces. A comma within a number has no space behind it.
_BREAK = re.compile(r"[,;:](?=\s)|\s[–—-](?=\s)|[.!?…](?=[\s\"”’']|$)")
# Longer, and a row can't be taken in at a glance: three lines of print.
LONGEST = 240


def clause_span(index: Index, doc: str, event: Event) -> Span:
    """The stretch of the sentence that holds the trigger and the parts that belong to it, cut at punctuation, never within them."""
    text = index.readings[doc].document.text
    sentence = index.sentence(doc, event.trigger)
    claim = index.records.get((doc, event.claim)) if event.claim else None
    outer = _within(sentence, claim if isinstance(claim, Claim) else None, event.trigger)
    start, end = _hull(index, doc, event, outer)
    left = max([outer[0], *(m.end() for m in _BREAK.finditer(text, outer[0], start))])
    right = min([outer[1], *(m.start() for m in _BREAK.finditer(text, end, outer[1]))])
    if text.count("“", left, right) != text.count("”", left, right) or text.count('"', left, right) % 2:
        left, right = outer
    if right - left > LONGEST:
        left, right = (start, end) if end - start <= LONGEST else (left, right)
    return _trimmed(text, (left, right))


def _within(sentence: Span, claim: Claim | None, trigger: Span) -> Span:
    for start, end in claim.content if claim else ():
        if start <= trigger[0] and trigger[1] <= end:
            return max(start, sentence[0]), min(end, sentence[1])
    return sentence


def _hull(index: Index, doc: str, event: Event, outer: Span) -> Span:
    """From the first to the last of the trigger and the parts that stand in the same stretch."""
    ids = [*event.actors, *event.recipients, *([event.place] if event.place else [])]
    spans = [(m.start, m.end) for m in (index.mentions.get((doc, i)) for i in ids) if m]
    if event.time and (time := index.times.get((doc, event.time))):
        spans.append((time.start, time.end))
    spans += [q.span for q in event.quantities]
    near = [event.trigger, *(s for s in spans if outer[0] <= s[0] and s[1] <= outer[1])]
    return min(s[0] for s in near), max(s[1] for s in near)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " \t\n,;:–—-":
        start += 1
    while start < end and text[end - 1] in " \t\n,;:–—-":
        end -= 1
    return (start, end) if start < end else span
