"""What sector of PLOVER an actor is of, by the words of its name; from data/sectors.yaml."""

import re
from functools import cache
from pathlib import Path


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    import yaml

    rows = yaml.safe_load((Path(__file__).parent / "data" / "sectors.yaml").read_text("utf-8"))
    return tuple((sector, *_of(words)) for sector, words in rows.items())


def _of(words: list[str]) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """What finds the sector's common words in any case, and what finds its names, whose capitals count."""
    common = "|".join(re.escape(w) + r"(?:s|es|men)?" for w in sorted(words, key=len, reverse=True) if w.islower())
    names = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True) if not w.islower())
    return re.compile(rf"\b(?:{common})\b", re.IGNORECASE), re.compile(rf"\b(?:{names})\b") if names else None


@cache
def sector_of(name: str) -> str | None:
    """The sector ("GOV", "MIL", …) that a name's own words tell; None when they tell none. "Russian troops" is MIL, "Russia" none.

    Of two, the one whose word stands last before "of" or the end: the head of a name says what it is ("police union" is LAB).
    """
    head = re.split(r"\b(?:of|for|in|from|at)\b", name, maxsplit=1)[0]
    for stretch in (head, name):
        found = [
            (m.end(), len(m.group()), -rank, sector)
            for rank, (sector, *kinds) in enumerate(_patterns())
            for k in kinds
            if k
            for m in k.finditer(stretch)
        ]
        if found:
            return max(found)[3]
    return None
