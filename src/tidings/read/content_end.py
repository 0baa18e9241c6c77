"""Tokens that hang on a cue to the runs of words that are what was said: where a content begins, breaks and ends."""

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tidings.know.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

Run = "tuple[Token, ...]"
_EDGES = frozenset((",", ";", ":", "-", "–", "—", "―", "--", "."))
# Conjunctions that open the narrator's own remark behind a comma, and prepositions that set a report in its time and place.
_ASIDE = frozenset("though although while after before despite amid amidst apparently just days hours weeks".split())
# Prepositions behind a named occasion of speech ("said during the debate"): what follows belongs to the report, not to what was said.
_OCCASIONS = frozenset("during".split())


def parts_of(tokens: "Iterable[Token]", without: set[int]) -> "tuple[tuple[Token, ...], ...]":
    """The tokens in runs of neighbours, marks at the edges and an opening "that" left out."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if token.i in without or token.is_space:
            continue
        between = token.doc[runs[-1][-1].i + 1 : token.i] if runs else ()
        if runs and all(t.is_punct or t.is_space for t in between):
            runs[-1].extend(between)
            runs[-1].append(token)
        else:
            runs.append([token])
    trimmed = (trimmed_run(run) for run in runs)
    return tuple(run for run in trimmed if any(t.is_alpha or t.like_num for t in run))


def trimmed_run(run: "list[Token]") -> "tuple[Token, ...]":
    """The run without marks and conjunctions at its edges and without the "that" that opens a clause."""
    while run and (
        run[0].is_space or run[0].text in _EDGES or (run[0].lower_ == "that" and (run[0].tag_ == "IN" or run[0].dep_ == "mark"))
    ):
        run = run[1:]
    while run and (run[-1].is_space or run[-1].text in _EDGES or run[-1].lower_ in ("and", "but")):
        run = run[:-1]
    return tuple(run)


def ended(tokens: "Iterable[Token]", head: "Token", is_clause: bool) -> "list[Token]":
    """The tokens without what the narrator adds behind a comma: another report, a remark, and, where a thing is meant, a clause about it."""
    cut: set[int] = set()
    cut |= {t.i for child in head.children if _is_answer(child) for t in child.subtree}
    if is_clause and head.dep_ == "ccomp":
        cut = {t.i for child in head.children if _is_next_report(child, head) for t in child.subtree}
    for child in [*head.children, *(g for c in head.children if c.dep_ in ("conj", "ccomp", "xcomp", "dobj", "prep") for g in c.children)]:
        if child.i > head.i and _is_added(child, is_clause):
            cut |= {t.i for t in child.subtree}
    if not is_clause:
        for child in head.subtree:
            if child.i > head.i and child.dep_ in ("relcl", "appos") and _behind_a_comma(child) and _is_last(child, head):
                cut |= {t.i for t in child.subtree}
    return [t for t in tokens if t.i not in cut]


def _is_answer(token: "Token") -> bool:
    """“In response to what he says is a threat”: the narrator tells what was answered, with somebody's word for it."""
    if token.dep_ != "prep" or token.lower_ not in ("in", "after", "over", "following", "amid"):
        return False
    below = list(token.subtree)
    return any(t.lower_ == "what" and t.i <= token.i + 3 and _opens_a_report(t) for t in below)


def _opens_a_report(what: "Token") -> bool:
    """Whether a verb of saying with a subject follows at once: "what Olm calls"."""
    rest = what.doc[what.i + 1 : min(what.i + 8, what.sent.end)]
    verb = next((t for t in rest if t.pos_ == "VERB"), None)
    return verb is not None and verb.lemma_.lower() in cues().frames and any(c.dep_ == "nsubj" and c.i > what.i for c in verb.children)


def _is_next_report(token: "Token", head: "Token") -> bool:
    """Whether a second verb is the reporter's own, though the parser hung it under what was said: "said he would go and warned that …"."""
    return (
        token.dep_ == "conj"
        and token.tag_ in ("VBD", "VBZ")
        and token.tag_ == head.head.tag_
        and head.tag_ != token.tag_
        and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "expl") for c in token.children)
        and token.lemma_.lower() in cues().frames
    )


def _is_added(token: "Token", is_clause: bool) -> bool:
    if token.dep_ == "advcl" and token.tag_ == "VBG" and _behind_a_comma(token) and token.left_edge.i >= token.i - 1:
        return token.lemma_.lower() in cues().adding
    if token.dep_ in ("advcl", "prep") and _behind_a_comma(token):
        opening = token.left_edge.lower_
        return opening in _ASIDE or (not is_clause and opening in ("as", "without"))
    return False


def _is_last(token: "Token", head: "Token") -> bool:
    return token.right_edge.i >= head.right_edge.i - 1


def _behind_a_comma(token: "Token") -> bool:
    edge = token.left_edge.i
    return edge > 0 and token.doc[edge - 1].text in (",", "—", "–", "-", ";", "--")


def without_clauses(noun: "Token", before: int) -> "list[Token]":
    """A noun's words up to a token, without the clauses behind commas that tell of it."""
    told = [c for c in noun.children if c.dep_ in ("relcl", "appos", "acl") and c.i > noun.i]
    behind = {t.i for c in told if c.doc[c.left_edge.i - 1].text in (",", "—", "–", "--") for t in c.subtree}
    return [t for t in noun.subtree if t.i < before and t.i not in behind]


def without_asides(preposition: "Token") -> "list[Token]":
    """What a preposition governs, without the clauses behind commas that tell of it; what it is called stays ("as Olm, a clerk")."""
    asides = (c for c in preposition.subtree if c.dep_ == "relcl" and c.doc[c.left_edge.i - 1].text == ",")
    behind = {t.i for c in asides for t in c.subtree}
    return [t for t in preposition.subtree if t.i not in behind]


# A line with more words than this behind a colon is a page that has lost its paragraphs: what is told ends with the sentence.
_LONGEST_TOLD = 300
_CLOSING = {"“": "”", '"': '"', "''": "''", "``": "''", "«": "»"}


def behind_a_colon(verb: "Token") -> "list[Token]":
    """“Olm added: The dam holds.”: the rest of the line; of a line that opens a quotation, what stands in its marks."""
    doc, at = verb.doc, verb.i + 1
    if at >= len(doc) or doc[at].text != ":":
        return []
    line = list(itertools.takewhile(lambda t: "\n" not in t.text, doc[at + 1 :]))
    mark = next((_CLOSING.get(t.text) for t in line if not t.is_space), None)
    closed = [n for n, t in enumerate(line) if t.text == mark and n > 1]
    if closed:
        return line[: closed[0] + 1]
    if len(line) > _LONGEST_TOLD:
        return [t for t in line if t.sent.start == line[0].sent.start]
    return line
