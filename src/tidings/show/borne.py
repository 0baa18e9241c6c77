"""A sentence that a view would print, part by part, to what in it the documents do not bear: the pass that every line goes through."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from tidings.model.picture import Ref
from tidings.model.reading import Claim, Event, Place
from tidings.show.index import Index, day_of, outlet_of
from tidings.show.rows import Words

Role = Literal[
    "form", "words", "who", "chain", "when", "as of", "status", "type", "place", "outlet", "published", "documents", "origins", "value"
]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence, and what it speaks of; "form" is the template's own: punctuation and set phrases."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What a view says in one line. `refs` are the words it rests on, the first before all; `records` what stands there;
    `others` the other tellings of the same, which may date and place it."""

    parts: tuple[Part, ...]
    refs: tuple[Words, ...]
    records: tuple[Ref, ...] = ()
    others: tuple[Ref, ...] = ()

    @property
    def text(self) -> str:
        """The line as it is printed."""
        return "".join(part.text for part in self.parts)


# All that a template may say of its own: no name, no number, no day, no status and no "not" is among it.
_PUNCTUATION = ("", " ", ", ", "; ", ": ", " … ", " ← ", " → ", " ↔ ", "  [", "]")
_PHRASES = ("undated", "unnamed", "document", "documents", "origin", "origins", "as of ", "shown by ")
_KINDS = ("differs  ", "changed  ", "figure  ", "foreseen  ")
FORMS = frozenset((*_PUNCTUATION, *_PHRASES, *_KINDS))


def unborne(sentence: Sentence, index: Index) -> str | None:
    """Why the sentence may not be shown: the first part that its spans and records do not bear; None when all of it is borne.

    The texts are read anew here, and every part is worked out again from the readings; nothing that made the sentence is trusted.
    """
    if not sentence.refs:
        return "it rests on no words"
    for words in sentence.refs:
        if _quoted(index, words) != words.text:
            return f"{words.doc} does not hold the words “{words.text}”"
    for part in sentence.parts:
        if not _BEARS[part.role](part.text, sentence, index):
            return f"“{part.text}” ({part.role}) is not borne"
    return None


def _quoted(index: Index, words: Words) -> str | None:
    reading = index.readings.get(words.doc)
    return " … ".join(reading.document.text[start:end] for start, end in words.spans) if reading else None


def _is_quoted(text: str, sentence: Sentence, index: Index) -> bool:
    return any(text == words.text for words in sentence.refs)


def _said_it(text: str, sentence: Sentence, index: Index) -> bool:
    """Whose word the first record is, or the outlet's where it speaks in its own voice; of a group of copies, their origin."""
    if not sentence.records:
        return False
    first = sentence.records[0]
    known = index.who(first)
    if known:
        return text == known or index.same_name(text, known)
    return text == (index.copied.get(first[0]) or outlet_of(index.readings[first[0]]) or first[0])


def _is_link(text: str, sentence: Sentence, index: Index) -> bool:
    return any(text == link.name for claim in _claims(sentence.records, index) for link in claim.chain) or any(
        text == claim.via for claim in _claims(sentence.records, index)
    )


def _claims(refs: Iterable[Ref], index: Index) -> list[Claim]:
    """The claims that the records are, or stand in."""
    found = []
    for ref in refs:
        record = index.records.get(ref)
        if isinstance(record, Event):
            record = index.records.get((ref[0], record.claim)) if record.claim else None
        elif record is not None and not isinstance(record, Claim):
            record = index.claim_at(ref[0], record.span)
        if isinstance(record, Claim):
            found.append(record)
    return found


def _is_when(text: str, sentence: Sentence, index: Index) -> bool:
    """The days that all dated tellings have in common: those of the sentence, or those of the whole event."""
    return any(text == _common_days(refs, index) for refs in (sentence.records, (*sentence.records, *sentence.others)))


def _common_days(refs: Iterable[Ref], index: Index) -> str | None:
    events = [(ref[0], record) for ref in refs if isinstance(record := index.records.get(ref), Event)]
    times = [time for doc, event in events if event.time and (time := index.times.get((doc, event.time)))]
    days = [(t.earliest, t.latest) for t in times if t.earliest and t.latest]
    if not days:
        return None
    first, last = max(a for a, _ in days), min(b for _, b in days)
    return None if first > last else first if first == last else f"{first}/{last}"


def _is_place(text: str, sentence: Sentence, index: Index) -> bool:
    """The name of the place of a telling, as the gazetteer or the text has it."""
    for ref in (*sentence.records, *sentence.others):
        record = index.records.get(ref)
        if isinstance(record, Event) and record.place:
            place = _place_at(index, ref[0], record.place)
            mention = index.mentions.get((ref[0], record.place))
            if text in (place.name if place else None, mention.text if mention else None):
                return True
    return False


def _place_at(index: Index, doc: str, mention: str) -> Place | None:
    return next((p for p in index.readings[doc].places if p.mention == mention), None)


def _is_status(text: str, sentence: Sentence, index: Index) -> bool:
    record = index.records.get(sentence.records[0]) if sentence.records else None
    return isinstance(record, Claim | Event) and text == record.status


def _is_type(text: str, sentence: Sentence, index: Index) -> bool:
    return any(isinstance(r := index.records.get(ref), Event) and text == r.type for ref in (*sentence.records, *sentence.others))


def _is_outlet(text: str, sentence: Sentence, index: Index) -> bool:
    return any(text == (outlet_of(index.readings[w.doc]) or w.doc) for w in sentence.refs)


def _is_published(text: str, sentence: Sentence, index: Index) -> bool:
    return text == day_of(index.readings[sentence.refs[0].doc]) or text in {day_of(index.readings[w.doc]) for w in sentence.refs[1:2]}


def _counts_documents(text: str, sentence: Sentence, index: Index) -> bool:
    return text == str(len({doc for doc, _ in sentence.records}))


def _counts_origins(text: str, sentence: Sentence, index: Index) -> bool:
    return text == str(len(index.origins(sentence.records)))


def _is_as_of(text: str, sentence: Sentence, index: Index) -> bool:
    """The day of the number's own time, of its event's, or else of the report."""
    for doc, name in sentence.records:
        reading = index.readings[doc]
        if text == day_of(reading):
            return True
        holding = [event.time for event in reading.events if any(q.id == name for q in event.quantities)]
        for time in (getattr(index.records.get((doc, name)), "time", None), *holding):
            found = index.times.get((doc, time)) if time else None
            if found and found.latest and text == found.latest[:10]:
                return True
    return False


def _is_value(text: str, sentence: Sentence, index: Index) -> bool:
    """A number, written as the reading has it."""
    record = index.records.get(sentence.records[0]) if sentence.records else None
    return record is not None and text in {str(getattr(record, bound, None)) for bound in ("value", "low", "high")} - {"None"}


_BEARS: dict[Role, Callable[[str, Sentence, Index], bool]] = {
    "form": lambda text, sentence, index: text in FORMS,
    "words": _is_quoted,
    "who": _said_it,
    "chain": _is_link,
    "when": _is_when,
    "as of": _is_as_of,
    "status": _is_status,
    "type": _is_type,
    "place": _is_place,
    "outlet": _is_outlet,
    "published": _is_published,
    "documents": _counts_documents,
    "origins": _counts_origins,
    "value": _is_value,
}
