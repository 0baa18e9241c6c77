"""Which words may tell of one happening."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "same_events.yaml"


def event_word(lemma: str) -> str:
    """The first word of the line that the lemma stands in, or the lemma itself: `event_word("blast")` is `event_word("explosion")`."""
    return _first_of().get(lemma.lower(), lemma.lower())


@cache
def event_lines() -> tuple[tuple[str, ...], ...]:
    """The lines of the lexicon: the words of each may tell of one happening."""
    import yaml

    return tuple(tuple(map(str, line)) for line in yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@cache
def _first_of() -> dict[str, str]:
    return {word: line[0] for line in event_lines() for word in line}
