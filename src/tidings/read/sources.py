"""A cue in a parse to the words that name who says it: a subject, an agent, or the subject handed down to what has none of its own."""

from typing import TYPE_CHECKING

from tidings.know.actors import outlet_named
from tidings.know.cues import cues
from tidings.know.heads import kinds_of_heads

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE = frozenset(
    "he she they we i who you some many others most all both one those everyone each percent % everybody nobody someone somebody anyone few several".split()
)
# Nouns that count others: the ones counted are who speaks ("a number of members").
_AMOUNTS = frozenset(
    "number majority minority half third quarter handful couple dozen hundred thousand lot list series slew host bunch average".split()
)
# The object of these verbs does what the infinitive says ("asked him to go"); with the others their subject does.
_KEEPS_SUBJECT = frozenset("promise threaten use take make have need want say give spend".split())
_QUOTES = frozenset("quote cite".split())
_AGENCIES = frozenset("agency newspaper channel broadcaster media outlet radio website tv newswire".split())
_DATELINE = frozenset(("—", "–", "-", "--", "―"))


def source_of(verb: "Token", depth: int = 0) -> "tuple[Token, ...] | None":
    """The words that name who says it, or None where nobody is said to."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass", "csubjpass") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ == "acl" and not any(c.dep_ in ("nsubj", "aux") for c in verb.children)
    )
    agents = [g for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by" for g in c.children if g.dep_ == "pobj"]
    if passive:
        return source_phrase(agents[0]) if agents else None
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "csubj") and c.i < verb.i] or [
        c for c in verb.children if c.dep_ in ("nsubj", "csubj")
    ]
    if subjects:
        return source_phrase(subjects[-1])
    if agents and verb.tag_ == "VBN":
        return source_phrase(agents[0])
    if depth > 8 or any(c.dep_ == "expl" for c in verb.children):
        return None
    return _handed_down(verb, depth)


def is_outlet_phrase(noun: "Token") -> bool:
    """Whether a name, or what stands with it, is an outlet's: "Reuters", "the state news agency"."""
    words = noun.doc[noun.left_edge.i : noun.right_edge.i + 1]
    return outlet_named(words.text) is not None or any(t.lower_ in _AGENCIES for t in words)


def clause_of_paper(verb: "Token") -> "Token | None":
    """“Said in a statement that …”: the clause that the parser hung on the paper; the verb's, where it has none of its own."""
    if "clause" not in cues().frames.get(verb.lemma_.lower(), ()) or any(c.dep_ == "ccomp" for c in verb.children):
        return None
    papers = [g for c in verb.children if c.dep_ == "prep" and c.lower_ in ("in", "on", "at") for g in c.children if g.dep_ == "pobj"]
    clauses = (c for g in papers for c in g.children if c.dep_ in ("acl", "ccomp", "relcl"))
    return next((c for c in clauses if any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)), None)


def _handed_down(verb: "Token", depth: int) -> "tuple[Token, ...] | None":
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.lemma_.lower() in _QUOTES:
        quoted = [c for c in head.head.children if c.dep_ in ("dobj", "nsubjpass")]
        if quoted:
            return source_phrase(quoted[0])  # "the agency quoted Olm as saying"
    if verb.tag_ == "VBG" and verb.i > verb.sent.start + 1 and verb.nbor(-1).text == "," and verb.nbor(-2).lemma_.lower() in cues().frames:
        before = verb.nbor(-2)
        if any(c.dep_ == "nsubj" and c.i < before.i for c in before.children):
            return source_of(before, depth + 1)  # "Nord reported, citing the ministry, that"
    if verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VB"):
        if verb.tag_ == "VBG" and _is_somebody(verb.head):
            return source_phrase(verb.head)
        if verb.tag_ == "VB" and (owner := _owner(verb.head)) is not None:
            return owner
        return _above(verb, depth)
    if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB"):
        return None
    if verb.dep_ == "xcomp":
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < verb.i]
        if objects and head.lemma_ not in _KEEPS_SUBJECT and _is_somebody(objects[0]):
            return source_phrase(objects[0])
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "dep", "ccomp", "prep", "parataxis"):
        return _above(verb, depth)
    return None


def _above(verb: "Token", depth: int) -> "tuple[Token, ...] | None":
    """The source of the nearest verb above; a participle under what somebody said is that speaker's ("X said it fell, adding that …")."""
    head = verb.head
    while head.pos_ not in ("VERB", "AUX"):
        if head.head.i == head.i:
            return None
        head = head.head
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_.lower() in cues().adding and verb.i > head.i:
        above = head
        while above.dep_ in ("ccomp", "conj", "xcomp") and above.head.i != above.i and above.head.pos_ in ("VERB", "AUX"):
            above = above.head
            if above.lemma_.lower() in cues().frames and above.i < head.i:
                head = above
                break
    if verb.dep_ == "advcl" and verb.tag_ == "VBN":
        return None
    return source_of(head, depth + 1) or _passive_subject(head, verb)


def _passive_subject(head: "Token", verb: "Token") -> "tuple[Token, ...] | None":
    """“He was forced to admit”, “she was quoted as saying”: the passive's subject is who does the second thing."""
    subjects = [c for c in head.children if c.dep_ == "nsubjpass"]
    return source_phrase(subjects[0]) if subjects and verb.dep_ in ("xcomp", "advcl", "conj", "pcomp") else None


def _owner(noun: "Token") -> "tuple[Token, ...] | None":
    owners = [c for c in noun.children if c.dep_ == "poss"]
    return owner_phrase(owners[0]) if owners else None


def owner_phrase(owner: "Token") -> "tuple[Token, ...]":
    """A possessor's words without its mark."""
    return tuple(t for t in source_phrase(owner) if t.tag_ != "POS")


def antecedent_of(pronoun: "Token") -> "Token | None":
    """The noun that a relative pronoun ("who said", "which reported") stands for, or None where it asks."""
    verb = pronoun.head
    while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" and pronoun.tag_ in ("WDT", "WP", "IN") else None


def source_phrase(head: "Token") -> "tuple[Token, ...]":
    """A source's words: title, determiner and what says who it is ("Olm, head of the guard"); a clause about it only where it is restrictive."""
    out = [t for t in head.subtree if not t.is_space]
    for child in head.children:
        # a clause behind a comma tells of the source, it does not name it; "the men who fled" it does
        if (
            child.i > head.i
            and child.dep_ in ("relcl", "acl", "advcl", "ccomp", "parataxis")
            and (_behind_a_comma(child) or child.tag_ == "VBG")
        ):
            out = [t for t in out if t.i < child.left_edge.i]
    while len(out) > 1 and out[0].lower_ in ("even", "only", "just", "not", "so") and out[0].dep_ in ("advmod", "neg", "preconj"):
        out.pop(0)
    for i, token in enumerate(out):
        if token.text in _DATELINE and token.i < head.i and token.whitespace_ and not token.is_sent_start and token.nbor(-1).whitespace_:
            out = out[i + 1 :]
            break
    while out and ((out[0].is_punct and out[0].text not in ("“", '"', "(")) or out[0].pos_ == "CCONJ"):
        out.pop(0)
    while out and (out[-1].is_punct and out[-1].text not in (".", ")", "’", "'", "”", '"')):
        out.pop()
    first, last = out[0].i if out else head.i, out[-1].i if out else head.i
    return tuple(head.doc[first : last + 1])


def _behind_a_comma(token: "Token") -> bool:
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].text in (",", "—", "–", "-", ";", "--")


def head_of(source: "tuple[Token, ...]") -> "Token":
    """The word of a source that the others hang on."""
    inside = {t.i for t in source}
    return next((t for t in source if t.head.i not in inside or t.head.i == t.i), source[-1])


def is_somebody(source: "tuple[Token, ...]") -> bool:
    """Whether the source's head is a name, a pronoun for people, or a noun that stands for somebody."""
    return _is_somebody(head_of(source))


def _is_somebody(head: "Token") -> bool:
    if head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or head.lower_ in _PEOPLE or head.pos_ == "PROPN":
        return True
    if head.tag_ == "WDT" and (noun := antecedent_of(head)) is not None and noun.tag_ != "WDT":
        return _is_somebody(noun)
    if head.lemma_.lower() in _AMOUNTS and (
        counted := [g for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    ):
        return _is_somebody(counted[0])
    kinds = kinds_of_heads()
    lemma = head.lemma_.lower()
    kind = kinds.get(lemma) or kinds.get(head.lower_)
    if kind is not None and kind not in ("equipment", "facility"):
        return True
    return lemma in cues().voices or (head.tag_ == "CD" and head.dep_ == "nsubj")
