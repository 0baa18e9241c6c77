"""Two texts side by side: their words with offsets, the passages they share, and how alike they are by the words they hold."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tidings.model.span import Span, merged

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words in both texts that run on for this long were written once: of two reports written apart on one event, runs of five are
# common (names, titles), runs of eight rare.
SEED = 8
# Runs no further apart than this, in words on either side, are one passage: an editor changed a word, a name, a number between them.
NEAREST = 6
# The longest quotation that is looked for, in code points: an opening mark that is never closed must not swallow the text.
LONGEST_QUOTE = 1500
_DOUBLE = re.compile(r"[“”\"«»„]|''|\n")
_SINGLE = re.compile(r"[‘’']|\n")
# Twenty reports of one happening all name its place; a rarity counted among them alone would take the place for a common word. So the
# texts are counted as if among this many others on all sorts of things, of which a word stands in this share.
BACKGROUND, BACKGROUND_SHARE = 400, 0.1
# What every English text is full of: it says nothing of what the text is on. Written down from general knowledge of English.
_STOPWORDS = """
    a about after again against all also am an and any are as at be because been before being between both but by can could did do does
    doing down during each even few for from further had has have having he her here hers him his how i if in into is it its itself just
    may me might more most much must my no nor not now of off on once one only or other our out over own said same say says she should so
    some such than that the their them then there these they this those through to told too two under until up us very was we were what
    when where which while who whom why will with would you your
"""
STOPWORDS = frozenset(_STOPWORDS.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in lower case, with the span it stands in."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that stands in two texts: its span in each, and how many words of it are the same in both."""

    a: Span
    b: Span
    words: int


def words_in(text: str, spans: Iterable[Span] | None = None) -> tuple[Word, ...]:
    """The words of the text, or of these spans of it, in order; marks and spaces left out, curly apostrophes as straight ones."""
    return tuple(
        Word(match.group().lower().replace("’", "'"), match.start(), match.end())
        for start, end in (((0, len(text)),) if spans is None else merged(spans))
        for match in _WORD.finditer(text, start, end)
    )


def quoted_spans(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks, marks included. A paragraph's end ends a quotation that nothing closes before."""
    return merged([*_between_marks(text, _DOUBLE), *_between_marks(text, _SINGLE)])


def _between_marks(text: str, marks: re.Pattern[str]) -> Iterator[Span]:
    """A straight mark opens before a word and closes behind one; an opening one inside an open quotation begins its next paragraph."""
    opened: int | None = None
    for match in marks.finditer(text):
        at, mark = match.start(), match.group()
        if opened is not None and at - opened > LONGEST_QUOTE:
            opened = None
        if mark == "\n":
            if opened is not None:
                yield opened, at
            opened = None
        elif _opens(text, match):
            opened = at if opened is None else opened
        elif opened is not None and _closes(text, match):
            yield opened, match.end()
            opened = None
    if opened is not None and len(text) - opened <= LONGEST_QUOTE:
        yield opened, len(text)


def _opens(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
    if match.group() in "“«„‘":
        return True
    return match.group() in ("'", '"', "''") and (not before or before in " \n([—–-\u00a0") and (after.isalpha() or after in "[.…$£€")


def _closes(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
    if match.group() in "”»":
        return True
    return not after.isalnum() and not before.isspace()


def shingles(words: Sequence[Word], size: int = SEED) -> Iterator[tuple[str, ...]]:
    """Every run of that many words; of a shorter text, the text itself."""
    forms = [w.form for w in words]
    if 0 < len(forms) < size:
        yield tuple(forms)
    for i in range(len(forms) - size + 1):
        yield tuple(forms[i : i + size])


def shared_passages(a: Sequence[Word], b: Sequence[Word], *, seed: int = SEED) -> tuple[Passage, ...]:
    """The passages that stand in both texts, in the order of the first; each word counts once on either side.

    Runs of at least `seed` equal words are found by an index and lengthened as far as they go, the longest taken first; neighbours in
    both texts are then joined into one passage. Time grows with the lengths of the texts and the number of shared runs.
    """
    runs = _disjoint(_runs(a, b, seed))
    passages: list[tuple[int, int, int, int, int]] = []
    for i, j, size in runs:
        if passages:
            i0, i1, j0, j1, count = passages[-1]
            if 0 <= i - i1 <= NEAREST and 0 <= j - j1 <= NEAREST:
                passages[-1] = (i0, i + size, j0, j + size, count + size)
                continue
        passages.append((i, i + size, j, j + size, size))
    return tuple(Passage((a[i0].start, a[i1 - 1].end), (b[j0].start, b[j1 - 1].end), count) for i0, i1, j0, j1, count in passages)


def _runs(a: Sequence[Word], b: Sequence[Word], seed: int) -> set[tuple[int, int, int]]:
    """All longest runs of equal words, as (start in a, start in b, length)."""
    left, right = [w.form for w in a], [w.form for w in b]
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(right) - seed + 1):
        where[tuple(right[j : j + seed])].append(j)
    found: set[tuple[int, int, int]] = set()
    reached: dict[int, int] = {}
    for i in range(len(left) - seed + 1):
        for j in where.get(tuple(left[i : i + seed]), ()):
            if reached.get(j - i, -1) >= i:
                continue
            size = seed
            while i + size < len(left) and j + size < len(right) and left[i + size] == right[j + size]:
                size += 1
            reached[j - i] = i + size - seed
            found.add((i, j, size))
    return found


def _disjoint(runs: set[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of the runs those that don't overlap on either side, the longest first, in the order of the first text."""
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    kept = []
    for i, j, size in sorted(runs, key=lambda run: (-run[2], run[0], run[1])):
        here, there = range(i, i + size), range(j, j + size)
        free = [k for k in range(size) if here[k] not in taken_a and there[k] not in taken_b]
        # A run that another cut keeps its free end when that is a run on its own.
        if free and free[-1] - free[0] + 1 == len(free) >= min(size, SEED):
            kept.append((i + free[0], j + free[0], len(free)))
            taken_a.update(here[k] for k in free)
            taken_b.update(there[k] for k in free)
    return sorted(kept)


Vector = Mapping[str, float]


def tfidf(counts: Mapping[str, Mapping[str, float]], *, background: int = BACKGROUND) -> dict[str, Vector]:
    """A vector of length one for each text's word weights: log of the count times log of how rare the word is among them and elsewhere.

    `background` is how many other texts they are counted among. A word that stands in one text alone is left out: it can't be shared.
    """
    total = len(counts) + background
    held = Counter(word for weights in counts.values() for word in weights)
    vectors: dict[str, Vector] = {}
    for name, weights in counts.items():
        vector = {
            word: (1 + math.log(weight)) * math.log(total / (held[word] + BACKGROUND_SHARE * background))
            for word, weight in sorted(weights.items())
            if held[word] > 1 and weight > 0
        }
        length = math.sqrt(math.fsum(value * value for value in vector.values()))
        vectors[name] = {word: value / length for word, value in vector.items()} if length else {}
    return vectors


def cosine(a: Vector, b: Vector) -> float:
    """How alike two vectors of length one are, 0 to 1; the same whichever comes first."""
    if len(a) > len(b) or (len(a) == len(b) and sorted(a) > sorted(b)):
        a, b = b, a
    return math.fsum(value * b[word] for word, value in a.items() if word in b)
