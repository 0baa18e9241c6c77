"""A reading to its text in pieces, each with the layers that lie over it; one portion of a long text at a time."""

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tidings.model.reading import Reading
from tidings.model.span import Span, merged
from tidings.show.index import Index
from tidings.web.rendering import Slice

LAYERS = {
    "sources": "who is cited",
    "cues": "the words that cite",
    "contents": "what is said",
    "events": "what happens",
    "times": "when",
    "places": "where",
    "skipped": "not the article",
}
# Code points shown at once: a long article is ten thousand; beyond some tens of thousands a browser grows slow.
PORTION = 40_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the classes of its layers; `note` says what was read there; the first piece of the words asked for `is_here`."""

    text: str
    classes: str
    note: str | None
    is_asked: bool
    is_here: bool


def part_of(text: str, holding: int | None, number: int) -> Slice:
    """The portion of a text: the one that holds an offset, or that of a number."""
    pages = max(1, -(-len(text) // PORTION))
    number = holding // PORTION + 1 if holding is not None else min(number, pages)
    return Slice((), number, pages, len(text), (number - 1) * PORTION)


def marked_parts(reading: Reading, chosen: Iterable[str], asked: Sequence[Span], portion: Slice, index: Index) -> list[Piece]:
    """The pieces of one portion in order; put together they are its text."""
    first, last = portion.first, min(portion.total, portion.first + PORTION)
    text = reading.document.text
    layers = [
        (max(start, first), min(end, last), name, note)
        for name in chosen
        for (start, end), note in _spans(reading, name, index)
        if start < last and end > first
    ]
    layers += [(max(start, first), min(end, last), "asked", None) for start, end in asked if start < last and end > first]
    cuts = sorted({first, last, *(at for start, end, _, _ in layers for at in (start, end))})
    over: list[list[tuple[str, str | None]]] = [[] for _ in cuts]
    for start, end, name, note in layers:
        for at in range(bisect_left(cuts, start), bisect_left(cuts, end)):
            over[at].append((name, note))
    begin = asked[0][0] if asked else -1
    pieces = []
    for (start, end), lying in zip(itertools.pairwise(cuts), over, strict=False):
        names = list(dict.fromkeys(name for name, _ in lying))
        notes = list(dict.fromkeys(note for _, note in lying if note))
        is_here = start == max(begin, first) if begin >= 0 else False
        classes = " ".join(f"l-{name}" for name in names if name != "asked")
        pieces.append(Piece(text[start:end], classes, "; ".join(notes) or None, "asked" in names, is_here and "asked" in names))
    return pieces


def _spans(reading: Reading, layer: str, index: Index) -> Iterable[tuple[Span, str | None]]:
    if layer == "skipped":
        return [(s.span, f"skipped: {s.why}") for s in reading.skipped]
    if layer == "events":
        return [(e.trigger, f"{e.type.lower()}, {e.status}") for e in reading.events if e.type != "other"]
    if layer == "times":
        return [((t.start, t.end), t.value) for t in reading.times]
    if layer == "places":
        by_id = {m.id: m for m in reading.mentions}
        return [
            ((by_id[p.mention].start, by_id[p.mention].end), ", ".join(x for x in (p.name, p.country) if x))
            for p in reading.places
            if p.mention in by_id
        ]
    found: list[tuple[Span, str | None]] = []
    for claim in reading.claims:
        if layer == "contents":
            found += [(span, None) for span in merged(claim.content)]
        elif span := claim.source if layer == "sources" else claim.cue:
            found.append((span, None))
    return found
