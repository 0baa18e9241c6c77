"""Cues of attribution by frame, stance and kind, from data/cues.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemmas by what they do. `frames` maps a verb's lemma to its frames ("clause", "object", "infinitive", or a preposition)."""

    frames: dict[str, frozenset[str]]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    raised: frozenset[str]
    stance: dict[str, str]
    hedges: frozenset[str]
    hedge_phrases: tuple[str, ...]
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
        nouns=frozenset(data["nouns"]),
        adjectives=frozenset(data["adjectives"]),
        raised=frozenset(data["raised"]),
        stance={word: stance for stance, words in data["stance"].items() for word in words},
        hedges=frozenset(data["hedges"]),
        hedge_phrases=tuple(data["hedge_phrases"]),
        platforms=tuple(data["platforms"]),
    )
