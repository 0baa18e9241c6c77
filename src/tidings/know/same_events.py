"""Which words may tell of one happening."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "same_events.yaml"


def event_word(lemma: str) -> str:
    """The first word of the line that the lemma stands in, or the lemma itself: `event_word("blast")` is `event_word("explosion")`."""
    return _first_of().get(lemma.lower(), lemma.lower())


@cache
def _first_of() -> dict[str, str]:
    import yaml

    return {str(word): str(line[0]) for line in yaml.safe_load(_FILE.read_text(encoding="utf-8")) for word in line}
