"""Which nouns and adjectives tell of something that happens, from data/occurrences.yaml."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Nouns of happenings, adjectives for how one has left somebody, nouns that only look like the first; the endings that make a noun of a verb;
    and figures of speech, as preposition and noun, in which nothing happens.
    """

    nouns: frozenset[str]
    states: frozenset[str]
    things: frozenset[str]
    ending: re.Pattern[str]
    figures: frozenset[str]

    def is_noun(self, lemma: str) -> bool:
        """Whether a noun tells of something that happens: one of the list, or a verb's noun that is no thing."""
        # shorter ones (ring, king, wing) are mostly no verb's
        return lemma in self.nouns or (len(lemma) > 6 and lemma not in self.things and bool(self.ending.search(lemma)))


@cache
def occurrences() -> Occurrences:
    """The file, read once."""
    import yaml

    data = yaml.safe_load((Path(__file__).parent / "data" / "occurrences.yaml").read_text(encoding="utf-8"))
    return Occurrences(
        nouns=frozenset(word for words in data["nouns"].values() for word in words),
        states=frozenset(data["states"]),
        things=frozenset(data["things"]),
        ending=re.compile(f"(?:{'|'.join(data['endings'])})$"),
        figures=frozenset(data["figures"]),
    )
