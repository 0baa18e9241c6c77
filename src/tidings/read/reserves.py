"""A parse and its claims in, out what the text says in its own voice with reserve, and the words that hold it back."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.model.reading import Claim, Reserve
from tidings.model.span import Span, holds
from tidings.read.hedges import leaves_open
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# Words for what nobody knows, before a clause with "whether" …
_NOT_KNOWN = frozenset("unclear uncertain unknown unsure doubtful questionable".split())
# … and "so-called", which the parser takes apart.
_SO_CALLED = re.compile(r"\bso[- ]called\b", re.IGNORECASE)


def find_reserves(parse: Parse, claims: tuple[Claim, ...]) -> tuple[Reserve, ...]:
    """One record for each thing that is held back, in text order; what stands in somebody's mouth has its hedges there."""
    said = [span for claim in claims for span in claim.content]
    cues_of_claims = [claim.cue for claim in claims if claim.cue]
    found = []
    for sentence in parse.sentences():
        for hedge, words in _held_back(sentence):
            spans = _spans(words, hedge)
            if spans and not any(holds(s, hedge) for s in (*said, *cues_of_claims)):
                found.append(Reserve(content=spans, hedges=(hedge,)))
    return tuple(sorted(set(found), key=lambda r: (r.hedges, r.content)))


def _held_back(sentence: "Phrase") -> Iterator[tuple[Span, list["Token"]]]:
    for match in _SO_CALLED.finditer(sentence.text):
        start, end = (sentence.start_char + at for at in match.span())
        behind = next((t for t in sentence if t.idx >= end), None)
        if behind is not None:
            yield (start, end), [t for t in _noun_over(behind).subtree if t.idx >= end]
    for token in sentence:
        span = token.idx, token.idx + len(token)
        if token.lower_ in _NOT_KNOWN:
            clauses = [c for t in (token, token.head) for c in t.children if c.dep_ in ("ccomp", "csubj", "advcl")]
            asked = [c for c in clauses if any(g.lower_ in ("whether", "if") for g in c.children)]
            for clause in asked[:1]:
                yield span, [t for t in clause.subtree if t.lower_ not in ("whether", "if")]
        elif leaves_open(token) or (token.lower_ in _APPARENT and token.dep_ == "amod" and token.i < token.head.i):
            yield span, list(_what(token))


# What is no hedge of a claim's but holds a thing back where nobody speaks: "an apparent gas blast".
_APPARENT = frozenset("apparent supposed ostensible presumed rumoured rumored".split())


def _what(token: "Token") -> Iterator["Token"]:
    """What the word holds back: the clause of an adverb or a modal, what seems, the thing that an adjective stands at."""
    if token.lemma_ in ("appear", "seem"):
        for clause in (c for c in token.children if c.dep_ in ("xcomp", "ccomp", "acomp", "oprd")):
            yield from (t for t in clause.subtree if not (t.lower_ == "to" and t.head == clause))
    elif token.dep_ == "amod":
        yield from (t for t in token.head.subtree if t.i > token.i)
    elif token.dep_ in ("advmod", "aux"):
        # "may burst, and the villagers left": the other clause stands by itself
        others = [c for c in token.head.children if c.dep_ == "conj" and any(g.dep_ in ("nsubj", "nsubjpass") for g in c.children)]
        apart = {t.i for c in others for t in c.subtree} | {t.i for t in token.head.children if others and t.dep_ == "cc"}
        yield from (t for t in token.head.subtree if t.i not in apart)


def _noun_over(token: "Token") -> "Token":
    """The noun that a word stands before: "Army" of "Free Army"."""
    while token.dep_ in ("compound", "amod", "nmod", "poss") and token.head.i > token.i:
        token = token.head
    return token


def _spans(words: list["Token"], hedge: Span) -> tuple[Span, ...]:
    """From the first of the words to the last, without the hedge and the marks at the edges."""
    words = [t for t in words if not (hedge[0] <= t.idx < hedge[1])]
    while words and words[-1].is_punct:
        words.pop()
    while words and words[0].is_punct:
        words.pop(0)
    before = [t for t in words if t.idx < hedge[0]]
    after = [t for t in words if t.idx >= hedge[1]]
    return tuple((part[0].idx, part[-1].idx + len(part[-1])) for part in (before, after) if part)
