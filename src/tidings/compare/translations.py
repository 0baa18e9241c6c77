"""Texts in, out the pairs that are one report in other words throughout: the same names, numbers and links in the same order."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from tidings.compare.cites import outlet_of
from tidings.compare.passages import MOST_HOLDERS, Text

# A translation keeps nearly all names and numbers in their order, and drops a paragraph at most; two reports written apart on one happening
# keep under two thirds of the shorter one's and under a third of the longer one's (measured on three stories, wire copies aside).
LEAST_KEPT, LEAST_OF_LONGER = 0.75, 0.5
# Fewer names and numbers than this, or fewer different ones, may come in one order by chance.
LEAST_ANCHORS, LEAST_DIFFERENT = 12, 6
# Pairs of neighbouring names and numbers that two texts must have in common to be compared at all.
LEAST_NEIGHBOURS = 4
# A report is translated while it is news.
LATEST = 3


@dataclass(frozen=True, slots=True)
class Translated:
    """Two texts, the smaller id first, with how many names and numbers they have in one order, and how many the shorter one has."""

    a: Text
    b: Text
    kept: int
    of: int

    @property
    def share(self) -> float:
        return self.kept / self.of


def find_translated(texts: Sequence[Text]) -> Iterator[Translated]:
    """The pairs of which one is the other's translation or a close paraphrase, by an index of neighbouring names and numbers."""
    anchors = {text.id: _anchors(text) for text in texts}
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for neighbours in set(pairwise(anchors[text.id])):
            holders[neighbours].append(i)
    shared = Counter(pair for held in holders.values() if len(held) <= MOST_HOLDERS for pair in combinations(held, 2))
    for (i, j), count in sorted(shared.items()):
        a, b = texts[i], texts[j]
        few, many = sorted((anchors[a.id], anchors[b.id]), key=len)
        if (
            count < LEAST_NEIGHBOURS
            or len(few) < LEAST_ANCHORS
            or len(set(few)) < LEAST_DIFFERENT
            or len(few) < LEAST_OF_LONGER * len(many)
        ):
            continue
        if outlet_of(a.reading) and outlet_of(a.reading) == outlet_of(b.reading):
            continue  # an outlet translates others; its own two reports in one form are a form
        if a.day and b.day and abs((a.day - b.day).days) > LATEST:
            continue
        kept = _in_order(few, many)
        if kept >= LEAST_KEPT * len(few) and kept >= LEAST_OF_LONGER * len(many):
            yield Translated(a, b, kept, len(few))


def _anchors(text: Text) -> tuple[str, ...]:
    """The names and numbers of the body in their order; a capital at a sentence's beginning may be the sentence's."""
    whole = text.reading.document.text
    found = []
    for word in text.words:
        first = whole[word.start]
        before = whole[max(0, word.start - 2) : word.start].strip()[-1:]
        if first.isdigit() or (first.isupper() and before not in ("", ".", "!", "?", "“", '"', ":", "«", "„")):
            found.append(word.form.removesuffix("'s"))
    return tuple(found)


def _in_order(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest sequence that stands in both in one order."""
    before = [0] * (len(b) + 1)
    for x in a:
        row = [0]
        for j, y in enumerate(b):
            row.append(before[j] + 1 if x == y else max(before[j + 1], row[j]))
        before = row
    return before[-1]
