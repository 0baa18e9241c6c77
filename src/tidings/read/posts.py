"""A parse to drafts of the claims that a layout signs: a quotation with a dash and a name, an embedded post, a transcript's line."""

import re
from collections.abc import Iterator, Sequence

from tidings.model.span import Span, shared
from tidings.read.drafts import Draft
from tidings.read.parse import Parse
from tidings.read.quotations import Quotation

_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?:[ -](?:(?:de|la|del|van|von|bin|al|da|dos|y) )?[A-ZÀ-Þ][\w.’'-]*){0,5}"
# What follows a quotation on its own line: "― Name", perhaps "Name, of the town"; nothing else may stand behind it but a few words.
_SIGNED = re.compile(rf"\s*(?P<cue>[—–―]|--)\s*(?P<name>{_NAME})(?:,[^\n]{{0,60}})?\.?[ \t\xa0]*(?=\n|$)")
# The line under an embedded post: dash, name, handle, date.
_HANDLE = re.compile(rf"^[ \t]*[—–―-]+\s*(?P<name>{_NAME})\s*\((?P<handle>@\w+)\)", re.M)
_TURN = re.compile(r"^[\"“]?(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3})(?P<cue>:)[ \t]+(?P<said>\S[^\n]*)", re.M)
_TO_SOMEBODY = re.compile(r"\b(?:I|we|you|your|our|us|my|me)\b", re.I)
_TAIL = re.compile(r"(?:\s*(?:#\w+|@\w+|https?://\S+|pic\.twitter\.com/\S+))+\s*$")
# A post is at most this long on the platform that signs so.
_POST = 560
# Fewer lines that look like a transcript's are headings.
_TURNS = 3


def signed_drafts(parse: Parse, quotations: Sequence[Quotation]) -> list[Draft]:
    """The drafts in order of kind: signed quotations, posts, turns; each with the name as source."""
    inside = parse.document.body
    found = [*_signed(parse, quotations), *_posts(parse), *_turns(parse)]
    return [d for d in found if any(shared(d.content[0], part) for part in inside)]


def _draft(parse: Parse, content: Span, name: Span, cue: Span | None) -> Draft:
    phrase = parse.phrase(name)
    return Draft(content=[content], cue=cue, source=name, lemma="signature", source_head=phrase.root if phrase is not None else None)


def _signed(parse: Parse, quotations: Sequence[Quotation]) -> Iterator[Draft]:
    for q in quotations:
        match = _SIGNED.match(parse.text, q.outer[1]) if not q.dashed else None
        if match and len(parse.text[slice(*q.inner)].split()) >= 3:
            yield _draft(parse, q.outer, match.span("name"), match.span("cue"))


def _posts(parse: Parse) -> Iterator[Draft]:
    for match in _HANDLE.finditer(parse.text):
        start = end = match.start() - 1 if match.start() else 0
        while start > 0:
            line = parse.text.rfind("\n", 0, start) + 1
            words = parse.text[line:start]
            first = start == end
            if end - line > _POST or not words.strip() or (not first and not _TO_SOMEBODY.search(words)):
                break
            start = line
            if line == 0 or (first and not _TO_SOMEBODY.search(words)):
                break
            start -= 1
        start += parse.text[start:end].startswith("\n")
        tail = _TAIL.search(parse.text[start:end])
        content = (start, start + tail.start() if tail else end)
        if parse.text[slice(*content)].strip():
            draft = _draft(parse, content, match.span("name"), None)
            draft.via = "Twitter"
            yield draft


def _turns(parse: Parse) -> Iterator[Draft]:
    turns = list(_TURN.finditer(parse.text))
    if len(turns) >= _TURNS and len({t["name"] for t in turns}) < len(turns):
        yield from (_draft(parse, t.span("said"), t.span("name"), t.span("cue")) for t in turns)
