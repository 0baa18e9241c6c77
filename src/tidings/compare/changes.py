"""Readings, figures, events and utterances in, out how numbers, accounts and statuses moved on."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from tidings.compare.contradictions import ROUNDING, interval
from tidings.compare.corroboration import all_said
from tidings.compare.counts import fate_in, quantities_of
from tidings.compare.meant import Meant
from tidings.compare.revisions import EARLIER, TAKES_BACK, find_revisions
from tidings.compare.sides import sides_of
from tidings.compare.turns import find_turns
from tidings.model.picture import Actor, Change, ChangeKind, CrossEvent, Figure, FigurePoint, Story
from tidings.model.reading import Reading
from tidings.model.span import Span

# "About 50" may be 46 or 54.
ABOUT = 0.1


def find_changes(
    readings: Sequence[Reading],
    figures: Sequence[Figure] = (),
    events: Sequence[CrossEvent] = (),
    stories: Sequence[Story] = (),
    actors: Sequence[Actor] = (),
) -> tuple[Change, ...]:
    """What moved on. Needs `find_figures` and `link_events`.

    Number: a later value of a figure that an earlier one can't be, from the last place of the one to the first of the other. Status: an
    event that was to come, and that a later document tells as happened or called off; a state that ended in its opposite. Account: one
    source that later denies or owns what it said or denied, or tells it anew. Correction: what a source or an outlet says was wrong.
    """
    texts = {r.document.id: r for r in readings}
    meant = Meant(readings, actors)
    everything = all_said(readings, meant, stories)
    story_of = {document: story.id for story in stories for document in story.documents}
    numbers = _of_numbers(figures, texts)
    revisions = find_revisions(everything, texts, sides_of(everything, texts), meant)
    found = [*numbers, *find_turns(events, texts, meant, story_of), *revisions]
    return tuple(sorted(found, key=lambda c: (c.from_, c.to, c.kind)))


def _takes_back(reading: Reading, span: Span) -> bool:
    """Whether the sentence, or the one behind it, says that an earlier word was wrong."""
    at = bisect_right(reading.sentences, (span[0], 1 << 60)) - 1
    near = reading.sentences[max(0, at) : at + 2]
    return any(TAKES_BACK.search(reading.document.text[slice(*sentence)]) for sentence in near)


def _was_wrong(reading: Reading, span: Span) -> bool:
    """Whether a number is one that a correction names as wrong: "an earlier version said that 15 had died"."""
    sentence = next((s for s in reading.sentences if s[0] <= span[0] < s[1]), span)
    said = reading.document.text[slice(*sentence)]
    return EARLIER.search(said) is not None and TAKES_BACK.search(said) is not None


def _of_numbers(figures: Sequence[Figure], texts: Mapping[str, Reading]) -> list[Change]:
    """From each value of a series to the next that it can't be, told later; a value told again after others had come is no news."""
    found = []
    for figure in figures:
        toll = any(fate in ("dead", "hurt") for p in figure.series[:1] if (fate := _fate_at(p, texts)))
        told: list[tuple[float, float]] = []
        before: FigurePoint | None = None
        # A toll's numbers are of one day, when it happened, and known one after the other.
        for after in sorted(figure.series, key=lambda p: texts[p.doc].document.published.start or "") if toll else figure.series:
            then = interval(after)
            if then is None or after.value is None or not after.as_of or then in told:
                continue  # "dozens" says no number that another could be later
            first = interval(before) if before else None
            if _was_wrong(texts[after.doc], after.span):
                continue
            if first and _least(first) == _least(then):
                continue  # "at least 28", and "28" again
            if before and toll and first and _least(then) < _least(first) and not _is_lowered(before, after, texts):
                continue  # the dead don't grow fewer: a lower number is of others, or an older one
            if before and first and _moved(first, then) and not _is_rounded(before, after) and _is_later(before, after, texts):
                why = f"{before.as_of}: {_least(first):g}; {after.as_of}: {_least(then):g}"
                kind: ChangeKind = "correction" if _takes_back(texts[after.doc], after.span) else "number"
                found.append(Change(what=figure.what, kind=kind, from_=(before.doc, before.id), to=(after.doc, after.id), why=why))
            told.append(then)
            before = after
    return found


def _moved(first: tuple[float, float], then: tuple[float, float]) -> bool:
    """Whether the later can't be the earlier; "more than 50" and then "at least 57": both may hold, and yet the count went on."""
    unknown = float("-inf") in (first[0], then[0])
    return first[0] > then[1] or then[0] > first[1] or (first[1] == float("inf") and first[0] != then[0] and not unknown)


def _is_rounded(a: FigurePoint, b: FigurePoint) -> bool:
    """Whether one number may be the other, told roughly ("about 50") or in round thousands."""
    mine, theirs = interval(a), interval(b)
    if not mine or not theirs or float("inf") in (mine[1], theirs[1]) or float("-inf") in (mine[0], theirs[0]):
        return False
    rough = any(p.value is not None and p.low is None and p.high is None for p in (a, b))
    near = abs(mine[0] - theirs[0]) <= (ABOUT if rough else ROUNDING) * max(mine[1], theirs[1])
    whole = [v for p in (a, b) for v in (p.value, p.low) if v is not None]
    return near and (rough or a.unit != b.unit or any(v % 100 == 0 or v % 1 for v in whole))


_RISES = re.compile(
    r"\b(?:rose|risen|rises?|rising|climb\w*|grew|grown|increas\w+|now|so far|up (?:to|from)|reach\w*|jump\w*|soar\w*|fell|fallen|drop\w*"
    r"|down (?:to|from)|updat\w+|revis\w+)\b",
    re.IGNORECASE,
)


def _is_later(before: FigurePoint, after: FigurePoint, texts: Mapping[str, Reading]) -> bool:
    """Whether a number is of a later moment; of two of one day, only one that its own outlet tells later, or whose sentence says it moved."""
    start, end = before.as_of or "", after.as_of or ""
    told = [texts[p.doc].document.published.start or "" for p in (before, after)]
    sentence = next((s for s in texts[after.doc].sentences if s[0] <= after.span[0] < s[1]), after.span)
    moves = bool(_RISES.search(texts[after.doc].document.text[slice(*sentence)]))
    if before.doc == after.doc and not moves:
        return False  # what one text counts twice it counts of two things, unless it says that the number moved
    if all(told) and told[0][:10] > told[1][:10]:
        return False
    if start.rpartition("/")[2] < end.partition("/")[0]:
        return True
    if not all(told) or told[0][:10] < told[1][:10]:
        return bool(all(told))
    same = texts[before.doc].document.outlet is not None and texts[before.doc].document.outlet == texts[after.doc].document.outlet
    grown = before.high is None is after.high and before.low is not None and after.low is not None and before.low < after.low
    # "At least 30", "at least 50" of one day: the second knew more.
    return (told[0] < told[1] and (same or moves)) or (grown and before.doc != after.doc)


def _fate_at(point: FigurePoint, texts: Mapping[str, Reading]) -> str | None:
    reading = texts[point.doc]
    return next((fate_in(reading, q, event) for q, event in quantities_of(reading) if q.id == point.id), None)


def _is_lowered(before: FigurePoint, after: FigurePoint, texts: Mapping[str, Reading]) -> bool:
    """Whether the source or the outlet of a number gives a lower one, or the text says that it was brought down."""
    reading = texts[after.doc]
    if _takes_back(reading, after.span) or (before.source and before.source == after.source):
        return True
    return reading.document.outlet is not None and reading.document.outlet == texts[before.doc].document.outlet and before.doc != after.doc


def _least(bounds: tuple[float, float]) -> float:
    return bounds[0] if bounds[0] != float("-inf") else bounds[1]
