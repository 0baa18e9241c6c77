"""Where words of violence and disaster are meant otherwise, from data/figurative.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """Lemmas; the file tells what each list is for."""

    masses: frozenset[str]
    literal_of: frozenset[str]
    struggles: frozenset[str]
    causes: frozenset[str]
    calamities: frozenset[str]
    befalling: frozenset[str]
    beating: frozenset[str]
    contests: frozenset[str]
    empty_of: dict[str, frozenset[str]]
    other_objects: dict[str, frozenset[str]]
    compounds: dict[str, frozenset[str]]


@cache
def figures() -> Figures:
    """The file, read once."""
    import yaml

    data = yaml.safe_load((Path(__file__).parent / "data" / "figurative.yaml").read_text(encoding="utf-8"))
    lists = ("masses", "literal_of", "struggles", "causes", "calamities", "befalling", "beating", "contests")
    flat: dict[str, Any] = {name: frozenset(data[name]) for name in lists}
    by_word: dict[str, Any] = {
        name: {str(w): frozenset(of) for w, of in data[name].items()} for name in ("empty_of", "other_objects", "compounds")
    }
    return Figures(**flat, **by_word)
