"""A trigger in; out, the words above it that tell of the same happening, so that a place or a time on them is the trigger's too."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.know.status import statuses

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def shared_governors(trigger: "Token", steps: int) -> "Iterator[tuple[Token, Token]]":
    """Pairs of a word and the governor that it shares place and time with, from the trigger upwards, at most so many."""
    at = trigger
    for _ in range(steps):
        above = _above(at)
        if above is None:
            return
        yield at, above
        at = above


def _above(at: "Token") -> "Token | None":
    head = at.head
    if head.i == at.i:
        return None
    if at.pos_ not in ("NOUN", "PROPN"):
        return head if head.pos_ in ("VERB", "AUX") and _is_one_clause(at) else None
    if at.dep_ == "pobj" and head.head.i != head.i:
        # "killed in a raid", "hit by a quake", "the start of the talks"
        governor = head.head
        verbal = governor.pos_ == "VERB" and (head.lower_ in ("in", "during") or head.dep_ == "agent")
        phase = head.lower_ == "of" and governor.lemma_.lower() in statuses().partitives | statuses().phases
        return governor if verbal or phase else None
    if at.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        return head
    if head.pos_ not in ("VERB", "AUX"):
        return None
    lemma = head.lemma_.lower()
    if at.dep_ in ("dobj", "nsubjpass", "attr"):
        perceived = at.dep_ == "nsubjpass" and lemma in statuses().perceived
        return head if perceived or lemma in statuses().realising | statuses().projecting | {"be"} else None
    return head if at.dep_ == "nsubj" else None


def _is_one_clause(verb: "Token") -> bool:
    """Whether a verb adds to its governor's clause rather than opening one of its own: "was set to meet", "fired and withdrew"."""
    own = any(c.dep_ in _SUBJECTS for c in verb.children)
    if verb.dep_ == "conj":
        return not own
    return verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and not own and not any(c.dep_ == "mark" for c in verb.children))


def clauses_on(noun: "Token") -> "Iterator[Token]":
    """The verbs that tell of a noun's happening from below or beside: "the flood that swept the valley", "a vote is to be held"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return
    for c in noun.children:
        if c.dep_ == "relcl" and any(g.dep_ in _SUBJECTS and g.tag_ in ("WDT", "WP") for g in c.children):
            yield c
        if c.dep_ == "acl" and c.lemma_.lower() in statuses().realising | statuses().occurring | statuses().projecting:
            yield c
    if noun.dep_ in ("nsubj", "nsubjpass"):
        yield from (c for c in noun.head.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX"))
