"""Where a text says that somebody takes part in a war or a fight, or stays out of it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "taking_part.yaml"
# A word that says that it isn't so stands as near before: "has so far resisted pressure from the capital to send".
_WORDS_BEFORE = 9
_CLAUSE_ENDS = re.compile(r"[;:,(]|\b(?:but|while|although|though|after|because)\b")


def taking_part_in(text: str) -> Iterator[tuple[tuple[int, int], bool]]:
    """The spans of the words that say it, and whether they say that somebody takes part (True) or stays out (False), in text order."""
    lower = text.lower().replace("’", "'")
    if len(lower) != len(text):
        return
    takes, stays = _patterns()
    for match in takes.finditer(lower):
        before = _CLAUSE_ENDS.split(lower[: match.start()])[-1].split()[-_WORDS_BEFORE:]
        yield match.span(), stays.search(" ".join([*before, match.group().split()[0]])) is None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    import yaml

    lines: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    takes, stays = ("|".join(line.replace("_", r"(?:[\w'-]+ ){0,4}?") for line in lines[part]) for part in ("takes_part", "stays_out"))
    return re.compile(takes), re.compile(stays)
