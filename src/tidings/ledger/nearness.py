"""A search by meaning: documents that hold words near to those asked for, ranked by how near and how rare these are."""

from collections.abc import Collection
from dataclasses import replace

from tidings.know.words import rarity_in_english
from tidings.ledger.words import words_of_query
from tidings.match.kin import FORM, kin_of
from tidings.match.stems import root, stem
from tidings.ports import Hit, Ledger

# Documents that are ranked by meaning, the best of the index: each is unpacked, some milliseconds.
MOST_RANKED = 60
# A document must bear this share of what is asked for, each word by its rarity and how near the document comes to it; and half of the words may
# have no kin in it at all. On tests/cases/search.toml (scripts/search_measures.py) the share of what should be found is .54 so, .37 with a
# third left out, .48 with .4 to bear.
LEAST_WORTH = 0.3
# Words of grammar say nothing of what is meant: rarer ones than those in two of three texts count.
LEAST_RARITY = 0.4


def near_hits(ledger: Ledger, query: str, known: Collection[str]) -> tuple[Hit, ...]:
    """The documents that hold words near in meaning to those of the query, best first, without those that are known already."""
    asked = [word for word in words_of_query(query) if rarity_in_english(stem(word)) > LEAST_RARITY]
    near = {word: _group(word) for word in asked}
    if not any(len(group) > 1 for group in near.values()):
        return ()
    groups = [tuple(group) for group in near.values()]
    hits = ledger.find(groups, len(groups) // 2, MOST_RANKED + len(known))
    least = LEAST_WORTH * sum(rarity_in_english(stem(word)) for word in asked)
    ranked = sorted(((_worth(hit, near), hit) for hit in hits if hit.document not in known), key=lambda pair: (-pair[0], pair[1].document))
    plain = {root(word) for word in asked}
    return tuple(
        replace(hit, near=tuple(w for w in hit.words if root(w) not in plain)) for worth, hit in ranked[:MOST_RANKED] if worth >= least
    )


def _group(word: str) -> dict[str, float]:
    """The word, by what its forms begin with, and its kin, each with how near."""
    return {root(word) if len(root(word)) > 3 else word: FORM, word: FORM, **dict(kin_of(word))}


def _worth(hit: Hit, near: dict[str, dict[str, float]]) -> float:
    """Each word asked for counts by its rarity, times how near the nearest word of the document is."""
    return sum(
        rarity_in_english(stem(word)) * max((n for kin, n in group.items() if any(w.startswith(kin) for w in hit.words)), default=0.0)
        for word, group in near.items()
    )
