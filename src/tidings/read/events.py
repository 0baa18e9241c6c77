"""A parse to its events: triggers with PLOVER type and mode, who and whom, where and when, how many, status, and the claim that holds them."""

import dataclasses
from typing import TYPE_CHECKING

from tidings.know.events import Pattern, context_words
from tidings.model.reading import Claim, Event, Mention, Place, Quantity, Time
from tidings.read.acts import coded
from tidings.read.around import Around
from tidings.read.event_place import place_of
from tidings.read.event_status import told_status, with_antecedents
from tidings.read.event_time import time_of
from tidings.read.generality import is_general
from tidings.read.parse import Parse
from tidings.read.participants import Named, participants_of
from tidings.read.triggers import find_triggers

if TYPE_CHECKING:
    from spacy.tokens import Token


_ARGUMENTS = frozenset("nsubj nsubjpass dobj pobj prep attr nummod dative agent npadvmod oprd quantmod det".split())


def find_events(
    parse: Parse,
    mentions: tuple[Mention, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    quantities: tuple[Quantity, ...],
    claims: tuple[Claim, ...],
) -> tuple[tuple[Event, ...], tuple[Quantity, ...], tuple[Mention, ...]]:
    """The events in text order, ids e1…; the quantities that hang on none of them; and the mentions, with the adjectives that act in events."""
    around = Around(mentions, places, times, quantities, claims)
    named = Named(around)
    drafts = [draft for sentence in parse.sentences() for draft in find_triggers(sentence)]
    found = coded(drafts)
    told = [
        _without_type(event) if event.type == "ASSAULT" and is_general(event, token) else event
        for n, (token, pattern) in enumerate(found, start=1)
        for event in (_event(parse, n, token, pattern, around, named),)
    ]
    events = with_antecedents(told, [token for token, _ in found])
    # an event outside the sixteen types is no home for a figure: it keeps a copy, and the list has it too
    taken = {q.id for e in events if e.type != "other" for q in e.quantities}
    return events, tuple(q for q in quantities if q.id not in taken), named.with_adjectives()


def _event(parse: Parse, number: int, token: "Token", pattern: Pattern, around: Around, named: Named) -> Event:
    span = (token.idx, token.idx + len(token))
    clause = _clause(token)
    place = place_of(token, pattern.type, around)
    time = time_of(token, around)
    who = participants_of(token, pattern, place, named)
    return Event(
        id=f"e{number}",
        trigger=span,
        lemma=token.lemma_.lower(),
        type=pattern.type,
        mode=pattern.mode,
        contexts=_contexts(clause) if pattern.type != "other" else (),
        actors=tuple(m.id for m in who.actors),
        recipients=tuple(m.id for m in who.recipients),
        place=place.id if place else None,
        time=time.id if time else None,
        status=told_status(token, time, parse.document.published),
        quantities=_quantities(token, around),
        claim=around.claim_at(span),
        basis="lexicon" if pattern.type != "other" else "a verb or a noun for what happens",
        why=str(pattern),
    )


def _without_type(event: Event) -> Event:
    return dataclasses.replace(event, type="other", mode=None, contexts=(), basis="a kind of thing, no one event")


def _clause(token: "Token") -> "list[Token]":
    """The words of the smallest clause around the trigger."""
    top = token
    while top.pos_ not in ("VERB", "AUX") and top.head.i != top.i and top.dep_ != "ROOT":
        top = top.head
    found, left = [], [top]
    while left:
        at = left.pop()
        found.append(at)
        left += [c for c in at.children if not (_opens_clause(c) and c.i != token.i and not c.is_ancestor(token))]
    return sorted(found, key=lambda t: t.i)


def _opens_clause(token: "Token") -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ in ("ccomp", "advcl", "relcl", "parataxis", "conj")


def _quantities(token: "Token", around: Around) -> tuple[Quantity, ...]:
    """The quantities among the trigger's own arguments, not those of a clause inside them."""
    starts = {t.idx for t in (token, *_shared_object(token), *_measure_of(token))}
    left = [c for c in token.children if c.dep_ in _ARGUMENTS]
    while left:
        at = left.pop()
        starts.add(at.idx)
        left += [] if at.pos_ == "VERB" else at.children
    return tuple(q for q in around.quantities if any(q.span[0] <= at < q.span[1] for at in starts))


def _shared_object(token: "Token") -> "list[Token]":
    """“Destroying or damaging 40 houses”: the object of the verb joined to one that has none of its own."""
    if token.pos_ != "VERB" or any(c.dep_ in ("dobj", "nsubjpass") for c in token.children):
        return []
    joined = [c for c in token.children if c.dep_ == "conj" and c.tag_ == token.tag_ and c.i - token.i <= 3]
    return [t for verb in joined for c in verb.children if c.dep_ == "dobj" for t in c.subtree]


def _measure_of(token: "Token") -> "list[Token]":
    """“90 days of siege”: the number before the "of" on which the trigger hangs."""
    noun = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ != "of" or noun.pos_ != "NOUN":
        return []
    return [c for c in noun.children if c.dep_ == "nummod"]


def _contexts(clause: "list[Token]") -> tuple[str, ...]:
    lemmas = {w for t in clause for w in (t.lemma_.lower(), t.lower_)}
    return tuple(name for name, words in context_words().items() if not lemmas.isdisjoint(words))
