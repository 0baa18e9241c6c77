"""A parse to its claims: who said what, on whose word, with source, cue and content, and the chain back to the one who first said it."""

import re

from tidings.know.cues import cues
from tidings.model.reading import Claim, Mention, Style
from tidings.model.span import Span, holds, merged, shared
from tidings.read.attribution import Attribution, attributions_in, span_of
from tidings.read.chains import Names, chain_of, nest
from tidings.read.drafts import Draft
from tidings.read.hedges import hedges_of
from tidings.read.parse import Parse
from tidings.read.quotations import Quotation, find_quotations
from tidings.read.sources import head_of
from tidings.read.stances import stance_of
from tidings.read.tellers import with_quotations

_EDGE = " \t\n\xa0,;:–—-"


def find_claims(parse: Parse, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
    """The claims in text order, ids c1…; a source that is nobody's name keeps its own words."""
    quotations = find_quotations(parse.text, parse.document.body)
    drafts = [d for sentence in parse.sentences() for d in (_draft(a) for a in attributions_in(sentence)) if d is not None]
    drafts = [d for d in drafts if not _is_own_speech(parse.text, d, quotations) and not _is_told_better(d, drafts)]
    drafts = with_quotations(parse, drafts, quotations)
    for draft in drafts:
        draft.content = [s for s in (_tidy(parse.text, s) for s in merged(draft.content)) if s[0] < s[1]]
    drafts = [d for d in drafts if d.content]
    drafts.sort(key=lambda d: (d.content[0], d.cue or d.content[0]))
    by_head = Names(parse, mentions, drafts)
    nest(drafts)
    drafts = [d for d in drafts if d.inside is None or d.lemma not in cues().minds]
    nest(drafts)
    return tuple(_claim(parse, i, draft, by_head) for i, draft in enumerate(drafts, start=1))


_SPEAKS = frozenset("i we you my our your us me".split())


def _is_own_speech(text: str, draft: Draft, quotations: tuple[Quotation, ...]) -> bool:
    """Whether a speaker says "I think" or "you know" within what he is quoted to say: that is his speech, and nobody else's word.

    What he quotes himself as having said at another time ("my answer was: ‘…’") is a claim of its own.
    """
    head, cue = draft.source_head, draft.cue
    if head is None or cue is None or head.lower_ not in _SPEAKS or text[draft.content[0][0]] in "‘“":
        return False
    return any(holds(q.inner, cue) for q in quotations)


def _is_told_better(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a noun without an owner tells what a cue with a source tells too: "the argument, as explained by Olm, is that"."""
    if draft.source is not None or draft.cue_token is None or draft.cue_token.pos_ != "NOUN":
        return False
    return any(d.source is not None and d.cue_token is not None and d.content[-1:] == draft.content[-1:] for d in drafts)


def _draft(a: Attribution) -> Draft | None:
    content = [span_of(part) for part in a.content if part]
    if not content:
        return None
    source = a.source
    head = head_of(source) if source else None
    return Draft(
        content=content,
        cue=span_of(a.cue),
        source=span_of(source) if source else None,
        lemma=a.lemma,
        cue_token=a.cue[0] if a.lemma == "according to" else a.cue[-1],
        source_head=head,
    )


def _tidy(text: str, span: Span) -> Span:
    """The span without marks and white space at its edges, and without quotation marks that enclose all of it."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    while start < end and text[end - 1] in ".," and not text[start:end].endswith(("...", "U.S.", "U.K.")):
        end -= 1
    return start, end


def _claim(parse: Parse, number: int, draft: Draft, names: Names) -> Claim:
    content = tuple(draft.content)
    chain = chain_of(draft, names)
    return Claim(
        id=f"c{number}",
        content=content,
        source=draft.source,
        cue=draft.cue,
        style=_style(parse.text, content, draft),
        stance=stance_of(parse, draft),
        chain=chain,
        via=draft.via or _via(draft),
        hedges=hedges_of(parse, content, draft),
        basis="a cue's frame" if draft.cue else "speech that goes on",
    )


def _style(text: str, content: tuple[Span, ...], draft: Draft) -> Style:
    """Direct when every word stands in quotation marks, indirect when none does, mixed otherwise; speech without marks is direct."""
    if draft.cue_token is None or draft.dashed:
        return "direct"
    quoted = bare = False
    for start, end in content:
        inside = text[max(0, start - 1) : start] in ("“", '"', "«") and start > 0
        for char in text[start:end].replace("''", '"'):
            if char in '“”"«»':
                inside = char in "“«" or (char == '"' and not inside)
            elif char.isalnum():
                quoted, bare = quoted or inside, bare or not inside
    return "mixed" if quoted and bare else "direct" if quoted else "indirect"


def _via(draft: Draft) -> str | None:
    """The platform on which it was said, where the cue's clause or the sentence's opening names one."""
    if draft.cue_token is None:
        return None
    for token in draft.cue_token.sent:
        if token.lower_ in ("on", "via", "in", "to", "through") and token.dep_ == "prep":
            words = " ".join(t.text for t in token.subtree)
            if any(shared(span_of(token.subtree), s) for s in draft.content):
                continue
            for platform in cues().platforms:
                if len(platform) > 1 and re.search(rf"\b{platform}\b", words):
                    return platform
    return None
