"""A table's row and what the program makes of it to a verdict: None when the row is met, else what was found instead."""

import re
from collections.abc import Callable
from typing import Any

from tidings.engine import documents_in, picture_of, read_document
from tidings.ledger.memory import MemoryLedger
from tidings.model.document import Document
from tidings.model.picture import Picture
from tidings.model.reading import Claim, Event, Mention, Quantity, Reading
from tidings.model.span import Span, shared
from tidings.situation import Situation

Row = dict[str, Any]


def reading_of(text: str, published: str | None = None, name: str = "case", outlet: str | None = None) -> Reading:
    """The reading of a text, made the whole way from bytes."""
    import json
    import tempfile
    from pathlib import Path

    record = {"id": name, "text": text, "published_at": published or None, "outlet": outlet}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.jsonl"
        path.write_text(json.dumps(record), "utf-8")
        (document,) = documents_in([path])
    assert isinstance(document, Document), document
    reading = read_document(document)
    assert isinstance(reading, Reading), reading
    return reading


def place_of(text: str, words: str) -> Span:
    """Where words stand that occur in the text once."""
    assert text.count(words) == 1, words
    at = text.index(words)
    return at, at + len(words)


def overlap(a: Span, b: Span) -> float:
    """How much of the shorter of two spans lies in the other."""
    return shared(a, b) / max(1, min(a[1] - a[0], b[1] - b[0]))


def claim_at(reading: Reading, span: Span) -> Claim | None:
    """The claim whose content shares most with the span, the shorter of two that share as much."""
    shares = [(sum(shared(s, span) for s in c.content), -sum(e - s for s, e in c.content), c.id, c) for c in reading.claims]
    best = max(shares, default=(0, 0, "", None))
    return best[3] if best[0] else None


def stance(row: Row) -> object | None:
    reading = reading_of(row["text"], "2024-05-02")
    claim = claim_at(reading, place_of(row["text"], row["content"]))
    return None if claim and claim.stance == row["stance"] else f"{claim.stance if claim else 'no claim'}"


def hedges(row: Row) -> object | None:
    """Those of the claim about the words; where nobody is quoted, those by which the text holds back what it says in its own voice."""
    reading = reading_of(row["text"], "2024-05-02")
    content = place_of(row["text"], row["content"])
    claim = claim_at(reading, content) or next((r for r in reading.reserves if any(overlap(s, content) >= 0.5 for s in r.content)), None)
    found = list(claim.hedges) if claim else []
    wanted = [place_of(row["text"], w) for w in row["hedges"]]
    met = len(found) == len(wanted) and all(any(overlap(f, w) >= 0.5 for f in found) for w in wanted)
    return None if met else [row["text"][s:e] for s, e in found] or ("none" if claim else "no claim")


def _quantities(reading: Reading) -> list[Quantity]:
    return [*reading.quantities, *(q for e in reading.events for q in e.quantities)]


_ALIKE = {
    "people": "person", "killed": "person", "injured": "person", "missing": "person", "%": "percent", "kilometre": "km", "mile": "miles",
    "men": "man",
}  # fmt: skip


def _unit(unit: str | None) -> str:
    word = (unit or "").lower()
    word = _ALIKE.get(word, word)
    return re.sub(r"(?<=\w{2})s$", "", word) if word not in ("eur", "usd", "gbp") else word


def quantities(row: Row) -> object | None:
    """Bounds as the gold of single readings has them: where a bound is given, the value may be left out."""
    reading = reading_of(row["text"], "2024-05-02")
    span = place_of(row["text"], row["span"])
    found = [q for q in _quantities(reading) if overlap(q.span, span) >= 0.5]
    if row.get("absent"):
        return [reading.document.text[slice(*q.span)] for q in found] or None
    if not found:
        return "nothing"
    q = found[0]
    bounds = {name: getattr(q, name) for name in ("value", "low", "high")}
    wanted = {name: row.get(name) for name in ("value", "low", "high")}
    bounded = wanted["low"] is not None or wanted["high"] is not None
    same = all(
        bounds[n] == wanted[n]
        or (n == "value" and bounded and bounds[n] is None)
        or (not bounded and n != "value" and bounds[n] == wanted["value"])
        for n in bounds
    )
    counted = place_of(row["text"], row["counted"]) if row.get("counted") else None
    of_what = q.counted is None if counted is None else q.counted is not None and overlap(q.counted, counted) >= 0.5
    met = same and _unit(q.unit) == _unit(row.get("unit")) and (of_what or counted is None)
    return None if met else (bounds, q.unit, reading.document.text[slice(*q.counted)] if q.counted else None)


def others(row: Row) -> object | None:
    text = row["text"]
    reading = reading_of(text, "2024-05-02")
    trigger = place_of(text, row["trigger"])
    events = [e for e in reading.events if overlap(e.trigger, trigger) >= 0.5]
    if row.get("absent"):
        return [e.type for e in events] or None
    if not events:
        return "nothing"
    mentions = {m.id: (m.start, m.end) for m in reading.mentions}
    times = {t.id: (t.start, t.end) for t in reading.times}
    event = events[0]
    got = {"place": mentions.get(event.place or ""), "time": times.get(event.time or "")}
    met = event.status == row["status"] and all(
        (span is None) if not row[name] else span is not None and overlap(span, place_of(text, row[name])) >= 0.5
        for name, span in got.items()
    )
    return None if met else (event.type, event.status, {n: text[slice(*s)] if s else None for n, s in got.items()})


def unknown(row: Row) -> object | None:
    reading = reading_of(row["text"], row["published"] or None)
    span = place_of(row["text"], row["words"]) if row["words"] else (0, len(row["text"]))
    found = _FIELDS[row["field"]](reading, span)
    must = row["must"]
    if must == "null":
        return found or None
    return None if found is not None and _same(str(found), must) else found or "null"


def _same(found: str, must: str) -> bool:
    a, b = (re.sub(r"^(?:the|a|an) ", "", x.strip().lower()) for x in (found, must))
    return a == b or (bool(re.search("[a-z]", b)) and (a in b or b in a) and min(len(a), len(b)) > 3)


def _published(reading: Reading, _: Span) -> str | None:
    published = reading.document.published
    return published.start[:10] if published.start and published.end and published.start[:10] == published.end[:10] else None


def _time(reading: Reading, span: Span) -> str | None:
    return next(
        (t.value for t in reading.times if overlap((t.start, t.end), span) >= 0.5 and t.value and "X" not in t.value and t.earliest), None
    )


def _mention(reading: Reading, span: Span) -> Mention | None:
    return max((m for m in reading.mentions if shared((m.start, m.end), span)), key=lambda m: shared((m.start, m.end), span), default=None)


def _place(reading: Reading, span: Span) -> str | None:
    mention = _mention(reading, span)
    return next((p.country for p in reading.places if mention and p.mention == mention.id), None)


def _actor(reading: Reading, span: Span) -> str | None:
    mention = _mention(reading, span)
    return mention.actor if mention else None


def _source(reading: Reading, span: Span) -> str | None:
    claim = claim_at(reading, span)
    return reading.document.text[slice(*claim.source)] if claim and claim.source else None


def _chain(reading: Reading, span: Span) -> str | None:
    # "he said": the words of the source and the cue, not of the content
    cued = [c for c in reading.claims if c.cue and shared(c.cue, span)]
    claim = cued[0] if cued else claim_at(reading, span)
    if claim is None or not claim.chain:
        return None
    name = claim.chain[-1].name
    # a source that is named by its own words ("lawyer") is nobody known
    words = reading.document.text[slice(*claim.source)] if claim.source else ""
    named = {m.actor for m in reading.mentions} | {m.text for m in reading.mentions if m.form == "name"}
    return None if name not in named and words.lower().endswith(name.lower()) else name


def _quantity(reading: Reading, span: Span) -> str | None:
    value = next((q.value for q in _quantities(reading) if overlap(q.span, span) >= 0.5), None)
    return None if value is None else f"{value:g}"


def _event(reading: Reading, span: Span) -> Event | None:
    return next((e for e in reading.events if overlap(e.trigger, span) >= 0.5), None)


def _event_actor(reading: Reading, span: Span) -> str | None:
    event = _event(reading, span)
    names = [m.text for m in reading.mentions if event and m.id in event.actors]
    return names[0] if names else None


def _event_place(reading: Reading, span: Span) -> str | None:
    event = _event(reading, span)
    return next((m.text for m in reading.mentions if event and m.id == event.place), None)


def _event_time(reading: Reading, span: Span) -> str | None:
    event = _event(reading, span)
    return next((t.value for t in reading.times if event and t.id == event.time and t.earliest), None)


def _prediction(reading: Reading, span: Span) -> str | None:
    claims = {c.id: c for c in reading.claims}
    found = [p for p in picture_of([reading]).predictions if any(overlap(s, span) >= 0.5 for s in claims[p.claim].content)]
    return found[0].who or "somebody" if found else None


_FIELDS: dict[str, Callable[[Reading, Span], str | None]] = {
    "published": _published, "time": _time, "place": _place, "actor": _actor, "source": _source, "chain": _chain, "quantity": _quantity,
    "event.actor": _event_actor, "event.place": _event_place, "event.time": _event_time, "prediction": _prediction,
}  # fmt: skip


def picture_of_texts(row: Row) -> tuple[Picture, dict[str, Reading]]:
    """The picture of a row's texts, and their readings by id."""
    ledger = MemoryLedger()
    from datetime import UTC, datetime

    for text in row["texts"]:
        ledger.keep(reading_of(text["text"], text["published_at"], text["id"], text["outlet"]), datetime(2024, 1, 1, tzinfo=UTC))
    situation = Situation(ledger)
    return situation.picture(), {r.document.id: r for r in situation.readings()}


def _names_one(a: str, b: str) -> bool:
    x, y = (set(re.findall(r"\w+", n.lower())) - {"the", "news", "agency", "newspaper", "daily"} for n in (a, b))
    return bool(x & y) and (x <= y or y <= x)


def cites(row: Row) -> object | None:
    picture, _ = picture_of_texts(row)
    found = [(c.document, c.source, tuple(c.documents)) for c in picture.cites]
    wanted = [(c["document"], c["source"], tuple(c["documents"])) for c in row["cites"]]
    met = len(found) == len(wanted) and all(
        any(w[0] == f[0] and _names_one(w[1], f[1]) and set(w[2]) == set(f[2]) for f in found) for w in wanted
    )
    return None if met else found or "none"


def _span_of(readings: dict[str, Reading], ref: tuple[str, str]) -> list[Span]:
    reading = readings[ref[0]]
    for record in (*reading.claims, *reading.events, *_quantities(reading)):
        if record.id == ref[1]:
            if isinstance(record, Claim):
                return list(record.content)
            if isinstance(record, Event):
                sentence = next((s for s in reading.sentences if s[0] <= record.trigger[0] < s[1]), record.trigger)
                return [sentence]
            return [record.span]
    return []


def changes(row: Row) -> object | None:
    picture, readings = picture_of_texts(row)
    texts = {t["id"]: t["text"] for t in row["texts"]}

    def hits(ref: tuple[str, str], at: list[str]) -> bool:
        return ref[0] == at[0] and any(overlap(s, place_of(texts[at[0]], at[1])) >= 0.5 for s in _span_of(readings, ref))

    met = len(picture.changes) == len(row["changes"]) and all(
        any(c.kind == w["kind"] and hits(c.from_, w["from"]) and hits(c.to, w["to"]) for c in picture.changes) for w in row["changes"]
    )
    shown = [(c.kind, *(texts[r[0]][slice(*_span_of(readings, r)[0])] for r in (c.from_, c.to))) for c in picture.changes]
    return None if met else shown or "none"


def record(row: Row) -> object | None:
    picture, readings = picture_of_texts(row)
    texts = {t["id"]: t["text"] for t in row["texts"]}
    claims = {(d, c.id): c for d, r in readings.items() for c in r.claims}

    def is_it(p: Any, w: Row) -> bool:
        at = w["at"]
        content = claims[p.doc, p.claim].content
        return bool(
            p.doc == at[0]
            and any(overlap(s, place_of(texts[at[0]], at[1])) >= 0.5 for s in content)
            and p.outcome == w["outcome"]
            and p.who
            and _names_one(p.who, w["who"])
        )

    wanted = row.get("predictions", [])
    foreseen = len(picture.predictions) == len(wanted) and all(any(is_it(p, w) for p in picture.predictions) for w in wanted)
    counts = [(t.who, t.happened, t.did_not_happen, t.open, t.reversed) for t in picture.track_record]
    rows = [(t["who"], t["happened"], t["did_not_happen"], t["open"], t["reversed"]) for t in row.get("record", [])]
    counted = all(any(_names_one(c[0], r[0]) and c[1:] == r[1:] for c in counts) for r in rows) and len(counts) == len(rows)
    if foreseen and counted:
        return None
    return [
        (p.doc, p.who, p.outcome, readings[p.doc].document.text[slice(*claims[p.doc, p.claim].content[0])]) for p in picture.predictions
    ], counts


TABLES: dict[str, Callable[[Row], object | None]] = {
    "stance": stance, "hedges": hedges, "quantities": quantities, "others": others, "unknown": unknown, "cites": cites, "changes": changes,
    "record": record,
}  # fmt: skip
