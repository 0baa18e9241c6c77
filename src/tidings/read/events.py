"""A parse to its events: triggers with PLOVER type and mode, who and whom, where and when, how many, status, and the claim that holds them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tidings.know.events import CONTEXTS, Pattern, event_lexicon
from tidings.model.reading import Claim, Event, Mention, Place, Quantity, Time
from tidings.model.span import Span, holds
from tidings.read.acts import coded
from tidings.read.arguments import actors_of, inner_recipients_of, recipients_of
from tidings.read.occurrences import tells_of_occurrence
from tidings.read.parse import Parse
from tidings.read.status import status_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# What is said of the world only by its sources: such verbs are cues of claims, no events, unless PLOVER has them.
_SPEECH = frozenset("say add state report claim think believe know show hope expect".split())
_SAYING = frozenset("say tell add declare insist stress reiterate warn".split())
_LIGHT = frozenset("take make give get use have be do".split())
_WHERE = frozenset("in at near on into to from toward towards across outside inside around along over through".split())
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
    around = _Around(mentions, places, times, quantities, claims)
    drafts = [(token, pattern) for sentence in parse.sentences() for token in sentence if (pattern := _reported_by(token)) is not None]
    events = tuple(_event(parse, n, token, pattern, around) for n, (token, pattern) in enumerate(coded(drafts), start=1))
    taken = {q.id for e in events for q in e.quantities}
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
    if token.pos_ == "NOUN" and lemma in _BACKGROUND and token.dep_ == "pobj" and token.head.dep_ != "agent":
        return Pattern(lemma, "other", None, ())
    if token.pos_ == "VERB" and lemma in _SAYING and _says_must(token):
        return Pattern(lemma, "REQUEST", "change", (("content", "must"),))
    for name in dict.fromkeys((lemma, token.lower_)):
        for pattern in lexicon.patterns.get(name, ()):
            if _can_trigger(token) and all(_holds(token, relation, wanted) for relation, wanted in pattern.conditions):
                return pattern
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


class _Around:
    """The records of the document that an event may point to."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        places: Sequence[Place],
        times: Sequence[Time],
        quantities: Sequence[Quantity],
        claims: Sequence[Claim],
    ) -> None:
        self.mentions = mentions
        self.by_start: dict[int, list[Mention]] = {}
        for m in mentions:
            for at in range(m.start, m.end):
                self.by_start.setdefault(at, []).append(m)
        self.placed = {p.mention for p in places}
        self.times = times
        self.quantities = quantities
        self.claims = claims

    def mention_of(self, token: "Token") -> Mention | None:
        """The mention that the word heads: the widest one that ends with it, else the narrowest that holds it."""
        end = token.idx + len(token)
        over = self.by_start.get(token.idx, [])
        headed = [m for m in over if m.end == end]
        if headed:
            return max(headed, key=lambda m: (m.end - m.start, m.form == "name"))
        return min(over, key=lambda m: m.end - m.start, default=None)

    def place_of(self, token: "Token") -> Mention | None:
        return next((m for m in self.by_start.get(token.idx, ()) if m.id in self.placed), None)

    def claim_at(self, span: Span) -> str | None:
        fitting = [c for c in self.claims if any(holds(s, span) for s in c.content)]
        return min(fitting, key=lambda c: (sum(e - s for s, e in c.content), c.id)).id if fitting else None


def _event(parse: Parse, number: int, token: "Token", pattern: Pattern, around: _Around) -> Event:
    span = (token.idx, token.idx + len(token))
    actors = _mentions(actors_of(token), around)
    recipients = [m for m in _mentions(recipients_of(token), around) if m not in actors]
    if not recipients and pattern.type in _AIMED:
        recipients = [m for m in _mentions(inner_recipients_of(token), around) if m not in actors]
    clause = _clause(token)
    place = _place(token, clause, around)
    if pattern.type in ("MOBILIZE", "RETREAT"):
        # the troops that are moved are no recipients: whose they are, acts
        moved = [m for m in recipients if m.kind in ("unit", "equipment")]
        recipients = [m for m in recipients if m not in moved and m.kind != "place"]
        actors = actors or moved
    if pattern.type in ("ASSAULT", "COERCE") and place is None:
        place = next((m for m in recipients if m.id in around.placed), None)
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
        time=_time(token, clause, around),
        status=status_of(token),
        quantities=_quantities(token, around),
        claim=around.claim_at(span),
        basis="lexicon" if pattern.type != "other" else "a verb or a noun for what happens",
        why=" ".join([pattern.lemma, *(f"{r}={c}" for r, c in pattern.conditions)]),
    )


def _mentions(heads: "Iterable[Token]", around: _Around) -> list[Mention]:
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


def _place(token: "Token", clause: "list[Token]", around: _Around) -> Mention | None:
    """Where it happens: a place behind "in", "at", "near" … that hangs on the trigger, else one that hangs on its clause."""
    for candidates in (list(token.subtree), clause):
        for t in candidates:
            if t.dep_ == "pobj" and t.head.lower_ in _WHERE and (t.head.head.i == token.i or candidates is clause):
                for inner in (t, *(c for c in t.subtree if c.dep_ in ("pobj", "poss", "compound", "conj", "appos"))):
                    found = around.place_of(inner)
                    if found is not None and not _is_border_word(t):
                        return found
    return None


def _is_border_word(token: "Token") -> bool:
    """“The border with Osk”: not in Osk."""
    return token.lower_ in ("border", "borders", "frontier")


def _time(token: "Token", clause: "list[Token]", around: _Around) -> str | None:
    """The time in the trigger's clause that stands nearest to it; of the sentence's only one where the clause has none and is the main one."""
    spans = [(t.idx, t.idx + len(t)) for t in clause]
    inside = [
        t
        for t in around.times
        if t.type in ("DATE", "TIME")
        and any(t.start <= s[0] and s[1] <= t.end and not _is_of_another(word, token) for s, word in zip(spans, clause, strict=True))
    ]
    if not inside:
        return None
    return min(inside, key=lambda t: (abs(t.start - token.idx), t.start)).id


def _is_of_another(word: "Token", trigger: "Token") -> bool:
    """Whether a word hangs on a verb that only tells of a noun: “the brigade, founded in 1947, attacked” was not attacking then."""
    verb = next((a for a in word.ancestors if a.pos_ in ("VERB", "AUX") or a.i == trigger.i), None)
    return verb is not None and verb.i != trigger.i and verb.dep_ in ("acl", "relcl", "appos") and not verb.is_ancestor(trigger)


def _quantities(token: "Token", around: _Around) -> tuple[Quantity, ...]:
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
    starts = {t.idx for t in own}
    return tuple(q for q in around.quantities if any(q.span[0] <= at < q.span[1] for at in starts))


def _contexts(clause: "list[Token]") -> tuple[str, ...]:
    lemmas = {t.lemma_.lower() for t in clause}
    return tuple(name for name, words in CONTEXTS.items() if lemmas & words)
