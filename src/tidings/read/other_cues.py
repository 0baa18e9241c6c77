"""Cues that are no verbs, with source and content: "according to", nouns ("the claim that", "criticism of") and adjectives ("wary of")."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.know.cues import cues
from tidings.read.attribution import Attribution
from tidings.read.content_end import ended, parts_of
from tidings.read.sources import clause_of_paper, is_outlet_phrase, is_somebody, owner_phrase, source_of, source_phrase

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# Prepositions that lead from a noun to who says it; "of" does so only before a clause ("the view of the guards that").
_FROM = frozenset("by from among".split())
_PARTS = frozenset("some many most all several both few one two three none half".split())
# By what way words came, where nobody is named who sent them.
_WAYS = frozenset("through via by from".split())


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
    head = _teller_above(head, token, inner[0])
    first = _start_of_detail(head)
    tokens = [t for t in ended(head.subtree, head, True) if t.i not in own and t.i >= first]
    parts = parts_of(tokens, set())
    return Attribution((token, to), source_phrase(inner[0]), parts[:2], "according to") if parts else None


def _teller_above(head: "Token", token: "Token", source: "Token") -> "Token":
    """The verb of "Olm said the dam fell, according to Radio Ost": an outlet at the end tells that Olm said it, not what Olm said."""
    above = head.head
    says = head.dep_ == "ccomp" and above.i < head.i and "clause" in cues().frames.get(above.lemma_.lower(), ())
    if not says or not any(c.dep_ == "nsubj" for c in above.children) or token.nbor(-1).text != ",":
        return head
    return above if is_outlet_phrase(source) else head


def _start_of_detail(head: "Token") -> int:
    """Where "…, some of them fired from the sea, according to Olm" tells Olm's part: behind the sentence that the phrase is added to."""
    counts = [c for c in head.children if c.dep_ == "nsubj" and c.lower_ in _PARTS and c.i + 1 < head.i and c.nbor(1).lower_ == "of"]
    if not counts or counts[0].nbor(2).lower_ not in ("them", "which", "whom") or counts[0].i == head.sent.start:
        return head.sent.start
    return counts[0].i if any(c.dep_ in ("ccomp", "parataxis") and c.i < counts[0].i for c in head.children) else head.sent.start


def of_noun(noun: "Token") -> Attribution | None:
    """A noun that holds what somebody said or means, with whose it is where the text tells."""
    lemma = noun.lemma_.lower()
    compound = noun.nbor(-1).lemma_.lower() if noun.i > noun.sent.start else ""
    frames = cues().nouns.get(lemma, cues().nouns.get(f"{compound} {lemma}"))
    if frames is None:
        return None
    if noun.dep_ == "pobj" and (said := clause_of_paper(noun.head.head)) is not None and said.head.i == noun.i:
        return None  # the verb's: "said in a statement that"
    if (told := _behind_a_colon(noun)) is not None:
        return told
    clauses = list(_clauses_of(noun))
    if not clauses and "to" in frames:
        clauses = [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VB" and any(g.lower_ == "to" for g in c.children)]
    if clauses:
        source = _owner(noun, clauses[0].i) or _bearer(noun) or (_holder(noun) if lemma in cues().held else None)
        tokens = [t for t in clauses[0].subtree if not (t.lower_ == "that" and t.i == clauses[0].left_edge.i)]
        if source is None and not any(g.lower_ == "that" for g in clauses[0].children):
            return None
        return Attribution((noun,), source, parts_of(tokens, {noun.i}), lemma)
    for preposition in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in frames):
        inner = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp")]
        source = (_owner(noun, preposition.i, with_of=False) or _bearer(noun)) if inner else None
        if source is not None and is_somebody(source):
            return Attribution((noun,), source, parts_of(ended(inner[0].subtree, inner[0], False), {noun.i}), lemma, clause=False)
    return None


def _clauses_of(noun: "Token") -> "Iterator[Token]":
    """The heads of the clauses with "that" that tell what the noun holds, the noun's own first."""
    yield from (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and _has_that(c) and not _lacks_its_object(c))
    verb = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and (
        verb.lemma_ == "be" or verb.lemma_.lower() not in cues().frames or noun.dep_ == "nsubjpass"
    ):
        # "the fear is that …", "fears grew that …", "a warning came through channels that …"
        ways = [g for c in verb.children if c.dep_ == "prep" and c.lower_ in _WAYS for g in c.children if g.dep_ == "pobj"]
        hung = [*verb.children, *(c for g in ways if g.lemma_.lower() not in cues().nouns for c in g.children)]
        yield from (c for c in hung if c.i > verb.i and c.dep_ in ("ccomp", "advcl", "acl", "relcl") and _has_that(c, only_mark=True))
    ends = [noun.i, *(c.right_edge.i for c in noun.children if c.dep_ == "prep")]
    for mark in (noun.doc[i + 1] for i in ends if i + 1 < noun.sent.end):
        # the parser hangs the clause on the verb above: "strengthens the view in town that …"
        clause = mark.head
        if mark.lower_ == "that" and mark.dep_ == "mark" and clause.i > mark.i and clause.head.i < noun.i:
            says = "clause" in cues().frames.get(clause.head.lemma_.lower(), ())
            if clause.dep_ in ("ccomp", "advcl", "acl") and not says:
                yield clause


def _lacks_its_object(clause: "Token") -> bool:
    """“A remark that some read as a threat”: a clause about the noun, not what it holds."""
    asks = cues().frames.get(clause.lemma_.lower(), frozenset())
    behind = [c for c in clause.children if c.i > clause.i]
    return "as" in asks and any(c.lower_ == "as" for c in behind) and not any(c.dep_ in ("dobj", "nsubjpass") for c in clause.children)


def _has_that(clause: "Token", only_mark: bool = False) -> bool:
    if any(g.lower_ == "that" and (g.dep_ == "mark" or (g.dep_ == "nsubj" and g.tag_ == "IN" and not only_mark)) for g in clause.children):
        return True
    first = clause.left_edge
    # a "that" which is neither subject nor object of the clause opens it, whatever the parser hung it on
    has_subject = any(c.dep_ in ("nsubj", "nsubjpass") and c.i > first.i for c in clause.children)
    return first.lower_ == "that" and first.head.i != clause.i and first.head.pos_ == "NOUN" and first.head.i > clause.i and has_subject


def _behind_a_colon(noun: "Token") -> Attribution | None:
    """“Her answer was plain: go home”, “His message to the guards: “Go home.””: what stands behind the colon, where the noun has an owner."""
    source = _owner(noun, noun.i)
    is_subject = noun.dep_ == "nsubj" and noun.head.lemma_ == "be"
    if source is None or not (is_subject or noun.dep_ in ("ROOT", "dep", "npadvmod", "nsubj")):
        return None
    first = noun.head.i if is_subject else max([noun.i, *(c.right_edge.i for c in noun.children if c.dep_ == "prep")])
    colon = next((t for t in noun.doc[first + 1 : min(first + 4, noun.sent.end)] if t.text == ":"), None)
    if colon is None:
        return None
    line = [t for t in noun.doc[colon.i + 1 : noun.sent.end] if not t.is_space]
    if line and line[0].text == "‘":
        close = next((i for i, t in enumerate(line) if t.text == "’" and not t.nbor(-1).whitespace_ and t.head.lower_ != "s"), None)
        line = line[: close + 1] if close is not None else line
    parts = parts_of(line, {noun.i})
    return Attribution((noun,), source, parts[:1], noun.lemma_.lower()) if parts else None


def _holder(noun: "Token") -> "tuple[Token, ...] | None":
    """Whose knowledge or fear it is where nobody is said to have it: "he acted in the knowledge that", the subject of the clause above."""
    above = noun.head
    while above.head.i != above.i and above.pos_ not in ("VERB", "AUX"):
        above = above.head
    while above.pos_ in ("VERB", "AUX"):
        subjects = [c for c in above.children if c.dep_ in ("nsubj", "nsubjpass")]
        if subjects:
            source = source_phrase(subjects[0])
            return source if is_somebody(source) and subjects[0].tag_ not in ("WDT", "WP") else None
        if above.head.i == above.i or above.dep_ == "ccomp":
            return None
        above = above.head
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
    """Who makes, voices or has the thing ("the council raised doubts about the dam"), or the way by which it came ("through a go-between")."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in cues().bearing:
        return None
    source = source_of(verb)
    ways = [g for c in verb.children if c.dep_ == "prep" and c.lower_ in _WAYS for g in c.children if g.dep_ == "pobj"]
    if source is None and ways and noun.dep_ == "nsubjpass":
        told = [c.left_edge.i for c in ways[0].children if c.dep_ in ("acl", "relcl")]
        return tuple(t for t in source_phrase(ways[0]) if not told or t.i < min(told)) or None
    return source


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
