"""A parse to its claims: who said what, on whose word, with source, cue and content, and the chain back to the one who first said it."""

import re
from functools import cache

from tidings.know.cues import cues
from tidings.model.reading import Claim, Mention, Stance, Style
from tidings.model.span import Span, holds, merged, shared
from tidings.read.attribution import Attribution, attributions_in, span_of
from tidings.read.chains import Names, chain_of, nest
from tidings.read.drafts import Draft
from tidings.read.parse import Parse
from tidings.read.quotations import Quotation, find_quotations
from tidings.read.sources import head_of
from tidings.read.tellers import with_quotations

_EDGE = " \t\n\xa0,;:–—-"


def find_claims(parse: Parse, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
    """The claims in text order, ids c1…; a source that is nobody's name keeps its own words."""
    quotations = find_quotations(parse.text, parse.document.body)
    drafts = [d for sentence in parse.sentences() for d in (_draft(a) for a in attributions_in(sentence)) if d is not None]
    drafts = [d for d in drafts if not _is_own_speech(d, quotations)]
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


def _is_own_speech(draft: Draft, quotations: tuple[Quotation, ...]) -> bool:
    """Whether a speaker says "I think" or "you know" within what he is quoted to say: that is his speech, and nobody else's word."""
    head, cue = draft.source_head, draft.cue
    return head is not None and cue is not None and head.lower_ in _SPEAKS and any(holds(q.inner, cue) for q in quotations)


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
        stance=_stance(draft),
        chain=chain,
        via=draft.via or _via(draft),
        hedges=_hedges(parse, content, draft),
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


def _stance(draft: Draft) -> Stance:
    """What the source does with the content: the cue says it, for "ask", "tell", "warn" and "call" together with what follows."""
    stance = cues().stance.get(draft.lemma, "asserts")
    if draft.cue_token is None:
        return stance  # type: ignore[return-value]
    children = list(draft.cue_token.children)
    if draft.lemma in ("ask", "tell", "warn", "write"):
        to_do = any(c.dep_ in ("xcomp", "ccomp", "advcl") and any(g.lower_ == "to" and g.i < c.i for g in c.children) for c in children)
        asks_for = draft.lemma == "ask" and any(c.lower_ == "for" for c in children)
        stance = "demands" if to_do or asks_for else "questions" if draft.lemma == "ask" else "asserts"
    if draft.lemma == "call" and draft.cue_token.pos_ == "VERB":
        # "called for a halt", "called on them to go"; who is called a liar is not asked for anything
        asks = any(c.lower_ in ("for", "on", "upon") for c in children) or any(c.dep_ == "xcomp" for c in children)
        stance = "demands" if asks else "asserts"
    return stance  # type: ignore[return-value]


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


def _hedges(parse: Parse, content: tuple[Span, ...], draft: Draft) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in content:
        for phrase in (*cues().hedge_phrases, *cues().doubts):
            found += [m.span() for m in re.compile(rf"\b{re.escape(phrase)}\b", re.I).finditer(parse.text, *span)]
        words = parse.phrase(span)
        for token in words if words is not None else ():
            if token.lower_ in cues().hedges and not (token.lower_ in ("could", "may", "might") and token.tag_ != "MD"):
                found.append((token.idx, token.idx + len(token)))
    if draft.cue_token is not None:
        found += [(c.idx, c.idx + len(c)) for c in draft.cue_token.children if c.dep_ == "advmod" and c.lower_ in cues().hedges]
        found += _doubts_about(parse, draft)
    return merged(found)


_IT = re.compile(
    r"(?:The|Those|These|This|That|His|Her|Its|Their)\b(?: \w+){0,2} (?:claim|report|statement|account|allegation|assertion|figure|video|image)s?\b|It |This |That "
)


def _doubts_about(parse: Parse, draft: Draft) -> list[Span]:
    """What the narrator says of the claim's worth beside it, or in the next sentence: "without providing evidence", "could not be verified"."""
    if draft.cue_token is None:
        return []
    sentence = draft.cue_token.sent
    windows = [(sentence.start_char, sentence.end_char)]
    after = parse.text[sentence.end_char :].lstrip(" ")
    if _IT.match(after):
        start = len(parse.text) - len(after)
        windows.append((start, start + len(re.split(r"[.\n]", after, maxsplit=1)[0])))
    found = [m.span() for window in windows for m in _doubt().finditer(parse.text, *window)]
    return [s for s in found if not any(holds(part, s) for part in draft.content)]


@cache
def _doubt() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(p)}\b" for p in cues().doubts), re.I)
