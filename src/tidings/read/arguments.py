"""Who does it and to whom: a trigger's actor and recipient words in the parse, through passives, relative clauses, control and nominalisations."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.know.countries import country_of_demonym

if TYPE_CHECKING:
    from spacy.tokens import Token

_BY = frozenset(("by",))
_AT = frozenset("against on at with to for toward towards of".split())


def actors_of(trigger: "Token") -> "tuple[Token, ...]":
    """The heads of the words for who does it; empty when the sentence names nobody for that part."""
    found = list(_doers(trigger)) if trigger.pos_ != "NOUN" else list(_doers_of_noun(trigger))
    return tuple(_with_conjuncts(found))


def recipients_of(trigger: "Token") -> "tuple[Token, ...]":
    """The heads of the words for whom it is done to, said to or done with."""
    found = list(_targets(trigger)) if trigger.pos_ != "NOUN" else list(_targets_of_noun(trigger))
    return tuple(_with_conjuncts(found))


def inner_recipients_of(trigger: "Token") -> "tuple[Token, ...]":
    """Whom a word that names nobody itself is aimed at, through what it is about: of "rejected a Kellish appeal" the Kellish, of "demanded
    the withdrawal of Oskan forces" these forces, of "demanded that Osk withdraw" and "urged Osk's withdrawal" Osk, of "threatened to shell
    Osk" Osk.
    """
    found: list[Token] = []
    for child in trigger.children:
        if child.dep_ in ("dobj", "nsubjpass", "attr") and child.pos_ == "NOUN":
            found += [*_doers_inside(child), *_targets_of_noun(child)]
        elif child.dep_ in ("prep", "dative") and child.lower_ in _AT | {"over", "about", "for"}:
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.pos_ == "NOUN":
                    found += [*_doers_inside(inner), *_targets_of_noun(inner)]
                elif inner.dep_ == "pcomp":
                    found += [*_targets(inner)]
        elif child.dep_ == "ccomp" and child.pos_ in ("VERB", "AUX"):
            found += [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ != "PRON"]
        elif child.dep_ in ("xcomp", "advcl", "acl") and child.pos_ == "VERB":
            direct = list(_targets(child))
            found += direct
            found += [x for o in direct if o.pos_ == "NOUN" for x in (*_doers_inside(o), *_targets_of_noun(o))]
    return tuple(_with_conjuncts(found))


def _doers_inside(noun: "Token") -> "Iterator[Token]":
    """Those whom the noun's own words name for its doing: possessor, "by", a demonym or a name before it."""
    for child in noun.children:
        if (child.dep_ == "poss" and child.pos_ != "PRON") or (
            child.dep_ in ("amod", "compound", "nmod")
            and (country_of_demonym(child.text) or child.ent_type_ in ("GPE", "ORG", "PERSON", "NORP"))
        ):
            yield child
        elif child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            yield from (g for g in child.children if g.dep_ == "pobj")


def _doers(verb: "Token") -> "Iterator[Token]":
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if agents:
        yield from agents
        return
    if _is_passive(verb):
        return
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if subjects:
        yield _antecedent(verb, subjects[0])
        return
    head = verb.head
    if (verb.dep_ == "acl" and verb.tag_ == "VBG") or verb.dep_ == "relcl":
        yield head
    elif verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX", "ADJ"):
        # control: "urged Olm to go" is Olm's going, "promised Olm to go" the promiser's
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative")]
        if objects and head.lemma_ not in ("promise", "threaten", "vow", "use"):
            yield objects[0]
        elif _is_passive(head):
            yield from (c for c in head.children if c.dep_ == "nsubjpass")
        else:
            yield from _doers(head)
    elif verb.dep_ in ("conj", "advcl", "pcomp", "prep", "ccomp", "acl", "dep") and head.i != verb.i:
        while head.pos_ == "ADP" and head.head.i != head.i:
            head = head.head
        if head.pos_ == "NOUN":
            yield from _doers_of_noun(head)
        elif verb.dep_ != "ccomp" and head.pos_ in ("VERB", "AUX"):
            if verb.dep_ == "conj" and _is_passive(head) and not _is_passive(verb):
                yield from (c for c in head.children if c.dep_ == "nsubjpass")
            else:
                yield from _doers(head)


def _antecedent(verb: "Token", subject: "Token") -> "Token":
    if subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        return verb.head
    return subject


def _is_passive(verb: "Token") -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not any(c.dep_ == "aux" for c in verb.children)
    )


def _doers_of_noun(noun: "Token") -> "Iterator[Token]":
    """“Osk's attack”, “the attack by Osk”, “an Oskan attack”, and who launches it; of "the withdrawal of troops" the troops do it."""
    by = [g for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ == "by" for g in c.children if g.dep_ == "pobj"]
    own = [c for c in noun.children if c.dep_ == "poss" and c.pos_ != "PRON"] or [c for c in noun.children if c.dep_ == "poss"]
    adjectives = [
        c
        for c in noun.children
        if c.dep_ in ("amod", "compound", "nmod") and (country_of_demonym(c.text) or c.ent_type_ in ("GPE", "ORG", "PERSON", "NORP"))
    ]
    if by or own or adjectives:
        yield from (by or own or adjectives)[:2]
        return
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "oprd") and head.pos_ in ("VERB", "AUX"):
        yield from _doers(head)
    elif noun.dep_ == "pobj" and head.head.pos_ == "VERB" and head.lower_ in ("in", "for", "to", "with", "into"):
        yield from _doers(head.head)
    elif noun.dep_ == "nsubjpass" and head.pos_ == "VERB":
        yield from (g for c in head.children if c.dep_ == "agent" for g in c.children)
    elif noun.dep_ == "nsubj":
        between = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("between", "with") for c in c.children if c.dep_ == "pobj"]
        yield from between


def _targets(verb: "Token") -> "Iterator[Token]":
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if passive:
        yield passive[0] if passive[0].tag_ not in ("WDT", "WP") else verb.head
        return
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        yield verb.head
        return
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM")]
    yield from (o for o in objects if o.tag_ not in ("WDT", "WP"))
    for child in verb.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in _AT:
            yield from (g for g in child.children if g.dep_ == "pobj")
    if verb.dep_ == "xcomp" and not objects and verb.head.pos_ == "VERB":
        return


def _targets_of_noun(noun: "Token") -> "Iterator[Token]":
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("against", "on", "of", "with", "to", "for", "in", "at", "into"):
            yield from (g for g in child.children if g.dep_ == "pobj")
    if noun.dep_ in ("dobj",) and noun.head.pos_ == "VERB":
        for child in noun.head.children:
            if child.dep_ in ("prep", "dative") and child.lower_ in ("against", "on", "to", "with", "for", "at"):
                yield from (g for g in child.children if g.dep_ == "pobj")


def _with_conjuncts(heads: "list[Token]") -> "Iterator[Token]":
    seen: set[int] = set()
    for head in heads:
        for token in (head, *head.conjuncts):
            if token.i not in seen:
                seen.add(token.i)
                yield token
