"""Events with what their words say of their status in; out, the status with what their time and their antecedents say of it."""

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tidings.model.document import Published
from tidings.model.reading import Event, Status, Time
from tidings.read.own_status import is_definite
from tidings.read.status import status_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday tomorrow".split())
# What is said is no plan once there is talk of it: "tried to press him … the pressure". Events outside the types have too many nouns of one stem.
_SAID = frozenset("other AGREE SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN CONSULT".split())
# "Deploy" and "deployment", "launch" and "launching" share so many letters; fewer would take "attack" for "attach".
_STEM = 5


def told_status(token: "Token", time: Time | None, published: Published) -> Status:
    """The status of an event with its time: what is told in the present for a day to come is planned ("the bridge opens on Sunday")."""
    status = status_of(token)
    verb = token.head if token.pos_ == "NOUN" and token.dep_ in ("nsubj", "nsubjpass") else token
    if status != "actual" or time is None or time.type not in ("DATE", "TIME") or verb.pos_ not in ("VERB", "AUX"):
        return status
    if not _is_present(verb):
        return status
    last = (published.end or "")[:10]
    to_come = bool(last and time.earliest and time.earliest > last)
    weekday = any(t.lower_ in _DAYS for t in token.sent if time.start <= t.idx < time.end) and token.sent.text.rstrip("”\"’' ").endswith(
        "."
    )
    return "planned" if to_come or weekday else status


def _is_present(verb: "Token") -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.tag_ in ("VBZ", "VBP"):
        return not helpers
    return verb.tag_ in ("VBG", "VBN") and bool(helpers & {"is", "are", "’s", "'s"}) and not helpers & {"been", "has", "have"}


def with_antecedents(events: Sequence[Event], tokens: "Sequence[Token]") -> tuple[Event, ...]:
    """The events; one that a definite noun only points back to ("will deploy … the deployment") is planned where its verb was, and no other was not."""
    found: list[tuple[Event, str]] = []
    for event, token in zip(events, tokens, strict=True):
        if event.status == "actual" and token.pos_ == "NOUN" and event.type not in _SAID and _points_back(token):
            before = {e.status: pos for e, pos in found if e.type == event.type and e.lemma[:_STEM] == event.lemma[:_STEM]}
            if before.get("planned") == "VERB" and not before.keys() & {"actual", "negated"}:
                event = dataclasses.replace(event, status="planned")
        found.append((event, token.pos_))
    return tuple(event for event, _ in found)


def _points_back(noun: "Token") -> bool:
    return is_definite(noun) or any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in noun.children)
