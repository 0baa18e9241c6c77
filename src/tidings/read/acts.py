"""Triggers with their types in; out, the acts that a political scientist would code: what is only asked, agreed, refused or promised is its act."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tidings.know.events import Pattern

if TYPE_CHECKING:
    from spacy.tokens import Token

    Draft = tuple[Token, Pattern]

# Acts of speech whose content PLOVER codes as the act itself, or as its mode ("assist", "meet", "yield").
_SPOKEN = frozenset("AGREE REQUEST REJECT THREATEN".split())
# What such content may be and be no event of its own; force and its preparation stay, since whether they come is what matters.
_FOLDED = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN SANCTION".split())
# Who says that he will do it has agreed to do it.
_PROMISED = frozenset("SUPPORT AID CONCEDE COOPERATE".split())
_CONTENT = frozenset("xcomp ccomp dobj pobj prep oprd dative acl".split())
# Further from its verb than this a word is no longer its content.
_STEPS = 4


def coded(drafts: "Sequence[Draft]") -> "list[Draft]":
    """The triggers in their order; the content of an act of speech as "other", and a promise of help as an agreement."""
    types = {token.i: pattern.type for token, pattern in drafts}
    return [(token, _coded(token, pattern, types)) for token, pattern in drafts]


def _coded(token: "Token", pattern: Pattern, types: dict[int, str]) -> Pattern:
    if pattern.type in _FOLDED and _is_content(token, pattern.type, types):
        return Pattern(pattern.lemma, "other", None, pattern.conditions)
    if pattern.type in _PROMISED and _is_promised(token):
        return Pattern(pattern.lemma, "AGREE", None, pattern.conditions)
    return pattern


def _is_content(token: "Token", own: str, types: dict[int, str]) -> bool:
    at = token
    for _ in range(_STEPS):
        if at.dep_ not in _CONTENT or at.head.i == at.i:
            return False
        at = at.head
        above = types.get(at.i)
        if above in _SPOKEN and above != own:
            return True
    return False


def _is_promised(token: "Token") -> bool:
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "neg")}
    return token.pos_ == "VERB" and bool(helpers & {"will", "’ll", "'ll"}) and not helpers & {"not", "n't", "n’t", "never"}
