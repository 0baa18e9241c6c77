"""Which words are near another one in meaning, from data/kin.tsv (surroundings) and data/same_events.yaml (one happening)."""

from functools import cache

from tidings.know.same_events import event_lines
from tidings.know.words import words_near
from tidings.match.stems import root

# Two words of one line of the lexicon may tell of one happening: a person wrote that down, so it counts for more than surroundings mostly do.
ONE_HAPPENING = 0.85
# A form of one word is the word.
FORM = 1.0


def kin_of(word: str) -> tuple[tuple[str, float], ...]:
    """Words near this one in meaning, each with how near, 0 to 1, the nearest first; none for a name or a rare word."""
    found: dict[str, float] = {}
    for other in _lines().get(root(word), ()):
        found[other] = ONE_HAPPENING
    # a form that the table has is looked up by itself: refuge and refugees have one root
    for other, near in _near().get(word) or _near().get(f"{root(word)}-", ()):
        found[other] = max(near, found.get(other, 0.0))
    return tuple(sorted(((w, n) for w, n in found.items() if root(w) != root(word)), key=lambda pair: (-pair[1], pair[0])))


@cache
def _lines() -> dict[str, tuple[str, ...]]:
    return {root(word): line for line in event_lines() for word in line}


@cache
def _near() -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for word, kin in words_near():
        found[word] = kin
        found.setdefault(f"{root(word)}-", kin)
    return found
