"""Cues that are no verbs, with source and content: "according to", nouns ("the claim that", "criticism of") and adjectives ("wary of")."""

from typing import TYPE_CHECKING

from tidings.know.cues import cues
from tidings.read.attribution import Attribution
from tidings.read.content_end import ended, parts_of
from tidings.read.sources import is_somebody, owner_phrase, source_of, source_phrase

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# Prepositions that lead from a noun to who says it; "of" does so only before a clause ("the view of the guards that").
_FROM = frozenset("by from among".split())


def according(token: "Token", sentence: "Phrase") -> Attribution | None:
    """“According to Olm, the dam holds”: the clause around it is the content."""
    to = token.doc[token.i + 1]
    inner = [c for t in (token, to) for c in t.children if c.dep_ == "pobj"]
    if not inner:
        return None
    if inner[0].lemma_.lower() in ("plan", "schedule"):
        return None  # "all goes according to plan"
    own = {t.i for t in token.subtree} | {t.i for t in to.subtree}
    head = token.head
    while head.dep_ not in ("ROOT", "ccomp", "advcl", "relcl", "parataxis") and head.head.i != head.i:
        if head.pos_ in ("VERB", "AUX") and head.dep_ != "conj":
            break
        head = head.head
    if head.i in own:
        head = sentence.root
    tokens = [t for t in ended(head.subtree, head, True) if t.i not in own]
    parts = parts_of(tokens, set())
    return Attribution((token, to), source_phrase(inner[0]), parts[:2], "according to") if parts else None


def of_noun(noun: "Token") -> Attribution | None:
    """A noun that holds what somebody said or means, with whose it is where the text tells."""
    lemma = noun.lemma_.lower()
    frames = cues().nouns.get(lemma)
    if frames is None:
        return None
    clauses = [
        c
        for c in noun.children
        if c.dep_ in ("acl", "ccomp", "relcl")
        and any(g.dep_ in ("mark", "nsubj") and g.lower_ == "that" and g.tag_ == "IN" for g in c.children)
    ]
    if not clauses and "to" in frames:
        clauses = [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VB" and any(g.lower_ == "to" for g in c.children)]
    if clauses:
        source = _owner(noun, clauses[0].i) or _bearer(noun)
        tokens = list(clauses[0].subtree)
        if source is None and not any(g.lower_ == "that" for g in clauses[0].children):
            return None
        return Attribution((noun,), source, parts_of(tokens, {noun.i}), lemma)
    for preposition in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in frames):
        inner = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp")]
        source = (_owner(noun, preposition.i, with_of=False) or _bearer(noun)) if inner else None
        if source is not None and is_somebody(source):
            return Attribution((noun,), source, parts_of(ended(inner[0].subtree, inner[0], False), {noun.i}), lemma, clause=False)
    return None


def _owner(noun: "Token", before: int, with_of: bool = True) -> "tuple[Token, ...] | None":
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners:
        return owner_phrase(owners[0])
    given = [
        g
        for c in noun.children
        if c.dep_ == "prep" and (c.lower_ in _FROM or (with_of and c.lower_ in ("of", "in")))
        for g in c.children
        if g.dep_ == "pobj" and (g.i < before or c.lower_ in _FROM)
    ]
    words = tuple(t for t in source_phrase(given[0]) if t.lower_ not in ("’s", "'s", "’")) if given else ()
    return words or None


def _bearer(noun: "Token") -> "tuple[Token, ...] | None":
    """Who makes, voices or has the thing: "the council raised doubts about the dam"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in cues().bearing:
        return None
    return source_of(verb)


def of_adjective(adjective: "Token") -> Attribution | None:
    """An adjective that tells somebody's mind: "is confident that", "was critical of"."""
    lemma = adjective.lemma_.lower()
    frames = cues().adjectives.get(lemma)
    if frames is None or adjective.dep_ not in ("acomp", "oprd", "conj", "ROOT", "advcl", "amod"):
        return None
    if adjective.dep_ == "amod" and adjective.i < adjective.head.i:
        return None
    source = source_of(adjective.head) if adjective.dep_ != "ROOT" else None
    if source is None or not is_somebody(source):
        return None
    clauses = [c for c in adjective.children if c.dep_ in ("ccomp", "xcomp") and c.i > adjective.i]
    if clauses:
        return Attribution((adjective,), source, parts_of(clauses[0].subtree, {adjective.i}), lemma)
    for preposition in (c for c in adjective.children if c.dep_ == "prep" and c.lower_ in frames):
        inner = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp")]
        if inner:
            tokens = ended(inner[0].subtree, inner[0], inner[0].dep_ == "pcomp")
            return Attribution((adjective,), source, parts_of(tokens, {adjective.i}), lemma, clause=False)
    return None
