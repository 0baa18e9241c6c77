"""What ties documents into threads: the few words that each leads with, and its day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A document's most telling words with their weights, as a vector of length one, in the order of the words; `day` is ISO 8601 or None.

    Among them, with weight 0, are marks of runs of words, by which copies know each other.
    """

    words: tuple[tuple[str, float], ...]
    day: str | None = None
