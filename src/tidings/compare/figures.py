"""Readings in, figures out: each counted thing as a series of values, with the day each is true for and whose number it is."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tidings.compare.contents import rarity_of, stems_of
from tidings.compare.meant import Meant
from tidings.compare.passages import by_id
from tidings.compare.stories import joined, stem
from tidings.know.same_events import event_word
from tidings.match.texts import STOPWORDS, words_in
from tidings.model.ids import made_of
from tidings.model.picture import Actor, Figure, FigurePoint, Story
from tidings.model.reading import Claim, Event, Quantity, Reading
from tidings.model.span import Span, holds, shared

# Words that count people: two reports of one toll call them by different ones.
PEOPLE = frozenset(
    """
    people person civilian man woman child resident citizen victim body dead personnel local passenger life casualty fatality
    individual inhabitant
    """.split()
)
# The words around a number say what it counts; beyond this many on either side the sentence speaks of something else.
WINDOW = 14
# Two numbers are one figure when this share of what is said around them is the same, on average over the series; the same value, and an
# event of one kind, speak for it as a quarter of the words do. Chosen on a story read by hand (eval/story.py).
LEAST_ALIKE = 0.34
SAME_VALUE, SAME_EVENT, OTHER_EVENT = 0.25, 0.1, -0.3


@dataclass(frozen=True, slots=True)
class _Counted:
    """One quantity of one document with what it can be compared by."""

    doc: str
    quantity: Quantity
    event: Event | None
    head: str
    stems: tuple[str, ...]
    said: str
    number: float | None
    as_of: str | None
    source: str | None
    story: str

    @property
    def name(self) -> str:
        return f"{self.doc}\0{self.quantity.id}"


def find_figures(readings: Sequence[Reading], stories: Sequence[Story] = (), actors: Sequence[Actor] = ()) -> tuple[Figure, ...]:
    """Each quantity in one series, in the order of the day that it is true for. Needs `find_stories`; `link_actors` where there is one.

    Only quantities of one unit, of one counted word (people being one) and of one story are compared: the work grows with the square of
    these. A number's day is its own or its event's where the text dates it to a day, else that of publication; None when neither is known.
    """
    meant = Meant(readings, actors)
    story_of = {document: story.id for story in stories for document in story.documents}
    everything = [c for r in by_id(readings) for c in _counted_in(r, meant, story_of.get(r.document.id, r.document.id))]
    rarity = rarity_of(c.stems for c in everything)
    blocks: dict[tuple[str, str, str], list[_Counted]] = defaultdict(list)
    for counted in everything:
        blocks[counted.story, _unit(counted.quantity), counted.head].append(counted)
    figures = [_figure(group) for _, block in sorted(blocks.items()) for group in _groups(block, rarity)]
    return tuple(sorted(figures, key=lambda f: (f.what, f.id or "")))


def quantities_of(reading: Reading) -> tuple[tuple[Quantity, Event | None], ...]:
    """All quantities of a reading, each once, with the first event that it hangs on or None, in the order of the text."""
    found: dict[str, tuple[Quantity, Event | None]] = {}
    for event in sorted(reading.events, key=lambda e: (e.trigger, e.id)):
        for quantity in event.quantities:
            found.setdefault(quantity.id, (quantity, event))
    for quantity in reading.quantities:
        found.setdefault(quantity.id, (quantity, None))
    return tuple(sorted(found.values(), key=lambda pair: (pair[0].span, pair[0].id)))


def claim_over(reading: Reading, span: Span) -> Claim | None:
    """The innermost claim whose content holds the span, or None in the outlet's own voice."""
    over = [(part[1] - part[0], c.id, c) for c in reading.claims for part in c.content if holds(part, span)]
    return min(over)[2] if over else None


def _counted_in(reading: Reading, meant: Meant, story: str) -> list[_Counted]:
    document = reading.document
    counted = []
    for quantity, event in quantities_of(reading):
        noun = _noun(reading, quantity)
        claim = claim_over(reading, quantity.span)
        counted.append(
            _Counted(
                doc=document.id,
                quantity=quantity,
                event=event,
                head="people" if noun in PEOPLE or _unit(quantity) == "people" else noun,
                stems=_around(reading, quantity),
                said=_said(reading, quantity),
                number=_number(reading, quantity),
                as_of=_as_of(reading, quantity, event),
                source=_source(claim, meant),
                story=story,
            )
        )
    return counted


def _unit(quantity: Quantity) -> str:
    unit = (quantity.unit or "").lower()
    return "" if unit in ("personnel", "people", "persons", "count", "items", "units") else unit


def _phrase(reading: Reading, quantity: Quantity) -> Span:
    counted = quantity.counted or quantity.span
    return min(counted[0], quantity.span[0]), max(counted[1], quantity.span[1])


_AFTER_NOUN = re.compile(r"\b(?:of|in|at|on|from|to|by|who|that|which|with|for|into|were|was|are|is|had|have|has|and|or)\b|[,;.()]")


def _noun(reading: Reading, quantity: Quantity) -> str:
    """The counted word: the last one of the phrase before what is told of it; "bodies of 900 civilians" counts civilians."""
    text = reading.document.text
    start, end = _phrase(reading, quantity)
    if joint := re.match(r"[-‑–]([a-z]+)", text[quantity.span[1] :]):
        return _singular(joint.group(1))
    phrase = text[max(start, quantity.span[0]) : end]
    for part in _AFTER_NOUN.split(re.sub(r"(?<=\d)[,.](?=\d)", "", phrase)):
        words = [w for w in re.findall(r"[a-z][a-z'’-]+", part.lower()) if w not in STOPWORDS and w not in _NUMBER_WORDS]
        if words:
            return _singular(words[-1].split("-")[-1])
    return ""


_NUMBER_WORDS = frozenset(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions dozen
    dozens least nearly almost around approximately roughly exactly half many several another
    """.split()
)
_SINGULARS = {"men": "man", "women": "woman", "children": "child", "bodies": "body", "lives": "life", "casualties": "casualty"}


def _singular(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word


def _around(reading: Reading, quantity: Quantity) -> tuple[str, ...]:
    """The telling words beside the number, within its sentence."""
    text = reading.document.text
    sentence = next((s for s in reading.sentences if shared(s, quantity.span)), None)
    if sentence is None:
        start, end = text.rfind(". ", 0, quantity.span[0]), text.find(". ", quantity.span[1])
        sentence = (max(0, start + 1), len(text) if end < 0 else end)
    words = words_in(text, [sentence])
    before = [w.form for w in words if w.end <= quantity.span[0]][-WINDOW:]
    after = [w.form for w in words if w.start >= quantity.span[0]][: WINDOW + 4]
    return tuple(s for s in stems_of([*before, *after]) if not s.isdigit() and s not in _NUMBER_WORDS)


def _said(reading: Reading, quantity: Quantity) -> str:
    """What is counted, in the document's words without the number."""
    text = reading.document.text
    start, end = _phrase(reading, quantity)
    words = [w for w in text[start:end].split() if not re.match(r"[\W_]*\d", w) and w.lower().strip(",.") not in _NUMBER_WORDS]
    return " ".join(w for w in words if w.lower() not in ("at", "the", "more", "than", "about", "up", "to", "over")).strip(" ,.;")


def _number(reading: Reading, quantity: Quantity) -> float | None:
    """The number that is said, also where it is a bound ("at least 57"); None for a plural magnitude ("thousands"), which says none."""
    said = reading.document.text[slice(*quantity.span)].lower()
    return None if quantity.value is None and _MAGNITUDE.search(said) else _most(quantity)


_MAGNITUDE = re.compile(r"\b(?:tens|dozens|scores|hundreds|thousands|millions|billions)\b")


def _as_of(reading: Reading, quantity: Quantity, event: Event | None) -> str | None:
    times = {t.id: t for t in reading.times}
    for name in (quantity.time, event.time if event else None):
        time = times.get(name) if name else None
        if time and time.type in ("DATE", "TIME") and time.latest and (time.earliest == time.latest):
            return time.latest[:10]
    published = reading.document.published
    is_one_day = published.start and published.end and published.start[:10] == published.end[:10]
    return published.start[:10] if published.start and is_one_day else None


def _source(claim: Claim | None, meant: Meant) -> str | None:
    if claim is None or not claim.chain:
        return None
    name = claim.chain[-1].name
    return meant.shown(meant.name(name), name)


def _groups(block: Sequence[_Counted], rarity: Mapping[str, float]) -> list[tuple[_Counted, ...]]:
    counted = {c.name: c for c in block}
    edges = {}
    for n, a in enumerate(block):
        for b in block[n + 1 :]:
            if (worth := _worth(a, b, rarity)) > 0:
                edges[min(a.name, b.name), max(a.name, b.name)] = worth
    return [tuple(counted[name] for name in group) for group in joined(tuple(counted), edges, LEAST_ALIKE)]


def _worth(a: _Counted, b: _Counted, rarity: Mapping[str, float]) -> float:
    mine, theirs = set(a.stems), set(b.stems)
    total = sum(sorted(rarity[w] for w in mine)) + sum(sorted(rarity[w] for w in theirs))
    if not total:
        return 0.0
    worth = 2 * sum(sorted(rarity[w] for w in mine & theirs)) / total
    if _most(a.quantity) is not None and _most(a.quantity) == _most(b.quantity):
        worth += SAME_VALUE
    if a.event and b.event:
        worth += SAME_EVENT if stem(event_word(a.event.lemma)) == stem(event_word(b.event.lemma)) else OTHER_EVENT
    return min(1.0, max(0.0, worth))


def _most(quantity: Quantity) -> float | None:
    return next((v for v in (quantity.value, quantity.low, quantity.high) if v is not None), None)


def _figure(group: Sequence[_Counted]) -> Figure:
    series = sorted(group, key=lambda c: (c.as_of or "", c.doc, c.quantity.span, c.quantity.id))
    said = Counter(c.said for c in series if c.said)
    what = min(said, key=lambda words: (-said[words], -len(words), words)) if said else series[0].head
    common = set(series[0].stems).intersection(*(c.stems for c in series)) if len(series) > 1 else set()
    first = min(series, key=lambda c: (c.doc, c.quantity.id))
    return Figure(
        what=what,
        id=made_of("f", first.doc, first.quantity.id),
        why=f"around each number: {', '.join(sorted(common)[:6])}" if common else None,
        series=tuple(
            FigurePoint(
                doc=c.doc,
                id=c.quantity.id,
                span=c.quantity.span,
                value=c.number,
                low=c.quantity.low,
                high=c.quantity.high,
                as_of=c.as_of,
                source=c.source,
            )
            for c in series
        ),
    )
