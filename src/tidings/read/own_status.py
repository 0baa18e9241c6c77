"""A word in; out, the status that its own helpers and modifiers give it: modals, negation, adverbs, conditions, adjectives before a noun."""

from typing import TYPE_CHECKING

from tidings.know.status import statuses
from tidings.model.reading import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL = frozenset("will ’ll 'll shall wo".split())
_MAY = frozenset("may might could".split())
_HELPERS = frozenset("aux auxpass neg advmod det preconj".split())
_SUBJECTS = frozenset("nsubj nsubjpass".split())


def own_status(token: "Token", denials: bool = True) -> Status | None:
    """What the word says of itself, or None where it says nothing; without `denials`, what it would say if it were not denied."""
    if token.pos_ in ("NOUN", "PROPN") and not any(c.dep_ in ("aux", "auxpass", "cop") for c in token.children):
        return _of_noun(token, denials)
    if is_condition(token):
        return "conditional"
    if any(c.dep_ == "mark" and c.lower_ in statuses().feared_conjunctions for c in token.children):
        return "possible"
    helpers = [c for c in token.children if c.dep_ in _HELPERS or c.tag_ == "MD"]
    words = {c.lower_ for c in helpers}
    modal = _of_modals(token, words)
    if modal in ("possible", "planned") and _is_before(token) and words & {"could", "can"}:
        return "negated"
    if depends(token) and (modal or token.tag_ in ("VB", "VBP", "VBZ")) and not words & {"did", "has", "had"} - words & {"would"}:
        return "conditional"
    if denials and is_negated(token):
        return "negated"
    if modal == "planned" and _asks(token):
        return "possible"
    if modal is not None:
        return modal
    if words & statuses().adverbs["possible"]:
        return "possible"
    if _asks(token) and _is_inverted(token):
        return "possible"
    if _is_headline_infinitive(token) or _is_order(token):
        return "planned"
    return None


def _of_noun(noun: "Token", denials: bool) -> Status | None:
    know = statuses()
    words = [c.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "det", "neg", "nmod", "advmod")]
    if denials and ("no" in words or "neither" in words):
        return "negated"
    found = [know.modifiers[w] for w in words if w in know.modifiers]
    for status in ("negated", "possible", "planned"):
        if status in found:
            return status
    # "another event to be held in May"
    told = [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in know.realising]
    if not any(c.lower_ in ("first", "last", "only") for c in noun.children) and any(
        {"to", "be"} <= {g.lower_ for g in c.children} for c in told
    ):
        return "planned"
    return None


def _of_modals(token: "Token", words: "set[str]") -> Status | None:
    if words & _WILL or any(c.lower_ == "going" and c.dep_ == "aux" for c in token.children):
        return "possible" if words & statuses().adverbs["possible"] else "planned"
    if words & {"might", "may"} or ("could" in words):
        return "possible"
    if "would" in words or (words & {"’d", "'d"} and token.tag_ == "VB"):
        status = _of_would(token, words)
        return "possible" if status == "planned" and words & statuses().adverbs["possible"] else status
    if "should" in words or "ought" in words:
        return "negated" if "have" in words else "possible"
    if "must" in words:
        return "possible" if "have" in words else "planned"
    return "possible" if words & {"can", "ca"} else None


def _of_would(token: "Token", words: "set[str]") -> Status | None:
    """“Would” in reported speech is “will”, with "later" it tells what came; standing alone it depends on something unsaid."""
    if "have" in words or words & {"only"}:
        return "conditional"
    if token.lemma_ in ("like", "love", "prefer", "wish") and any(c.dep_ == "xcomp" for c in token.children):
        return None
    if words & statuses().adverbs["later"]:
        return "actual"
    at = token
    while at.dep_ == "conj" and at.head.i != at.i and at.head.pos_ in ("VERB", "AUX"):
        at = at.head
    if at.dep_ in ("ccomp", "relcl", "acl") and _is_past(at.head):
        return "planned"
    if at.dep_ in ("advcl",) and any(c.dep_ == "mark" and c.lower_ in ("so", "that", "as") for c in at.children):
        return "planned"
    # the reporting clause stands behind: "Ships would leave on Monday, he said"
    told = any(c.dep_ in ("ccomp", "parataxis") and _is_past(c) for c in at.children)
    return "planned" if told else "conditional"


def _is_past(token: "Token") -> bool:
    return (
        token.tag_ in ("VBD", "VBN") or token.pos_ in ("NOUN", "PROPN") or any(c.lower_ in ("was", "were", "had") for c in token.children)
    )


def is_negated(token: "Token") -> bool:
    """Whether the word's clause is denied by "not", "never", "no one" …; "not only" denies nothing."""
    adverbs = statuses().adverbs
    for c in token.children:
        if (c.dep_ == "neg" or (c.dep_ in ("advmod", "det", "preconj", "cc") and c.i < token.i)) and c.lower_ in adverbs["negated"]:
            after = c.nbor() if c.i + 1 < len(c.doc) else c
            if after.lower_ not in adverbs["more"]:
                return True
        if c.lower_ == "longer" and c.dep_ == "advmod" and c.i > 0 and c.nbor(-1).lower_ == "no":
            return True
    subjects = [c for c in token.children if c.dep_ in _SUBJECTS]
    if any(g.lower_ in ("no", "none", "neither", "nobody", "nothing") for s in subjects for g in (s, *s.children)):
        return True
    # "has yet to sign"
    head = token.head
    return (
        token.dep_ == "xcomp"
        and head.lemma_ in ("have", "be", "remain")
        and any(c.lower_ == "yet" for c in (*head.children, *token.children))
    )


def is_condition(token: "Token") -> bool:
    """Whether the word's clause is a condition: "if …", "provided that …", "should troops cross"."""
    know = statuses()
    for c in token.children:
        if c.dep_ in ("mark", "advmod", "prep") and c.lower_ in know.conditions and c.i < token.i and token.dep_ not in ("ccomp",):
            return not (c.i > 0 and c.nbor(-1).lower_ in ("as", "even"))
    if token.dep_ in ("advcl", "ccomp", "pcomp"):
        edge = token.left_edge.i
        opening = token.doc[max(edge - 3, token.sent.start) : edge + 4].text.lower()
        if any(p in opening for p in know.condition_phrases) or token.lower_ in ("provided", "assuming"):
            return True
        subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        return (
            subject is not None
            and any(
                c.lower_ in ("should", "had", "were") and c.dep_ in ("aux", "auxpass") and c.i < subject.left_edge.i and c.i == edge
                for c in token.children
            )
            and not _asks(token)
        )
    return token.dep_ == "ccomp" and token.head.lemma_ in ("provide", "assume", "suppose") and token.head.dep_ == "advcl"


def depends(token: "Token") -> bool:
    """Whether the word's clause holds only under a condition that stands beside it."""
    sides = [c for c in token.children if c.dep_ in ("advcl", "prep", "ccomp", "mark")]
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        sides += [c for c in token.head.children if c.dep_ == "advcl"]
    return any(c.dep_ == "advcl" and is_condition(c) and c.lemma_ not in ("compare",) for c in sides)


def _is_before(token: "Token") -> bool:
    return any(c.lower_ in ("before",) and c.dep_ in ("mark", "advmod") for c in token.children)


def is_future(token: "Token") -> bool:
    """Whether a verb has a helper of the future."""
    return any(c.lower_ in _WILL or c.lower_ == "would" for c in token.children)


def _asks(token: "Token") -> bool:
    """Whether the word's sentence is a question, or the part of it up to the next question mark."""
    rest = token.doc[token.i : token.sent.end]
    return any(t.text.startswith("?") for t in rest) and not any(
        t.text in ('"', "”") for t in rest[:-1] if t.i < len(token.doc) - 1 and not t.nbor().is_space and t.i + 2 < token.sent.end
    )


def _is_inverted(token: "Token") -> bool:
    """“Did they attack?”: a helper before the subject, and no word that asks for a part only."""
    subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
    helper = next((c for c in token.children if c.dep_ in ("aux", "auxpass")), None)
    if subject is None or helper is None or token.dep_ not in ("ROOT", "ccomp", "conj"):
        return False
    asked = any(t.tag_ in ("WRB", "WP", "WDT", "WP$") for t in token.doc[token.left_edge.i : token.i])
    return helper.i < subject.i and not asked


def _is_headline_infinitive(token: "Token") -> bool:
    """“Osk to close the dam”: the headline's future."""
    has_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    return has_to and (
        token.dep_ == "ROOT" or (token.dep_ == "relcl" and token.head.dep_ == "ROOT" and token.sent.root.pos_ in ("NOUN", "PROPN"))
    )


def _is_order(token: "Token") -> bool:
    """“Lay down your arms.”: a bare verb at the sentence's head, nobody said to do it."""
    if token.tag_ != "VB" or token.dep_ not in ("ROOT", "ccomp", "conj"):
        return False
    first = token
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    if first.tag_ != "VB" or any(c.dep_ in (*_SUBJECTS, "aux", "auxpass", "expl") for x in {token, first} for c in x.children):
        return False
    return first.dep_ == "ROOT" or (
        first.dep_ == "ccomp" and any(t.text in ('"', "“", ":") for t in token.doc[max(first.left_edge.i - 1, 0) : first.i + 1])
    )


def is_definite(noun: "Token") -> bool:
    """Whether the noun points to something known: "the attack", "its war", "Osk's raid", a name."""
    if noun.pos_ == "PROPN":
        return True
    return any(
        (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those", "both")) or c.dep_ == "poss" for c in noun.children
    )
