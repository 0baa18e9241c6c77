"""Triggers with their types in; out, the acts that a political scientist would code: what is only asked, agreed, refused or promised is its act."""

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tidings.know.events import Pattern, event_lexicon
from tidings.read.lemmas import lemma_of
from tidings.read.triggers import objects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    Draft = tuple[Token, Pattern]

# Acts of speech whose content PLOVER codes as the act itself, or as its mode ("assist", "meet", "yield").
_SPOKEN = frozenset("AGREE REQUEST REJECT THREATEN".split())
# What such content may be and be no event of its own; force and its preparation stay, since whether they come is what matters.
_FOLDED = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN SANCTION COERCE".split())
# Who says that he will do it has agreed to do it; who says that he will not has refused.
_PROMISED = frozenset("SUPPORT AID CONCEDE COOPERATE".split())
_REFUSED = _PROMISED | {"AGREE", "CONSULT", "RETREAT"}
# Who says that he will do it, come what may, threatens it.
_HARMFUL = frozenset("SANCTION COERCE".split())
# What one does by ending something that is an event itself: the ended is no event beside it.
_ENDED = frozenset("CONCEDE RETREAT REJECT SANCTION COERCE AGREE SUPPORT".split())
# What a protest is for is told by such words beside it.
_AIMS = frozenset("REQUEST ACCUSE PROTEST SUPPORT REJECT".split())
_CONTENT = frozenset("xcomp ccomp dobj pobj pcomp prep oprd dative acl advcl".split())
_MEANING_TO = frozenset("plan intend mean aim decide want prepare".split())
_WEIGHING = frozenset("consider mull weigh contemplate study".split())
_WILL = frozenset(("will", "’ll", "'ll", "would", "shall"))
_NOT = frozenset(("not", "n't", "n’t", "never"))
_WITHIN = frozenset("in with by from during through via".split())
_VOWS = frozenset("vow swear pledge promise commit undertake ready willing prepared".split())
_KNOWN = frozenset("the this that these those".split())
# Further from its verb than this a word is no longer its content.
_STEPS = 4


def coded(drafts: "Sequence[Draft]") -> "list[Draft]":
    """The triggers in their order; the content of an act of speech as "other", a promise of help as an agreement, of harm as a threat."""
    types = {token.i: pattern for token, pattern in drafts}
    return [(token, _coded(token, pattern, types)) for token, pattern in drafts]


def _coded(token: "Token", pattern: Pattern, types: dict[int, Pattern]) -> Pattern:
    if pattern.type == "other":
        return pattern
    folded = pattern.type in _FOLDED and _is_content(token, pattern.type, types)
    if folded or _is_part(token, pattern, types) or _is_recalled(token, pattern):
        return dataclasses.replace(pattern, type="other", mode=None)
    verb = token if token.pos_ in ("VERB", "AUX") else _light_verb(token)
    if verb is not None and (meant := _by_intent(verb, pattern)) is not None:
        return meant
    if pattern.type == "AGREE" and lemma_of(token) in _VOWS and (harm := _vowed(token, types)) is not None:
        return dataclasses.replace(pattern, type="THREATEN", mode=_said(harm, "THREATEN"))
    if pattern.type in event_lexicon().content:
        return dataclasses.replace(pattern, mode=_mode_of_content(token, pattern, types))
    if pattern.type in event_lexicon().means:
        return dataclasses.replace(pattern, mode=_mode_of_means(token, pattern))
    return pattern


def _is_content(token: "Token", own: str, types: dict[int, Pattern]) -> bool:
    at = token
    for _ in range(_STEPS):
        if at.dep_ not in _CONTENT or at.head.i == at.i or (at.dep_ == "advcl" and at.tag_ != "VB"):
            return False
        at = at.head
        above = types.get(at.i)
        if above is not None and above.type in _SPOKEN and above.type != own:
            # what is threatened may still come
            return not (above.type == "THREATEN" and own == "COERCE")
    return False


def _is_part(token: "Token", pattern: Pattern, types: dict[int, Pattern]) -> bool:
    """Whether the word is a part of another trigger's event: a light verb beside its noun, what a concession ends, what a protest is for."""
    for noun in _held_by(token) if token.pos_ == "VERB" else ():
        inner = types.get(noun.i)
        light = lemma_of(token) in event_lexicon().light - event_lexicon().acts
        if inner is not None and inner.type == pattern.type and noun.pos_ == "NOUN" and light:
            return True
    if (above := types.get(token.head.i)) is not None and above.type == pattern.type and lemma_of(token.head) in event_lexicon().acts:
        return token.dep_ in ("dobj", "nsubjpass")
    above = types.get(token.head.i) if token.dep_ in ("dobj", "nsubjpass", "pobj", "acl", "advcl", "xcomp", "conj") else None
    if token.pos_ == "NOUN" and token.dep_ in ("dobj", "nsubjpass") and above is not None and above.type != pattern.type:
        asked_for = any(c.relation == "obj" and c.wanted != ("x",) for c in above.conditions)
        # a summit called off is itself news
        if above.type in _ENDED and asked_for and (above.type, pattern.type) != ("SANCTION", "CONSULT"):
            return True
    if lemma_of(token) == "help" and any(
        types[c.i].type != "other" for c in token.children if c.dep_ in ("ccomp", "xcomp") and c.i in types
    ):
        return True
    if pattern.type in _AIMS:
        at = token if _light_verb(token) is None else token.head
        for _ in range(_STEPS):
            if at.dep_ not in (*_CONTENT, "conj") or at.head.i == at.i:
                return False
            at = at.head
            over = types.get(at.i)
            if over is not None and over.type == "PROTEST" and at.i != token.i:
                return True
            if any(types[o.i].type == "PROTEST" for o in objects_of(at) if o.i in types and o.i != token.i):
                return True
    return False


def _is_recalled(token: "Token", pattern: Pattern) -> bool:
    """Whether an attack that is known already is only spoken of: "his role in the bombing"; a war that goes on is reported whenever named."""
    if pattern.type != "ASSAULT" or token.pos_ not in ("NOUN", "PROPN") or token.dep_ != "pobj":
        return False
    known = any(c.dep_ == "poss" or c.lower_ in _KNOWN or c.pos_ == "PROPN" for c in token.children)
    if not known or lemma_of(token) in event_lexicon().classes["warfare"]:
        return False
    above = token.head.head
    return lemma_of(above) in event_lexicon().aftermath or (token.head.lower_ == "behind" and above.pos_ == "AUX")


def _held_by(verb: "Token") -> "list[Token]":
    """What a verb acts on, and what is held in it: "launched a series of attacks"."""
    objects = objects_of(verb)
    held = [g for o in objects for c in o.children if lemma_of(o) in event_lexicon().vessels and c.lower_ == "of" for g in c.children]
    return [*objects, *held]


def _light_verb(noun: "Token") -> "Token | None":
    """The verb that says of the noun only that it is done ("will provide assistance"); else None."""
    head = noun.head
    return head if noun.dep_ == "dobj" and head.pos_ == "VERB" and lemma_of(head) in event_lexicon().light else None


def _by_intent(token: "Token", pattern: Pattern) -> Pattern | None:
    """What saying that one will do it comes to: an agreement, a refusal or a threat; None where the deed itself is told."""
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "neg")}
    head = token.head
    intends = (
        token.dep_ == "xcomp"
        and lemma_of(head) in _MEANING_TO | (_WEIGHING if pattern.type in _HARMFUL else frozenset())
        and not any(c.dep_ == "neg" for c in head.children)
    )
    will = bool(helpers & _WILL) and "have" not in helpers and not any(c.dep_ == "auxpass" for c in token.children)
    if not will and not intends:
        return None
    if helpers & _NOT:
        return dataclasses.replace(pattern, type="REJECT", mode=_said(pattern, "REJECT")) if pattern.type in _REFUSED and will else None
    if pattern.type in _PROMISED:
        return dataclasses.replace(pattern, type="AGREE", mode=None)
    return _threat(pattern) if pattern.type in _HARMFUL and pattern.mode != "convict" and not _has_if(token) else None


def _vowed(token: "Token", types: dict[int, Pattern]) -> Pattern | None:
    """The harm that is promised; None where good or nothing is."""
    for clause in (c for c in token.children if c.dep_ in ("xcomp", "ccomp", "acl")):
        for inner in (clause, *(c for c in clause.children if c.dep_ == "dobj")):
            content = types.get(inner.i)
            if content is not None and content.type != "other":
                return content if content.type in _HARMFUL | {"ASSAULT", "PROTEST"} else None
    return None


def _threat(pattern: Pattern) -> Pattern:
    return dataclasses.replace(pattern, type="THREATEN", mode=_said(pattern, "THREATEN"))


def _said(content: Pattern, act: str) -> str | None:
    """The mode of an act of speech by what it is about."""
    modes = event_lexicon().content[act]
    return modes.get(f"{content.type}/{content.mode}", modes.get(content.type, "change" if act in ("REQUEST", "REJECT") else None))


def _has_if(token: "Token") -> bool:
    return any(c.dep_ == "advcl" and any(x.dep_ == "mark" and x.lower_ in ("if", "unless") for x in c.children) for c in token.children)


def _mode_of_content(token: "Token", pattern: Pattern, types: dict[int, Pattern]) -> str | None:
    """The mode that the lexicon gives, else that of what is asked, refused or threatened."""
    if pattern.mode not in (None, "change"):
        return pattern.mode
    level = [token]
    for _ in range(_STEPS):
        level = [c for t in level for c in t.children if c.dep_ in _CONTENT and not (c.dep_ == "advcl" and c.tag_ != "VB")]
        for inner in level:
            content = types.get(inner.i)
            if content is not None and content.type not in ("other", pattern.type):
                return _said(content, pattern.type) or pattern.mode
    return pattern.mode


def _mode_of_means(token: "Token", pattern: Pattern) -> str | None:
    """The mode that the lexicon gives, but for words beside the trigger that say how it was done."""
    if pattern.mode not in (None, "targeted", "destroy"):
        return pattern.mode
    words = event_lexicon().means[pattern.type]
    near = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod", "nsubj", "agent")]
    near += [g for c in token.children if c.dep_ in ("prep", "agent") and c.lower_ in _WITHIN for g in c.children if g.dep_ == "pobj"]
    near += [c for n in near for c in n.children if c.dep_ in ("compound", "amod", "nmod")]
    return next((words[lemma_of(n)] for n in near if lemma_of(n) in words), pattern.mode)
