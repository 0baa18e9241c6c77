"""Cues of attribution by frame, stance and kind, from data/cues.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemmas by what they do. `frames` maps a verb's lemma to its frames ("clause", "object", "infinitive", or a preposition).

    `nouns` and `adjectives` map theirs to the prepositions that lead to the content; the other lists are told in the file.
    """

    frames: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    judging: frozenset[str]
    naming: frozenset[str]
    adding: frozenset[str]
    voices: frozenset[str]
    bearing: frozenset[str]
    open_passive: frozenset[str]
    purporting: frozenset[str]
    minds: frozenset[str]
    held: frozenset[str]
    raised: frozenset[str]
    stance: dict[str, str]
    hedges: frozenset[str]
    hedge_phrases: tuple[str, ...]
    doubts: tuple[str, ...]
    platforms: tuple[str, ...]


@cache
def cues() -> Cues:
    """The cue file, read once."""
    import yaml

    data = yaml.safe_load((Path(__file__).parent / "data" / "cues.yaml").read_text(encoding="utf-8"))
    frames: dict[str, set[str]] = {}
    for frame, verbs in data["verbs"].items():
        for verb in verbs:
            frames.setdefault(str(verb), set()).add("on" if frame is True else str(frame))
    return Cues(
        frames={verb: frozenset(of) for verb, of in frames.items()},
        nouns=_by_word(data["nouns"]),
        adjectives=_by_word(data["adjectives"]),
        judging=frozenset(data["judging"]),
        naming=frozenset(data["naming"]),
        adding=frozenset(data["adding"]),
        voices=frozenset(data["voices"]),
        bearing=frozenset(data["bearing"]),
        open_passive=frozenset(data["open_passive"]),
        purporting=frozenset(data["purporting"]),
        minds=frozenset(data["minds"]),
        held=frozenset(data["held"]),
        raised=frozenset(data["raised"]),
        stance={word: stance for stance, words in data["stance"].items() for word in words},
        hedges=frozenset(data["hedges"]),
        hedge_phrases=tuple(data["hedge_phrases"]),
        doubts=tuple(data["doubts"]),
        platforms=tuple(data["platforms"]),
    )


def _by_word(groups: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Words under the prepositions of their group's name, each to its set of them."""
    return {word: frozenset(prepositions.split()) - {"that"} for prepositions, words in groups.items() for word in words}
