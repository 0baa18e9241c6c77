"""Readings in, what each claim says as weighted words, so that contents can be compared; and how alike two are, with the reason."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tidings.compare.meant import Key, Meant
from tidings.compare.passages import day_of
from tidings.know.same_events import event_word
from tidings.match.score import Score
from tidings.match.stems import stem
from tidings.match.texts import BACKGROUND, BACKGROUND_SHARE, STOPWORDS, words_in
from tidings.model.reading import Claim, Reading
from tidings.model.span import Span, shared

# A run of words this long that stands in two contents was said once: shorter ones are idioms and names.
QUOTED_RUN = 5
# One word in common ("the attack") is a topic: alone it joins nobody, but it doesn't speak against what others have in common.
LEAST_WORDS, ONE_WORD = 2, 0.2
# What a shortened content keeps of the longer one is worth this much, from this many telling words on: fewer may be about anything.
SHORTENED, SHORTENED_WORDS = 0.6, 3
# A content that points back ("this move by the army") has no more telling words than this.
POINTER_WORDS = 4
# A word that more than a quarter of the documents hold is what all is about; of a handful of documents nothing can be said.
COMMON_SHARE, FEW_DOCUMENTS = 0.25, 4


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of one document: what it says as stems, in order, which of them are names, and whose word it is (None: nobody named)."""

    doc: str
    claim: Claim
    stems: tuple[str, ...]
    words: tuple[str, ...]
    names: frozenset[str]
    who: Key | None
    origin: str | None
    day: date | None
    story: str
    hedges: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return f"{self.doc}\0{self.claim.id}"


def said_in(reading: Reading, meant: Meant, story: str) -> list[Said]:
    """The claims of a reading in a form that can be compared."""
    day = day_of(reading)
    said = []
    for claim in reading.claims:
        found = words_in(reading.document.text, claim.content)
        words = tuple(w.form for w in found)
        names = frozenset(stems_of(w.form for w in found if reading.document.text[w.start].isupper()))
        origin = claim.chain[-1].name if claim.chain else None
        who = meant.voice(origin) if origin else None
        hedges = frozenset(w.form for w in words_in(reading.document.text, claim.hedges))
        said.append(Said(reading.document.id, claim, stems_of(words), words, names, who, origin, day, story, hedges))
    return said


def is_named(said: Said) -> bool:
    """Whether the source has a name: "locals" and "the official" of two documents needn't be the same people."""
    return said.origin is not None and any(c.isupper() for c in said.origin)


def denied(said: Said) -> bool:
    """Whether its source has it that what the content says is not so: the status holds both the content's "not" and the source's denial."""
    return said.claim.status == "negated"


_NEGATORS = frozenset("no not never none nobody nothing neither nor cannot without".split())


def at_odds(a: Said, b: Said) -> bool:
    """Whether one holds what the other denies. Two contents that both hold a "not" and are both told, or both denied, are of one mind,
    whatever else of them is planned: "we cannot search in the dark, so we will go back", "we cannot search".
    """
    return denied(a) != denied(b) and not (_negates(a) and _negates(b) and (a.claim.stance == "denies") == (b.claim.stance == "denies"))


def _negates(said: Said) -> bool:
    return any(word in _NEGATORS or word.endswith("n't") for word in said.words)


def stems_of(words: Iterable[str]) -> tuple[str, ...]:
    """The telling words without their endings; words that may tell of one event as one."""
    return tuple(_stem(w) for w in words if (w not in STOPWORDS and len(w) > 1) or w.isdigit())


def telling_around(reading: Reading, spans: Iterable[Span]) -> frozenset[str]:
    """The telling stems of the sentences that these spans begin in."""
    sentences = [next((s for s in reading.sentences if s[0] <= span[0] < s[1]), span) for span in spans]
    return frozenset(stems_of(w.form for w in words_in(reading.document.text, sentences)))


def common_words(readings: Iterable[Reading]) -> frozenset[str]:
    """The stems that so many of the documents hold that having one in common ties nothing."""
    held: Counter[str] = Counter()
    total = 0
    for reading in readings:
        total += 1
        held.update(
            set(stems_of(w.form for w in words_in(reading.document.text, reading.document.body or ((0, len(reading.document.text)),))))
        )
    return frozenset(word for word, count in held.items() if count > max(FEW_DOCUMENTS, COMMON_SHARE * total))


def _stem(word: str) -> str:
    for form in (word, stem(word), word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("ing"), word.removesuffix("s")):
        if (line := event_word(form)) != form:
            return stem(line)
    return stem(event_word(word))


def rarity_of(contents: Iterable[Iterable[str]]) -> Mapping[str, float]:
    """How telling each stem is among these contents and elsewhere: log of the share that lack it."""
    held: Counter[str] = Counter()
    total = BACKGROUND
    for content in contents:
        held.update(set(content))
        total += 1
    # A word of a content stands in fewer contents elsewhere than a word of a report in reports: a content has a tenth of its words.
    return {word: math.log(total / (count + BACKGROUND * BACKGROUND_SHARE / 10)) for word, count in held.items()}


def say_one_thing(a: Said, b: Said, least: int = 2) -> bool:
    """Whether two contents have at least that many words in common that aren't names: names say of whom, not what."""
    return len((set(a.stems) & set(b.stems)) - a.names - b.names) >= least


def overlap(a: Said, b: Said) -> bool:
    """Whether one claim's content lies in the other's, wholly or in part: a claim within a claim."""
    return a.doc == b.doc and any(shared(x, y) for x in a.claim.content for y in b.claim.content)


_THIS = re.compile(r"(?:this|that|these|those|such)\b", re.IGNORECASE)


def points_back(said: Said) -> bool:
    """Whether a content is but a pointer to what was said before: "this deployment by Ostrel"."""
    return bool(said.words) and bool(_THIS.match(said.words[0])) and len(said.stems) <= POINTER_WORDS


def pointed_to(pointer: Said, others: Iterable[Said]) -> Said | None:
    """Of what its source said, that which a pointer is to: in its own text the last thing before it that shares a word with it, else what
    holds all that the pointer names; of several the first told, or None.
    """
    asked = set(pointer.stems) - pointer.names
    others = tuple(others)
    here = [s for s in others if s.doc == pointer.doc and s.claim.content[-1][1] <= pointer.claim.content[0][0] and asked & set(s.stems)]
    if here:
        return max(here, key=lambda s: (s.claim.content, s.claim.id))
    fitting = [s for s in others if s.doc != pointer.doc and asked and asked <= set(s.stems) and not points_back(s)]
    return min(fitting, key=lambda s: (s.doc, s.claim.content, s.claim.id), default=None)


def retold(a: Said, b: Said, rarity: Mapping[str, float]) -> Score:
    """How far two contents of one source are one utterance: certain when a run of words is the same, else as they are alike.

    One that is shortened holds less than the other: what it does hold counts, at a discount, when it is a statement and not a phrase.
    """
    if run := common_run(a, b):
        return Score(1.0, f"the same {run} words in a row")
    score = alike(a, b, rarity)
    common = set(a.stems) & set(b.stems)
    if len(common) < LEAST_WORDS:
        return min(score, Score(ONE_WORD, "one telling word in common"))
    if len(common - a.names - b.names) < SHORTENED_WORDS:
        return score
    least = min(sum(sorted(rarity[w] for w in set(said.stems))) for said in (a, b))
    part = SHORTENED * sum(sorted(rarity[w] for w in common)) / least
    return Score(round(part, 6), "one shortened; " + score.why) if part > score.value else score


def alike(a: Said, b: Said, rarity: Mapping[str, float]) -> Score:
    """How much of what two contents say is the same: twice the weight of their common stems over the weight of both."""
    mine, theirs = set(a.stems), set(b.stems)
    common = mine & theirs
    total = sum(sorted(rarity[w] for w in mine)) + sum(sorted(rarity[w] for w in theirs))
    if not common or not total:
        return Score(0.0, "no telling word in common")
    value = 2 * sum(sorted(rarity[w] for w in common)) / total
    return Score(round(value, 6), "in common: " + ", ".join(sorted(common, key=lambda w: (-rarity[w], w))[:6]))


def common_run(one: Said, other: Said) -> int:
    """The length of a run of words that both have, or 0 when it is too short or holds no telling word; a hedge tells nothing."""
    a, b = one.words, other.words
    idle = one.hedges & other.hedges
    runs = {tuple(a[i : i + QUOTED_RUN]) for i in range(len(a) - QUOTED_RUN + 1)}
    for i in range(len(b) - QUOTED_RUN + 1):
        run = tuple(b[i : i + QUOTED_RUN])
        if run in runs and sum(w not in STOPWORDS and w not in idle for w in run) >= 2:
            return QUOTED_RUN
    return 0
