"""The document: one published text, with what is known of its publication and which part of it is the article."""

from dataclasses import dataclass
from typing import Literal

from tidings.model.span import Span

Grain = Literal["minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century"]
DateBasis = Literal["stated", "metadata", "inferred", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPage:
    """A value that stood outside the text: in a page's head, an address, a field of the input."""

    from_: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a document was published, as an interval with both ends in it.

    `start` and `end` are ISO 8601, to the day or the minute; either may be None (not before, not after).
    `evidence` is the span that says so, or what stood outside the text.
    Example: `Published(start="2022-05-10T16:20", end="2022-05-10T16:20", grain="minute", basis="stated", evidence=(261, 280))`.
    """

    start: str | None = None
    end: str | None = None
    grain: Grain | None = None
    basis: DateBasis = "unknown"
    evidence: Span | FromPage | None = None
    why: str | None = None

    def was_by(self, moment: str) -> bool:
        """Whether it is certain that the document had been published by the end of a year, month, day or minute (ISO 8601)."""
        if self.end is None:
            return False
        last = self.end if "T" in self.end else f"{self.end}T23:59"
        return last[: len(moment)] <= moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A stretch of a document's text that is not the article, and why it was left out."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One published text. Two are equal when every field is; `text` never holds a NUL or a lone surrogate.

    `body` are the spans of the article itself; `skipped` says of the rest why. `captured` is the SHA-256 of the bytes as they came.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published = Published()
    fetched_at: str | None = None
    body: tuple[Span, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    captured: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A document with the very bytes that it was made of: a file's, a line's of JSON, an entry's of a feed."""

    document: Document
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An input that could not be taken: which, and in one sentence what is wrong with it and what to do."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


def clean_text(text: str) -> str:
    """The text with each NUL and lone surrogate replaced by U+FFFD, one for one, so that offsets hold."""
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text) if _needs_cleaning(text) else text


def _needs_cleaning(text: str) -> bool:
    if "\0" in text:
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
