"""One document to its words, a portion at a time, with the spans of what was read in it."""

from tidings.mcp.answers import MOST_LISTED, OFFSETS, Answer, address_of
from tidings.model.errors import BadInput
from tidings.model.reading import Reading
from tidings.model.span import Span

# Code points of one portion: a long report; and marks in it, which stand for themselves beside the text.
LONGEST, PORTION, MOST_MARKS = 20_000, 6_000, 400
LAYERS = ("claims", "events", "times", "places", "quantities", "names", "skipped")


def document_words(reading: Reading, start: int, length: int, layers: tuple[str, ...]) -> Answer:
    """The text from `start` on, and the records of the layers that touch it. Raises BadInput."""
    document, text = reading.document, reading.document.text
    if not 0 <= start <= len(text):
        raise BadInput(f"start {start}: a number from 0 to {len(text)}, the length of the text")
    if not 1 <= length <= LONGEST:
        raise BadInput(f"length {length}: a number from 1 to {LONGEST}")
    if unknown := [name for name in layers if name not in LAYERS]:
        raise BadInput(f"layers {', '.join(unknown)}: there are {', '.join(LAYERS)}")
    end = min(len(text), start + length)
    marks = [mark for mark in _marks(reading, layers) if any(a < end and start < b for a, b in mark["spans"])]
    published = document.published
    return {
        "document": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "language": document.language,
        "published": {"start": published.start, "end": published.end, "grain": published.grain, "basis": published.basis},
        "page": address_of(document.id),
        "text": text[start:end],
        "start": start,
        "end": end,
        "length": len(text),
        "next_start": end if end < len(text) else None,
        "offsets": OFFSETS,
        "marks": marks[:MOST_MARKS],
        "marks_count": len(marks),
    }


def _marks(reading: Reading, layers: tuple[str, ...]) -> list[Answer]:
    found: list[Answer] = []
    if "claims" in layers:
        for claim in reading.claims:
            links = [link.name for link in claim.chain[:MOST_LISTED]]
            parts = {"source": claim.source, "cue": claim.cue}
            told = {name: list(span) for name, span in parts.items() if span}
            found.append(_mark("claim", reading, claim.id, claim.content, chain=links, status=claim.status, stance=claim.stance, **told))
    if "events" in layers:
        for event in reading.events:
            found.append(_mark("event", reading, event.id, (event.trigger,), type=event.type, mode=event.mode, status=event.status))
    if "times" in layers:
        for time in reading.times:
            found.append(_mark("time", reading, time.id, ((time.start, time.end),), value=time.value))
    if "quantities" in layers:
        for q in (*reading.quantities, *(q for event in reading.events for q in event.quantities)):
            found.append(_mark("quantity", reading, q.id, (q.span,), value=q.value, low=q.low, high=q.high, unit=q.unit))
    mentions = {m.id: m for m in reading.mentions}
    if "places" in layers:
        for place in reading.places:
            m = mentions[place.mention]
            found.append(
                _mark("place", reading, m.id, ((m.start, m.end),), name=place.name, country=place.country, lat=place.lat, lon=place.lon)
            )
    if "names" in layers:
        for m in reading.mentions:
            if m.form != "pronoun" and m.actor:
                found.append(_mark("name", reading, m.id, ((m.start, m.end),), actor=m.actor, kind=m.kind))
    if "skipped" in layers:
        found += [{"layer": "skipped", "spans": [list(s.span)], "why": s.why} for s in reading.skipped]
    return sorted(found, key=lambda mark: (mark["spans"], mark["layer"]))


def _mark(layer: str, reading: Reading, id: str, spans: tuple[Span, ...], **said: object) -> Answer:
    return {"layer": layer, "record": f"{reading.document.id}:{id}", "spans": [list(span) for span in spans], **said}
