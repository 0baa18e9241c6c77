"""Readings in, threads out: documents that follow on one another, outside which nothing bears on what is said in them.

Whether two documents are tied depends on these two alone, not on what else there is; so a document that comes later ties itself to some
threads and leaves all others as they were, and the threads of a ledger are the same in whatever order it was filled.
"""

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from tidings.compare.passages import by_id, day_of
from tidings.compare.stories import weights_of
from tidings.know.words import rarity_in_english
from tidings.match.texts import cosine, shingles, words_in
from tidings.model.reading import Reading
from tidings.model.thread import Lead
from tidings.ports import APART_DAYS, REACH

# The words that a document goes by here. With 25, no two documents on one happening of the public sets of stories come into two threads.
WORDS = 25
# Tied when so many of these words are the same and reach REACH together.
LEAST_SHARED = 2
# A copy may stand far down in another report, where no lead tells of it. So a sample of the runs of words is kept: with one run in 32, two
# documents that share a hundred words in a row are tied more often than not, and a whole copy always.
ONE_RUN_IN, LEAST_RUNS = 32, 3
_RUN = "#"


def lead_of(reading: Reading) -> Lead:
    """What a document goes by among all others: its most telling words, as English has them, and its day."""
    weights = {word: (1 + math.log(weight)) * rarity_in_english(word) for word, weight in weights_of(reading).items()}
    most = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:WORDS]
    length = math.sqrt(math.fsum(weight * weight for _, weight in most))
    day = day_of(reading)
    words = tuple((word, round(weight / length, 6)) for word, weight in most) if length else ()
    # a run of words is told from a word by its mark, and weighs nothing beside the others
    runs = ((f"{_RUN}{run:x}", 0.0) for run in sampled_runs(reading))
    return Lead(words=tuple(sorted((*words, *runs))), day=day.isoformat() if day else None)


def sampled_runs(reading: Reading) -> frozenset[int]:
    """One in so many of the runs of eight words in a document's body, drawn by what the runs say, so that all who hold a run draw it."""
    text = reading.document.text
    words = words_in(text, reading.document.body or ((0, len(text)),))
    hashes = (zlib.crc32(" ".join(run).encode()) for run in shingles(words))
    return frozenset(value for value in hashes if value % ONE_RUN_IN == 0)


def are_tied(a: Lead, b: Lead) -> bool:
    """Whether two documents belong to one thread by themselves; the same whichever comes first."""
    mine, theirs = dict(a.words), dict(b.words)
    shared = mine.keys() & theirs.keys()
    runs = sum(word.startswith(_RUN) for word in shared)
    if a.day and b.day and abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) > APART_DAYS:
        return False
    return runs >= LEAST_RUNS or (len(shared) - runs >= LEAST_SHARED and cosine(mine, theirs) >= REACH)


def find_threads(readings: Sequence[Reading]) -> tuple[tuple[str, ...], ...]:
    """The documents of each thread, by id: those tied directly or by way of others. Pairs come from an index of the leads' words."""
    leads = {r.document.id: lead_of(r) for r in by_id(readings)}
    parts = {name: name for name in leads}

    def part(name: str) -> str:
        while parts[name] != name:
            parts[name] = parts[parts[name]]
            name = parts[name]
        return name

    for a, b in _sharing(leads):
        first, second = sorted((part(a), part(b)))
        if first != second and are_tied(leads[a], leads[b]):
            parts[second] = first
    threads: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(leads):
        threads[part(name)].append(name)
    return tuple(sorted(tuple(thread) for thread in threads.values()))


def _sharing(leads: Mapping[str, Lead]) -> list[tuple[str, str]]:
    """The pairs that have enough of their words in common."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for name, lead in leads.items():
        for word, _ in lead.words:
            holders[word].append(name)
    shared = Counter(pair for held in holders.values() for pair in combinations(held, 2))
    return sorted(pair for pair, count in shared.items() if count >= LEAST_SHARED)
