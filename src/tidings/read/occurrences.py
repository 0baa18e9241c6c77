"""A word to whether it tells of something that happens, of whatever kind: for timelines and for what is one event across documents."""

from typing import TYPE_CHECKING

from tidings.know.occurrences import occurrences

if TYPE_CHECKING:
    from spacy.tokens import Token

# Such verbs lend a noun their grammar ("took a decision"): the noun tells what happened. With another object they tell it themselves.
_LIGHT = frozenset("take make give get".split())
_INSIDE = ("compound", "amod", "nmod")
# Where an adjective says how an event has left somebody: "three were left dead", "found guilty".
_PREDICATE = frozenset("acomp oprd ROOT attr ccomp conj advcl appos".split())


def tells_of_occurrence(token: "Token") -> bool:
    """Whether the word reports a happening on its own: a verb, a verb's noun, an event's name, or an adjective for what it led to."""
    if token.pos_ in ("NOUN", "PROPN"):
        return _is_noun(token) if token.ent_type_ != "EVENT" else token.head.ent_type_ != "EVENT" or token.head.i == token.i
    if token.pos_ == "ADJ":
        return token.lower_ in occurrences().states and (token.dep_ in _PREDICATE or (token.dep_ == "amod" and token.head.i < token.i))
    return token.pos_ == "VERB" and token.lemma_.lower() in _LIGHT and token.dep_ not in _INSIDE and _acts_itself(token)


def _is_noun(token: "Token") -> bool:
    """A noun of a happening. Before another noun it only counts where that is one too: "murder trial", but no "fire station"."""
    known = occurrences()
    if token.pos_ == "PROPN" and token.ent_type_ and token.dep_ in _INSIDE:
        return False
    if token.dep_ == "pobj" and f"{token.head.lower_} {token.lemma_.lower()}" in known.figures:
        return False
    if not known.is_noun(token.lemma_.lower()) and not known.is_noun(token.lower_):
        return False
    return token.dep_ not in _INSIDE or (token.head.pos_ in ("NOUN", "PROPN") and known.is_noun(token.head.lemma_.lower()))


def _acts_itself(token: "Token") -> bool:
    """Whether a light verb has an object that is no happening, or a particle: "took 23 men", "made off"."""
    objects = [c for c in token.children if c.dep_ == "dobj"]
    particles = any(c.dep_ == "prt" for c in token.children)
    return particles or (bool(objects) and not any(occurrences().is_noun(o.lemma_.lower()) for o in objects))
