"""Drafts of claims and a text's quotations to drafts that hold the quotations whole: who tells which, and which go on from the last speaker."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tidings.know.cues import cues
from tidings.model.span import Span, holds, rest, shared
from tidings.read.attribution import span_of
from tidings.read.drafts import Draft
from tidings.read.parse import Parse
from tidings.read.posts import signed_drafts
from tidings.read.quotations import SPEECH_WORDS, Quotation
from tidings.read.sources import head_of, source_of, source_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"\w")
# "says Olm to Radio Nord" may end a line of speech: so many words may follow the cue and its source.
_TO_WHOM = 4
# A heading has at most so many words.
_HEADING = 10
# A cue stands at most so many characters behind the quotation it tells.
_BESIDE = 60


def with_quotations(parse: Parse, drafts: list[Draft], quotations: Sequence[Quotation]) -> list[Draft]:
    """The drafts with the quotations they tell taken whole, and new ones for quotations that no cue has told."""
    signed = signed_drafts(parse, quotations)
    out = [d for d in drafts if not any(_is_signature(d, s) for s in signed)] + signed
    quotations = [
        q for q in quotations if not any(s.source and (shared(s.content[0], q.inner) or holds(q.outer, s.source)) for s in signed)
    ]
    speeches = [q for q in quotations if len(parse.text[slice(*q.inner)].split()) >= SPEECH_WORDS or q.is_line]
    told: dict[Quotation, Draft] = {}
    for draft in drafts:
        outside = not any(draft.cue and holds(q.inner, draft.cue) and not _closes_line(parse.text, draft, q) for q in speeches)
        for q in speeches:
            if outside and any(shared(s, q.inner) > 0 for s in draft.content):
                told.setdefault(q, draft)
    last: Draft | None = None
    for q in speeches:
        teller = told.get(q) or _cue_beside(parse, q, out)
        if teller is not None and (split := _second_teller(parse, teller, q, out)) is not None:
            other, at = split
            teller.content = [(s[0], min(s[1], at)) if s[0] < at < s[1] else s for s in teller.content]
            _take(parse, teller, Quotation((q.outer[0], at), (q.inner[0], at), False))
            other.content = [(at, q.outer[1])]
            last = other
        elif teller is not None:
            if teller not in out:
                out.append(teller)
            _take(parse, teller, q)
            last = teller
        elif last is not None and _same_paragraph(parse.text, last, q):
            last.content.append(_words_of(parse.text, q))
        elif q.is_line or _is_sentence(parse.text, q):
            goes_on = last is not None and not _is_heading(parse.text, q) and _goes_on(parse.text, last, q)
            speaker = (
                last if goes_on else _first_behind(parse.text, drafts, q) if _is_heading(parse.text, q) else _last_before(parse, drafts, q)
            )
            draft = Draft(content=[_words_of(parse.text, q)], like=speaker)
            out.append(draft)
            last = draft
    return out


def _closes_line(text: str, draft: Draft, q: Quotation) -> bool:
    """Whether "says Olm" ends a line of speech behind a dash: it tells the whole line."""
    own = [s for s in (draft.cue, draft.source) if s is not None]
    return q.dashed and len(own) == 2 and len(text[max(s[1] for s in own) : q.inner[1]].split()) <= _TO_WHOM


def _is_signature(draft: Draft, signed: Draft) -> bool:
    """Whether a frame was read into the name under a post, or into the mark that opens a turn."""
    return draft.cue is not None and signed.source is not None and shared(draft.cue, signed.source) > 0


def _second_teller(parse: Parse, first: Draft, q: Quotation, drafts: Sequence[Draft]) -> tuple[Draft, int] | None:
    """The draft that tells a quotation's later sentences, with where they begin, when an earlier draft leads into it: "X saw “a fall. It is over,” Y said"."""
    if first.cue is None or first.cue[0] > q.outer[0]:
        return None
    inside = [
        s
        for d in drafts
        if d is not first and d.cue and q.outer[1] <= d.cue[0] <= q.outer[1] + _BESIDE
        for s in d.content
        if holds(q.outer, s)
    ]
    phrase = parse.phrase(q.inner)
    if not inside or phrase is None:
        return None
    other = next(d for d in drafts if d is not first and inside[0] in d.content)
    starts = [t.idx for t in phrase if t.is_sent_start and q.inner[0] < t.idx <= inside[0][0]]
    return (other, starts[0]) if starts else None


def _take(parse: Parse, draft: Draft, q: Quotation) -> None:
    """The quotation as part of the draft's content: whole where all of the content lies in it, else joined to what stands outside the marks."""
    words = _words_of(parse.text, q)
    if q.dashed:
        draft.dashed = True
        # "– … , says Olm": the line is all speech but for the cue and the source in it
        own = [s for s in (draft.cue, draft.source) if s is not None and holds(q.inner, s)]
        cut = (min(s[0] for s in own), max(s[1] for s in own)) if own else None
        draft.content = list(rest(words, [cut])) if cut else [words]
        draft.content = [s for s in draft.content if len(parse.text[slice(*s)].split()) >= 2]
        return
    mine = [s for s in draft.content if shared(s, q.outer)]
    outside = [s for s in mine if any(_WORD.search(parse.text[slice(*part)]) for part in rest(s, [q.outer]))]
    if outside:
        first, last = min(s[0] for s in outside), max(s[1] for s in outside)
        joined = (min(first, q.outer[0]), max(last, q.outer[1]))
        blocked = [s for s in (draft.cue, draft.source) if s is not None and holds(joined, s)]
        draft.content = [s for s in draft.content if s not in mine] + ([joined] if not blocked else [*outside, words])
    else:
        draft.content = [s for s in draft.content if s not in mine] + [words]


def _words_of(text: str, q: Quotation) -> Span:
    """The quotation with its marks, as PolNeAR counts them; a dash that opens speech is none of it."""
    return q.inner if q.dashed else q.outer


def _cue_beside(parse: Parse, q: Quotation, drafts: list[Draft]) -> Draft | None:
    """A new draft for a cue verb that stands right before or behind a quotation without having been parsed with it; or None."""
    line_start = parse.text.rfind("\n", 0, q.outer[0]) + 1
    line_end = parse.text.find("\n", q.outer[1])
    line_end = len(parse.text) if line_end < 0 else line_end
    behind = (q.outer[1], min(line_end, q.outer[1] + 160))
    before = (max(line_start, q.outer[0] - 160), q.outer[0])
    for window, is_behind in ((behind, True), (before, False)):
        ended = is_behind and parse.text[q.outer[0] : q.outer[1]].rstrip("”\"'»").endswith(".")
        phrase = parse.phrase(window) if window[0] < window[1] and not ended else None
        if phrase is None:
            continue
        tokens = [t for t in phrase if window[0] <= t.idx < window[1] and not t.is_space]
        if not is_behind:
            tokens = tokens[::-1]
        for token in tokens:
            if token.text in (".", "?", "!", "“", "”", '"') and (is_behind or token is not tokens[0]):
                break
            if token.lemma_.lower() in cues().frames and "clause" in cues().frames[token.lemma_.lower()] and token.pos_ == "VERB":
                known = next((d for d in drafts if d.cue_token is not None and d.cue_token.i == token.i), None)
                if known is not None:
                    return known
                source = _source_beside(token)
                if source is None or any(shared((t.idx, t.idx + 1), q.inner) for t in source):
                    continue
                return Draft(
                    content=[],
                    cue=span_of([token]),
                    source=span_of(source),
                    lemma=token.lemma_.lower(),
                    cue_token=token,
                    source_head=head_of(source),
                )
    return None


def _source_beside(verb: "Token") -> "tuple[Token, ...] | None":
    """The verb's source; of "said Olm", which the parser may take for an object, what follows the verb."""
    source = source_of(verb)
    after = [c for c in verb.children if c.dep_ in ("dobj", "attr") and c.pos_ in ("PROPN", "PRON", "NOUN")]
    return source or (source_phrase(after[0]) if after else None)


def _is_sentence(text: str, q: Quotation) -> bool:
    words = text[slice(*q.inner)].strip()
    return bool(words) and words[0].isupper() and words[-1] in ".?!…" and len(words.split()) >= SPEECH_WORDS


def _same_paragraph(text: str, last: Draft, q: Quotation) -> bool:
    """Whether a quotation goes on what a speaker said before it in the same paragraph, with nothing told in between."""
    spans = [*last.content, *([last.cue] if last.cue else []), *([last.source] if last.source else [])]
    if not spans:
        return False
    end = max(s[1] for s in spans)
    between = text[end : q.outer[0]]
    return end <= q.outer[0] and "\n" not in between and len(between.split()) <= 12 and bool(last.content)


def _last_before(parse: Parse, drafts: Sequence[Draft], q: Quotation) -> Draft | None:
    """The draft that the paragraph right before a paragraph of speech ends on: whoever is its source goes on.

    Where that paragraph says nothing but tells of one who has spoken (a caption does), he goes on.
    """
    before = [d for d in drafts if d.cue is not None and d.source is not None and d.cue[1] <= q.outer[0] and d.cue_token is not None]
    before = [d for d in before if not any(o is not d and d.cue and holds(s, d.cue) for o in before for s in o.content)]
    if not before or not q.is_line:
        return None
    last = max(before, key=lambda d: d.cue or (0, 0))
    between = parse.text[(last.cue or (0, 0))[1] : q.outer[0]]
    if len([line for line in between.split("\n") if line.strip()]) <= 1:
        return last
    return _told_of_before(parse, before, q)


def _told_of_before(parse: Parse, before: Sequence[Draft], q: Quotation) -> Draft | None:
    """The last draft of the one speaker whose name is the subject of the line before; None where it tells of others."""
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", parse.text[: q.outer[0]])]
    phrase = parse.phrase(lines[-1]) if lines else None
    if phrase is None:
        return None
    subjects = {t.text for t in phrase if t.ent_type_ == "PERSON" and t.dep_ == "nsubj"}
    speakers = [d for d in before if d.source_head is not None and d.source_head.text in subjects]
    return speakers[-1] if speakers and len(subjects) == 1 else None


def _is_heading(text: str, q: Quotation) -> bool:
    """Whether a line of speech is a heading: short and without a full stop, as the words that are to be told below it."""
    words = text[slice(*q.inner)].split()
    return q.is_line and 0 < len(words) <= _HEADING and words[-1][-1] not in ".?!…,"


def _first_behind(text: str, drafts: Sequence[Draft], q: Quotation) -> Draft | None:
    """The draft of the paragraph under a heading: whoever is its first source has said what the heading quotes."""
    behind = [d for d in drafts if d.cue is not None and d.source is not None and d.cue[0] >= q.outer[1]]
    first = min(behind, key=lambda d: d.cue or (0, 0), default=None)
    if first is None or first.cue is None:
        return None
    return first if len([line for line in text[q.outer[1] : first.cue[0]].split("\n") if line.strip()]) <= 1 else None


def _goes_on(text: str, last: Draft, q: Quotation) -> bool:
    """Whether a paragraph of speech stands right behind one of the same speaker, but for one paragraph between."""
    end = max((s[1] for s in last.content), default=0)
    between = text[end : q.outer[0]]
    return len([line for line in between.split("\n") if line.strip()]) <= 2
