"""A text to its quotations: spans between quotation marks, over paragraphs where a quotation goes on, and lines of speech behind a dash."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tidings.model.span import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_DASHED = re.compile(r"\s*[–—-]\s+(?=\S)")
# Opening marks and what may close them: a page that mixes curved marks with straight ones closes the one with the other.
_PAIRS = {"“": ("”", '"'), "«": ("»",), "„": ("“",), '"': ('"', "”"), "''": ("''",), "``": ("''",), "”": ("”",)}
_OPENING = tuple(mark for mark in _PAIRS if mark != "”")
# What stands in quotation marks and is shorter than this is a name or a turn of phrase, not somebody's speech.
SPEECH_WORDS = 4
# A mark that nothing closes within a paragraph's length stands on a page that has lost its paragraphs: one sentence is sure to be meant.
LONGEST_UNCLOSED = 1200
# What may stand before a mark that opens.
_BEFORE = "([{—–-/‘'"
_FULL_STOP = re.compile(r"[.?!](?=\s)")


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
        mark = next((m for m in _OPENING if text.startswith(m, at, end)), None)
        if at == start and text[at] == "”":
            mark = "”"  # a page that opens its lines with the closing mark
        if mark is None or (mark == '"' and _closes(text, at, line)):
            at += 1
            continue
        quotation = _opened_by(text, mark, at, end)
        if text[slice(*quotation[1])].strip():
            outer, inner = quotation
            yield Quotation(outer, _trimmed(text, inner), outer[0] <= start and outer[1] >= end)
        at = max(quotation[0][1], at + 1)


def _opened_by(text: str, mark: str, at: int, end: int) -> tuple[Span, Span]:
    """The quotation that the mark opens, with its marks and without; it ends at the next opening mark, or with its line, where none closes it."""
    after = at + len(mark)
    first, *others = _PAIRS[mark]
    again = _again(text, mark, after, end)
    close = text.find(first, after, again if again >= 0 else end)
    for other in others if close < 0 else ():
        close = text.find(other, after, again if again >= 0 else end)
        first = other if close >= 0 else first
    if close >= 0:
        return (at, close + len(first)), (after, close)
    close = again if again >= 0 else end
    if close - at > LONGEST_UNCLOSED:
        stop = _FULL_STOP.search(text, after, close)
        close = stop.start() + 1 if stop else close
    return (at, close), (after, close)


def _again(text: str, mark: str, after: int, end: int) -> int:
    """Where the mark stands next and opens once more; -1 where it doesn't."""
    if mark not in ('"', "“"):
        return -1
    at = text.find(mark, after, end)
    while at >= 0 and mark == '"' and not _opens(text, at, (after, end)):
        at = text.find(mark, at + 1, end)
    return at


def _opens(text: str, at: int, line: Span) -> bool:
    """Whether a straight mark can only open: a word follows it, and none stands before it."""
    return (at == line[0] or text[at - 1].isspace() or text[at - 1] in _BEFORE) and at + 1 < line[1] and text[at + 1].isalnum()


def _closes(text: str, at: int, line: Span) -> bool:
    """Whether a straight mark can only close, as a word stands before it."""
    return at > line[0] and not text[at - 1].isspace() and text[at - 1] not in _BEFORE


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
