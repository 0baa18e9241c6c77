"""Readings, figures, events and utterances in, out pairs that cannot both hold: numbers, happened or not, wordings of one utterance."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from tidings.compare.contents import Said, alike, denied, overlap, rarity_of, say_one_thing
from tidings.compare.corroboration import all_said, pairs_in_common
from tidings.compare.counts import claim_over
from tidings.compare.denials import find_denied
from tidings.compare.events import FRAMES, LIGHT
from tidings.compare.meant import Key, Meant, any_fit
from tidings.compare.passages import day_of
from tidings.know.measures import in_base_unit
from tidings.model.picture import Actor, Contradiction, CrossEvent, Figure, FigurePoint, Ref, Story, Utterance
from tidings.model.reading import Event, Reading
from tidings.model.span import words_of

# Two values no further apart than this, in shares of the greater, may be one that was rounded.
ROUNDING = 0.05
# What one asserts and another denies must be nearly the same words: that one denies one thing contradicts nobody who said another.
LEAST_ALIKE, LEAST_COMMON = 0.5, 3
LEAST_TIES = 2
# A count that differs between reports of one day differs; a day later it may have gone on.
SAME_DAYS = 0


def find_contradictions(
    readings: Sequence[Reading],
    figures: Sequence[Figure] = (),
    events: Sequence[CrossEvent] = (),
    claims: Sequence[Utterance] = (),
    stories: Sequence[Story] = (),
    actors: Sequence[Actor] = (),
) -> tuple[Contradiction, ...]:
    """What of the records cannot both hold. Needs `find_figures`, `link_events` and `link_claims`; found is only what these bear out.

    Numbers: two values of one figure for one day that rounding can't bring together. Status: one event that one says happened and another
    says did not, with somebody or some place in common; what one source asserts and another denies; what is told, and denied beside
    it. Wording: one utterance with two
    numbers. Of several pairs with the same two sides the first is given.
    """
    texts = {r.document.id: r for r in readings}
    meant = Meant(readings, actors)
    everything = all_said(readings, meant, stories)
    found = [
        *_of_numbers(figures, texts),
        *_of_status(events, texts, meant),
        *_of_denials(everything),
        *find_denied(everything, texts),
        *_of_wording(claims, texts),
    ]
    return tuple(sorted(set(found), key=lambda c: (c.a, c.b, c.kind)))


def interval(point: FigurePoint) -> tuple[float, float] | None:
    """The least and the greatest the number can be, in the unit of its kind; None when the text gives neither value nor bound."""
    factor = (in_base_unit(point.unit) or ("", 1.0))[1] if point.unit else 1.0
    low = point.low if point.low is not None else point.value if point.high is None else None
    high = point.high if point.high is not None else point.value if point.low is None else None
    if low is None and high is None:
        return None
    return (low * factor if low is not None else float("-inf"), high * factor if high is not None else float("inf"))


def _conflict(a: FigurePoint, b: FigurePoint) -> bool:
    mine, theirs = interval(a), interval(b)
    if mine is None or theirs is None:
        return False
    gap = max(mine[0] - theirs[1], theirs[0] - mine[1])
    return gap > ROUNDING * max(abs(v) for v in (*mine, *theirs) if abs(v) != float("inf"))


def _of_numbers(figures: Sequence[Figure], texts: Mapping[str, Reading]) -> list[Contradiction]:
    found = []
    for figure in figures:
        seen = set()
        for a, b in combinations(sorted(figure.series, key=lambda p: (p.doc, p.id)), 2):
            sides = frozenset((interval(a), interval(b)))
            same_day = a.as_of is not None and a.as_of == b.as_of and _of_one_day(a.doc, b.doc, texts)
            if a.doc != b.doc and same_day and sides not in seen and _conflict(a, b):
                seen.add(sides)
                why = f"{figure.what}, {a.as_of}: {_shown(a)} and {_shown(b)}"
                found.append(Contradiction(a=(a.doc, a.id), b=(b.doc, b.id), kind="number", why=why))
    return found


def _shown(point: FigurePoint) -> str:
    low, high = interval(point) or (0.0, 0.0)
    return f"{low:g}" if low == high else f"at least {low:g}" if high == float("inf") else f"at most {high:g}"


def _of_one_day(a: str, b: str, texts: Mapping[str, Reading]) -> bool:
    days = day_of(texts[a]), day_of(texts[b])
    return bool(days[0] and days[1]) and abs((days[0] - days[1]).days) <= SAME_DAYS  # type: ignore[operator]


def _days_apart(a: str, b: str, texts: Mapping[str, Reading]) -> bool:
    days = day_of(texts[a]), day_of(texts[b])
    return bool(days[0] and days[1]) and not _of_one_day(a, b, texts)


def _of_status(events: Sequence[CrossEvent], texts: Mapping[str, Reading], meant: Meant) -> list[Contradiction]:
    """One event, happened and not: between different sources only, and where who, whom or the place ties the two together."""
    found = []
    records = {(r.document.id, e.id): e for r in texts.values() for e in r.events}
    for event in events:
        told = [((m.doc, m.id), records[m.doc, m.id]) for m in event.mentions if (m.doc, m.id) in records]
        sides: dict[bool, list[tuple[Ref, Event]]] = defaultdict(list)
        for ref, record in told:
            if record.status in ("actual", "negated") and record.lemma.lower() not in LIGHT | FRAMES:
                sides[record.status == "actual"].append((ref, record))
        seen = set()
        for a, first in sides[True]:
            for b, second in sides[False]:
                sources = _source(a[0], first, texts, meant), _source(b[0], second, texts, meant)
                if sources[0] == sources[1] or sources in seen or not _tied(a[0], first, b[0], second, meant):
                    continue
                seen.add(sources)
                found.append(Contradiction(a=a, b=b, kind="status", why=f"{first.lemma}: one has it happen, the other denies it"))
    return found


def _source(document: str, event: Event, texts: Mapping[str, Reading], meant: Meant) -> Key:
    """On whose word the event is told: the last link of its claim, else the document itself."""
    reading = texts[document]
    claim = next((c for c in reading.claims if c.id == event.claim), None) or claim_over(reading, event.trigger)
    return meant.voice(claim.chain[-1].name) if claim and claim.chain else ("", document)


def _tied(document: str, event: Event, other_document: str, other: Event, meant: Meant) -> bool:
    """Whether two of who, whom and where are the same and none is another: one alone ties any two events of a war."""
    mine, theirs = _parts(document, event, meant), _parts(other_document, other, meant)
    both = [(some, others) for some, others in zip(mine, theirs, strict=True) if some and others]
    return len(both) >= LEAST_TIES and all(any_fit(some, others) for some, others in both)


def _parts(document: str, event: Event, meant: Meant) -> tuple[tuple[Key, ...], ...]:
    place = meant.mention(document, event.place)
    return meant.all_of(document, event.actors), meant.all_of(document, event.recipients), (place,) if place else ()


def _of_denials(everything: Sequence[Said]) -> list[Contradiction]:
    rarity = rarity_of(s.stems for s in everything)
    found = []
    seen: set[tuple[Key | None, Key | None, str]] = set()
    for a, b in pairs_in_common(everything):
        if (
            not a.who
            or not b.who
            or any_fit([a.who], [b.who])
            or denied(a) == denied(b)
            or overlap(a, b)
            or not say_one_thing(a, b, LEAST_COMMON)
        ):
            continue
        if any(s.claim.stance == "denies" and (s.claim.style == "direct" or len(s.claim.content) > 1) for s in (a, b)):
            continue  # what a denial quotes is what they say, not what they deny
        if {a.claim.stance, b.claim.stance} & {"questions", "demands"} or {a.claim.status, b.claim.status} - {"actual", "negated"}:
            continue
        score = alike(a, b, rarity)
        sides = (min(a.who, b.who), max(a.who, b.who), score.why)
        if score.value >= LEAST_ALIKE and sides not in seen:
            seen.add(sides)
            ends = (a.doc, a.claim.id), (b.doc, b.claim.id)
            found.append(Contradiction(a=ends[0], b=ends[1], kind="status", why="asserted and denied; " + score.why, score=score.value))
    return found


_NUMBER = re.compile(r"(?<![\w.,])(\d[\d,.]*)(?<![.,])\s+([a-z]{3,})")


def _of_wording(claims: Sequence[Utterance], texts: Mapping[str, Reading]) -> list[Contradiction]:
    """One utterance told in two documents with different numbers of one thing."""
    found = []
    for utterance in claims:
        numbers = {(m.doc, m.id): _numbers(words_of(texts[m.doc].document.text, m.content)) for m in utterance.mentions if m.doc in texts}
        seen = set()
        for a, b in combinations(sorted(numbers), 2):
            # days apart the same source counts anew: that is a change, and no second wording of one utterance
            if a[0] == b[0] or _days_apart(a[0], b[0], texts):
                continue
            for noun in sorted(numbers[a].keys() & numbers[b].keys()):
                mine, theirs = numbers[a][noun], numbers[b][noun]
                if not mine & theirs and (sides := (noun, frozenset((mine, theirs)))) not in seen:
                    seen.add(sides)
                    why = f"one utterance of {utterance.origin}: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))} {noun}"
                    found.append(Contradiction(a=a, b=b, kind="wording", why=why))
    return found


def _numbers(content: str) -> dict[str, frozenset[str]]:
    """The numbers in figures, by the word that each counts."""
    counted: dict[str, set[str]] = defaultdict(set)
    for number, noun in _NUMBER.findall(content):
        counted[noun].add(number.replace(",", ""))
    return {noun: frozenset(numbers) for noun, numbers in counted.items()}
