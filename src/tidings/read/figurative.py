"""A trigger in; out, whether its word is meant otherwise than it says: "a storm of applause", "the fight against poverty", "defeated at the polls"."""

from typing import TYPE_CHECKING

from tidings.know.figurative import figures

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = ("dobj", "nsubjpass", "pobj")


def is_nothing(token: "Token") -> bool:
    """Whether a noun for a happening tells of none: a mass of something, thanks, criticism, half of an attribute."""
    know = figures()
    lemma = token.lemma_.lower()
    inner = [g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    if lemma in know.masses and any(_is_thing(g) for g in inner):
        return True
    if any(g.lower_ in know.empty_of.get(lemma, ()) or g.lemma_.lower() in know.empty_of.get(lemma, ()) for g in inner):
        return True
    # "merger-friendly"
    return not token.whitespace_ and token.i + 2 < len(token.doc) and token.nbor().text == "-" and token.nbor(2).pos_ in ("ADJ", "VERB")


def is_no_violence(token: "Token") -> bool:
    """Whether a word of violence is a struggle against a thing, a blow of nature, a defeat at the polls, or another sense of it."""
    know = figures()
    lemma = token.lemma_.lower()
    aims = _aims(token)
    if lemma in know.struggles and any(_heads(a) & know.causes for a in aims):
        return True
    if any(a.lemma_.lower() in know.other_objects.get(lemma, ()) for a in aims):
        return True
    if any(c.lemma_.lower() in know.compounds.get(lemma, ()) for c in token.children if c.dep_ in ("compound", "amod", "nmod")):
        return True
    if lemma in know.befalling and any(c.lemma_.lower() in know.calamities for c in token.children if c.dep_ in ("nsubj", "agent")):
        return True
    if lemma in know.befalling and any(
        g.lemma_.lower() in know.calamities for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"
    ):
        return True
    if lemma in know.beating and not any(c.dep_ == "prt" for c in token.children):
        return any(t.lemma_.lower() in know.contests for t in token.sent)
    return False


def _aims(token: "Token") -> "list[Token]":
    found = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
    found += [
        g
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in ("against", "on", "over", "with", "for")
        for g in c.children
        if g.dep_ == "pobj"
    ]
    if token.dep_ == "acl" and any(c.lower_ == "to" for c in token.children):
        # "a disease to battle"
        found.append(token.head)
    if token.pos_ == "NOUN" and token.dep_ == "dobj":
        found += [g for c in token.head.children if c.dep_ == "prep" and c.lower_ == "against" for g in c.children if g.dep_ == "pobj"]
    return found


def _heads(noun: "Token") -> set[str]:
    """The lemma of a noun; a person's or a place's name has none that counts."""
    return set() if noun.ent_type_ in ("PERSON", "GPE", "NORP") else {noun.lemma_.lower()}


def _is_thing(noun: "Token") -> bool:
    """Whether a noun behind "of" is what a mass consists of, and not where, when or how great a disaster was."""
    literal = noun.ent_type_ or noun.like_num or noun.pos_ in ("PROPN", "NUM", "PRON") or noun.lemma_.lower() in figures().literal_of
    return not literal and not any(c.pos_ == "NUM" for c in noun.children)
