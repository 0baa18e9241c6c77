"""Readings in, figures out: each counted thing as a series of values, with the day each is true for and whose number it is."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tidings.compare.contents import rarity_of
from tidings.compare.counts import Count, counts_again, counts_in, most
from tidings.compare.meant import Meant, any_fit
from tidings.compare.passages import by_id
from tidings.compare.stories import joined
from tidings.know.measures import fate_of
from tidings.know.same_events import event_word
from tidings.match.stems import stem
from tidings.model.ids import made_of
from tidings.model.picture import Actor, Figure, FigurePoint, Story
from tidings.model.reading import Reading

# Two numbers are one figure when this share of what is said around them is the same, on average over the series; the same value, and an
# event of one kind, speak for it as a third and a tenth of the words do. Chosen on a story read by hand (eval/story.py).
LEAST_ALIKE = 0.38
SAME_VALUE, SAME_EVENT, OTHER_EVENT = 0.3, 0.1, -0.1
# A number of three digits and more that isn't round ("510", "12,490") is seldom said of two things in one story; one that is a
# twentieth off is most often the same, rounded.
TELLING_DIGITS, SAME_TELLING_VALUE, ROUNDING = 3, 0.5, 0.05
SAME_PLACE, OTHER_PLACE = 0.1, -0.4
# Two numbers of those whom the same befell in the same place are of one toll more often than not.
SAME_FATE_THERE = 0.3
# A name in common that is no place to the readings may be one, or the ship's or the storm's.
SAME_FATE_NAMED = 0.2
# "The number of dead has climbed to eight": a toll that names no place is the one that its story is about, where the other is near it.
SAME_FATE_UNPLACED, ONE_TOLL = 0.3, 3
# A toll seldom grows tenfold; of two that lie so far apart one is a place's and the other a war's.
ONE_SCALE, OTHER_SCALE = 10, -0.4
# Where the text says what befell some people, those of whom it says nothing are seldom the same.
ONE_FATE = -0.2
# What happened so many days apart happened twice: a toll is counted for weeks, and the year of another disaster is background.
ONE_HAPPENING = 60


def find_figures(readings: Sequence[Reading], stories: Sequence[Story] = (), actors: Sequence[Actor] = ()) -> tuple[Figure, ...]:
    """Each quantity in one series, in the order of the day that it is true for. Needs `find_stories`; `link_actors` where there is one.

    Only quantities of one kind of unit, of one counted word (people being one) and of one story are compared: the work grows with the
    square of these. A number's day is its own or its event's where the text dates it to a day, else the day that others of the series
    give for the same number, else that of publication; None when none is known.
    """
    meant = Meant(readings, actors)
    story_of = {document: story.id for story in stories for document in story.documents}
    everything = [c for r in by_id(readings) for c in counts_in(r, meant, story_of.get(r.document.id, r.document.id))]
    rarity = rarity_of(c.stems for c in everything)
    blocks: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for counted in everything:
        blocks[counted.story, counted.head].append(counted)
    figures = [_figure(_dated(group)) for _, block in sorted(blocks.items()) for group in _groups(block, rarity)]
    return tuple(sorted(figures, key=lambda f: (f.what, f.id or "")))


def _groups(block: Sequence[Count], rarity: Mapping[str, float]) -> list[tuple[Count, ...]]:
    counted = {c.name: c for c in block}
    edges = {}
    for n, a in enumerate(block):
        for b in block[n + 1 :]:
            if (worth := _worth(a, b, rarity)) > 0:
                edges[min(a.name, b.name), max(a.name, b.name)] = worth
    return [tuple(counted[name] for name in group) for group in joined(tuple(counted), edges, LEAST_ALIKE)]


def _worth(a: Count, b: Count, rarity: Mapping[str, float]) -> float:
    """How far two counts are of one thing; 0 when they can't be: of the whole and of a part, of the dead and of the wounded."""
    if a.part != b.part or (a.fate and b.fate and a.fate != b.fate) or (a.factor == b.factor and a.unit != b.unit):
        return 0.0
    if counts_again(a, b):
        return 1.0  # "4,200, up from 900 on Wednesday"
    if (a.doc, a.sentence) == (b.doc, b.sentence):
        return 0.0  # "38 of the 50 died at once, 12 in hospital": a sentence that gives several numbers parts them
    if a.period and b.period and a.event and b.event and _days_between(a.period, b.period) > ONE_HAPPENING:
        return 0.0
    mine, theirs = set(a.stems), set(b.stems)
    total = sum(sorted(rarity[w] for w in mine)) + sum(sorted(rarity[w] for w in theirs))
    if not total:
        return 0.0
    worth = 2 * sum(sorted(rarity[w] for w in mine & theirs)) / total + _same_value(a, b)
    if a.fate and a.fate == b.fate:
        worth += SAME_EVENT
    elif a.event and b.event:
        worth += SAME_EVENT if stem(event_word(a.event.lemma)) == stem(event_word(b.event.lemma)) else OTHER_EVENT
    if any_fit(a.near, tuple(b.near)):
        worth += SAME_FATE_THERE if a.fate and a.fate == b.fate else SAME_PLACE
    elif a.fate and a.fate == b.fate and a.names & b.names:
        worth += SAME_FATE_NAMED
    elif a.places and b.places:
        worth += OTHER_PLACE
    elif a.fate and a.fate == b.fate and not (a.near and b.near) and _are_near(a, b):
        worth += SAME_FATE_UNPLACED
    if (
        a.fate
        and (mine_n := most(a.quantity))
        and (theirs_n := most(b.quantity))
        and max(mine_n, theirs_n) > ONE_SCALE * min(mine_n, theirs_n)
    ):
        worth += OTHER_SCALE
    if a.head == "people" and (a.fate is None) != (b.fate is None):
        worth += ONE_FATE
    return min(1.0, max(0.0, worth))


def _are_near(a: Count, b: Count) -> bool:
    """Whether the greater of two numbers is not many times the lesser."""
    mine, theirs = most(a.quantity), most(b.quantity)
    return bool(mine and theirs) and max(mine or 0, theirs or 0) <= ONE_TOLL * min(mine or 0, theirs or 0)


def _days_between(a: tuple[str, str], b: tuple[str, str]) -> int:
    """The days from the end of the one period to the beginning of the other, 0 when they overlap."""
    (_, end), (start, _) = sorted((a, b))
    try:
        return max(0, (date.fromisoformat(start) - date.fromisoformat(end)).days)
    except ValueError:
        return 0


def _same_value(a: Count, b: Count) -> float:
    mine, theirs = most(a.quantity), most(b.quantity)
    if mine is None or theirs is None:
        return 0.0
    if mine == theirs and a.factor == b.factor:
        return SAME_TELLING_VALUE if _digits(mine) >= TELLING_DIGITS or (mine >= 100 and _digits(mine) > 1) else SAME_VALUE
    near = abs(mine * a.factor - theirs * b.factor) <= ROUNDING * max(mine * a.factor, theirs * b.factor)
    return SAME_VALUE if near and max(_digits(mine), _digits(theirs)) >= TELLING_DIGITS else 0.0


def _digits(value: float) -> int:
    """The digits before the noughts at the end: 3 of 12,500."""
    return len(f"{value:g}".replace(".", "").rstrip("0")) if value < 1e6 else len(str(int(value)).rstrip("0"))


def _dated(group: Sequence[Count]) -> tuple[Count, ...]:
    """The group, in which a number that its text dates to no day takes the one day that others date the same number and event to."""
    days: dict[tuple[float | None, str | None], set[str]] = defaultdict(set)
    for c in group:
        if c.dated and c.as_of:
            days[most(c.quantity), _happening(c)].add(c.as_of)
    return tuple(
        replace(c, as_of=next(iter(known)))
        if not c.dated and len(known := days.get((most(c.quantity), _happening(c)), set())) == 1 and c.as_of and next(iter(known)) < c.as_of
        else c
        for c in group
    )


def _happening(counted: Count) -> str | None:
    return counted.fate or (stem(event_word(counted.event.lemma)) if counted.event else None)


# What befell people, as a heading says it.
_BEFELL = {"away": "driven from home"}
# What stands before the noun and is no word of what is counted.
_NOT_COUNTED = frozenset(
    "of some nearly almost well around roughly approximately none only just as many an a one no not its their his her such".split()
)


def _label(series: Sequence[Count]) -> str:
    """What is counted, as most texts put it, and what befell them: "warplanes", "people hurt"."""
    said = Counter(words for c in series if (words := _bare(c.said)))
    # of two that are as frequent the fuller one says more
    what = min(said, key=lambda words: (-said[words], -len(words), words)) if said else series[0].head or series[0].unit
    fates = {c.fate for c in series if c.fate}
    # of "bodies" and "deaths" the noun itself says it
    if series[0].head != "people" or len(fates) != 1 or fate_of(stem(what.split()[-1].lower())):
        return what
    (fate,) = fates
    return f"{what} {_BEFELL.get(fate, fate)}"


def _bare(said: str) -> str:
    """The counted noun's own words; empty where they are only what joins it to others."""
    words = said.rpartition(")")[2].split()
    if words and words[0].lower() in ("and", "or", "but", "to"):
        return ""
    while words and words[0].lower() in _NOT_COUNTED:
        words.pop(0)
    return " ".join(words)


def _figure(group: Sequence[Count]) -> Figure:
    series = sorted(group, key=lambda c: (c.as_of or "", c.moment, most(c.quantity) or 0, c.doc, c.quantity.span, c.quantity.id))
    common = set(series[0].stems).intersection(*(c.stems for c in series)) if len(series) > 1 else set()
    first = min(series, key=lambda c: (c.doc, c.quantity.id))
    return Figure(
        what=_label(series),
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
                unit=c.measure,
            )
            for c in series
        ),
    )
