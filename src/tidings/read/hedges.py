"""A claim to the words that hedge it: modals and adverbs in it, what its cue leaves open, and what the text says beside it of its worth."""

import re
from functools import cache
from typing import TYPE_CHECKING

from tidings.know.cues import cues
from tidings.model.span import Span, holds, merged
from tidings.read.drafts import Draft
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

# Where nobody is named, "is believed to" and "purporting to" leave open whether it is so.
_OPEN = frozenset("believe think presume rumour rumor suspect suppose assume reckon understand fear".split())
# What one can do with one's eyes and ears is no guess.
_SENSES = frozenset("hear see feel smell taste remember".split())
# What these say one may do is allowed, not guessed.
_RULES = frozenset("notice sign rule law regulation statute order permit decree ordinance contract licence license".split())
_IT = re.compile(
    r"(?:The|Those|These|This|That|His|Her|Its|Their)\b(?: \w+){0,2} (?:claim|report|statement|account|allegation|assertion|figure|video|image)s?\b"
    r"|It |This |That |[A-Z]\w+(?: \w+){0,3} (?:could|was|were) (?:not|unable)"
)


def hedges_of(parse: Parse, content: tuple[Span, ...], draft: Draft) -> tuple[Span, ...]:
    """The spans of the hedges, in order, none twice."""
    found: list[Span] = []
    for span in content:
        for phrase in (*cues().hedge_phrases, *cues().doubts):
            found += [m.span() for m in re.compile(rf"\b{re.escape(phrase)}\b", re.I).finditer(parse.text, *span)]
        words = parse.phrase(span)
        found += [_span(token) for token in words if leaves_open(token)] if words is not None else []
    cue = draft.cue_token
    if cue is not None:
        found += [_span(c) for c in cue.children if c.dep_ == "advmod" and c.lower_ in cues().hedges]
        found += _open_cue(draft, cue)
        found += _on_the_source(draft, cue)
        if draft.source_head is not None and draft.source_head.lemma_.lower() in _RULES:
            found = [s for s in found if parse.text[slice(*s)].lower() != "may"]
        found += _doubts_about(parse, draft, cue)
    return merged(found)


def _span(token: "Token") -> Span:
    return token.idx, token.idx + len(token)


def leaves_open(token: "Token") -> bool:
    word = token.lower_
    if word not in cues().hedges:
        return False
    if word in ("could", "may", "might"):
        return token.tag_ == "MD" and token.head.lemma_ not in _SENSES
    if token.lemma_ in ("appear", "seem"):
        # "appeared in court" is no guess, "appears to have cracked" and "appears lost" are
        return any(c.dep_ in ("xcomp", "ccomp", "acomp", "oprd") for c in token.children) or token.dep_ in ("parataxis",)
    return not (word in ("possible", "likely") and token.head.lemma_ == "make")


def _open_cue(draft: Draft, cue: "Token") -> list[Span]:
    is_passive = cue.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in cue.children)
    if (is_passive and draft.source is None and draft.lemma in _OPEN) or (cue.lemma_ in ("purport", "allege") and cue.pos_ == "VERB"):
        return [_span(cue)]
    if cue.i >= cue.sent.start + 2 and cue.nbor(-1).lower_ == "to" and cue.nbor(-2).lower_ == "purporting":
        return [_span(cue.nbor(-2))]  # "purporting to show", when the parser makes "show" the cue
    return [_span(c) for c in cue.children if c.dep_ in ("acl", "amod") and c.lower_ in ("purporting", "purported")]


def _on_the_source(draft: Draft, cue: "Token") -> list[Span]:
    """Words such as "unconfirmed reports", "an unverified recording": what is said of the words' bearer."""
    papers = [g for c in cue.children if c.dep_ == "prep" and c.lower_ == "in" for g in c.children if g.dep_ == "pobj"]
    nouns = [t for t in (draft.source_head, cue, *papers) if t is not None and t.pos_ in ("NOUN", "PROPN")]
    return [_span(c) for noun in nouns for c in noun.children if c.dep_ == "amod" and c.lower_ in cues().hedges]


def _doubts_about(parse: Parse, draft: Draft, cue: "Token") -> list[Span]:
    """What the narrator says of the claim's worth beside it, or in the next sentence: "without providing evidence", "could not be verified"."""
    sentence = cue.sent
    windows = [(sentence.start_char, sentence.end_char)]
    after = parse.text[sentence.end_char :].lstrip(" ")
    if _IT.match(after):
        start = len(parse.text) - len(after)
        windows.append((start, start + len(re.split(r"[.\n]", after, maxsplit=1)[0])))
    found = [m.span() for window in windows for m in _doubt().finditer(parse.text, *window)]
    return [s for s in found if not any(holds(part, s) for part in draft.content)]


_MORE_DOUBTS = (
    r"(?:could|can|has|have|had)(?: \w+)? not (?:be |been |immediately |independently )*(?:verif(?:y|ied)|confirm(?:ed)?)|cannot (?:be )?(?:verif(?:y|ied)|confirm(?:ed)?)",
    r"(?:without|offer(?:ed|ing|s)? no|gave no|giving no|provid(?:ed|ing|es) no|cit(?:ed|ing) no) (?:providing |offering |giving |any |citing )*(?:evidence|proof)",
)


@cache
def _doubt() -> re.Pattern[str]:
    return re.compile("|".join((*(rf"\b{p}\b" for p in _MORE_DOUBTS), *(rf"\b{re.escape(p)}\b" for p in cues().doubts))), re.I)
