"""The pictures of threads in, the picture of all of them out: what stands in one beside what stands in the others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from tidings.compare.predictions import wilson
from tidings.model.ids import made_of
from tidings.model.picture import Actor, Picture, Ref, Thread, TrackRecord

# The order in which each part of a picture stands, as the step that makes it has it.
ORDERS: dict[str, Callable[[Any], Any]] = {
    "stories": lambda s: s.documents,
    "copies": lambda c: (c.documents, c.extent),
    "cites": lambda c: (c.document, c.span or (0, 0), c.source),
    "claims": lambda k: k.id,
    "corroboration": lambda c: c.claim_ids,
    "contradictions": lambda c: (c.a, c.b, c.kind),
    "figures": lambda f: (f.what, f.id or ""),
    "changes": lambda c: (c.from_, c.to, c.kind),
    "predictions": lambda p: (p.doc, p.claim),
    "events": lambda e: e.id,
}


def all_together(pictures: Sequence[Picture]) -> Picture:
    """One picture of all threads. An actor or a source that several threads name alike is one in it; nothing else crosses threads."""
    parts: dict[str, Any] = {
        name: tuple(sorted((item for p in pictures for item in getattr(p, name)), key=order)) for name, order in ORDERS.items()
    }
    return Picture(
        **parts,
        threads=tuple(sorted(map(_thread, (p for p in pictures if p.stories)), key=lambda t: t.documents)),
        actors=_actors(a for p in pictures for a in p.actors),
        track_record=_records(r for p in pictures for r in p.track_record),
    )


# Of which document each item of a picture is the first.
HOMES: dict[str, Callable[[Any], str]] = {
    "stories": lambda s: s.documents[0],
    "copies": lambda c: c.documents[0],
    "cites": lambda c: c.document,
    "claims": lambda k: k.documents[0],
    "corroboration": lambda c: c.claim_ids[0][0],
    "contradictions": lambda c: c.a[0],
    "figures": lambda f: f.series[0].doc,
    "changes": lambda c: c.from_[0],
    "predictions": lambda p: p.doc,
    "events": lambda e: e.documents[0],
}


def each_thread(picture: Picture) -> dict[str, Picture]:
    """The picture of its thread for each document: what `all_together` put beside one another, apart again, with what people judged."""
    thread_of = {document: thread for thread in picture.threads for document in thread.documents}
    parts: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for name, home in HOMES.items():
        for item in getattr(picture, name):
            if thread := thread_of.get(home(item)):
                parts[thread.id][name].append(item)
    for actor in picture.actors:
        mentions: defaultdict[str, list[Ref]] = defaultdict(list)
        for ref in actor.mentions:
            if thread := thread_of.get(ref[0]):
                mentions[thread.id].append(ref)
        for thread_id, refs in mentions.items():
            parts[thread_id]["actors"].append(actor if len(refs) == len(actor.mentions) else replace(actor, mentions=tuple(refs)))
    made = {
        thread.id: Picture(
            **{name: tuple(items) for name, items in parts[thread.id].items()},
            threads=(thread,),
            judgements=picture.judgements,
            made=picture.made,
        )
        for thread in picture.threads
    }
    return {document: made[thread.id] for document, thread in thread_of.items()}


def _thread(picture: Picture) -> Thread:
    documents = tuple(sorted(d for s in picture.stories for d in s.documents))
    return Thread(id=made_of("t", *documents), documents=documents, stories=tuple(s.id for s in picture.stories))


def _actors(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    by_id: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        by_id[actor.id].append(actor)
    return tuple(_one_actor(found) for _, found in sorted(by_id.items()))


def _one_actor(found: Sequence[Actor]) -> Actor:
    first = min(found, key=lambda a: a.mentions)
    if len(found) == 1:
        return first
    return Actor(
        id=first.id,
        name=first.name,
        mentions=tuple(sorted(ref for a in found for ref in a.mentions)),
        names=tuple(sorted({name for a in found for name in a.names})),
        kind=first.kind,
        country=next((a.country for a in sorted(found, key=lambda a: a.mentions) if a.country), None),
        why=first.why,
    )


def _records(records: Iterable[TrackRecord]) -> tuple[TrackRecord, ...]:
    by_who: defaultdict[str, list[TrackRecord]] = defaultdict(list)
    for record in records:
        by_who[record.who].append(record)
    return tuple(_one_record(who, found) for who, found in sorted(by_who.items()))


def _one_record(who: str, found: Sequence[TrackRecord]) -> TrackRecord:
    happened, did_not = sum(r.happened for r in found), sum(r.did_not_happen for r in found)
    low, high = wilson(happened, happened + did_not)
    return TrackRecord(
        who=who,
        happened=happened,
        did_not_happen=did_not,
        open=sum(r.open for r in found),
        reversed=sum(r.reversed for r in found),
        low=low,
        high=high,
        predictions=tuple(sorted(ref for r in found for ref in r.predictions)),
        changes=tuple(sorted(pair for r in found for pair in r.changes)),
    )
