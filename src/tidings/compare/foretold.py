"""A claim in, the events that its content foretells out."""

from collections.abc import Iterator

from tidings.compare.ahead import AHEAD, BEHIND, NOT_AHEAD
from tidings.compare.events import FRAMES, LIGHT
from tidings.know.opposites import borne_out_by
from tidings.model.reading import Claim, Event, Reading
from tidings.model.span import Span, holds

# What grows is told by more of it, so the deed that is to grow is looked for.
_GROWS = frozenset({"increase", "intensify", "grow", "escalate", "continue", "ramp", "step", "expand", "resume", "rise", "mount"})


def events_ahead(reading: Reading, claim: Claim) -> Iterator[tuple[Event, bool]]:
    """The events that a content foretells, with whether it is more of a deed that goes on already: those behind what looks ahead."""
    text = reading.document.text
    inside = [e for e in sorted(reading.events, key=lambda e: e.trigger) if any(holds(p, e.trigger) for p in claim.content)]
    for part in claim.content:
        cues = [m.span() for m in AHEAD.finditer(text, *part) if not NOT_AHEAD.match(text, m.start())]
        # "Expected to crest": the words that look ahead stand in front of the content.
        cues = cues or [(part[0], part[0])]
        for start, end in cues:
            behind = [e for e in inside if e.trigger[1] > end and e.trigger[0] >= start and len(text[end : e.trigger[0]].split()) <= BEHIND]
            grows = [e for e in behind if e.lemma.lower() in _GROWS and e.status != "negated"]
            if grows:
                sentence = sentence_at(reading, grows[0].trigger)
                yield from (
                    (e, True) for e in inside if e not in grows and holds(sentence, e.trigger) and e.type not in ("other", "ACCUSE")
                )
            yield from ((e, False) for e in behind[:1] if _says_what(e.lemma.lower()) and e not in grows)


def _says_what(lemma: str) -> bool:
    """Whether a word tells what is to happen: a word for anything does where others bear it out ("will take the cup": won)."""
    return lemma not in FRAMES and (lemma not in LIGHT or bool(borne_out_by(lemma)))


def sentence_at(reading: Reading, span: Span) -> Span:
    """The sentence that a span begins in, else the span itself."""
    return next((s for s in reading.sentences if s[0] <= span[0] < s[1]), span)
