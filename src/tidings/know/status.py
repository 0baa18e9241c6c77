"""What words make of the clause or noun that hangs on them, from data/status.yaml."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Effect:
    """The status of a word's complement where the word is affirmed (`said`) and where it is denied; `takes` names the complements meant.

    `feared`: where the word itself is only sought or possible, its complement is possible.
    """

    signature: str
    said: str
    denied: str
    takes: frozenset[str]
    feared: bool


@dataclass(frozen=True, slots=True)
class Statuses:
    """The lexicon of statuses. Verbs, nouns and adjectives map a lemma, or a lemma and a preposition, to the effects that it can have."""

    verbs: dict[str, tuple[Effect, ...]]
    nouns: dict[str, tuple[Effect, ...]]
    adjectives: dict[str, tuple[Effect, ...]]
    transparent_that: frozenset[str]
    acts: frozenset[str]
    turning_down: frozenset[str]
    failed: frozenset[str]
    realising: frozenset[str]
    occurring: frozenset[str]
    looming: frozenset[str]
    engaging: frozenset[str]
    projecting: frozenset[str]
    perceived: frozenset[str]
    heading: frozenset[str]
    going: frozenset[str]
    able: frozenset[str]
    performed: frozenset[str]
    partitives: frozenset[str]
    phases: frozenset[str]
    modifiers: dict[str, str]
    adverbs: dict[str, frozenset[str]]
    prepositions: dict[str, frozenset[str]]
    conditions: frozenset[str]
    condition_phrases: tuple[str, ...]
    feared_conjunctions: frozenset[str]
    temporal: frozenset[str]


@cache
def statuses() -> Statuses:
    """The status file, read once."""
    import yaml

    data = yaml.safe_load((Path(__file__).parent / "data" / "status.yaml").read_text(encoding="utf-8"))
    effects = {
        name: Effect(c["signature"], c["said"], c["denied"], frozenset(c["takes"]), name in data["feared"])
        for name, c in data["complements"].items()
    }

    def by_word(part: str) -> dict[str, tuple[Effect, ...]]:
        found: dict[str, tuple[Effect, ...]] = {}
        for name, c in data["complements"].items():
            for word in c[part]:
                found[str(word)] = (*found.get(str(word), ()), effects[name])
        return found

    def words(part: Iterable[object]) -> frozenset[str]:
        return frozenset(str(w) for w in part)

    return Statuses(
        verbs=by_word("words"),
        nouns=by_word("noun_words"),
        adjectives=by_word("adjectives"),
        modifiers={str(w): status for status, listed in data["modifiers"].items() for w in listed},
        adverbs={name: words(listed) for name, listed in data["adverbs"].items()},
        prepositions={name: words(listed) for name, listed in data["prepositions"].items()},
        conditions=words(data["conjunctions"]["conditional"]),
        condition_phrases=tuple(data["conjunctions"]["phrases"]),
        feared_conjunctions=words(data["conjunctions"]["feared"]),
        temporal=words(data["conjunctions"]["temporal"]),
        **{
            name: words(data[name])
            for name in (
                "transparent_that", "acts", "turning_down", "failed", "realising", "occurring", "looming", "engaging",
                "projecting",
                "perceived", "heading", "going",
                "able", "performed", "partitives", "phases",
            )
        },
    )  # fmt: skip
