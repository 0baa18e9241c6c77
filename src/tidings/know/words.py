"""How common the words of English are, from data/word_shares.tsv, and which stand in the same surroundings, from data/kin.tsv."""

import math
from functools import cache
from pathlib import Path

# A stem that the table lacks stands in at most twice this share of texts; names are mostly such.
UNKNOWN_SHARE = 0.001


@cache
def _shares() -> dict[str, float]:
    path = Path(__file__).parent / "data" / "word_shares.tsv"
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {word: float(share) for word, share in rows}


def rarity_in_english(stem: str) -> float:
    """The logarithm of one over the share of texts that hold a word of this stem: about 0 for the commonest, 6.9 for a name."""
    return math.log(1 / min(1.0, _shares().get(stem, 0.0) + UNKNOWN_SHARE))


def words_near() -> tuple[tuple[str, tuple[tuple[str, float], ...]], ...]:
    """Each common word with those that stand in the same surroundings, the nearest first, and how near, 0 to 1: data/kin.tsv."""
    rows = []
    for line in (Path(__file__).parent / "data" / "kin.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            word, *kin = line.split("\t")
            rows.append((word, tuple((other, int(near) / 100) for other, near in (pair.split() for pair in kin))))
    return tuple(rows)
