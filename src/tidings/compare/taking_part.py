"""Readings in, who takes part in the war and who stays out of it, as it is told and foretold, out; and which tellings cannot both hold."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tidings.compare.ahead import AHEAD
from tidings.compare.counts import claim_over
from tidings.compare.passages import by_id
from tidings.know.actors import country_led_by
from tidings.know.countries import country_of_demonym
from tidings.know.taking_part import taking_part_in
from tidings.know.voices import party_of
from tidings.model.picture import Contradiction, Ref
from tidings.model.reading import Event, Mention, Reading
from tidings.model.span import Span, holds, shared

# "Sending troops would …": so many characters off, a word that looks ahead has the words for its subject.
BESIDE = 12
# A report whose last possible day is not known may be of any day.
OPEN = "9999-12-31"
_ASKED = re.compile(r"\b(?:urg|call(?:s|ed)? on|appeal|demand|ask|beg|implor)\w*", re.IGNORECASE)
_TO = re.compile(r"\bto (?:get |be |become )?$")


@dataclass(frozen=True, slots=True)
class Part:
    """One telling that a state takes part or stays out; `ahead` when it is foretold; `day` and `last` are the first and
    the last on which it can have been published.
    """

    ref: Ref
    span: Span
    state: str
    takes: bool
    ahead: bool
    source: str | None
    day: str
    last: str


def parts_in(reading: Reading, sides: Mapping[str, str] = MappingProxyType({})) -> Iterator[Part]:
    """The tellings of a reading, in text order; none where the text names no state for it or no record holds its words."""
    text, document = reading.document.text, reading.document.id
    for sentence in reading.sentences:
        for (start, end), takes in taking_part_in(text[slice(*sentence)]):
            span = sentence[0] + start, sentence[0] + end
            event = next((e for e in reading.events if holds(span, e.trigger)), None)
            claim = claim_over(reading, span)
            state = _state(reading, sentence, span, event)
            ref = claim.id if claim else event.id if event else None
            if state is None or ref is None:
                continue
            ahead = bool(AHEAD.search(text[sentence[0] : span[1]])) or bool(
                event and event.status in ("planned", "possible", "conditional")
            )
            behind = AHEAD.search(text[span[1] : sentence[1]])
            if behind and (not ahead or behind.start() < BESIDE):
                continue  # "sending troops would be unpopular" neither tells nor foretells that they are sent
            if _ASKED.search(text[sentence[0] : span[0]]):
                continue  # "I urge the army: refuse to take part"
            if takes and not ahead and _TO.search(text, max(0, span[0] - 20), span[0]):
                continue  # "under pressure to get involved"
            yield Part(
                ref=(document, ref),
                span=span,
                state=state,
                takes=takes,
                ahead=ahead,
                source=sides.get(f"{document}\0{claim.id}") if claim else None,
                day=(reading.document.published.start or "")[:10],
                last=(reading.document.published.end or OPEN)[:10],
            )


def _state(reading: Reading, sentence: Span, span: Span, event: Event | None) -> str | None:
    """The state that takes part: whose the event's doers are, else whoever is named or meant last before the words."""
    by_id = {m.id: m for m in reading.mentions}
    year = (reading.document.published.start or "")[:4]
    doers = [by_id[m] for m in event.actors if m in by_id] if event else []
    before = [m for m in reading.mentions if sentence[0] <= m.start < span[1] and (m.end <= span[0] or shared((m.start, m.end), span))]
    subjects = [m for m in before if not _belongs(reading.document.text, m)]
    for mention in (*doers, *sorted(subjects, key=lambda m: -m.start)):
        name = mention.actor or mention.text
        led = country_led_by(name, year)
        state = led.iso2 if led else party_of(name)
        if state and len(state) == 2:
            return state
    return None


_BEFORE_OTHERS = re.compile(r"\b(?:of|for|on|from|with|by|in|against|at|near|into|to)\s+(?:the\s+|[A-Z][\w-]*\s+)*$")


def _belongs(text: str, mention: Mention) -> bool:
    """Whether a name stands where no subject does: behind a preposition, as owner ("Ostrel's invasion"), as attribute ("Ostrelian pressure")."""
    if text[mention.end : mention.end + 2] in ("'s", "’s", "' ", "’ "):
        return mention.text.lower() not in ("his", "her", "its", "their")
    adjective = country_of_demonym(mention.text) is not None and re.match(r" [a-z]", text[mention.end : mention.end + 2])
    return bool(adjective or _BEFORE_OTHERS.search(text[max(0, mention.start - 40) : mention.start]))


def find_parts_at_odds(readings: Sequence[Reading], sides: Mapping[str, str]) -> list[Contradiction]:
    """A state that takes part by one telling and, by one of the same day or later, has stayed out; kind `status`. One pair for two documents.

    That it stayed out and later took part is how things went on, and no contradiction.
    """
    told: dict[str, list[Part]] = defaultdict(list)
    for reading in by_id(readings):
        for part in parts_in(reading, sides):
            if not part.ahead and part.day:
                told[part.state].append(part)
    found: dict[tuple[str, str], Contradiction] = {}
    for _, parts in sorted(told.items()):
        for takes in (p for p in parts if p.takes):
            for stays in (p for p in parts if not p.takes and p.last >= takes.day):
                if takes.source != stays.source or takes.source is None:
                    why = f"{takes.state} takes part by one telling, and has stayed out by the other"
                    pair = takes.ref[0], stays.ref[0]
                    found.setdefault(pair, Contradiction(a=takes.ref, b=stays.ref, kind="status", why=why))
    return list(found.values())
