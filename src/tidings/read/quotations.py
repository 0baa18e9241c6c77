"""A text to its quotations: spans between quotation marks, over paragraphs where a quotation goes on, and lines of speech behind a dash."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tidings.model.span import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_DASHED = re.compile(r"\s*[–—-]\s+(?=\S)")
_PAIRS = {"“": "”", "«": "»", "„": "“"}
# What stands in quotation marks and is shorter than this is a name or a turn of phrase, not somebody's speech.
SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words somebody said: `outer` with the marks, `inner` without; `is_line` when they are all of a paragraph."""

    outer: Span
    inner: Span
    is_line: bool
    dashed: bool = False


def find_quotations(text: str, body: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """The quotations of the body in order; a mark that opens and never closes ends with its paragraph."""
    return tuple(q for part in body for line in _PARAGRAPH.finditer(text, *part) for q in _in_line(text, line.span()))


def _in_line(text: str, line: Span) -> Iterator[Quotation]:
    start, end = _trimmed(text, line)
    dash = _DASHED.match(text, start, end)
    if dash and len(text[dash.end() : end].split()) >= SPEECH_WORDS and not text[dash.end()].islower():
        yield Quotation((start, end), (dash.end(), end), True, dashed=True)
        return
    at = start
    while at < end:
        mark = text[at]
        closing = _PAIRS.get(mark) or ('"' if mark == '"' else None)
        if closing is None:
            at += 1
            continue
        close = text.find(closing, at + 1, end)
        again = text.find(mark, at + 1, end) if mark != '"' else -1
        if close < 0 or (0 <= again < close and mark == "“"):
            # no closing mark before the next opening one: the quotation runs to there, or to the paragraph's end
            close = again - 1 if again >= 0 and (close < 0 or again < close) else end
            outer = (at, close if close < end else end)
        else:
            outer = (at, close + 1)
        inner = (at + 1, close)
        if len(text[inner[0] : inner[1]].split()) >= 1:
            yield Quotation(outer, _trimmed(text, inner), outer[0] <= start and outer[1] >= end)
        at = max(outer[1], at + 1)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
