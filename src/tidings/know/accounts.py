"""Words that show in what two accounts of one happening differ."""

import re
from functools import cache
from pathlib import Path
from typing import Literal

_FILE = Path(__file__).parent / "data" / "accounts.yaml"

Trait = Literal["accident", "attack", "everybody", "lost", "certain", "doubtful", "reason", "effect", "no_effect"]


def traits_of(text: str) -> frozenset[Trait]:
    """What a text shows of itself: that it tells of an accident or an attack, of everybody saved or some lost, of a certainty or a doubt, of an
    effect or of none."""
    lower = text.lower().replace("’", "'")
    return frozenset(trait for trait, pattern in _patterns().items() if pattern.search(lower))


def place_of(trait: Trait, text: str) -> tuple[int, int] | None:
    """Where the words stand that show the trait, or None."""
    found = _patterns()[trait].search(text.lower().replace("’", "'"))
    return found.span() if found else None


@cache
def _patterns() -> dict[Trait, re.Pattern[str]]:
    import yaml

    lines: dict[Trait, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {trait: re.compile("|".join(line.replace("_", r"(?:[\w'-]+,? ){0,4}?") for line in some)) for trait, some in lines.items()}
