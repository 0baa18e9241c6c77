"""One cue in a parse to its source and content: the frames in which verbs put words into somebody's mouth; other cues are in other_cues."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidings.know.cues import cues
from tidings.model.span import Span
from tidings.read.content_end import behind_a_colon, ended, parts_of, without_asides, without_clauses
from tidings.read.sources import clause_of_paper, head_of, is_outlet_phrase, is_somebody, source_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# Verbs that put words into a mouth only with a person for a subject: much else "shows", "goes" or "finds".
_WEAK = frozenset(
    "show go find see continue begin read point hold know feel reason figure sing cry learn hear understand remember back seek mean prove".split()
)
# Verbs whose object is ordered, asked for or wanted to do something: it is part of what is said ("ordered troops to deploy").
_OBJECT_ACTS = frozenset("order want expect require need like prefer allow permit wish".split())
# Where a clause's opening word belongs to the question that is asked or known.
_MARKS = frozenset("that if whether how why what when where who".split())


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
    from tidings.read.other_cues import according, of_adjective, of_noun

    for token in sentence:
        if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to":
            found = according(token, sentence)
        elif token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            found = _of_verb(token)
        elif token.pos_ == "NOUN":
            found = of_noun(token)
        elif token.pos_ == "ADJ":
            found = of_adjective(token)
        else:
            found = None
        if found is not None:
            yield found


def _of_verb(verb: "Token") -> Attribution | None:
    lemma = verb.lemma_.lower()
    frames = cues().frames.get(lemma)
    if verb.tag_ == "VBN" and lemma in cues().raised and (raised := _raised(verb)) is not None:
        return raised
    if not frames or verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return None
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return None  # "without citing evidence": nobody cites any
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in cues().purporting:
        return None  # "purporting to show" is one cue
    source = source_of(verb)
    if source is None and verb.tag_ == "VB":
        return None  # "there is no reason to believe": nobody believes
    if lemma in _WEAK and (source is None or not is_somebody(source)):
        return None
    for content, is_clause in _contents(verb, frames):
        if content and (is_clause or (source is not None and is_somebody(source)) or (source is None and _is_passive_of_judging(verb))):
            return Attribution(_verb_group(verb), source, content, lemma, is_clause)
    if lemma in cues().open_passive and (told := _agentless(verb)):
        return Attribution(_verb_group(verb), None, told, lemma, False)
    return None


def _is_passive_of_judging(verb: "Token") -> bool:
    """“Olm was accused of fraud”, “asked about the gate”: it needs nobody who does it."""
    if verb.tag_ != "VBN" or verb.lemma_.lower() not in cues().judging | cues().open_passive | {"ask", "press", "question"}:
        return False
    return any(c.dep_ == "nsubjpass" for c in verb.children) or verb.dep_ == "advcl"


def _agentless(verb: "Token") -> "tuple[tuple[Token, ...], ...]":
    """“A curfew was announced”: what is said stands as the subject, and nobody as the one who says it."""
    subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if not subjects or not any(c.dep_ == "auxpass" for c in verb.children) or subjects[0].tag_ in ("WDT", "WP"):
        return ()
    return parts_of(subjects[0].subtree, {verb.i})


def _verb_group(verb: "Token") -> "tuple[Token, ...]":
    """The verb with the auxiliaries, negations and adverbs that stand right before it, as PolNeAR counts a cue."""
    first = verb
    while first.i > verb.sent.start:
        before = verb.doc[first.i - 1]
        if before.head.i != verb.i or before.dep_ not in ("aux", "auxpass", "neg", "advmod") or before.lower_ in _MARKS:
            break
        first = before
    return tuple(verb.doc[first.i : verb.i + 1])


# ---- what a verb's frames govern ------------------------------------------------------------------------------


def _contents(verb: "Token", frames: frozenset[str]) -> "Iterator[tuple[tuple[tuple[Token, ...], ...], bool]]":
    """The contents that the verb's frames allow, the likeliest first, and whether each is a clause."""
    if verb.lemma_.lower() in cues().purporting:
        shown = [g for c in verb.children if c.dep_ == "xcomp" for g in c.children if g.dep_ in ("dobj", "ccomp") and g.i > c.i]
        yield from ((parts_of(g.subtree, {verb.i}), True) for g in shown[:1])
    if "clause" in frames:
        yield from _clauses(verb)
    if "infinitive" in frames:
        yield from _infinitives(verb)
    if "to" in frames or "infinitive" in frames:
        yield from _goals(verb)
    yield from _governed(verb, frames)
    if "gerund" in frames:
        gerunds = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG"]
        yield from ((parts_of(g.subtree, {verb.i}), True) for g in gerunds[:1])
    if "object" in frames:
        yield from _objects(verb)


def _clauses(verb: "Token") -> "Iterator[tuple[tuple[tuple[Token, ...], ...], bool]]":
    own = {verb.i}
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    if (of_paper := clause_of_paper(verb)) is not None:
        clauses = [of_paper]
    after = [c for c in clauses if c.i > verb.i]
    for clause in (after or clauses)[:1]:
        if "infinitive" in cues().frames.get(verb.lemma_.lower(), ()) and _is_to(clause):
            continue
        # of two clauses in front of the cue the parser joins neither to the other: both are told
        tokens = [t for c in ([clause] if after else clauses) for t in c.subtree if t.i != verb.i]
        tokens = _between_that_and_outlet(tokens, clause) if after else tokens
        yield parts_of([*_joined_before(verb, clause), *ended(tokens, clause, True)], own), True
    for clause in [
        c for c in verb.children if c.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ in ("that", "whether") for g in c.children)
    ][:1]:
        yield parts_of(_between_that_and_outlet(list(clause.subtree), clause), own), True
    if told := behind_a_colon(verb):
        yield parts_of(told, own), True
    if verb.dep_ == "advcl" and (told := _beside_as(verb)):
        yield parts_of(told, own), True
    if verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and _is_aside(verb)) or (not clauses and _is_spliced(verb)):
        inside = {t.i for t in verb.subtree}
        yield parts_of([t for t in verb.head.subtree if t.i not in inside], own), True


def _between_that_and_outlet(tokens: "list[Token]", clause: "Token") -> "list[Token]":
    """The clause without what stands before its "that" (“reported, citing Olm, that …”) and without an outlet's aside at its end."""
    marks = [c.i for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"]
    asides = [
        c
        for c in clause.children
        if c.lower_ == "according"
        and c.nbor(-1).text == ","
        and any(g.dep_ == "pobj" and is_outlet_phrase(g) for t in (c, c.nbor(1)) for g in t.children)
    ]
    cut = {t.i for c in asides for t in c.subtree}
    return [t for t in tokens if t.i not in cut and (not marks or t.i >= marks[0])]


def _beside_as(verb: "Token") -> "list[Token]":
    """“As Olm explained, the dam holds”, “the case, as explained by Olm, is that the dam holds”: the clause that the aside stands in."""
    if not any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") and c.i == verb.left_edge.i for c in verb.children):
        return []
    if verb.lemma_.lower() in _WEAK or verb.lemma_ == "speak" or source_of(verb) is None:
        return []
    if any(c.dep_ in ("dobj", "ccomp", "xcomp", "acomp") and c.i > verb.i for c in verb.children):
        return []  # "as he announced a halt": a time
    head = verb.head
    if head.pos_ == "NOUN" and head.dep_ == "nsubj" and head.head.lemma_ == "be":
        return [t for c in head.head.children if c.dep_ == "ccomp" for t in c.subtree]
    inside = {t.i for t in verb.subtree}
    return [t for t in head.subtree if t.i not in inside] if head.pos_ in ("VERB", "AUX") else []


def _joined_before(verb: "Token", clause: "Token") -> "list[Token]":
    """“The gate is shut, but the dam will hold, Olm says”: the first clause, to which the parser has joined the cue instead of the second."""
    head = verb.head
    if verb.dep_ != "conj" or head.i > clause.i or clause.i > verb.i or head.dep_ != "ROOT" or head.lemma_.lower() in cues().frames:
        return []
    names = [c for c in verb.children if c.dep_ == "nsubj"]
    if not names or names[0].i < clause.i or verb.right_edge.i < verb.sent.end - 3:
        return []
    return [t for t in head.sent if t.i < clause.left_edge.i]


def _is_spliced(verb: "Token") -> bool:
    """“The dam holds, engineer Ana Olm said”: the cue behind a comma, which the parser takes for a second clause."""
    head = verb.head
    joined = any(c.dep_ == "cc" for c in head.children) or any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children)
    return verb.dep_ == "conj" and head.dep_ == "ROOT" and not joined and head.lemma_.lower() not in cues().frames and _is_aside(verb)


def _is_aside(verb: "Token") -> bool:
    """Whether "he said" stands between commas or at the end, as a parenthesis that the parser has hung under what was said."""
    edge = verb.left_edge.i
    return (
        verb.head.i < verb.i
        and any(c.dep_ == "nsubj" for c in verb.children)
        and not any(c.dep_ == "mark" for c in verb.children)
        and edge > 0
        and verb.doc[edge - 1].text in (",", "”", '"', "''")
    )


def _is_to(clause: "Token") -> bool:
    return any(g.lower_ == "to" and g.dep_ == "aux" for g in clause.children)


def _infinitives(verb: "Token") -> "Iterator[tuple[tuple[tuple[Token, ...], ...], bool]]":
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    for clause in (c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and _is_to(c)):
        subject = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
        tokens = ended(clause.subtree, clause, True)
        acts = verb.lemma_.lower() in _OBJECT_ACTS
        if subject and not acts:
            tokens = [t for t in tokens if t.i > subject[0].right_edge.i]
        if acts and (first := [o for o in objects if o.i < clause.i]):
            tokens = [*first[0].subtree, *tokens]
        yield parts_of(tokens, {verb.i}), True


def _goals(verb: "Token") -> "Iterator[tuple[tuple[tuple[Token, ...], ...], bool]]":
    """An infinitive that the parser hung beside the verb as a purpose: "urged him to go"."""
    if verb.lemma_.lower() in cues().naming:
        return  # "what he called a joint group, to counter the threat"
    for clause in (c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i and _is_to(c) and c.tag_ == "VB"):
        if "infinitive" in cues().frames.get(verb.lemma_.lower(), ()):
            yield parts_of(ended(clause.subtree, clause, True), {verb.i}), True


def _governed(verb: "Token", frames: frozenset[str]) -> "Iterator[tuple[tuple[tuple[Token, ...], ...], bool]]":
    """What a preposition of the verb's governs ("warned of floods"); of two, the first that the verb asks for."""
    own = [c for c in verb.children if c.dep_ in ("prep", "dative", "prt", "agent") and c.lower_ in frames and c.lower_ != "by"]
    for preposition in [*own, *_behind_clauses(verb, frames)]:
        inner = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp")]
        inner = inner or [g for c in preposition.children if c.dep_ == "prep" for g in c.children if g.dep_ in ("pobj", "pcomp")]
        if not inner:
            continue
        tokens = ended(inner[0].subtree, inner[0], inner[0].dep_ == "pcomp")
        accused = [c for c in verb.children if c.dep_ == "nsubjpass"]
        judges = verb.lemma_.lower() in cues().judging and "object" in frames
        if preposition.lower_ == "as" or judges:
            # "described the dam as safe", "accused Olm of fraud": who is judged and as what; of a passive the subject is the first of the two
            things = [c for c in verb.children if c.dep_ == "dobj" and c.i < preposition.i]
            judged = without_clauses(things[0], preposition.i) if things else []
            tokens = [*judged, *_with_neighbours(without_asides(preposition), verb)]
        else:
            tokens = _with_neighbours(tokens, verb)
        parts = parts_of(tokens, {verb.i})
        if accused:
            parts = (*parts_of(ended(accused[0].subtree, accused[0], False), {verb.i}), *parts)
        yield parts, False


def _behind_clauses(verb: "Token", frames: frozenset[str]) -> "list[Token]":
    """“Accused Ostrel, which lies in the north, of fraud”: the preposition that the parser hung in the clause between, or before it."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if not objects or verb.lemma_.lower() not in cues().judging:
        return []
    name_end = max([objects[0].i, *(c.right_edge.i for c in objects[0].children if c.dep_ in ("compound", "flat") and c.i > objects[0].i)])
    behind = verb.doc[name_end + 1 : verb.sent.end]
    if len(behind) < 3 or behind[0].text != "," or behind[1].tag_ not in ("WDT", "WP", "DT", "VBN", "NN", "NNP", "WP$"):
        return []
    return [t for t in behind if t.dep_ == "prep" and t.lower_ == "of" and "of" in frames and t.nbor(-1).text == ","][:1]


# What is done by words or by arms: by one person, or to one, it is taken for words.
_BY_FORCE_TOO = frozenset("attack target hit strike".split())
_COMPARING = frozenset("compare liken link tie contrast equate".split())
_STAYS = frozenset("as in on at of for to with from against between over under into toward towards than".split())
_OCCASIONS = frozenset(
    """
    interview statement speech tweet conference debate letter email post rally forum event article column report memo appearance remarks comments
    television tv radio twitter facebook telegram instagram website show program programme meeting hearing session filing twitter stage air
    response front day week month year morning evening night afternoon weekend time address testimony blog podcast video court office
    """.split()
)


def _with_neighbours(tokens: "list[Token]", verb: "Token") -> "list[Token]":
    """The tokens with the prepositions that follow at once, though the parser hung them on the cue: "the value of the army on the ground".

    What says when, where or on what occasion it was said stays out.
    """
    out = list(tokens)
    for child in verb.children:
        if child.dep_ != "prep" or not out or child.i != max(t.i for t in out) + 1 or child.lower_ not in _STAYS:
            continue
        inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
        if child.lower_ == "as" or (
            inner and inner[0].ent_type_ not in ("DATE", "TIME", "EVENT") and inner[0].lemma_.lower() not in _OCCASIONS
        ):
            out += child.subtree
    return out


def _objects(verb: "Token") -> "Iterator[tuple[tuple[tuple[Token, ...], ...], bool]]":
    own = {verb.i}
    objects = [c for c in verb.children if c.dep_ in ("dobj", "oprd", "attr") and c.i > verb.i]
    lemma = verb.lemma_.lower()
    called = [c for c in verb.children if c.dep_ in ("oprd", "ccomp") and c.i > verb.i]
    if called and lemma in cues().naming:
        yield parts_of([t for o in objects for t in o.subtree if t.i < called[0].i] + list(called[0].subtree), own), False
    if lemma in _BY_FORCE_TOO and not _by_words(verb, objects):
        return  # troops attack a town
    things = [o for o in objects if o.lower_ not in ("itself", "himself", "herself", "themselves", "each")]
    if things:
        tokens = _with_neighbours(ended(things[0].subtree, things[0], False), verb)
        for child in verb.children:
            if child.i > things[0].i and child.dep_ == "prep" and child.lower_ in ("to", "with") and lemma in _COMPARING:
                tokens = [*tokens, *child.subtree]
            if child.i > things[0].i and child.dep_ == "prep" and child.lower_ in ("as", "for", "of", "over") and lemma in cues().judging:
                tokens = [*tokens, *child.subtree]
        yield parts_of(tokens, own), False
    small = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
    if small:
        yield parts_of(ended(small[0].subtree, small[0], True), own), True
    moved = _relative_object(verb)
    if moved is not None:
        yield moved, False
    passive = [c for c in verb.children if c.dep_ in ("nsubjpass", "csubjpass")]
    if passive and any(c.dep_ == "agent" for c in verb.children):
        yield parts_of(passive[0].subtree, own), False
    elif verb.tag_ == "VBN" and verb.dep_ == "acl" and any(c.dep_ == "agent" for c in verb.children):
        yield parts_of([t for t in verb.head.subtree if t.i < verb.left_edge.i], own), False


def _by_words(verb: "Token", objects: "list[Token]") -> bool:
    source = source_of(verb)
    heads = [*objects, *([head_of(source)] if source else [])]
    return any(h.ent_type_ == "PERSON" or h.lower_ in ("he", "she", "him", "her") for h in heads)


def _relative_object(verb: "Token") -> "tuple[tuple[Token, ...], ...] | None":
    """“The plan that Olm supports”: the noun before the clause is what is supported."""
    if verb.dep_ != "relcl" or verb.head.i > verb.i:
        return None
    if any(c.dep_ in ("dobj", "ccomp", "xcomp", "prep") and c.i > verb.i for c in verb.children):
        return None
    pronouns = [c for c in verb.children if c.dep_ == "dobj" and c.tag_ in ("WDT", "WP")]
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")]
    if not subjects:
        return None
    if pronouns:
        return parts_of(pronouns[0].subtree, {verb.i})
    return parts_of([t for t in verb.head.subtree if t.i < verb.left_edge.i], {verb.i})


def _raised(verb: "Token") -> Attribution | None:
    """“X is believed to be Y”: the content is X, and to be Y."""
    if not any(c.dep_ == "auxpass" for c in verb.children):
        return None
    subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "oprd", "advcl") and c.i > verb.i]
    if not clauses and verb.lemma_ in ("estimate", "describe", "see", "regard"):
        clauses = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("as", "at", "in") and c.i > verb.i]
    if not subjects or not clauses:
        return None
    source = source_of(verb)
    lemma = verb.lemma_.lower()
    if subjects[0].lower_ == "it":
        return Attribution(_verb_group(verb), source, parts_of(clauses[0].subtree, {verb.i}), lemma)
    subject = parts_of(subjects[0].subtree, set())
    return Attribution(
        _verb_group(verb), source, (*subject, *parts_of(ended(clauses[0].subtree, clauses[0], clauses[0].dep_ != "prep"), {verb.i})), lemma
    )


def span_of(tokens: "Iterable[Token]") -> Span:
    """From the first token's start to the last one's end."""
    run = list(tokens)
    return run[0].idx, run[-1].idx + len(run[-1])
