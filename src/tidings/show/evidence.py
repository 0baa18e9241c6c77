"""A record to the evidence for it: every telling with its words and chain, whose word it rests on, and what else bears on it."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tidings.model.document import Document
from tidings.model.errors import UnknownName
from tidings.model.judgement import Anchor, Judgement
from tidings.model.picture import Copy, CrossEvent, Figure, Picture, Ref, Utterance
from tidings.model.reading import Claim, Event, Made, Quantity, Status
from tidings.model.span import Span, merged
from tidings.show.index import Index
from tidings.show.rows import Words
from tidings.show.views import phrase_of

Kind = Literal["claim", "event", "figure"]
Relation = Literal["agrees", "contradicts", "replaces", "is replaced by", "shows the outcome of"]
# Characters of the text shown on each side of the words: a paragraph of a report has some three hundred.
AROUND = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One document's telling: its words, who is given as the source and by which cue, the chain (nearest first), and the status."""

    doc: str
    id: str
    words: Words
    source: Words | None = None
    cue: Words | None = None
    chain: tuple[str, ...] = ()
    via: str | None = None
    status: Status = "actual"
    hedges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Another record that bears on this one, how, and why the program says so."""

    relation: Relation
    words: Words
    record: Ref
    who: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one claim, event or figure rests on. `facts` are pairs of a field and its value; `origins` counts copies once.

    `documents` are all that are named, by id; `judged` is what people said of it, a phrase each, with their names.
    """

    ref: str
    kind: Kind
    what: str
    facts: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]
    origins: tuple[str, ...]
    beside: tuple[Beside, ...]
    copies: tuple[Copy, ...]
    judged: tuple[str, ...]
    documents: tuple[Document, ...]
    made: Made | None = None


def evidence_for(anchor: Anchor, picture: Picture, index: Index) -> Evidence:
    """The evidence for the claim, event or figure that a record of one document belongs to. Raises UnknownName for a mere mention."""
    ref = (anchor.doc, anchor.id)
    record = index.records.get(ref)
    if record is None:
        raise UnknownName(f"{anchor.doc}:{anchor.id}: this is neither a claim nor an event nor a number, so nothing rests on it")
    item = _item_of(ref, picture)
    told = tuple(t for one in (_refs_of(item) if item else (ref,)) if (t := _told(index, one)) is not None)
    refs = {(t.doc, t.id) for t in told}
    beside = _beside(index, picture, refs)
    named = sorted({t.doc for t in told} | {b.words.doc for b in beside})
    first = next((t for t in told if (t.doc, t.id) == ref), told[0])
    return Evidence(
        ref=item.id if item is not None and item.id else f"{ref[0]}:{ref[1]}",
        kind="claim" if isinstance(record, Claim) else "event" if isinstance(record, Event) else "figure",
        what=item.what if isinstance(item, Figure) else first.words.text,
        facts=tuple((name, value) for name, value in _facts(index, ref, item) if value),
        told=told,
        origins=index.origins((t.doc, t.id) for t in told),
        beside=beside,
        copies=tuple(c for c in picture.copies if len({t.doc for t in told} & set(c.documents)) > 1),
        judged=tuple(phrase_of(j) for j in picture.judgements if j.undone is None and _is_of(j, refs)),
        documents=tuple(index.readings[doc].document for doc in named),
        made=picture.made,
    )


def _item_of(ref: Ref, picture: Picture) -> Utterance | CrossEvent | Figure | None:
    told = (item for items in (picture.claims, picture.events) for item in items if ref[0] in item.documents)
    return next((item for item in (*told, *picture.figures) if ref in _refs_of(item)), None)


def _refs_of(item: Utterance | CrossEvent | Figure) -> tuple[Ref, ...]:
    return tuple((m.doc, m.id) for m in (item.series if isinstance(item, Figure) else item.mentions))


def _told(index: Index, ref: Ref) -> Told | None:
    """One telling; an event's and a number's source is that of the claim which holds them."""
    doc, record = ref[0], index.records.get(ref)
    words = _words(index, ref)
    if record is None or words is None:
        return None
    held = record if isinstance(record, Claim) else None
    if isinstance(record, Event) and record.claim:
        found = index.records.get((doc, record.claim))
        held = found if isinstance(found, Claim) else None
    elif isinstance(record, Quantity):
        held = index.claim_at(doc, record.span)
    status = record.status if isinstance(record, Claim | Event) else held.status if held else "actual"
    if held is None:
        return Told(doc=doc, id=ref[1], words=words, status=status)
    return Told(
        doc=doc,
        id=ref[1],
        words=words,
        source=index.words(doc, (held.source,)) if held.source else None,
        cue=index.words(doc, (held.cue,)) if held.cue else None,
        chain=tuple(link.name for link in held.chain),
        via=held.via,
        status=status,
        hedges=tuple(w.text for h in held.hedges if (w := index.words(doc, (h,)))),
    )


def _words(index: Index, ref: Ref) -> Words | None:
    """A claim's content; the sentence that tells an event or gives a number."""
    record = index.records.get(ref)
    if isinstance(record, Quantity):
        return index.words(ref[0], (index.sentence(ref[0], record.span),))
    return index.words_of(ref)


def _beside(index: Index, picture: Picture, refs: set[Ref]) -> tuple[Beside, ...]:
    """What agrees with, contradicts, replaces or bears out one of the records, in the order of the picture."""
    pairs: list[tuple[Relation, Ref, str | None]] = []
    for c in picture.corroboration:
        if refs & set(c.claim_ids):
            pairs += [("agrees", other, c.why) for other in c.claim_ids if other not in refs]
    for d in picture.contradictions:
        pairs += [("contradicts", other, d.why) for one, other in ((d.a, d.b), (d.b, d.a)) if one in refs and other not in refs]
    for change in picture.changes:
        pairs += [("is replaced by", change.to, change.why)] if change.from_ in refs and change.to not in refs else []
        pairs += [("replaces", change.from_, change.why)] if change.to in refs and change.from_ not in refs else []
    for p in picture.predictions:
        if (p.doc, p.claim) in refs and p.evidence is not None:
            pairs.append(("shows the outcome of", p.evidence, "; ".join(part for part in (p.outcome, p.why) if part)))
    found = ((relation, other, why, _words(index, other)) for relation, other, why in dict.fromkeys(pairs))
    return tuple(
        Beside(relation=relation, words=words, record=other, who=index.who(other), why=why)
        for relation, other, why, words in found
        if words is not None
    )


def _facts(index: Index, ref: Ref, item: Utterance | CrossEvent | Figure | None) -> Iterable[tuple[str, str | None]]:
    record = index.records[ref]
    if isinstance(record, Claim):
        yield "said by", item.origin if isinstance(item, Utterance) else (record.chain[-1].name if record.chain else None)
        yield "status", record.status
        yield "stance", record.stance
    elif isinstance(record, Event):
        cross = item if isinstance(item, CrossEvent) else None
        yield "type", cross.type if cross else record.type
        yield "status", ", ".join(dict.fromkeys(m.status for m in cross.mentions)) if cross else record.status
        for name, ids in (("actor", record.actors), ("recipient", record.recipients)):
            yield name, ", ".join(who for i in ids if (who := index.actor((ref[0], i)))) or None
        yield "place", cross.place if cross else None
        yield "time", cross.time if cross else None
    else:
        for name in ("value", "low", "high"):
            number = getattr(record, name)
            yield name, None if number is None else f"{number:,.10g}"
        yield "unit", record.unit


def _is_of(judgement: Judgement, refs: set[Ref]) -> bool:
    return any((a.doc, a.id) in refs for a in judgement.on)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and what it is there: "words", "source", "cue", or nothing of these."""

    text: str
    role: str


def pieces_around(text: str, told: Told) -> tuple[Piece, ...]:
    """The words of a telling in their surroundings, cut at spaces; put together the pieces are a stretch of the text."""
    spans = [(s, "words") for s in merged(told.words.spans)]
    spans += [(s, role) for w, role in ((told.source, "source"), (told.cue, "cue")) if w for s in w.spans]
    first, last = _window(text, (min(s[0] for s, _ in spans), max(s[1] for s, _ in spans)))
    cuts = sorted({first, last, *(at for span, _ in spans for at in span)})
    out = []
    for start, end in itertools.pairwise(cuts):
        # the source and the cue stand within the words where somebody is quoted inside them
        roles = [role for (a, b), role in spans if a <= start and end <= b]
        out.append(Piece(text[start:end], roles[-1] if roles else ""))
    return tuple(out)


def _window(text: str, span: Span) -> Span:
    first, last = max(0, span[0] - AROUND), min(len(text), span[1] + AROUND)
    first = 0 if first == 0 else text.find(" ", first, span[0]) + 1 or first
    last = len(text) if last == len(text) else max(text.rfind(" ", span[1], last), span[1])
    return first, last
