"""A picture and what people judged in, out the picture as they have it: their word wins, and every item it touched says whose it was.

The program's own picture stays as it was made; this one stands beside it.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidings.compare.counts import quantities_of
from tidings.compare.predictions import track_record
from tidings.model.errors import UnknownName
from tidings.model.ids import made_of
from tidings.model.judgement import Anchor, Judgement
from tidings.model.picture import (
    Actor,
    Contradiction,
    ContradictionKind,
    Corroboration,
    CrossEvent,
    Figure,
    Outcome,
    Picture,
    Ref,
    Utterance,
)
from tidings.model.reading import Reading
from tidings.model.span import Span, merged, shared, words_of

# A record found anew by its words must have this share of them: as much as makes a place of the notes hit (PICTURE.md).
LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of item that joins records of many documents: where the picture keeps it, the records of it, and how it is made of them."""

    field: str
    refs: Callable[[Any], tuple[Ref, ...]]
    of: Callable[[Any, Sequence[Any], Sequence[Ref]], Any]


def with_judgements(picture: Picture, readings: Sequence[Reading], judgements: Sequence[Judgement]) -> Picture:
    """The picture after all judgements that stand, in the order in which they were made: a later one wins over an earlier one.

    A judgement of a record that is no longer there changes nothing, and stays in the list.
    """
    standing = [j for j in judgements if j.undone is None]
    spoken_of = {anchor.doc for j in standing for anchor in j.on}
    found = {ref: spans for r in readings if r.document.id in spoken_of for ref, spans in _spans_of(r).items()}
    for judgement in standing:
        refs = tuple(ref for anchor in judgement.on if (ref := _found(anchor, found)) is not None)
        if len(refs) == len(judgement.on):
            picture = _after(picture, readings, judgement, refs)
    if standing:
        record = track_record(picture.predictions, picture.changes, readings, picture.claims)
        picture = dataclasses.replace(picture, track_record=record, judgements=tuple(judgements))
    elif judgements:
        picture = dataclasses.replace(picture, judgements=tuple(judgements))
    return picture


def anchor_of(name: str, picture: Picture, readings: Sequence[Reading]) -> Anchor:
    """The record that a name of the user's means: `DOCUMENT:ID`, or an item of the picture by its id. Raises UnknownName."""
    document, _, record = name.rpartition(":")
    ref = (document, record) if document else _first_of(name, picture)
    for reading in readings:
        if ref and reading.document.id == ref[0] and (spans := _spans_of(reading).get(ref)):
            return Anchor(doc=ref[0], id=ref[1], span=(spans[0][0], spans[-1][1]))
    raise UnknownName(f"{name}: there is no such record; write DOCUMENT:ID, such as report.txt:c3, or an id of `tidings compare --json`")


def _first_of(name: str, picture: Picture) -> Ref | None:
    return next((s.refs(item)[0] for s in SORTS.values() for item in getattr(picture, s.field) if item.id == name), None)


def _spans_of(reading: Reading) -> dict[Ref, tuple[Span, ...]]:
    """The words of every record of a reading that can be judged."""
    doc = reading.document.id
    spans: dict[Ref, tuple[Span, ...]] = {(doc, c.id): c.content for c in reading.claims}
    spans |= {(doc, e.id): (e.trigger,) for e in reading.events}
    spans |= {(doc, q.id): (q.span,) for q, _ in quantities_of(reading)}
    return spans | {(doc, m.id): ((m.start, m.end),) for m in reading.mentions}


def _found(anchor: Anchor, spans: Mapping[Ref, tuple[Span, ...]]) -> Ref | None:
    """The record of the anchor's sort that has its words: under its id, or under the one that a later program gave it."""

    def share(parts: tuple[Span, ...]) -> float:
        whole = merged(parts)
        shorter = min(sum(end - start for start, end in whole), anchor.span[1] - anchor.span[0])
        return sum(shared(part, anchor.span) for part in whole) / max(1, shorter)

    same = (anchor.doc, anchor.id)
    if same in spans and share(spans[same]) >= LEAST_SHARED:
        return same
    near = [(share(parts), ref) for ref, parts in spans.items() if ref[0] == anchor.doc and ref[1][:1] == anchor.id[:1]]
    best = max(near, default=None, key=lambda pair: (pair[0], [-ord(c) for c in pair[1][1]]))
    return best[1] if best and best[0] >= LEAST_SHARED else None


def _after(picture: Picture, readings: Sequence[Reading], judgement: Judgement, refs: tuple[Ref, ...]) -> Picture:
    """The picture after one judgement."""
    whose = f"judged {_words_for(judgement)} by {judgement.who} on {judgement.at[:10]}"
    match judgement.verdict, refs:
        case "same", (a, b):
            return _joined(picture, a, b, whose)
        case "different", (a, b):
            return _parted(picture, a, b, whose)
        case "agree", (a, b):
            return _agreed(picture, readings, a, b, whose)
        case "contradict", (a, b):
            return _opposed(picture, a, b, whose)
        case ("right" | "wrong") as verdict, (a,):
            outcome: Outcome = "happened" if verdict == "right" else "did not happen"
            tellings = _tellings(picture, a)
            predictions = tuple(
                dataclasses.replace(p, outcome=outcome, why=whose) if (p.doc, p.claim) in tellings else p for p in picture.predictions
            )
            return dataclasses.replace(picture, predictions=predictions)
    return picture


def _words_for(judgement: Judgement) -> str:
    return {"same": "the same", "agree": "to agree", "contradict": "to contradict"}.get(judgement.verdict, judgement.verdict)


def _tellings(picture: Picture, ref: Ref) -> frozenset[Ref]:
    """The records that tell the same utterance, or the record alone."""
    return next((frozenset(refs) for k in picture.claims if ref in (refs := SORTS["c"].refs(k))), frozenset([ref]))


def _joined(picture: Picture, a: Ref, b: Ref, whose: str) -> Picture:
    """The items that hold the two records made one."""
    sort = SORTS.get(a[1][:1])
    if sort is None or a[1][:1] != b[1][:1]:
        return picture
    items = getattr(picture, sort.field)
    homes = [item for item in items if a in sort.refs(item) or b in sort.refs(item)]
    if len(homes) != 2:
        return picture
    one = sort.of(homes[0], homes, [ref for item in homes for ref in sort.refs(item)])
    return _put(picture, sort, homes, [dataclasses.replace(one, why=whose)])


def _parted(picture: Picture, a: Ref, b: Ref, whose: str) -> Picture:
    """The second record taken out of the item that holds both."""
    sort = SORTS.get(a[1][:1])
    if sort is None:
        return picture
    home = next((item for item in getattr(picture, sort.field) if {a, b} <= set(sort.refs(item))), None)
    if home is None or a == b:
        return picture
    left = sort.of(home, [home], [ref for ref in sort.refs(home) if ref != b])
    return _put(picture, sort, [home], [dataclasses.replace(one, why=whose) for one in (left, sort.of(home, [home], [b]))])


def _put(picture: Picture, sort: _Sort, old: Sequence[Any], new: Sequence[Any]) -> Picture:
    """The picture with items in place of others, in the order in which the picture keeps them."""
    kept = [item for item in getattr(picture, sort.field) if item not in old]
    key = (lambda f: (f.what, f.id or "")) if sort.field == "figures" else lambda item: item.id
    changed: dict[str, Any] = {sort.field: tuple(sorted([*kept, *new], key=key))}
    return dataclasses.replace(picture, **changed)


def _agreed(picture: Picture, readings: Sequence[Reading], a: Ref, b: Ref, whose: str) -> Picture:
    """No contradiction between the two, and one item of corroboration that holds both."""
    sides = _tellings(picture, a), _tellings(picture, b)
    left = tuple(c for c in picture.contradictions if not _is_between(c, *sides))
    picture = dataclasses.replace(picture, contradictions=left)
    if any({a, b} <= set(c.claim_ids) for c in picture.corroboration):
        return picture
    texts = {r.document.id: r for r in readings}
    spans = _spans_of(texts[a[0]])[a]
    origins = sorted({origin for ref in (a, b) if (origin := _origin(picture, ref))})
    one = Corroboration(
        on=words_of(texts[a[0]].document.text, spans),
        claim_ids=tuple(sorted((a, b))),
        agreeing=tuple(sorted({a[0], b[0]})),
        copies=0,
        independent_origins=tuple(origins),
        why=whose,
    )
    return dataclasses.replace(picture, corroboration=tuple(sorted((*picture.corroboration, one), key=lambda c: c.claim_ids)))


def _origin(picture: Picture, ref: Ref) -> str | None:
    """On whose word a record rests, as the picture has it."""
    if ref[1][:1] == "q":
        return next((p.source for f in picture.figures for p in f.series if (p.doc, p.id) == ref), None)
    return next((k.origin for k in picture.claims if ref in SORTS["c"].refs(k)), None)


def _opposed(picture: Picture, a: Ref, b: Ref, whose: str) -> Picture:
    """No corroboration that holds both, and a contradiction between the two."""
    sides = _tellings(picture, a), _tellings(picture, b)
    kept = tuple(c for c in picture.corroboration if not (sides[0] & {*c.claim_ids} and sides[1] & {*c.claim_ids}))
    if any(_is_between(c, *sides) for c in picture.contradictions):
        return dataclasses.replace(picture, corroboration=kept)
    kinds: dict[str, ContradictionKind] = {"q": "number", "e": "status"}
    first, second = sorted((a, b))
    one = Contradiction(a=first, b=second, kind=kinds.get(a[1][:1], "assessment"), why=whose)
    contradictions = tuple(sorted((*picture.contradictions, one), key=lambda c: (c.a, c.b, c.kind)))
    return dataclasses.replace(picture, corroboration=kept, contradictions=contradictions)


def _is_between(contradiction: Contradiction, first: frozenset[Ref], second: frozenset[Ref]) -> bool:
    a, b = contradiction.a, contradiction.b
    return (a in first and b in second) or (a in second and b in first)


def _utterance(first: Utterance, items: Sequence[Utterance], refs: Sequence[Ref]) -> Utterance:
    mentions = sorted((m for k in items for m in k.mentions if (m.doc, m.id) in refs), key=lambda m: (m.doc, m.content, m.id))
    origin = first.origin or next((k.origin for k in items if k.origin), None)
    name = made_of("k", mentions[0].doc, mentions[0].id)
    return Utterance(id=name, documents=_documents(refs), mentions=tuple(mentions), origin=origin)


def _event(first: CrossEvent, items: Sequence[CrossEvent], refs: Sequence[Ref]) -> CrossEvent:
    mentions = sorted((m for e in items for m in e.mentions if (m.doc, m.id) in refs), key=lambda m: (m.doc, m.trigger, m.id))
    name = made_of("E", mentions[0].doc, mentions[0].id)
    return dataclasses.replace(first, id=name, documents=_documents(refs), mentions=tuple(mentions))


def _figure(first: Figure, items: Sequence[Figure], refs: Sequence[Ref]) -> Figure:
    points = sorted((p for f in items for p in f.series if (p.doc, p.id) in refs), key=lambda p: (p.as_of or "", p.doc, p.span, p.id))
    name = made_of("f", *min((p.doc, p.id) for p in points))
    return dataclasses.replace(first, id=name, series=tuple(points))


def _actor(first: Actor, items: Sequence[Actor], refs: Sequence[Ref]) -> Actor:
    names = tuple(sorted({name for a in items for name in (a.name, *a.names)}))
    # of one actor parted in two, the first mention tells them apart; of two made one, the name that the first had stays
    name = made_of("A", first.kind or "", first.name, *(() if len(items) > 1 else min(refs)))
    return dataclasses.replace(first, id=name, mentions=tuple(sorted(refs)), names=names)


def _documents(refs: Iterable[Ref]) -> tuple[str, ...]:
    return tuple(sorted({doc for doc, _ in refs}))


def _of_mentions(item: Utterance | CrossEvent) -> tuple[Ref, ...]:
    return tuple((m.doc, m.id) for m in item.mentions)


# By the first letter of the records' ids, as READING.md has them.
SORTS: dict[str, _Sort] = {
    "c": _Sort("claims", _of_mentions, _utterance),
    "e": _Sort("events", _of_mentions, _event),
    "q": _Sort("figures", lambda f: tuple((p.doc, p.id) for p in f.series), _figure),
    "m": _Sort("actors", lambda a: a.mentions, _actor),
}
