"""A record to every step, score and reason behind it: how it was read, who and what is meant, what it was joined with, how it counts."""

from collections.abc import Iterable, Iterator, Sequence

from tidings.model.explanation import ExplainedStep, Explanation, Reason, Tie
from tidings.model.judgement import Anchor
from tidings.model.picture import Picture, Ref
from tidings.model.reading import Claim, Event, Made, Mention, Quantity
from tidings.model.span import holds
from tidings.show.evidence import Evidence, Told, evidence_for
from tidings.show.index import Index


def explanation_of(anchor: Anchor, picture: Picture, index: Index, ties: Sequence[Tie]) -> Explanation:
    """The explanation of the claim, event or figure that a record belongs to. Raises UnknownName for a mere mention."""
    found = evidence_for(anchor, picture, index)
    steps = (
        ("read", [reason for told in found.told for reason in _read(index, told)]),
        ("who and what is meant", list(dict.fromkeys(reason for told in found.told for reason in _meant(index, picture, told)))),
        ("joined", [*_item(found, picture), *(_tie(index, tie) for tie in ties if tie.is_joined)]),
        ("compared, and kept apart", [_tie(index, tie) for tie in ties if not tie.is_joined]),
        ("counted", list(_counted(index, found))),
        ("set beside others", list(_beside(picture, found))),
        ("judged by people", [Reason(what=phrase) for phrase in found.judged]),
        ("made with", list(_made(found.made))),
    )
    return Explanation(
        ref=found.ref, kind=found.kind, what=found.what, steps=tuple(ExplainedStep(name=name, reasons=tuple(r)) for name, r in steps if r)
    )


def _read(index: Index, told: Told) -> Iterator[Reason]:
    """What was read in one document, and by which rule."""
    ref = (told.doc, told.id)
    record = index.records[ref]
    text = index.readings[told.doc].document.text
    if isinstance(record, Claim):
        yield Reason(what="what is said", why=record.basis, record=ref, words=told.words.text)
        if record.cue:
            yield Reason(what="said by which word", record=ref, words=text[slice(*record.cue)])
        if record.source:
            yield Reason(what="who says it", why=record.why, record=ref, words=text[slice(*record.source)])
        for place, link in enumerate(record.chain):
            how = "as the text names it" if link.span else "as it is known from elsewhere in the text"
            nearest = "told by" if place == 0 else "who has it from"
            yield Reason(what=f"{nearest} {link.name}", why=how, record=ref, words=text[slice(*link.span)] if link.span else None)
        yield Reason(what=f"{record.stance}, {record.status}, {record.style}", record=ref)
        for hedge in record.hedges:
            yield Reason(what="hedged", record=ref, words=text[slice(*hedge)])
    elif isinstance(record, Event):
        kind = record.type + (f", {record.mode}" if record.mode else "")
        why = ": ".join(part for part in (record.basis, record.why) if part)
        yield Reason(what=f"{kind}, {record.status}", why=why or None, record=ref, words=text[slice(*record.trigger)])
        for reserve in index.readings[told.doc].reserves:
            if any(holds(part, record.trigger) for part in reserve.content):
                yield Reason(what="told with reserve", record=ref, words=text[slice(*reserve.hedges[0])])
        if told.source or told.chain:
            yield Reason(what=f"on the word of {told.chain[-1] if told.chain else 'nobody named'}", record=ref)
    elif isinstance(record, Quantity):
        bounds = ", ".join(f"{name} {value:,.10g}" for name in ("value", "low", "high") if (value := getattr(record, name)) is not None)
        yield Reason(what=f"{bounds} {record.unit or ''}".strip(), why=record.basis, record=ref, words=text[slice(*record.span)])


def _meant(index: Index, picture: Picture, told: Told) -> Iterator[Reason]:
    """Who and what the words of a telling stand for: its times, its place, those who take part or speak."""
    ref = (told.doc, told.id)
    record = index.records[ref]
    reading = index.readings[told.doc]
    mentions = {m.id: m for m in reading.mentions}
    if isinstance(record, Event):
        for role, ids in (("acts", record.actors), ("is met", record.recipients)):
            for i in ids:
                if i in mentions:
                    yield _of_mention(index, picture, told.doc, mentions[i], role)
        place = index.places.get((told.doc, record.place)) if record.place else None
        if record.place and place is not None:
            spot = f"{place.name}{f', {place.country}' if place.country else ''}" if place.spot else "a place that is not settled"
            mention = mentions.get(record.place)
            yield Reason(what=f"where: {spot}", why=place.basis or place.why, record=ref, words=mention.text if mention else None)
    elif isinstance(record, Claim) and record.source:
        start, end = record.source
        for mention in reading.mentions:
            if start <= mention.start and mention.end <= end:
                yield _of_mention(index, picture, told.doc, mention, "speaks")
    wanted = getattr(record, "time", None)
    time = index.times.get((told.doc, wanted)) if wanted else None
    if time is not None:
        days = " to ".join(dict.fromkeys(day for day in (time.earliest, time.latest) if day))
        basis = {"stated": "the text states it", "published": "counted from the day of publication"}.get(time.basis or "", time.basis)
        yield Reason(what=f"when: {days or time.value or 'open'}", why=time.why or basis, record=ref, words=time.text)


def _of_mention(index: Index, picture: Picture, doc: str, mention: Mention, role: str) -> Reason:
    name = index.actor((doc, mention.id)) or "nobody that the text settles"
    actor = next((a for a in picture.actors if a.name == name and (doc, mention.id) in a.mentions), None)
    why = "; ".join(part for part in (mention.basis, actor.why if actor else None) if part)
    return Reason(what=f"{role}: {name}", why=why or None, record=(doc, mention.id), words=mention.text)


def _item(found: Evidence, picture: Picture) -> Iterator[Reason]:
    whys = {item.id: item.why for items in (picture.claims, picture.events, picture.figures) for item in items}
    if len(found.told) > 1:
        yield Reason(what=f"{len(found.told)} tellings are one {found.kind}", why=whys.get(found.ref))


def _tie(index: Index, tie: Tie) -> Reason:
    words = index.words_of(tie.b)
    what = f"{'the same as' if tie.is_joined else 'not the same as'} {tie.b[0]}:{tie.b[1]}"
    # average linkage: a pair over the threshold stays apart where the groups on both sides are not alike on average
    bar = f"a group joins at {tie.least:g} on average"
    return Reason(
        what=what, why=f"{tie.why}; {bar}" if tie.why else bar, score=tie.score, record=tie.b, words=words.text if words else None
    )


def _counted(index: Index, found: Evidence) -> Iterator[Reason]:
    """How many stand behind it, and which documents count once."""
    docs = len({t.doc for t in found.told})
    yield Reason(
        what=f"{len(found.origins)} origin{'s' * (len(found.origins) != 1)} in {docs} document{'s' * (docs != 1)}",
        why=", ".join(found.origins),
    )
    for copy in found.copies:
        why = f"{copy.kind}, {copy.extent}" + (f": {copy.why}" if copy.why else "")
        yield Reason(
            what=f"{', '.join(copy.documents)} count once" if copy.extent == "whole" else f"{', '.join(copy.documents)} share a part",
            why=why,
            score=copy.score,
        )
    for told in found.told:
        alone: Iterable[Ref] = [(told.doc, told.id)]
        yield Reason(what=f"{told.doc}: on the word of {', '.join(index.origins(alone))}", record=(told.doc, told.id))


def _beside(picture: Picture, found: Evidence) -> Iterator[Reason]:
    scores = {frozenset((c.a, c.b)): c.score for c in picture.contradictions}
    own = {(t.doc, t.id) for t in found.told}
    for other in found.beside:
        score = (
            next((s for pair, s in scores.items() if other.record in pair and pair & own), None)
            if other.relation == "contradicts"
            else None
        )
        yield Reason(what=other.relation, why=other.why, score=score, record=other.record, words=other.words.text)


def _made(made: Made | None) -> Iterator[Reason]:
    """The program and what it goes by; of the files of what is known beforehand only how many there are."""
    if made is not None:
        files = [name for name, _ in made.parts if "." in name]
        parts = [f"{name} {value}" for name, value in made.parts if name not in files]
        yield Reason(what=f"Tidings {made.version}", why=", ".join([*parts, f"{len(files)} files of what is known beforehand"]))
