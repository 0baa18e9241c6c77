"""A parse to its events: triggers with PLOVER type and mode, who and whom, where and when, how many, status, and the claim that holds them."""

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tidings.know.events import CONTEXTS, Pattern, event_lexicon
from tidings.model.reading import Claim, Event, Mention, Place, Quantity, Time
from tidings.read.acts import coded
from tidings.read.arguments import actors_of, inner_recipients_of, recipients_of
from tidings.read.around import Around
from tidings.read.event_place import place_of
from tidings.read.event_status import told_status, with_antecedents
from tidings.read.event_time import time_of
from tidings.read.figurative import is_no_violence, is_nothing
from tidings.read.generality import is_general
from tidings.read.occurrences import tells_of_occurrence
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

# What is said of the world only by its sources: such verbs are cues of claims, no events, unless PLOVER has them.
_SPEECH = frozenset("say add state report claim think believe know show hope expect".split())
_SAYING = frozenset("say tell add declare insist stress reiterate warn".split())
_LIGHT = frozenset("take make give get use have be do".split())
_TOLD_OF = frozenset(
    "effort mission process attempt incident suspect area outrage plot campaign wave scene spree victim site death toll investigation trial".split()
)
# What is said to or of somebody: where nobody is named beside the word, the one whom its content is about is meant.
_AIMED = frozenset("AGREE SUPPORT CONCEDE AID REQUEST ACCUSE REJECT THREATEN SANCTION PROTEST COERCE".split())
# What goes on in the background: after, amid or despite it something else happens, and it is no report of its own.
_BACKGROUND = frozenset("violence unrest uprising terrorism repression aggression siege".split())
# A trigger that only tells what kind of thing another noun is ("attack helicopter", "war crimes court") reports nothing.
_COMPOUND = ("compound", "amod", "nmod")


def find_events(
    parse: Parse,
    mentions: tuple[Mention, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    quantities: tuple[Quantity, ...],
    claims: tuple[Claim, ...],
) -> tuple[tuple[Event, ...], tuple[Quantity, ...]]:
    """The events in text order, ids e1…, and the quantities that hang on none of them."""
    around = Around(mentions, places, times, quantities, claims)
    drafts = [(token, pattern) for sentence in parse.sentences() for token in sentence if (pattern := _reported_by(token)) is not None]
    found = coded(drafts)
    told = [
        _without_type(event) if event.type == "ASSAULT" and is_general(event, token) else event
        for n, (token, pattern) in enumerate(found, start=1)
        for event in (_event(parse, n, token, pattern, around),)
    ]
    events = with_antecedents(told, [token for token, _ in found])
    # an event outside the sixteen types is no home for a figure: it keeps a copy, and the list has it too
    taken = {q.id for e in events if e.type != "other" for q in e.quantities}
    return events, tuple(q for q in quantities if q.id not in taken)


# ---- triggers -------------------------------------------------------------------------------------------------


def _reported_by(token: "Token") -> Pattern | None:
    """The pattern by which a word reports an event; a plain word for an event outside PLOVER gives type "other"; else None."""
    if (
        token.pos_ not in ("VERB", "NOUN", "PROPN", "ADJ")
        or token.dep_ in ("aux", "auxpass")
        or token.ent_type_ in ("PERSON", "GPE", "DATE", "PRODUCT")
        or (token.lower_ == "order" and token.head.lower_ == "in")
    ):
        return None
    lexicon = event_lexicon()
    lemma = token.lemma_.lower()
    if token.lower_ == "according":
        return None
    if token.pos_ == "NOUN" and is_nothing(token):
        return None
    if token.pos_ == "NOUN" and lemma in _BACKGROUND and token.dep_ == "pobj" and token.head.dep_ != "agent":
        return Pattern(lemma, "other", None, ())
    if token.pos_ == "VERB" and lemma in _SAYING and _says_must(token):
        return Pattern(lemma, "REQUEST", "change", (("content", "must"),))
    for name in dict.fromkeys((lemma, token.lower_)):
        for pattern in lexicon.patterns.get(name, ()):
            if _can_trigger(token) and all(_holds(token, relation, wanted) for relation, wanted in pattern.conditions):
                return Pattern(lemma, "other", None, ()) if pattern.type == "ASSAULT" and is_no_violence(token) else pattern
    if token.pos_ == "VERB" and token.dep_ not in _COMPOUND and lemma not in _LIGHT and lemma not in _SPEECH:
        return Pattern(lemma, "other", None, ())
    return Pattern(lemma, "other", None, ()) if tells_of_occurrence(token) else None


def _says_must(token: "Token") -> bool:
    """Whether what is said is that somebody has to do something: a demand in other words."""
    for content in token.children:
        if content.dep_ == "ccomp" and content.pos_ in ("VERB", "AUX"):
            named = any(c.dep_ == "nsubj" and (c.ent_type_ or c.pos_ == "NOUN") for c in content.children)
            if named and any(c.dep_ == "aux" and c.lower_ in ("must", "should") for c in content.children):
                return not any(c.dep_ == "aux" and c.lower_ == "have" for c in content.children)
    return False


def _can_trigger(token: "Token") -> bool:
    if token.pos_ == "ADJ":
        return token.dep_ in ("acomp", "oprd") and token.lower_ in ("ready", "willing")
    if token.dep_ == "conj" and token.pos_ == "VERB" and token.head.dep_ in _COMPOUND:
        # "missing and tortured people"
        return False
    if token.dep_ in _COMPOUND:
        # "the bombing suspect" tells of a bombing, "an attack helicopter" of no attack
        return token.pos_ == "NOUN" and token.dep_ == "compound" and token.head.lemma_.lower() in _TOLD_OF
    return not (token.pos_ == "PROPN" and token.ent_type_ in ("ORG", "EVENT", "WORK_OF_ART", "FAC"))


def _holds(token: "Token", relation: str, wanted: str) -> bool:
    if relation == "pos":
        return (token.pos_ == "VERB") == (wanted == "v")
    if relation == "part":
        return any(c.dep_ in ("prt", "advmod", "prep") and c.lower_ == wanted for c in token.children)
    if relation == "has":
        return any(c.dep_ == wanted for c in token.children)
    if relation == "prep":
        if wanted == "that":
            return any(c.dep_ == "ccomp" for c in token.children)
        return any(
            c.dep_ in ("prep", "dative", "agent", "prt", "aux", "xcomp") and (c.lower_ == wanted or (c.dep_ == "xcomp" and wanted == "to"))
            for c in token.children
        )
    if relation == "obj":
        return any(_is_of(o, wanted) for o in _objects(token))
    if relation == "subj":
        return any(_is_of(s, wanted) for s in actors_of(token))
    inner = [
        g
        for c in token.children
        if c.dep_ in ("prep", "dative") and c.lower_ == relation
        for g in c.children
        if g.dep_ in ("pobj", "pcomp")
    ]
    return any(_is_of(g, wanted) for g in inner)


def _objects(token: "Token") -> "list[Token]":
    found = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass", "oprd", "attr")]
    if token.pos_ == "NOUN":
        found += [g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        found += [c for c in token.children if c.dep_ == "compound"]
    if token.dep_ in ("acl", "relcl") and token.tag_ in ("VBN", "VBD") and not any(c.dep_ == "dobj" for c in token.children):
        found.append(token.head)
    if token.dep_ in ("xcomp", "acl") and not found and token.head.dep_ == "dobj":
        found.append(token.head)
    return [t for f in found for t in (f, *f.conjuncts)]


def _is_of(token: "Token", wanted: str) -> bool:
    lemma = token.lemma_.lower()
    if wanted == "x":
        return True
    if wanted == "country":
        return token.ent_type_ == "GPE"
    if wanted == "protester":
        return lemma in ("protester", "demonstrator", "crowd", "student", "mob", "youth")
    if wanted == "worker":
        return lemma in ("worker", "employee", "union", "driver", "teacher", "nurse", "miner", "doctor", "student", "pilot")
    members = event_lexicon().classes.get(wanted)
    if members is None:
        return lemma == wanted
    if lemma in members or token.lower_ in members:
        return True
    if (wanted == "people" and token.ent_type_ in ("PERSON", "NORP")) or (
        wanted in ("territory",) and token.ent_type_ in ("GPE", "LOC", "FAC")
    ):
        return True
    # "thousands of troops", "two brigades of infantry"
    return any(
        c.dep_ == "prep" and c.lower_ == "of" and any(_is_of(g, wanted) for g in c.children if g.dep_ == "pobj") for c in token.children
    )


# ---- what stands around -----------------------------------------------------------------------------------------


def _event(parse: Parse, number: int, token: "Token", pattern: Pattern, around: Around) -> Event:
    span = (token.idx, token.idx + len(token))
    actors = _mentions(actors_of(token), around)
    recipients = [m for m in _mentions(recipients_of(token), around) if m not in actors]
    if not recipients and pattern.type in _AIMED:
        recipients = [m for m in _mentions(inner_recipients_of(token), around) if m not in actors]
    clause = _clause(token)
    place = place_of(token, pattern.type, around)
    time = time_of(token, around)
    if pattern.type in ("MOBILIZE", "RETREAT"):
        # the troops that are moved are no recipients: whose they are, acts
        moved = [m for m in recipients if m.kind in ("unit", "equipment")]
        recipients = [m for m in recipients if m not in moved and m.kind != "place"]
        actors = actors or moved
    return Event(
        id=f"e{number}",
        trigger=span,
        lemma=token.lemma_.lower(),
        type=pattern.type,
        mode=pattern.mode,
        contexts=_contexts(clause) if pattern.type != "other" else (),
        actors=tuple(m.id for m in actors),
        recipients=tuple(m.id for m in recipients if place is None or m.id != place.id or pattern.type in ("ASSAULT", "COERCE", "CONSULT")),
        place=place.id if place else None,
        time=time.id if time else None,
        status=told_status(token, time, parse.document.published),
        quantities=_quantities(token, around),
        claim=around.claim_at(span),
        basis="lexicon" if pattern.type != "other" else "a verb or a noun for what happens",
        why=" ".join([pattern.lemma, *(f"{r}={c}" for r, c in pattern.conditions)]),
    )


def _without_type(event: Event) -> Event:
    return dataclasses.replace(event, type="other", mode=None, contexts=(), basis="a kind of thing, no one event")


def _mentions(heads: "Iterable[Token]", around: Around) -> list[Mention]:
    found: list[Mention] = []
    for head in heads:
        mention = around.mention_of(head)
        if mention is None and head.pos_ in ("NOUN", "NUM"):
            # "thousands of troops", "the Oskan side": somebody named inside
            inner = [
                m
                for t in head.subtree
                if t.i != head.i and t.dep_ in ("pobj", "poss", "compound", "amod") and (m := around.mention_of(t)) is not None
            ]
            mention = inner[0] if inner and head.lower_.endswith("s") else None
        if mention is not None and mention.form == "pronoun" and mention.refers is None:
            continue
        if mention is not None and mention not in found:
            found.append(mention)
    return found


def _clause(token: "Token") -> "list[Token]":
    """The words of the smallest clause around the trigger."""
    top = token
    while top.pos_ not in ("VERB", "AUX") and top.head.i != top.i and top.dep_ != "ROOT":
        top = top.head
    inner = {
        t.i
        for c in top.subtree
        if c.i != top.i and c.pos_ in ("VERB", "AUX") and c.dep_ in ("ccomp", "advcl", "relcl", "parataxis", "conj")
        for t in c.subtree
        if token.i not in {x.i for x in c.subtree}
    }
    return [t for t in top.subtree if t.i not in inner]


def _quantities(token: "Token", around: Around) -> tuple[Quantity, ...]:
    """The quantities among the trigger's own arguments, not those of a clause inside them."""
    own = [
        t
        for c in token.children
        if c.dep_
        in ("nsubj", "nsubjpass", "dobj", "pobj", "prep", "attr", "nummod", "dative", "agent", "npadvmod", "oprd", "quantmod", "det")
        for t in c.subtree
    ]
    own = [
        t
        for t in own
        if not any(
            a.pos_ == "VERB" and a.i != token.i and a.i in {x.i for x in token.subtree}
            for a in t.ancestors
            if a.i > token.i or (a.i < token.i and a.is_ancestor(t) and token.is_ancestor(a))
        )
    ]
    starts = {t.idx for t in (token, *own, *_shared_object(token), *_measure_of(token))}
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
    lemmas = {t.lemma_.lower() for t in clause}
    return tuple(name for name, words in CONTEXTS.items() if lemmas & words)
