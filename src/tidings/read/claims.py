"""A parse to its claims: who said what, on whose word, with source, cue and content, and the chain back to the one who first said it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tidings.know.cues import cues
from tidings.model.reading import Claim, Link, Mention, Stance, Style
from tidings.model.span import Span, holds, merged, rest, shared
from tidings.read.attribution import Attribution, attributions_in, source_phrase, span_of
from tidings.read.parse import Parse
from tidings.read.quotations import SPEECH_WORDS, Quotation, find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"\w")
_EDGE = " \t\n\xa0,;:–—-"


@dataclass(slots=True)
class _Draft:
    """A claim while it is put together."""

    content: list[Span]
    cue: Span | None = None
    source: Span | None = None
    lemma: str = ""
    cue_token: "Token | None" = None
    source_head: "Token | None" = None
    like: "_Draft | None" = None
    passed_by: list[Link] = field(default_factory=list)
    inside: "_Draft | None" = None


def find_claims(parse: Parse, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
    """The claims in text order, ids c1…; a source that is nobody's name keeps its own words."""
    quotations = find_quotations(parse.text, parse.document.body)
    drafts = [d for sentence in parse.sentences() for d in (_draft(a) for a in attributions_in(sentence)) if d is not None]
    drafts = _with_quotations(parse, drafts, quotations)
    for draft in drafts:
        draft.content = [s for s in (_tidy(parse.text, s) for s in merged(draft.content)) if s[0] < s[1]]
    drafts = [d for d in drafts if d.content]
    drafts.sort(key=lambda d: (d.content[0], d.cue or d.content[0]))
    by_head = _Names(parse, mentions)
    _nest(drafts)
    return tuple(_claim(parse, i, draft, by_head) for i, draft in enumerate(drafts, start=1))


def _draft(a: Attribution) -> _Draft | None:
    content = [span_of(part) for part in a.content if part]
    if not content:
        return None
    source = a.source
    inside = {t.i for t in source} if source else set()
    head = next((t for t in source if t.head.i not in inside), source[-1]) if source else None
    return _Draft(
        content=content, cue=span_of(a.cue), source=span_of(source) if source else None, lemma=a.lemma, cue_token=a.cue[0], source_head=head
    )


# ---- quotations -----------------------------------------------------------------------------------------------


def _with_quotations(parse: Parse, drafts: list[_Draft], quotations: Sequence[Quotation]) -> list[_Draft]:
    """The drafts with the quotations they tell taken whole, and new ones for quotations that no cue has told."""
    out = list(drafts)
    speeches = [q for q in quotations if len(parse.text[slice(*q.inner)].split()) >= SPEECH_WORDS or q.is_line]
    told: dict[Quotation, _Draft] = {}
    for draft in drafts:
        outside = not any(draft.cue and holds(q.inner, draft.cue) for q in speeches)
        for q in speeches:
            if outside and any(shared(s, q.inner) > 0 for s in draft.content):
                told.setdefault(q, draft)
    last: _Draft | None = None
    for q in speeches:
        teller = told.get(q) or _cue_beside(parse, q, drafts)
        if teller is not None:
            if teller not in out:
                out.append(teller)
            _take(parse, teller, q)
            last = teller
        elif last is not None and _same_paragraph(parse.text, last, q):
            last.content.append(_words_of(parse.text, q))
        elif q.is_line or _is_sentence(parse.text, q):
            speaker = last if last is not None and _goes_on(parse.text, last, q) else None
            draft = _Draft(content=[_words_of(parse.text, q)], like=speaker)
            out.append(draft)
            last = draft
    return out


def _take(parse: Parse, draft: _Draft, q: Quotation) -> None:
    """The quotation as part of the draft's content: whole where all of the content lies in it, else joined to what stands outside the marks."""
    words = _words_of(parse.text, q)
    if q.dashed:
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


def _cue_beside(parse: Parse, q: Quotation, drafts: list[_Draft]) -> _Draft | None:
    """A new draft for a cue verb that stands right before or behind a quotation without having been parsed with it; or None."""
    line_start = parse.text.rfind("\n", 0, q.outer[0]) + 1
    line_end = parse.text.find("\n", q.outer[1])
    line_end = len(parse.text) if line_end < 0 else line_end
    behind = (q.outer[1], min(line_end, q.outer[1] + 160))
    before = (max(line_start, q.outer[0] - 160), q.outer[0])
    for window, is_behind in ((behind, True), (before, False)):
        phrase = parse.phrase(window) if window[0] < window[1] else None
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
                subjects = [
                    c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and c.pos_ in ("PROPN", "PRON", "NOUN")
                ]
                subjects = [s for s in subjects if not shared((s.idx, s.idx + 1), q.inner)]
                if not subjects:
                    continue
                source = source_phrase(subjects[0])
                return _Draft(
                    content=[],
                    cue=span_of([token]),
                    source=span_of(source),
                    lemma=token.lemma_.lower(),
                    cue_token=token,
                    source_head=subjects[0],
                )
    return None


def _is_sentence(text: str, q: Quotation) -> bool:
    words = text[slice(*q.inner)].strip()
    return bool(words) and words[0].isupper() and words[-1] in ".?!…" and len(words.split()) >= SPEECH_WORDS


def _same_paragraph(text: str, last: _Draft, q: Quotation) -> bool:
    """Whether a quotation goes on what a speaker said before it in the same paragraph, with nothing told in between."""
    spans = [*last.content, *([last.cue] if last.cue else []), *([last.source] if last.source else [])]
    if not spans:
        return False
    end = max(s[1] for s in spans)
    between = text[end : q.outer[0]]
    return end <= q.outer[0] and "\n" not in between and len(between.split()) <= 12 and bool(last.content)


def _goes_on(text: str, last: _Draft, q: Quotation) -> bool:
    """Whether a paragraph of speech stands right behind one of the same speaker, but for one paragraph between."""
    end = max((s[1] for s in last.content), default=0)
    between = text[end : q.outer[0]]
    return len([line for line in between.split("\n") if line.strip()]) <= 2


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


# ---- chains ---------------------------------------------------------------------------------------------------


def _nest(drafts: list[_Draft]) -> None:
    """Sets for each draft the innermost other one whose content holds its cue, or all of its content where it has none."""
    for draft in drafts:
        at = draft.cue or draft.content[0]
        holders = [
            d
            for d in drafts
            if d is not draft and any(holds(s, at) for s in d.content) and not (draft.cue is None and d.content == draft.content)
        ]
        holders = [d for d in holders if sum(e - s for s, e in d.content) > sum(e - s for s, e in draft.content) or draft.cue is not None]
        draft.inside = min(holders, key=lambda d: sum(e - s for s, e in d.content), default=None)


class _Names:
    """Who is meant by the words of a source."""

    def __init__(self, parse: Parse, mentions: Iterable[Mention]) -> None:
        self.parse = parse
        self.mentions = tuple(mentions)

    def at(self, token: "Token") -> Mention | None:
        span = (token.idx, token.idx + len(token))
        fitting = [m for m in self.mentions if holds((m.start, m.end), span)]
        return min(fitting, key=lambda m: (m.form == "pronoun", m.actor is None, m.end - m.start), default=None)

    def named_in(self, span: Span) -> Mention | None:
        inside = [m for m in self.mentions if holds(span, (m.start, m.end)) and m.kind == "person" and m.form == "name"]
        return inside[-1] if inside else None

    def link(self, draft: _Draft) -> Link | None:
        """The source's link: by its actor's name, else in its own words; None for a pronoun that nobody is known to stand behind."""
        if draft.source is None or draft.source_head is None:
            return None
        head = draft.source_head
        mention = self.named_in(draft.source) if head.ent_type_ != "ORG" and head.pos_ != "PRON" and not _has_possessor(head) else None
        mention = mention or self.at(head)
        if mention is not None and mention.actor:
            return Link(name=mention.actor, span=draft.source)
        if head.pos_ == "PRON" and head.lower_ not in ("some", "many", "others", "most", "who"):
            return None
        words = self.parse.text[slice(*draft.source)]
        return Link(name=re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I), span=draft.source)


def _has_possessor(head: "Token") -> bool:
    """“Olm's office”, “the head of Olm's guards”: the name inside is not the one who speaks."""
    return head.ent_type_ != "PERSON" and any(c.dep_ in ("poss", "prep") for c in head.children)


def _chain(draft: _Draft, names: _Names, depth: int = 0) -> tuple[Link, ...]:
    if draft.like is not None and draft.cue is None:
        return _chain(draft.like, names, depth + 1) if depth < 20 else ()
    own = names.link(draft)
    outer = _chain(draft.inside, names, depth + 1) if draft.inside is not None and depth < 20 else ()
    relays = tuple(_relays(draft, names))
    if own is None:
        return (*outer, *relays) if draft.cue_token is None else relays
    if outer and outer[-1].name == own.name:
        return outer
    return (*outer, *(r for r in relays if r.name != own.name), own)


def _relays(draft: _Draft, names: _Names) -> Iterable[Link]:
    """Outlets that had it from the source: "told TV Nord", "remarks reported by the agency Ost"."""
    verb = draft.cue_token
    if verb is None:
        return
    if verb.lemma_ in ("tell", "inform"):
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and child.ent_type_ in ("ORG", "PRODUCT", "WORK_OF_ART"):
                yield _as_link(child, names)
    if verb.lemma_ in ("say", "tell", "add", "write", "explain"):
        for token in verb.sent:
            is_report = (
                token.lemma_ in ("report", "quote", "cite", "carry", "publish") and token.tag_ == "VBN" and token.dep_ in ("acl", "relcl")
            )
            if is_report and token.i < verb.i:
                for agent in (g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"):
                    named = [
                        t
                        for t in agent.subtree
                        if t.ent_type_ in ("ORG", "GPE", "PERSON", "PRODUCT") and t.dep_ in ("appos", "pobj", "compound")
                    ]
                    yield _as_link(named[-1] if named else agent, names)


def _as_link(token: "Token", names: _Names) -> Link:
    mention = names.at(token)
    if mention is not None:
        return Link(name=mention.actor or mention.text, span=(mention.start, mention.end))
    words = source_phrase(token)
    return Link(name=re.sub(r"^(?:the|a|an)\s+", "", names.parse.text[slice(*span_of(words))], flags=re.I), span=span_of(words))


# ---- the rest of a claim --------------------------------------------------------------------------------------


def _claim(parse: Parse, number: int, draft: _Draft, names: _Names) -> Claim:
    content = tuple(draft.content)
    chain = _chain(draft, names)
    return Claim(
        id=f"c{number}",
        content=content,
        source=draft.source,
        cue=draft.cue,
        style=_style(parse.text, content, draft),
        stance=_stance(draft),
        chain=chain,
        via=_via(draft),
        hedges=_hedges(parse, content, draft),
        basis="a cue's frame" if draft.cue else "speech that goes on",
    )


def _style(text: str, content: tuple[Span, ...], draft: _Draft) -> Style:
    """Direct when every word stands in quotation marks, indirect when none does, mixed otherwise; speech without marks is direct."""
    if draft.cue is None and draft.source is None:
        return "direct"
    quoted = bare = False
    for start, end in content:
        inside = text[max(0, start - 1) : start] in ("“", '"', "«") and start > 0
        for char in text[start:end]:
            if char in '“”"«»':
                inside = char in "“«" or (char == '"' and not inside)
            elif char.isalnum():
                quoted, bare = quoted or inside, bare or not inside
    return "mixed" if quoted and bare else "direct" if quoted else "indirect"


def _stance(draft: _Draft) -> Stance:
    stance = cues().stance.get(draft.lemma, "asserts")
    if draft.lemma in ("ask", "tell", "warn") and draft.cue_token is not None:
        to_do = any(c.dep_ in ("xcomp", "ccomp") and any(g.lower_ == "to" for g in c.children) for c in draft.cue_token.children)
        stance = "demands" if to_do else "questions" if draft.lemma == "ask" else "asserts"
    return stance  # type: ignore[return-value]


def _via(draft: _Draft) -> str | None:
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


def _hedges(parse: Parse, content: tuple[Span, ...], draft: _Draft) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in content:
        for phrase in cues().hedge_phrases:
            found += [m.span() for m in re.compile(rf"\b{re.escape(phrase)}\b", re.I).finditer(parse.text, *span)]
        words = parse.phrase(span)
        for token in words if words is not None else ():
            if token.lower_ in cues().hedges and not (token.lower_ in ("could", "may", "might") and token.tag_ != "MD"):
                found.append((token.idx, token.idx + len(token)))
    if draft.cue_token is not None:
        found += [(c.idx, c.idx + len(c)) for c in draft.cue_token.children if c.dep_ == "advmod" and c.lower_ in cues().hedges]
    return merged(found)
