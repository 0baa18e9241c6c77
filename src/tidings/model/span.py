"""Spans of a text, and the map from a cleaned text back to what it was cleaned from."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""Half-open [start, end), in Unicode code points of a document's text."""


def shared(a: Span, b: Span) -> int:
    """How many code points two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def holds(outer: Span, inner: Span) -> bool:
    """Whether the second span lies wholly in the first."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches of text in order, overlapping and touching ones as one; empty ones left out."""
    out: list[Span] = []
    for start, end in sorted(s for s in spans if s[0] < s[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def rest(whole: Span, taken: Iterable[Span]) -> tuple[Span, ...]:
    """What of the whole span none of the taken ones covers, in order."""
    out, at = [], whole[0]
    for start, end in merged(taken):
        if start > at:
            out.append((at, min(start, whole[1])))
        at = max(at, end)
    if at < whole[1]:
        out.append((at, whole[1]))
    return tuple(out)


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The words the spans mark, joined by a space; `words_of("a b c", [(0, 1), (4, 5)]) == "a c"`."""
    return " ".join(text[start:end] for start, end in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetMap:
    """Where each stretch of a cleaned text stood in what it was cleaned from.

    `starts[i]` begins a run in the cleaned text that was copied, code point for code point, from `sources[i]`;
    a run ends where the next one begins. A run with source -1 was put in by the cleaning (a paragraph break).
    """

    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def source_of(self, offset: int) -> int | None:
        """The offset in the original of one code point, or None for one that the cleaning put in."""
        i = bisect_right(self.starts, offset) - 1
        if i < 0 or self.sources[i] < 0:
            return None
        return self.sources[i] + offset - self.starts[i]

    @classmethod
    def of_runs(cls, runs: Sequence[tuple[int, int]]) -> "OffsetMap":
        """The map of (start in the cleaned text, start in the original or -1) runs, in order."""
        return cls(starts=tuple(s for s, _ in runs), sources=tuple(o for _, o in runs))
