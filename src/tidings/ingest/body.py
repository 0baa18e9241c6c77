"""A text to its body: which lines are the article, and of the others why they are not."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tidings.know.furniture import furniture
from tidings.match.calendar import CalendarDate, find_dates
from tidings.model.document import Skipped
from tidings.model.span import Span, rest

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s*$")
# A link or teaser is a headline's length; a paragraph that merely begins with such words is longer.
LONGEST_TEASER = 140
# Menus and mastheads stand before the first paragraph, and a paragraph of a report has at least so many words.
PARAGRAPH_WORDS = 12


def body_of(text: str) -> tuple[tuple[Span, ...], tuple[Skipped, ...]]:
    """The spans of the article in a plain text, and what was skipped between and around them, each with its reason."""
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    skipped = tuple(sorted((*_furniture(text, lines), *_credits(text, lines)), key=lambda s: s.span))
    dated = _visit_date(text, lines, skipped)
    if dated is not None:
        skipped = tuple(sorted((*skipped, dated), key=lambda s: s.span))
    kept = (_trimmed(text, span) for span in rest((0, len(text)), (s.span for s in skipped)))
    body = tuple(span for span in kept if span[0] < span[1])
    if not body:  # a text of nothing but furniture is taken as it is: better too much than nothing
        whole = _trimmed(text, (0, len(text)))
        return ((whole,) if whole[0] < whole[1] else ()), ()
    return body, skipped


def _furniture(text: str, lines: list[Span]) -> Iterator[Skipped]:
    first_paragraph = next((i for i, (s, e) in enumerate(lines) if len(text[s:e].split()) >= PARAGRAPH_WORDS), len(lines))
    for i, (start, end) in enumerate(lines):
        start, end = _trimmed(text, (start, end))
        words = text[start:end].replace("\u2019", "'").replace("\xa0", " ").lower().strip(" :-–—|•»›>.")
        why = furniture().whole.get(words)
        if why == "section" and i > first_paragraph:
            why = None
        if why is None and end - start <= LONGEST_TEASER:
            # “Related” may open a paragraph: only a line that ends like no sentence is a teaser
            is_sentence = bool(_SENTENCE_END.search(text[start:end]))
            why = next(
                (
                    why
                    for phrase, why in furniture().opens
                    if _opens(words, phrase) and (not is_sentence or why in ("copyright", "newsletter"))
                ),
                None,
            )
        if why is not None:
            yield Skipped(span=(start, end), why=f"boilerplate: {why}")


def _opens(words: str, phrase: str) -> bool:
    return words.startswith(phrase) and not words[len(phrase) : len(phrase) + 1].isalnum()


def _credits(text: str, lines: list[Span]) -> Iterator[Skipped]:
    """Photo credits within a caption's line; the caption itself stays."""
    for start, end in lines:
        start, end = _trimmed(text, (start, end))
        for sign in furniture().trailing:
            at = text.rfind(sign, start, end)
            if at >= 0 and end - at <= 80 and not _SENTENCE_END.search(text[at:end]):
                yield Skipped(span=(at, end), why="boilerplate: photo credit")
                break
        for sign in furniture().leading:
            if text.startswith(sign, start):
                dash = re.compile(r"\s[-–—]").search(text, start, end)
                if dash and dash.end() - start <= 80:
                    yield Skipped(span=(start, dash.end()), why="boilerplate: photo credit")
                break


def _visit_date(text: str, lines: list[Span], skipped: tuple[Skipped, ...]) -> Skipped | None:
    """The line at the very head that dates the visit: it stands before the title, and the article has a date of its own."""
    live = [span for span in lines if not any(s.span[0] <= span[0] < s.span[1] for s in skipped)]
    dated = [(span, date) for span in live[:8] for date in _lone_date(text, span)]
    if not dated or dated[0][0] != live[0] or len(live) < 2:
        return None
    (first, visit), others = dated[0], [d for _, d in dated[1:]]
    if visit.days() and any(o.days() and o.days() != visit.days() for o in others):
        return Skipped(span=_trimmed(text, first), why="masthead: the day of the visit")
    return None


def _lone_date(text: str, line: Span) -> Iterator[CalendarDate]:
    """The date of a line that says little else: a masthead, a dateline."""
    for date in find_dates(text, *line):
        left = text[line[0] : date.span[0]] + text[date.span[1] : line[1]]
        if date.year is not None and len(left.split()) <= 4:
            yield date


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def title_of(text: str, body: tuple[Span, ...]) -> str | None:
    """The headline a plain text begins with: a first short line that ends like no sentence, followed by a paragraph; else None."""
    lines = [_trimmed(text, m.span()) for span in body for m in _LINE.finditer(text, *span)]
    lines = [line for line in lines if line[0] < line[1]]
    for one, after in pairwise(lines[:5]):
        words = text[slice(*one)]
        if any(_lone_date(text, one)):
            continue
        is_headline = 3 <= len(words.split()) <= 20 and not re.search(r"[.…]$", words)
        leads = len(text[slice(*after)].split()) >= PARAGRAPH_WORDS or any(_lone_date(text, after))
        if is_headline and leads:
            return words.rstrip(":")
    return None
