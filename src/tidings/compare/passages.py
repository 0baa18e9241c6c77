"""Readings in, the pairs of documents that share passages out, with what of those passages is news of their own."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tidings.match.texts import Passage, Word, quoted_spans, shared_passages, shingles, words_in
from tidings.model.reading import Reading
from tidings.model.span import Span

# A run of words that more documents than this hold is a notice, a caption or a slogan; as a key it would pair everybody with everybody.
MOST_HOLDERS = 40
# The words of one outlet that stand in this many of its documents …
STANDING_DOCUMENTS = 3
# … over this many days are background that it keeps ready; a report that is revised is done with sooner.
STANDING_DAYS = 4
# A line of at least four words, nearly all of them capitalised, is a headline, a teaser or a list of links, not a report's sentence.
HEADLINE_SHARE, HEADLINE_WORDS = 0.75, 4
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A document's words, and which of them are its own news: `news[i]` is false inside quotation marks, headlines and standing text."""

    reading: Reading
    words: tuple[Word, ...]
    keys: tuple[int, ...]
    news: tuple[bool, ...]
    day: date | None

    @property
    def id(self) -> str:
        return self.reading.document.id


@dataclass(frozen=True, slots=True)
class Shared:
    """Two documents (by id, the smaller first) with the passages that stand in both.

    `words`: words in these passages; `news`: those of them that are news in both; `of`: news words of the one that has fewer.
    """

    a: Text
    b: Text
    passages: tuple[Passage, ...]
    words: int
    news: int
    of: int

    @property
    def share(self) -> float:
        return self.news / self.of if self.of else 0.0

    def days_apart(self) -> int | None:
        """Days between the two publications, or None when one is not known."""
        return abs((self.a.day - self.b.day).days) if self.a.day and self.b.day else None


def day_of(reading: Reading) -> date | None:
    """The day a document was published, or None when it is known to no day."""
    published = reading.document.published
    if published.start is None or published.end is None or published.end[:10] != published.start[:10]:
        return None
    try:
        return date.fromisoformat(published.start[:10])
    except ValueError:
        return None


def days_apart(a: Reading, b: Reading) -> int:
    """The least number of days between two publications: from the end of the one's span to the start of the other's; 0 where one is open."""
    try:
        spans = [
            tuple(date.fromisoformat((day or "")[:10]) for day in (p.start, p.end)) for p in (a.document.published, b.document.published)
        ]
    except ValueError:
        return 0
    return max(0, *((later[0] - earlier[1]).days for earlier, later in (spans, spans[::-1])))


def by_id(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings by document id, so that their order says nothing."""
    return tuple(sorted(readings, key=lambda r: r.document.id))


def texts_of(readings: Sequence[Reading]) -> tuple[Text, ...]:
    """Each reading's words with what of them is news, by document id."""
    rows = []
    for reading in by_id(readings):
        document = reading.document
        words = words_in(document.text, document.body or ((0, len(document.text)),))
        rows.append((reading, words, _keys(words), day_of(reading)))
    standing = _standing([(r.document.outlet, keys, day) for r, _, keys, day in rows])
    return tuple(Text(r, words, keys, _news(r.document.text, words, keys, standing), day) for r, words, keys, day in rows)


def _keys(words: Sequence[Word]) -> tuple[int, ...]:
    """One number for each run of words: 32 bits; two runs that meet by chance only make a candidate that the alignment turns down."""
    return tuple(zlib.crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in shingles(words))


def _standing(rows: list[tuple[str | None, tuple[int, ...], date | None]]) -> frozenset[int]:
    """The runs of words that one outlet prints again and again."""
    days: dict[tuple[str, int], tuple[int, date, date]] = {}
    for outlet, keys, day in rows:
        if outlet is None or day is None:
            continue
        for key in set(keys):
            count, first, last = days.get((outlet, key), (0, day, day))
            days[outlet, key] = (count + 1, min(first, day), max(last, day))
    return frozenset(
        key for (_, key), (count, first, last) in days.items() if count >= STANDING_DOCUMENTS and (last - first).days >= STANDING_DAYS
    )


def _news(text: str, words: Sequence[Word], keys: Sequence[int], standing: frozenset[int]) -> tuple[bool, ...]:
    aside = [*quoted_spans(text), *_headlines(text)]
    news = [True] * len(words)
    for start, end in _indices(words, aside):
        news[start:end] = [False] * (end - start)
    for i, key in enumerate(keys):
        if key in standing:
            size = min(len(words), len(words) - len(keys) + 1)
            news[i : i + size] = [False] * len(news[i : i + size])
    return tuple(news)


def _headlines(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        words = [w for w in line.group().split() if w[0].isalpha()]
        if len(words) >= HEADLINE_WORDS and sum(w[0].isupper() for w in words) >= HEADLINE_SHARE * len(words):
            yield line.span()


def _indices(words: Sequence[Word], spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """For each span the first and the one past the last word that begins in it."""
    from bisect import bisect_left

    starts = [w.start for w in words]
    for start, end in spans:
        yield bisect_left(starts, start), bisect_left(starts, end)


def pairs_sharing(texts: Sequence[Text], least: int) -> Iterator[tuple[Text, Text]]:
    """The pairs that have at least that many runs of words in common, by an index of the runs; too common ones make no pair."""
    holders: dict[int, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for key in set(text.keys):
            holders[key].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= MOST_HOLDERS:
            shared.update((a, b) for n, a in enumerate(held) for b in held[n + 1 :])
    for (a, b), count in sorted(shared.items()):
        if count >= least:
            yield texts[a], texts[b]


def shared_by(a: Text, b: Text) -> Shared:
    """What two documents share, word by word."""
    passages = shared_passages(a.words, b.words)
    news = words = 0
    for passage in passages:
        left = _flags(a, passage.a)
        right = _flags(b, passage.b)
        words += passage.words
        # Marks differ between copies of one text: a word is news where both have it outside marks.
        news += min(sum(left), sum(right), passage.words)
    return Shared(a, b, passages, words, news, min(sum(a.news), sum(b.news)))


def _flags(text: Text, span: Span) -> tuple[bool, ...]:
    ((start, end),) = _indices(text.words, [span])
    return text.news[start:end]
