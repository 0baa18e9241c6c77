"""Readings in, stories out: the documents that are on one happening, by the words of their bodies, the names most."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from tidings.compare.passages import by_id, day_of
from tidings.match.stems import stem
from tidings.match.texts import STOPWORDS, Vector, cosine, tfidf, words_in
from tidings.model.ids import made_of
from tidings.model.picture import Story
from tidings.model.reading import Reading
from tidings.ports import APART_DAYS

# How alike two groups of documents must be on average to be one story, and, as a share of what the looser group is within itself, that
# two groups which are each on one thing are not on two. Chosen on public sets of stories: B-cubed F1 moves by .01 between .14 and .18, and
# by .01 between .76 and .80.
LEAST_ALIKE, COHERENCE = 0.15, 0.78
# Two near copies are more alike than two reports on one happening need be, and would keep every third one out. So a group's likeness within
# itself is taken as if three more of its pairs were as alike as reports on one happening mostly are.
TYPICAL, TYPICAL_PAIRS = 0.3, 3
# News says first what it is about; further down stand the background and what else happened. Words behind this many are left out.
LEAD = 300
# Reports of one war share its names for months: counted among this many others, their happenings are told apart and still hold together.
# From 600 to 1000 the figures hardly move.
BACKGROUND = 1000
# A pair below this is taken as not alike at all, so that the graph stays sparse: a tenth of what joins two groups.
LEAST_EDGE = 0.02
# Names say who and where; the same verbs serve every happening. Each counts as often as three common words.
NAME_WEIGHT = 3.0
# A happening is told of for some weeks; reports two months apart tell of two, however alike. In between the likeness falls off evenly.
SAME_DAYS = 14
# Two documents on one happening have one of their most telling words in common; with this many of each, hardly a pair is lost.
KEYS = 40
# A word that more documents than this hold makes no pair a candidate by itself: it would make every pair one.
MOST_HOLDERS = 200


def find_stories(readings: Sequence[Reading]) -> tuple[Story, ...]:
    """Each document in one story; one about nothing else in the input is a story alone. Needs no earlier step.

    Average linkage of TF-IDF vectors at a threshold, over the pairs that share a telling word: joining takes time in the number of such
    pairs, times its logarithm. The nearest two groups are joined first, ties by their ids, so that order says nothing.
    """
    ordered = by_id(readings)
    vectors = tfidf({r.document.id: weights_of(r) for r in ordered}, background=BACKGROUND)
    days = {r.document.id: day_of(r) for r in ordered}
    edges = {}
    for a, b in sorted(_candidates(vectors)):
        near = nearness(days[a], days[b])
        if near and (value := near * cosine(vectors[a], vectors[b])) >= LEAST_EDGE:
            edges[a, b] = value
    groups = joined([r.document.id for r in ordered], edges, LEAST_ALIKE, coherence=COHERENCE)
    return tuple(Story(id=made_of("s", *group), documents=group) for group in groups)


def nearness(a: date | None, b: date | None) -> float:
    """How far two days allow that reports of them are on one happening, 0 to 1; an unknown day allows it."""
    if a is None or b is None or (days := abs((a - b).days)) <= SAME_DAYS:
        return 1.0
    return max(0.0, (APART_DAYS - days) / (APART_DAYS - SAME_DAYS))


def weights_of(reading: Reading) -> Mapping[str, float]:
    """How often each word's stem stands in a document's opening, names counted more than once."""
    text = reading.document.text
    words = words_in(text, reading.document.body or ((0, len(text)),))[:LEAD]
    weights: defaultdict[str, float] = defaultdict(float)
    for word in words:
        if word.form not in STOPWORDS and len(word.form) > 1:
            weights[stem(word.form)] += NAME_WEIGHT if text[word.start].isupper() and _inside_sentence(text, word.start) else 1.0
    return weights


def _inside_sentence(text: str, start: int) -> bool:
    """Whether a capital at this place is the word's own and not a sentence's."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return bool(before) and before[-1] not in ".!?\n“\"'‘:"


def _candidates(vectors: Mapping[str, Vector]) -> set[tuple[str, str]]:
    """The pairs that share one of their most telling words, by an index of these words."""
    holders: dict[str, list[str]] = defaultdict(list)
    for name in sorted(vectors):
        vector = vectors[name]
        for word in sorted(vector, key=lambda w: (-vector[w], w))[:KEYS]:
            holders[word].append(name)
    return {(a, b) for held in holders.values() if len(held) <= MOST_HOLDERS for n, a in enumerate(held) for b in held[n + 1 :]}


def joined(
    names: Sequence[str], edges: Mapping[tuple[str, str], float], least: float, *, coherence: float = 0.0
) -> tuple[tuple[str, ...], ...]:
    """Groups by average linkage: the two groups most alike on average over all their pairs are joined while that is at least `least`.

    A pair without an edge counts as 0. Two groups that are each at one with itself stay apart when they are less alike than `coherence`
    times what the looser of them is within itself. Sums of edges between groups are kept in a heap; a stale entry is passed over.
    """
    import heapq

    group: dict[str, tuple[str, ...]] = {name: (name,) for name in sorted(set(names))}
    within = dict.fromkeys(group, 0.0)
    sums: dict[str, dict[str, float]] = {name: {} for name in group}
    heap: list[tuple[float, str, str]] = []
    for (a, b), value in edges.items():
        if a == b:
            continue
        sums[a][b] = sums[b][a] = value
        if value >= least:
            heap.append((-round(value, 9), min(a, b), max(a, b)))
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if a not in group or b not in group or b not in sums[a] or -value != _average(sums[a][b], group[a], group[b]):
            continue
        if -value < coherence * min(_cohesion(within[a], group[a]), _cohesion(within[b], group[b])):
            continue
        # A group goes by the first of its names, so that a stale entry can't be taken for another group's.
        within[a] += within[b] + sums[a][b]
        group[a] = tuple(sorted(group[a] + group.pop(b)))
        for other, total in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
        for other, total in sums[a].items():
            average = _average(total, group[a], group[other])
            if average >= least:
                heapq.heappush(heap, (-average, min(a, other), max(a, other)))
    return tuple(sorted(group.values()))


def _average(total: float, a: Sequence[str], b: Sequence[str]) -> float:
    """Rounded, so that the order in which sums were added can't tip a tie."""
    return round(total / (len(a) * len(b)), 9)


def _cohesion(total: float, group: Sequence[str]) -> float:
    """The average likeness within a group, drawn to what is typical; of one document alone nothing is known, so it keeps nobody out."""
    pairs = len(group) * (len(group) - 1) // 2
    return round((total + TYPICAL * TYPICAL_PAIRS) / (pairs + TYPICAL_PAIRS), 9) if pairs else 0.0
