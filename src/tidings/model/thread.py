"""What ties documents into threads: the few words that each leads with, and its day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A document's most telling words with their weights, as a vector of length one, in the order of the words; `day` is ISO 8601 or None.

    Among them, with weight 0, are marks of runs of words, by which copies know each other. `reaches` say of each word how far it and all
    commoner ones could tie: two documents whose reaches in every word that they share come to less than 1, multiplied, are not tied. Without
    them any word could.
    """

    words: tuple[tuple[str, float], ...]
    day: str | None = None
    reaches: tuple[float, ...] = ()

    def reaching(self) -> dict[str, float]:
        """The reach of each word."""
        return dict(zip((word for word, _ in self.words), self.reaches or (1.0,) * len(self.words), strict=True))
