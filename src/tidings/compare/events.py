"""Readings in, out which mentions in all documents tell of one event, by its word or type, who, where and when, within one story."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tidings.compare.meant import Key, Meant, any_fit
from tidings.compare.passages import by_id
from tidings.compare.stories import joined
from tidings.know.same_events import event_word
from tidings.match.score import Score
from tidings.match.stems import stem
from tidings.model.ids import made_of
from tidings.model.picture import Actor, CrossEvent, EventMention, Story
from tidings.model.reading import Event, Reading

# What two mentions of one word in one story are worth; what speaks for and against their being one event is added to it.
SAME_LINE = 0.6
# Joined when on average they are worth at least this: a word alone in one story will do, as most often it tells of one event.
LEAST = 0.5
# Said, did, went: such words tell of many things in one story, so they need somebody in common.
LIGHT = frozenset(
    """
    say tell report make take give get go come do have be see add note call ask know think believe want show use find put become speak
    begin start continue hold keep happen accord state claim explain describe write look work need plan try expect
    """.split()
)
# What goes on for months and is named in passing: that it goes on bears out nothing, and that somebody takes no part denies nothing.
FRAMES = frozenset({"war", "invasion", "invade", "conflict", "fighting", "battle", "crisis"})
LIGHT_WORTH = 0.25
SHARED_ACTOR, OTHER_ACTOR = 0.3, -0.1
SHARED_PLACE, OTHER_PLACE = 0.1, -0.3
OTHER_DAY = -0.5
ACTUAL_AND_NOT = -0.1


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of an event with what it can be compared by."""

    doc: str
    event: Event
    line: str
    who: tuple[Key, ...]
    whom: tuple[Key, ...]
    place: Key | None
    days: tuple[str, str] | None

    @property
    def name(self) -> str:
        return f"{self.doc}\0{self.event.id}"


def link_events(readings: Sequence[Reading], stories: Sequence[Story], actors: Sequence[Actor] = ()) -> tuple[CrossEvent, ...]:
    """Each event mention in one item. Needs `find_stories` and, for who is who, `link_actors`.

    Mentions are compared within a story when their words stand in one line of the lexicon; groups form by average linkage. The work
    grows with the square of the mentions of one word in one story only.
    """
    meant = Meant(readings, actors)
    story_of = {document: story.id for story in stories for document in story.documents}
    blocks: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for told in (t for reading in by_id(readings) for t in told_in(reading, meant)):
        blocks[line_in_story(told, story_of)].append(told)
    texts = readings_by_id(readings)
    items = [_item(group, texts) for _, block in sorted(blocks.items()) for group in _groups(block)]
    return tuple(sorted(items, key=lambda e: e.id))


def readings_by_id(readings: Iterable[Reading]) -> dict[str, Reading]:
    """Each reading under its document's id."""
    return {r.document.id: r for r in readings}


def event_clusters(readings: Sequence[Reading], events: Sequence[CrossEvent]) -> list[list[tuple[str, int, int]]]:
    """The triggers of each event's mentions as (document, start, end): what `tidings coreference` prints.

    A mention that stands in no event is alone; every trigger that was found stands in exactly one cluster.
    """
    seen: set[tuple[str, int, int]] = set()
    clusters = []
    alone = ([(r.document.id, *e.trigger)] for r in by_id(readings) for e in r.events)
    for triggers in (*([(m.doc, *m.trigger) for m in event.mentions] for event in events), *alone):
        cluster = [t for t in dict.fromkeys(triggers) if t not in seen]
        seen.update(cluster)
        if cluster:
            clusters.append(cluster)
    return clusters


def line_in_story(told: Told, story_of: Mapping[str, str]) -> tuple[str, str]:
    """What two mentions must share to be compared at all: the story, and the lexicon's line of their words."""
    return story_of.get(told.doc, told.doc), told.line


def told_in(reading: Reading, meant: Meant) -> list[Told]:
    """The event mentions of a reading, with what they can be compared by."""
    times = {t.id: t for t in reading.times}
    places = {p.mention: p for p in reading.places}
    document = reading.document.id
    told = []
    for event in reading.events:
        time = times.get(event.time) if event.time else None
        days = (time.earliest, time.latest) if time and time.earliest and time.latest else None
        place = places.get(event.place) if event.place else None
        told.append(
            Told(
                doc=document,
                event=event,
                line=event_line(event.lemma),
                who=meant.all_of(document, event.actors),
                whom=meant.all_of(document, event.recipients),
                place=(place.name.lower(),) if place else meant.mention(document, event.place),
                days=days,
            )
        )
    return told


_NOUN_ENDINGS = re.compile(r"(?:isations?|izations?|ations?|itions?|tions?|sions?|ments?|ings?|als?|ance|ence|ers?)$")


def event_line(lemma: str) -> str:
    """The first word of the lexicon's line, without what makes a noun of a verb: announce, announcement."""
    base = event_word(lemma)
    cut = _NOUN_ENDINGS.sub("", base)
    return stem(cut if len(cut) >= 4 else base)


def _groups(block: Sequence[Told]) -> list[tuple[Told, ...]]:
    told = {t.name: t for t in block}
    edges = {}
    for n, a in enumerate(block):
        for b in block[n + 1 :]:
            worth = min(1.0, sum(value for value, _ in _weighed(a, b)))
            if worth > 0:
                edges[min(a.name, b.name), max(a.name, b.name)] = worth
    return [tuple(told[name] for name in group) for group in joined(tuple(told), edges, LEAST)]


def worth_of(a: Told, b: Told) -> Score:
    """What speaks for two mentions' being one event, 0 to 1, each part of it named."""
    parts = list(_weighed(a, b))
    why = ", ".join(f"{reason} {value:+.2f}" for value, reason in parts)
    return Score(min(1.0, max(0.0, sum(value for value, _ in parts))), why)


def _weighed(a: Told, b: Told) -> Iterator[tuple[float, str]]:
    """Each thing that speaks for or against two mentions' being one event, with its weight."""
    if a.event.lemma.lower() in LIGHT or b.event.lemma.lower() in LIGHT:
        yield LIGHT_WORTH, "one word in one story, but a word for anything"
    else:
        yield SAME_LINE, "one word or its like in one story"
    for mine, theirs, same, other in ((a.who, b.who, "who acts", "another actor"), (a.whom, b.whom, "who is met", "another recipient")):
        if mine and theirs:
            yield (SHARED_ACTOR, same) if any_fit(mine, theirs) else (OTHER_ACTOR, other)
    if a.place and b.place:
        yield (SHARED_PLACE, "where") if any_fit([a.place], [b.place]) else (OTHER_PLACE, "another place")
    if a.days and b.days and (a.days[0] > b.days[1] or b.days[0] > a.days[1]):
        yield OTHER_DAY, "another day"
    if (a.event.status == "negated") != (b.event.status == "negated"):
        yield ACTUAL_AND_NOT, "only one is denied"


def _item(group: Sequence[Told], readings: dict[str, Reading]) -> CrossEvent:
    mentions = sorted((t.doc, t.event.trigger, t.event.id, t.event.status) for t in group)
    types = sorted({t.event.type for t in group}, key=lambda kind: (-sum(t.event.type == kind for t in group), kind == "other", kind))
    return CrossEvent(
        id=made_of("E", *(part for doc, _, event, _ in mentions[:1] for part in (doc, event))),
        documents=tuple(sorted({t.doc for t in group})),
        type=types[0],
        mentions=tuple(EventMention(doc=doc, id=event, trigger=trigger, status=status) for doc, trigger, event, status in mentions),
        place=_place(group, readings),
        time=_time(group),
    )


def _place(group: Sequence[Told], readings: dict[str, Reading]) -> str | None:
    """The place most mentions name; None when two are named as often."""
    named: dict[str, int] = defaultdict(int)
    for told in group:
        for place in readings[told.doc].places:
            if place.mention == told.event.place:
                named[place.name] += 1
    best = sorted(named, key=lambda name: (-named[name], name))
    return best[0] if best and (len(best) == 1 or named[best[0]] > named[best[1]]) else None


def _time(group: Sequence[Told]) -> str | None:
    """The days that most documents allow which date it, the narrowest; None when nobody does or no days are allowed by more than half."""
    dated = {(t.doc, t.days) for t in group if t.days}
    if not dated:
        return None
    meeting = {days: [d for d in dated if d[1][0] <= days[1] and days[0] <= d[1][1]] for _, days in dated}
    votes = {days: len({doc for doc, _ in allowing}) for days, allowing in meeting.items()}
    best = min(votes, key=lambda days: (-votes[days], date.fromisoformat(days[1]) - date.fromisoformat(days[0]), days))
    if 2 * votes[best] <= len({doc for doc, _ in dated}):
        return None
    first, last = max(d[0] for _, d in meeting[best]), min(d[1] for _, d in meeting[best])
    first, last = (first, last) if first <= last else best
    return first if first == last else f"{first}/{last}"
