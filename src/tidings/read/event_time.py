"""An event's trigger in; out, the time expression that says when it happens, or None where nothing tells.

A time belongs to the word that it hangs on in the parse ("founded on 1 May" dates the founding), and to what shares its clause.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tidings.model.reading import Time
from tidings.read.around import Around
from tidings.read.one_happening import clauses_on, shared_governors
from tidings.read.time_words import PARTS

if TYPE_CHECKING:
    from spacy.tokens import Token

# So many governors up, a time may still be shared.
_STEPS = 4
# What happened after a day or since it did not happen on it.
_APART = frozenset("after since before until till despite because following than".split())
_HUNG = frozenset("prep npadvmod advmod tmod pobj nummod compound nmod poss amod dobj pcomp npmod attr appos".split())


def time_of(trigger: "Token", around: Around) -> Time | None:
    """When the event happens, of several times the one that stands nearest to the trigger."""
    span = (trigger.idx, trigger.idx + len(trigger))
    start, end = trigger.sent.start_char, trigger.sent.end_char
    near = (t for t in around.times if start <= t.start <= end)
    times = [t for t in near if t.type in ("DATE", "TIME", "DURATION") and not (t.start <= span[0] and span[1] <= t.end)]
    if not times:
        return None
    for word in _words(trigger):
        hung = [t for t in times if _hangs_on(t, word)]
        if hung:
            return _stretch_over(min(hung, key=lambda t: (t.type == "DURATION", abs(t.start - trigger.idx), t.start)), times)
    return None


def _stretch_over(time: Time, times: Iterable[Time]) -> Time:
    """“From 3 May to 5 May” for its 3 May; else the time itself."""
    return next((t for t in times if t.type == "DURATION" and t.earliest and t.start < time.start and time.end <= t.end), time)


def _words(trigger: "Token") -> "Iterator[Token]":
    """The words on which a time of the trigger may hang, the nearest first."""
    yield trigger
    # "sent ships to the bay on Monday": the parser may hang the day on the bay
    yield from (c for c in trigger.children if c.dep_ in ("dobj", "nsubjpass", "acomp", "oprd", "attr"))
    yield from (
        g
        for c in trigger.children
        if c.dep_ in ("prep", "agent", "dative") and c.lower_ not in _APART
        for g in c.children
        if g.dep_ == "pobj"
    )
    yield from clauses_on(trigger)
    for _, governor in shared_governors(trigger, _STEPS):
        yield governor
        yield from (
            g for c in governor.children if c.dep_ in ("prep", "agent") and c.lower_ not in _APART for g in c.children if g.dep_ == "pobj"
        )
    # "left to be there on Monday", "came when the guard changed at noon"
    for c in trigger.children:
        if c.dep_ in ("advcl", "xcomp") and any(
            g.lower_ in ("to", "when", "as", "while") and g.dep_ in ("aux", "mark", "advmod") for g in c.children
        ):
            yield c


def _hangs_on(time: Time, word: "Token") -> bool:
    """Whether the time's own words hang on the word, through prepositions that put it on that day, not after it or since."""
    doc = word.doc
    phrase = doc.char_span(time.start, time.end, alignment_mode="expand")
    if phrase is None or word.sent.start_char > time.start or word.sent.end_char < time.end:
        return False
    if phrase.end < len(doc) and doc[phrase.end].lower_ in _APART:
        # "hours after", "two days before": a distance
        return False
    at = phrase.root
    for _ in range(_STEPS):
        if at.i == word.i or at.dep_ not in _HUNG or at.head.i == at.i:
            return False
        at = at.head
        if at.i == word.i:
            return True
        if at.lower_ in _APART and not (at.lower_ in ("before", "after") and time.type == "TIME" and phrase[-1].lower_ in PARTS):
            # "before Monday" isn't on Monday; "before dawn" is that morning
            return False
        inside = phrase.start <= at.i < phrase.end
        if not inside and at.pos_ != "ADP" and at.lower_ not in ("early", "late", "shortly", "later", "earlier", "only", "just"):
            return False
    return False
