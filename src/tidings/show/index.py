"""A picture and its readings to quick look-ups: the record behind a reference, its words, its sentence, who is meant, whose copy."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tidings.model.picture import Picture, Ref
from tidings.model.reading import Claim, Event, Mention, Place, Quantity, Reading, Time
from tidings.model.span import Span, holds
from tidings.show.rows import Words

Record = Claim | Event | Quantity


@dataclass(frozen=True, slots=True)
class Index:
    """Look-ups over readings; what is not there is None, so that a picture that names more than the readings hold still shows."""

    readings: dict[str, Reading]
    records: dict[Ref, Record]
    mentions: dict[Ref, Mention]
    times: dict[Ref, Time]
    places: dict[Ref, Place]
    names: dict[Ref, str]
    aliases: dict[str, frozenset[str]]
    copied: dict[str, str]
    utterances: dict[Ref, str]

    def words(self, doc: str, spans: Iterable[Span]) -> Words | None:
        """The words of these spans, or None when the document is not here or the spans don't lie in it."""
        reading = self.readings.get(doc)
        kept = tuple(spans)
        if reading is None or not kept or any(not 0 <= start < end <= len(reading.document.text) for start, end in kept):
            return None
        text = " … ".join(reading.document.text[start:end] for start, end in kept)
        return Words(doc=doc, spans=kept, text=text, outlet=outlet_of(reading), published=day_of(reading))

    def words_of(self, ref: Ref) -> Words | None:
        """The words that a reference stands for: a claim's content, an event's sentence, a quantity's number."""
        record = self.records.get(ref)
        if isinstance(record, Claim):
            return self.words(ref[0], record.content)
        if isinstance(record, Event):
            return self.words(ref[0], (self.sentence(ref[0], record.trigger),))
        return self.words(ref[0], (record.span,)) if record else None

    def sentence(self, doc: str, span: Span) -> Span:
        """The sentence that the span begins in; the span itself where no sentence holds it."""
        sentences = self.readings[doc].sentences
        i = bisect_right(sentences, (span[0], 1 << 60)) - 1
        if i >= 0 and sentences[i][0] <= span[0] < sentences[i][1]:
            return sentences[i][0], max(sentences[i][1], span[1])
        return span

    def _claim_of(self, ref: Ref) -> Ref | None:
        """The claim that holds a record, else None."""
        record = self.records.get(ref)
        if isinstance(record, Event):
            return (ref[0], record.claim) if record.claim else None
        if isinstance(record, Quantity):
            claim = self.claim_at(ref[0], record.span)
            return (ref[0], claim.id) if claim else None
        return ref if isinstance(record, Claim) else None

    def who(self, ref: Ref) -> str | None:
        """Whose word a record is: its claim's last link; None in the outlet's own voice or where no one is named."""
        held = self._claim_of(ref)
        claim = self.records.get(held) if held else None
        return claim.chain[-1].name if isinstance(claim, Claim) and claim.chain else None

    def origins(self, refs: Iterable[Ref]) -> tuple[str, ...]:
        """On whose word records rest: each source once, copies collapsed; an outlet that tells it in its own voice is one.

        Who tell one utterance are one, whatever they are called: a ministry and the president who announces it.
        """
        found: list[str] = []
        told: set[str] = set()
        for ref in refs:
            utterance = self.utterances.get(self._claim_of(ref) or ref)
            if utterance in told:
                continue
            told |= {utterance} if utterance else set()
            name = self.who(ref) or self.copied.get(ref[0]) or outlet_of(self.readings[ref[0]]) or ref[0]
            if not any(self.same_name(name, other) for other in found):
                found.append(name)
        return tuple(found)

    def claim_at(self, doc: str, span: Span) -> Claim | None:
        """The innermost claim whose content holds the span, or None."""
        holding = [
            (end - start, claim.id, claim)
            for claim in self.readings[doc].claims
            for start, end in claim.content
            if start <= span[0] and span[1] <= end
        ]
        return min(holding)[2] if holding else None

    def actor(self, ref: Ref) -> str | None:
        """The name of the one whom a mention stands for; its own words where nobody is known to be meant."""
        mention = self.mentions.get(ref)
        if ref in self.names:
            return self.names[ref]
        return (mention.actor or (mention.text if mention.form != "pronoun" else None)) if mention else None

    def places_in(self, words: Iterable[Words]) -> tuple[Place, ...]:
        """The places with coordinates that words name, each once, in the order of the text."""
        found: dict[tuple[str, tuple[float, float]], Place] = {}
        for here in words:
            for place in self.readings[here.doc].places if here.doc in self.readings else ():
                mention = self.mentions.get((here.doc, place.mention))
                if mention is None or place.spot is None:
                    continue
                if any(holds(span, (mention.start, mention.end)) for span in here.spans):
                    found.setdefault((place.name, place.spot), place)
        return tuple(found.values())

    def place_of_event(self, records: Iterable[Ref], name: str | None) -> Place | None:
        """The first place with coordinates of these events that bears the name; None where the gazetteer knows none."""
        for doc, id in records:
            record = self.records.get((doc, id))
            place = self.places.get((doc, record.place)) if isinstance(record, Event) and record.place else None
            if place is not None and place.spot is not None:
                mention = self.mentions.get((doc, place.mention))
                if name in (place.name, mention.text if mention else None):
                    return place
        return None

    def same_name(self, a: str, b: str) -> bool:
        """Whether two names are one actor's, without regard to case."""
        x, y = a.casefold(), b.casefold()
        return x == y or y in self.aliases.get(x, frozenset()) or x in self.aliases.get(y, frozenset())


def index_of(picture: Picture, readings: Sequence[Reading]) -> Index:
    """The look-ups for a picture and the readings beside it."""
    records: dict[Ref, Record] = {}
    mentions: dict[Ref, Mention] = {}
    times: dict[Ref, Time] = {}
    places: dict[Ref, Place] = {}
    for reading in readings:
        doc = reading.document.id
        for event in reading.events:
            records[doc, event.id] = event
            records.update({(doc, q.id): q for q in event.quantities})
        records.update({(doc, claim.id): claim for claim in reading.claims})
        records.update({(doc, q.id): q for q in reading.quantities})
        mentions.update({(doc, m.id): m for m in reading.mentions})
        times.update({(doc, t.id): t for t in reading.times})
        places.update({(doc, p.mention): p for p in reading.places})
    names = {ref: actor.name for actor in picture.actors for ref in actor.mentions}
    aliases: dict[str, frozenset[str]] = {}
    for actor in picture.actors:
        every = frozenset(n.casefold() for n in (actor.name, *actor.names))
        for name in every:
            aliases[name] = aliases.get(name, frozenset()) | every
    by_id = {r.document.id: r for r in readings}
    utterances = {(m.doc, m.id): utterance.id for utterance in picture.claims for m in utterance.mentions}
    return Index(by_id, records, mentions, times, places, names, aliases, _copied(picture, by_id), utterances)


def _copied(picture: Picture, readings: dict[str, Reading]) -> dict[str, str]:
    """For each document that is wholly a copy of others, the name under which they count once."""
    group: dict[str, str] = {}
    for copy in picture.copies:
        if copy.extent != "whole" or not copy.documents:
            continue
        known = sorted({group[d] for d in copy.documents if d in group})
        first = min(copy.documents)
        name = copy.origin or (known[0] if known else None) or (outlet_of(readings[first]) if first in readings else None) or first
        for document, its in list(group.items()):
            if its in known:
                group[document] = name
        group.update(dict.fromkeys(copy.documents, name))
    return group


def outlet_of(reading: Reading) -> str | None:
    """The outlet's name, or None when nobody says."""
    return reading.document.outlet


def day_of(reading: Reading) -> str | None:
    """The day of publication; None where it is not known to the day."""
    start, end = reading.document.published.start, reading.document.published.end
    return start[:10] if start and end and start[:10] == end[:10] else None
