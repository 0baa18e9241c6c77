"""A sentence to the words that report its events, each with the pattern of the lexicon that says which type and mode it has."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.know.events import Condition, Pattern, event_lexicon
from tidings.read.doers import actors_of, behind
from tidings.read.figurative import is_no_violence, is_nothing
from tidings.read.lemmas import lemma_of
from tidings.read.occurrences import tells_of_occurrence

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# What is said of the world only by its sources: such verbs are cues of claims, no events, unless PLOVER has them.
_SPEECH = frozenset("say add state report claim think believe know show hope expect".split())
_SAYING = frozenset("say tell add declare insist stress reiterate warn".split())
_LIGHT = frozenset("take make give get use have be do".split())
_TOLD_OF = frozenset(
    "effort mission process attempt incident suspect area outrage plot campaign wave scene spree victim site death toll investigation trial "
    "pressure measure mediator".split()
)
# What goes on in the background: after, amid or despite it something else happens, and it is no report of its own.
_BACKGROUND = frozenset("violence unrest uprising terrorism repression aggression siege".split())
# "In order to", "in retaliation for": why, not what.
_REASONS = frozenset("order retaliation reprisal revenge response protest".split())
# A trigger that only tells what kind of thing another noun is ("attack helicopter", "war crimes court") reports nothing.
_COMPOUND = ("compound", "amod", "nmod")
# Of an event outside PLOVER, whom it is done to stands behind these.
_NEAR = ("against", "on", "at", "with", "to", "for", "toward", "towards", "of")
_CLAUSES = ("xcomp", "ccomp", "acl", "pcomp")


def find_triggers(sentence: "Phrase") -> "Iterator[tuple[Token, Pattern]]":
    """The words that report events, in their order; one outside PLOVER has a pattern of type "other"."""
    for token in sentence:
        pattern = _reported_by(token)
        if pattern is not None:
            yield token, pattern


def _reported_by(token: "Token") -> Pattern | None:
    if (
        token.pos_ not in ("VERB", "NOUN", "PROPN", "ADJ", "AUX")
        or token.dep_ in ("aux", "auxpass")
        or token.ent_type_ in ("PERSON", "GPE", "DATE", "PRODUCT")
        or (token.lower_ in _REASONS and token.head.lower_ == "in")
    ):
        return None
    lexicon = event_lexicon()
    lemma = lemma_of(token)
    if token.lower_ == "according":
        return None
    if token.pos_ == "NOUN" and is_nothing(token):
        return None
    if token.pos_ == "NOUN" and lemma in _BACKGROUND and token.dep_ == "pobj" and token.head.dep_ != "agent":
        return Pattern(lemma, "other", None, whom=_NEAR)
    if token.pos_ == "VERB" and lemma in _SAYING and _says_must(token):
        return Pattern(lemma, "REQUEST", "change", (Condition("content", ("must",)),), ("to",))
    if _can_trigger(token):
        # a name in a headline has no lemma of its own: "Shootings in Tolm"
        single = lemma.removesuffix("s") if token.pos_ == "PROPN" else lemma
        for name in dict.fromkeys((lemma, token.lower_, single)):
            for pattern in lexicon.patterns.get(name, ()):
                if all(_meets(token, condition) for condition in pattern.conditions):
                    peaceful = pattern.type == "ASSAULT" and is_no_violence(token)
                    return Pattern(lemma, "other", None, whom=_NEAR) if peaceful else pattern
    if token.pos_ == "VERB" and token.dep_ not in _COMPOUND and lemma not in _LIGHT and lemma not in _SPEECH:
        return Pattern(lemma, "other", None, whom=_NEAR)
    return Pattern(lemma, "other", None, whom=_NEAR) if tells_of_occurrence(token) else None


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
        return token.dep_ in ("acomp", "oprd", "ROOT", "conj", "ccomp") and token.lower_ in (
            "ready", "willing", "prepared", "opposed", "unwilling", "guilty", "open",
        )  # fmt: skip
    if token.dep_ == "conj" and token.pos_ == "VERB" and token.head.dep_ in _COMPOUND:
        # "missing and tortured people"
        return False
    if token.dep_ in _COMPOUND:
        # "the bombing suspect" tells of a bombing, "an attack helicopter" of no attack
        return token.pos_ in ("NOUN", "PROPN") and token.dep_ == "compound" and lemma_of(token.head) in _TOLD_OF
    return not (token.pos_ == "PROPN" and token.ent_type_ in ("ORG", "EVENT", "WORK_OF_ART", "FAC"))


# ---- conditions -------------------------------------------------------------------------------------------------


def _meets(token: "Token", condition: Condition) -> bool:
    return any(_holds(token, condition.relation, wanted) for wanted in condition.wanted) != condition.negated


def _holds(token: "Token", relation: str, wanted: str) -> bool:
    if relation == "pos":
        return (token.pos_ in ("VERB", "AUX")) == (wanted == "v")
    if relation == "part":
        return any(c.lower_ == wanted and _is_particle(c) for c in token.children)
    if relation == "has":
        return any(c.dep_ == wanted for c in token.children)
    if relation == "comp":
        return any(wanted == "x" or lemma_of(c) == wanted for c in _clauses(token))
    if relation == "inf":
        return any((wanted == "x" or lemma_of(c) == wanted) and _is_infinitive(c) for c in _clauses(token))
    if relation == "obj":
        return any(is_of(o, wanted) for o in objects_of(token))
    if relation == "subj":
        return any(is_of(s, wanted) for s in (*actors_of(token), *_passive_subjects(token)))
    if relation == "mod":
        return any(is_of(m, wanted) for m in _words_before(token))
    if relation in ("home", "dead"):
        return any(c.lower_ == relation for c in token.children)
    return any(is_of(g, wanted) for g in behind(token, relation))


def _is_particle(token: "Token") -> bool:
    if token.dep_ == "prep":
        return not any(c.dep_ == "pobj" for c in token.children)
    return token.dep_ in ("prt", "advmod", "dobj")


def _clauses(token: "Token") -> "list[Token]":
    """The clauses that are a word's content, on it or on its object ("urged Olm to go", "called on Olm to go")."""
    found = [
        c
        for c in token.children
        if (c.dep_ in _CLAUSES and (c.pos_ in ("VERB", "AUX") or c.dep_ == "ccomp"))
        or (c.dep_ == "advcl" and c.tag_ == "VB" and any(x.dep_ == "aux" and x.lower_ == "to" for x in c.children))
    ]
    inner = [o for c in token.children for o in ((c,) if c.dep_ == "dobj" else c.children if c.dep_ == "prep" else ()) if o.pos_ != "VERB"]
    found += [c for o in inner for c in o.children if c.dep_ in ("acl", "relcl", "xcomp") and c.tag_ == "VB"]
    return [t for f in found for t in (f, *(x for x in f.conjuncts if x.pos_ == "VERB"))]


def _is_infinitive(clause: "Token") -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _words_before(token: "Token") -> "list[Token]":
    """The words that tell a noun or verb its kind: "missile strike", "cease-fire", "sexually abused"."""
    found = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod", "advmod", "poss", "npadvmod", "nummod") and c.i < token.i]
    found += [c for f in found for c in f.children if c.dep_ in ("compound", "amod", "npadvmod")]
    found += [c for c in token.children if c.dep_ == "advmod" and token.pos_ == "VERB"]
    if token.i >= 2 and token.nbor(-1).text == "-":
        found.append(token.nbor(-2))
    return found


def _passive_subjects(token: "Token") -> "list[Token]":
    return [] if token.pos_ not in ("VERB", "AUX") else [c for c in token.children if c.dep_ == "nsubjpass" and lemma_of(c) in _SELVES]


_PERSONS = frozenset("he she they him her them who".split())
_SELVES = frozenset("grouping presence".split())


def objects_of(token: "Token") -> "list[Token]":
    """What a word acts on, passive or active: "sent troops", "troops were sent", "troops sent to", "the sending of troops"."""
    found = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass", "oprd", "attr")]
    if token.pos_ == "NOUN":
        found += [g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        found += [c for c in token.children if c.dep_ == "compound"]
    if token.dep_ in ("acl", "relcl") and token.tag_ in ("VBN", "VBD") and not any(c.dep_ == "dobj" for c in token.children):
        found.append(token.head)
    if token.dep_ in ("xcomp", "acl") and not found and token.head.dep_ == "dobj":
        found.append(token.head)
    return [t for f in found for t in (f, *f.conjuncts)]


def _holds_class(token: "Token", wanted: str) -> bool:
    """Whether a noun that holds an event's noun holds one of the class: of "mediation efforts" the mediation counts."""
    return lemma_of(token) in event_lexicon().vessels and any(is_of(c, wanted) for c in token.children if c.dep_ == "compound")


def is_of(token: "Token", wanted: str) -> bool:
    """Whether a word is of a class of the lexicon, or is the word wanted; of "thousands of troops" the troops count."""
    lemma = lemma_of(token)
    if wanted == "x":
        return True
    if wanted == "country":
        return token.ent_type_ == "GPE"
    members = event_lexicon().classes.get(wanted)
    if members is None:
        titles = [lemma_of(c) for c in token.children if c.dep_ in ("compound", "appos")] if token.ent_type_ == "PERSON" else []
        return wanted in (lemma, token.lower_, *titles) or _holds_class(token, wanted)
    if lemma in members or token.lower_ in members:
        return True
    if _holds_class(token, wanted):
        return True
    if wanted in ("people", "captives") and lemma in _PERSONS:
        return True
    if (wanted in ("people", "captives", "protester") and token.ent_type_ in ("PERSON", "NORP")) or (
        wanted == "territory" and token.ent_type_ in ("GPE", "LOC", "FAC")
    ):
        return True
    return any(
        c.dep_ == "prep" and c.lower_ == "of" and any(is_of(g, wanted) for g in c.children if g.dep_ == "pobj") for c in token.children
    )
