"""Heads of noun phrases that stand for somebody, by kind, from data/heads.yaml; and the verbs of headlines, from data/headlines.yaml."""

from functools import cache
from pathlib import Path

from tidings.model.reading import MentionKind


@cache
def kinds_of_heads() -> dict[str, MentionKind]:
    """The kind of each head, by its lower-case form; where a word has two, the first in the file's order holds."""
    import yaml

    data: dict[MentionKind, list[str]] = yaml.safe_load((Path(__file__).parent / "data" / "heads.yaml").read_text(encoding="utf-8"))
    return {word: kind for kind, words in reversed(data.items()) for word in words}


@cache
def headline_verbs() -> frozenset[str]:
    """Verbs as headlines have them, in lower case: "resigns", "dead"."""
    import yaml

    return frozenset(yaml.safe_load((Path(__file__).parent / "data" / "headlines.yaml").read_text(encoding="utf-8"))["verbs"])
