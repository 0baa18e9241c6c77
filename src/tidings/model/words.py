"""The words behind a line: which document's, where they stand there, and what they are."""

from dataclasses import dataclass

from tidings.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of one document: `text` is what the spans mark there; `outlet` and `published` say whose and of when, None when unknown."""

    doc: str
    spans: tuple[Span, ...]
    text: str
    outlet: str | None = None
    published: str | None = None
