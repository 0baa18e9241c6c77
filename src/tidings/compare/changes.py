"""Readings, figures, events and utterances in, out how numbers, accounts and statuses moved on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tidings.compare.contents import Said, alike, denied, rarity_of, say_one_thing
from tidings.compare.contradictions import interval
from tidings.compare.corroboration import all_said, pairs_in_common
from tidings.compare.events import FRAMES, LIGHT
from tidings.compare.meant import Meant, any_fit
from tidings.compare.passages import day_of
from tidings.model.picture import Actor, Change, CrossEvent, Figure, Ref, Story
from tidings.model.reading import Event, Reading

# What a source says after it had said the opposite must be of the same thing, nearly in the same words.
LEAST_ALIKE, LEAST_COMMON = 0.65, 3


def find_changes(
    readings: Sequence[Reading],
    figures: Sequence[Figure] = (),
    events: Sequence[CrossEvent] = (),
    stories: Sequence[Story] = (),
    actors: Sequence[Actor] = (),
) -> tuple[Change, ...]:
    """What moved on. Needs `find_figures` and `link_events`.

    Number: a later value of a figure that an earlier one can't be, from the last place of the one to the first of the other. Status: an
    event that was to come, and that a later document tells as happened. Account: one source that later denies what it said, or the reverse.
    """
    texts = {r.document.id: r for r in readings}
    meant = Meant(readings, actors)
    found = [*_of_numbers(figures), *_of_status(events, texts, meant), *_of_accounts(all_said(readings, meant, stories))]
    return tuple(sorted(found, key=lambda c: (c.from_, c.to, c.kind)))


def _of_numbers(figures: Sequence[Figure]) -> list[Change]:
    found = []
    for figure in figures:
        dated = [p for p in figure.series if p.as_of and interval(p)]
        for before, after in pairwise(dated):
            first, then = interval(before), interval(after)
            if first is None or then is None or not before.as_of or not after.as_of or before.as_of >= after.as_of:
                continue
            # "More than 50" and then "at least 57": both may hold, and yet the count went on.
            moved = first[0] > then[1] or then[0] > first[1] or (first[0] != then[0] and first[1] == then[1] == float("inf"))
            if moved:
                why = f"{before.as_of}: {_least(first):g}; {after.as_of}: {_least(then):g}"
                found.append(Change(what=figure.what, kind="number", from_=(before.doc, before.id), to=(after.doc, after.id), why=why))
    return found


def _least(bounds: tuple[float, float]) -> float:
    return bounds[0] if bounds[0] != float("-inf") else bounds[1]


def _of_status(events: Sequence[CrossEvent], texts: Mapping[str, Reading], meant: Meant) -> list[Change]:
    records = {(r.document.id, e.id): e for r in texts.values() for e in r.events}
    found = []
    for event in events:
        told: dict[bool, list[tuple[str, Ref, Event]]] = defaultdict(list)
        for mention in event.mentions:
            record, day = records.get((mention.doc, mention.id)), day_of(texts[mention.doc])
            if record and day and record.status in ("planned", "actual") and record.lemma.lower() not in LIGHT | FRAMES:
                told[record.status == "actual"].append((day.isoformat(), (mention.doc, mention.id), record))
        planned, actual = sorted(told[False], key=lambda t: t[:2]), sorted(told[True], key=lambda t: t[:2])
        later = [(p, a) for p in planned for a in actual if a[0] > p[0] and _same_doers(p, a, meant)]
        # Told as happened before it was planned: then it isn't the plan's outcome.
        if later and not any(a[0] <= later[0][0][0] for a in actual):
            before, after = later[0]
            why = f"planned on {before[0]}, told on {after[0]}"
            found.append(Change(what=before[2].lemma, kind="status", from_=before[1], to=after[1], why=why))
    return found


def _same_doers(a: tuple[str, Ref, Event], b: tuple[str, Ref, Event], meant: Meant) -> bool:
    return any_fit(meant.all_of(a[1][0], a[2].actors), meant.all_of(b[1][0], b[2].actors))


def _of_accounts(everything: Sequence[Said]) -> list[Change]:
    rarity = rarity_of(s.stems for s in everything)
    found = []
    for a, b in pairs_in_common(everything):
        if (
            not a.who
            or not b.who
            or not any_fit([a.who], [b.who])
            or denied(a) == denied(b)
            or not a.day
            or not b.day
            or a.day == b.day
            or not say_one_thing(a, b, LEAST_COMMON)
        ):
            continue
        if {a.claim.status, b.claim.status} - {"actual", "negated"} or {a.claim.stance, b.claim.stance} - {"asserts", "denies"}:
            continue
        score = alike(a, b, rarity)
        if score.value >= LEAST_ALIKE:
            first, then = (a, b) if a.day < b.day else (b, a)
            ends = (first.doc, first.claim.id), (then.doc, then.claim.id)
            found.append(Change(what=first.origin or "", kind="account", from_=ends[0], to=ends[1], why=score.why))
    return found
