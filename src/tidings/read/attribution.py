"""One cue in a parse to its source and content: the frames in which verbs, nouns and adjectives put words into somebody's mouth."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidings.know.cues import cues
from tidings.know.heads import kinds_of_heads
from tidings.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# Verbs that put words into a mouth only with a clause, a quotation or a person for a subject: much else "shows", "goes" or "finds".
_WEAK = frozenset(
    "show go find see continue begin read point hold know feel reason figure sing cry learn hear understand remember back seek present attack hold".split()
)
# Verbs of asking take "if" for "whether"; with others it is a condition.
_OPENERS = dict.fromkeys("ask wonder question doubt know see decide".split(), ("that", "whether", "if"))
# Verbs that say of somebody what he is: both stand in the content.
_NAMING = frozenset("call label brand dub term consider see view regard deem describe declare pronounce".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue's tokens with its source's and its contents' tokens; `clause` when the content is what was said rather than spoken of."""

    cue: "tuple[Token, ...]"
    source: "tuple[Token, ...] | None"
    content: "tuple[tuple[Token, ...], ...]"
    lemma: str
    clause: bool = True


def attributions_in(sentence: "Phrase") -> Iterator[Attribution]:
    """Each attribution of a sentence, by its cue, in order of the cues."""
    for token in sentence:
        if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to":
            found = _according(token, sentence)
        elif token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            found = _of_verb(token)
        elif token.pos_ == "NOUN":
            found = _of_noun(token)
        elif token.pos_ == "ADJ":
            found = _of_adjective(token)
        else:
            found = None
        if found is not None:
            yield found


# ---- verbs ----------------------------------------------------------------------------------------------------


def _of_verb(verb: "Token") -> Attribution | None:
    lemma = verb.lemma_.lower()
    frames = cues().frames.get(lemma)
    if verb.tag_ == "VBN" and lemma in cues().raised and (raised := _raised(verb)) is not None:
        return raised
    if not frames or verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return None
    source = _source_of(verb)
    if source is None and verb.tag_ == "VB":
        return None  # "there is no reason to believe": nobody believes
    if lemma in _WEAK and (source is None or not _is_somebody(source)):
        return None
    for content, is_clause in _contents(verb, frames):
        if content and (is_clause or (source is not None and _is_somebody(source))):
            return Attribution(_verb_group(verb), source, content, lemma, is_clause)
    return None


def _verb_group(verb: "Token") -> "tuple[Token, ...]":
    """The verb with the auxiliaries, negations and adverbs that stand right before it, as PolNeAR counts a cue."""
    first = verb
    while first.i > verb.sent.start:
        before = verb.doc[first.i - 1]
        if (
            before.head.i != verb.i
            or before.dep_ not in ("aux", "auxpass", "neg", "advmod")
            or before.lower_ in ("when", "how", "why", "where")
        ):
            break
        first = before
    return tuple(verb.doc[first.i : verb.i + 1])


def _contents(verb: "Token", frames: frozenset[str]) -> "Iterator[tuple[tuple[tuple[Token, ...], ...], bool]]":
    """The contents that the verb's frames allow, the likeliest first, and whether each is a clause."""
    own = {verb.i}
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative", "oprd", "attr")]
    if "clause" in frames:
        clauses = [c for c in verb.children if c.dep_ == "ccomp"]
        if clauses:
            yield tuple(part for c in clauses[:1] for part in _parts(_clause(c, verb), own)), True
        adverbial = [
            c
            for c in verb.children
            if c.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ in ("that", "if", "whether") for g in c.children)
        ]
        if adverbial:
            yield _parts(_clause(adverbial[0], verb), own), True
        if verb.dep_ in ("parataxis",) or (verb.dep_ == "ccomp" and _is_aside(verb)):
            yield _parts(_host(verb), own), True
    if "infinitive" in frames:
        for clause in (
            c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children)
        ):
            # "ordered troops to deploy": the object is part of what is ordered; "urged him to go": it is who is urged
            first = [o for o in objects if o.i < clause.i]
            subject = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
            tokens = list(clause.subtree)
            if subject and verb.lemma_.lower() not in ("order",):
                tokens = [t for t in tokens if t.i > max(s.i for s in subject[0].subtree)]
            if first and verb.lemma_.lower() == "order":
                tokens = [*first[0].subtree, *tokens]
            yield _parts(tokens, own), True
    for preposition in (c for c in verb.children if c.dep_ in ("prep", "agent", "dative") and c.lower_ in frames and c.lower_ != "by"):
        inner = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp")]
        if inner:
            yield _parts(inner[0].subtree, own), False
    if "gerund" in frames:
        gerunds = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG"]
        if gerunds:
            yield _parts(gerunds[0].subtree, own), True
    if "object" in frames:
        named = [c for c in verb.children if c.dep_ in ("oprd", "ccomp") and c.i > verb.i]
        if named and verb.lemma_.lower() in _NAMING:
            whole = [t for o in objects for t in o.subtree if t.i < named[0].i] + list(named[0].subtree)
            yield _parts(whole, own), False
        things = [o for o in objects if o.dep_ in ("dobj", "oprd") and o.pos_ not in ("PRON",) and not _is_a_person(o)]
        small = [c for c in verb.children if c.dep_ == "ccomp"]
        if things:
            yield _parts(things[0].subtree, own), False
        elif small:
            yield _parts(small[0].subtree, own), True
        passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if passive and any(c.dep_ == "agent" for c in verb.children):
            yield _parts(passive[0].subtree, own), False


def _is_a_person(token: "Token") -> bool:
    return token.ent_type_ == "PERSON" or kinds_of_heads().get(token.lower_) == "person"


def _clause(clause: "Token", verb: "Token") -> "list[Token]":
    """The tokens of a clause without the cue, its source and what else hangs on the cue."""
    return [t for t in clause.subtree if t.i != verb.i]


def _host(verb: "Token") -> "list[Token]":
    """What a parenthetical cue interrupts: its head's clause without the cue's own part."""
    own = {t.i for t in verb.subtree}
    return [t for t in verb.head.subtree if t.i not in own]


def _is_aside(verb: "Token") -> bool:
    """Whether "he said" stands between commas or at the end, as a parenthesis that the parser has hung under what was said."""
    return (
        verb.head.i < verb.i
        and any(c.dep_ == "nsubj" for c in verb.children)
        and not any(c.dep_ == "mark" for c in verb.children)
        and verb.doc[verb.left_edge.i - 1].text in (",", "”", '"')
    )


def _parts(tokens: "Iterable[Token]", without: set[int]) -> "tuple[tuple[Token, ...], ...]":
    """The tokens in runs of neighbours, marks at the edges and an opening "that" left out."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if token.i in without or token.is_space:
            continue
        if runs and token.i - runs[-1][-1].i <= 1 + sum(1 for t in token.doc[runs[-1][-1].i + 1 : token.i] if t.is_punct or t.is_space):
            runs[-1].extend(t for t in token.doc[runs[-1][-1].i + 1 : token.i])
            runs[-1].append(token)
        else:
            runs.append([token])
    trimmed = (_trimmed(run) for run in runs)
    return tuple(run for run in trimmed if any(t.is_alpha or t.like_num for t in run))


def _trimmed(run: "list[Token]") -> "tuple[Token, ...]":
    while run and (
        run[0].is_space
        or run[0].text in (",", ";", ":", "-", "–", "—", ".")
        or (run[0].lower_ == "that" and run[0].dep_ in ("mark", "det", "nsubj") and run[0].tag_ == "IN")
    ):
        run = run[1:]
    while run and (run[-1].is_space or run[-1].text in (",", ";", ":", "-", "–", "—", ".", "and", "but")):
        run = run[:-1]
    return tuple(run)


# ---- sources --------------------------------------------------------------------------------------------------


def _source_of(verb: "Token") -> "tuple[Token, ...] | None":
    """The words that name who says it: a subject, an agent, or the subject handed down to a participle, an infinitive or a second verb."""
    passive = any(c.dep_ == "auxpass" for c in verb.children) or (verb.tag_ == "VBN" and verb.dep_ == "acl")
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if agents:
        return source_phrase(agents[0])
    if passive:
        return None
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "csubj", "expl")]
    if subjects:
        return _relative(verb, subjects[-1])
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "ROOT", "dep", "ccomp") and verb.dep_ != "ROOT":
        head = verb.head
        while head.dep_ == "prep" or head.pos_ not in ("VERB", "AUX"):
            if head.head.i == head.i:
                return None
            head = head.head
        if verb.dep_ == "xcomp":
            objects = [c for c in head.children if c.dep_ == "dobj"]
            if objects and head.lemma_ not in ("promise", "threaten"):
                return source_phrase(objects[0])
        if verb.dep_ == "ccomp" and not verb.tag_.startswith("VBG"):
            return None
        return _source_of(head)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return source_phrase(verb.head)
    return None


def _relative(verb: "Token", subject: "Token") -> "tuple[Token, ...]":
    """The subject; of "who said", the noun it stands behind."""
    if subject.tag_ == "WDT" and verb.dep_ == "relcl":
        return source_phrase(verb.head)
    return source_phrase(subject)


def source_phrase(head: "Token") -> "tuple[Token, ...]":
    """A source's words: title, determiner and what says who it is ("Olm, head of the guard"); a clause about it only where it is restrictive."""
    out = [t for t in head.subtree if not t.is_space]
    for child in head.children:
        # a clause behind a comma tells of the source, it does not name it; "the men who fled" it does
        if child.i > head.i and child.dep_ in ("relcl", "acl", "advcl", "ccomp", "parataxis") and _behind_a_comma(child):
            out = [t for t in out if t.i < child.left_edge.i]
    while out and ((out[0].is_punct and out[0].text not in ("“", '"', "(")) or out[0].pos_ == "CCONJ"):
        out.pop(0)
    while out and (out[-1].is_punct and out[-1].text not in (".", ")", "’", "'", "”", '"')):
        out.pop()
    first, last = out[0].i if out else head.i, out[-1].i if out else head.i
    return tuple(head.doc[first : last + 1])


def _behind_a_comma(token: "Token") -> bool:
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].text in (",", "—", "–", "-", ";")


def _is_somebody(source: "tuple[Token, ...]") -> bool:
    """Whether the source's head is a name, a pronoun for people, or a noun that stands for somebody."""
    inside = {t.i for t in source}
    head = next((t for t in source if t.head.i not in inside), source[-1])
    if head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or head.lower_ in (
        "he",
        "she",
        "they",
        "we",
        "i",
        "who",
        "you",
        "some",
        "many",
        "others",
        "most",
    ):
        return True
    return head.pos_ == "PROPN" or kinds_of_heads().get(head.lemma_.lower()) is not None or kinds_of_heads().get(head.lower_) is not None


# ---- other cues -----------------------------------------------------------------------------------------------


def _raised(verb: "Token") -> Attribution | None:
    """“X is believed to be Y”: the content is X, and to be Y."""
    if not any(c.dep_ == "auxpass" for c in verb.children):
        return None
    subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "oprd", "advcl") and c.i > verb.i]
    if not clauses:
        clauses = (
            [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("as", "at", "in") and c.i > verb.i]
            if verb.lemma_ in ("estimate", "describe", "see", "regard")
            else []
        )
    if not subjects or not clauses:
        return None
    source = _source_of(verb)
    if subjects[0].lower_ == "it":
        return Attribution(_verb_group(verb), source, _parts(clauses[0].subtree, {verb.i}), verb.lemma_.lower())
    subject = list(subjects[0].subtree)
    return Attribution(_verb_group(verb), source, (*_parts(subject, set()), *_parts(clauses[0].subtree, {verb.i})), verb.lemma_.lower())


def _according(token: "Token", sentence: "Phrase") -> Attribution | None:
    to = token.doc[token.i + 1]
    inner = [c for t in (token, to) for c in t.children if c.dep_ == "pobj"]
    if not inner:
        return None
    own = {t.i for t in token.subtree} | {t.i for t in to.subtree}
    head = token.head
    while (
        head.dep_ not in ("ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis")
        and head.head.i != head.i
        and head.pos_ not in ("VERB", "AUX")
    ):
        head = head.head
    if head.i in own:
        head = sentence.root
    source = source_phrase(inner[0])
    tokens = [t for t in head.subtree if t.i not in own]
    parts = _parts(tokens, set())
    return Attribution((token, to), source, parts[:2], "according to") if parts else None


def _of_noun(noun: "Token") -> Attribution | None:
    if noun.lemma_.lower() not in cues().nouns:
        return None
    clauses = [
        c
        for c in noun.children
        if c.dep_ in ("acl", "ccomp", "relcl")
        and any(g.dep_ in ("mark", "nsubj", "dobj") and g.lower_ == "that" and g.tag_ == "IN" for g in c.children)
    ]
    if not clauses:
        return None
    owners = [c for c in noun.children if c.dep_ == "poss"]
    owners += [
        g
        for c in noun.children
        if c.dep_ == "prep" and c.lower_ in ("of", "by", "from", "among", "in")
        for g in c.children
        if g.dep_ == "pobj" and g.i < clauses[0].i
    ]
    source = None
    if owners:
        words = tuple(t for t in source_phrase(owners[0]) if t.lower_ not in ("’s", "'s", "’"))
        source = words or None
    return Attribution((noun,), source, _parts(clauses[0].subtree, {noun.i}), noun.lemma_.lower())


def _of_adjective(adjective: "Token") -> Attribution | None:
    if adjective.lemma_.lower() not in cues().adjectives or adjective.dep_ not in ("acomp", "oprd"):
        return None
    clauses = [c for c in adjective.children if c.dep_ in ("ccomp", "xcomp") and c.i > adjective.i]
    if not clauses:
        return None
    source = _source_of(adjective.head)
    if source is None or not _is_somebody(source):
        return None
    return Attribution((adjective,), source, _parts(clauses[0].subtree, {adjective.i}), adjective.lemma_.lower())


def span_of(tokens: "Iterable[Token]") -> Span:
    """From the first token's start to the last one's end."""
    run = list(tokens)
    return run[0].idx, run[-1].idx + len(run[-1])
