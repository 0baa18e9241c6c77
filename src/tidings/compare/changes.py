"""Readings, figures, events and utterances in, out how numbers, accounts and statuses moved on."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tidings.compare.contents import Said, alike, common_words, denied, rarity_of, say_one_thing, stems_of, telling_around
from tidings.compare.contradictions import ROUNDING, interval
from tidings.compare.corroboration import all_said, pairs_in_common
from tidings.compare.events import FRAMES, LIGHT
from tidings.compare.meant import Meant, any_fit
from tidings.compare.passages import day_of
from tidings.model.picture import Actor, Change, ChangeKind, CrossEvent, Figure, FigurePoint, Ref, Story
from tidings.model.reading import Event, Reading
from tidings.model.span import Span

# What a source says after it had said the opposite must be of the same thing, nearly in the same words.
LEAST_ALIKE, LEAST_COMMON = 0.65, 2
# Who admits or now says something after denying it speaks of the same thing in other words as often as not.
LEAST_OWNED = 0.35
# Two telling words that few of the documents hold tie a deed to its plan where nobody is named.
LEAST_TIES = 2

# "About 50" may be 46 or 54.
ABOUT = 0.1


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
    found = [*_of_numbers(figures, texts), *_of_status(events, texts, meant), *_of_accounts(all_said(readings, meant, stories), texts)]
    return tuple(sorted(found, key=lambda c: (c.from_, c.to, c.kind)))


# How somebody says that what was said before was wrong.
_TAKES_BACK = re.compile(
    r"\b(?:correct(?:s|ed|ion|ing)|retract\w*|withdr[ae]w\w*|took back|takes? back|apologi[sz]\w+|mistaken(?:ly)?|by mistake|in error|erroneous\w*"
    r"|wrong(?:ly)?|counted (?:\w+ ){0,3}twice|double[- ]count\w*|revis(?:e[sd]?|ing) (?:\w+ ){0,4}(?:down|downward|downwards)|misstat\w+)\b",
    re.IGNORECASE,
)


def _takes_back(reading: Reading, span: Span) -> bool:
    """Whether the sentence, or the one behind it, says that an earlier word was wrong."""
    at = bisect_right(reading.sentences, (span[0], 1 << 60)) - 1
    near = reading.sentences[max(0, at) : at + 2]
    return any(_TAKES_BACK.search(reading.document.text, *sentence) for sentence in near)


def _of_numbers(figures: Sequence[Figure], texts: Mapping[str, Reading]) -> list[Change]:
    """From each value of a series to the next that it can't be, told later; a value told again after others had come is no news."""
    found = []
    for figure in figures:
        told: list[tuple[float, float]] = []
        before: FigurePoint | None = None
        for after in figure.series:
            then = interval(after)
            if then is None or after.value is None or not after.as_of or then in told:
                continue  # "dozens" says no number that another could be later
            first = interval(before) if before else None
            if before and first and _moved(first, then) and not _is_rounded(before, after) and _is_later(before, after, texts):
                why = f"{before.as_of}: {_least(first):g}; {after.as_of}: {_least(then):g}"
                kind: ChangeKind = "correction" if _takes_back(texts[after.doc], after.span) else "number"
                found.append(Change(what=figure.what, kind=kind, from_=(before.doc, before.id), to=(after.doc, after.id), why=why))
            told.append(then)
            before = after
    return found


def _moved(first: tuple[float, float], then: tuple[float, float]) -> bool:
    """Whether the later can't be the earlier; "more than 50" and then "at least 57": both may hold, and yet the count went on."""
    return first[0] > then[1] or then[0] > first[1] or (first[1] == float("inf") and first[0] != then[0])


def _is_rounded(a: FigurePoint, b: FigurePoint) -> bool:
    """Whether one number may be the other, told roughly ("about 50") or in round thousands."""
    mine, theirs = interval(a), interval(b)
    if not mine or not theirs or float("inf") in (mine[1], theirs[1]) or float("-inf") in (mine[0], theirs[0]):
        return False
    rough = any(p.value is not None and p.low is None and p.high is None for p in (a, b))
    near = abs(mine[0] - theirs[0]) <= (ABOUT if rough else ROUNDING) * max(mine[1], theirs[1])
    return near and (rough or a.unit != b.unit or mine[0] % 100 == 0 or theirs[0] % 100 == 0)


_RISES = re.compile(
    r"\b(?:rose|risen|rises?|rising|climb\w*|grew|grown|increas\w+|now|so far|up (?:to|from)|reach\w*|jump\w*|soar\w*|fell|fallen|drop\w*"
    r"|down (?:to|from)|updat\w+|revis\w+)\b",
    re.IGNORECASE,
)


def _is_later(before: FigurePoint, after: FigurePoint, texts: Mapping[str, Reading]) -> bool:
    """Whether a number is of a later moment; of two of one day, only one that its own outlet tells later, or whose sentence says it moved."""
    start, end = before.as_of or "", after.as_of or ""
    told = [texts[p.doc].document.published.start or "" for p in (before, after)]
    if all(told) and told[0][:10] > told[1][:10]:
        return False
    if start.rpartition("/")[2] < end.partition("/")[0]:
        return True
    if not all(told) or told[0][:10] < told[1][:10]:
        return bool(all(told))
    same = texts[before.doc].document.outlet is not None and texts[before.doc].document.outlet == texts[after.doc].document.outlet
    sentence = next((s for s in texts[after.doc].sentences if s[0] <= after.span[0] < s[1]), after.span)
    return told[0] < told[1] and (same or bool(_RISES.search(texts[after.doc].document.text, *sentence)))


def _least(bounds: tuple[float, float]) -> float:
    return bounds[0] if bounds[0] != float("-inf") else bounds[1]


def _of_status(events: Sequence[CrossEvent], texts: Mapping[str, Reading], meant: Meant) -> list[Change]:
    records = {(r.document.id, e.id): e for r in texts.values() for e in r.events}
    common = common_words(texts[name] for name in sorted(texts))
    found = []
    for event in events:
        told: dict[str, list[tuple[str, Ref, Event]]] = defaultdict(list)
        for mention in event.mentions:
            record, day = records.get((mention.doc, mention.id)), day_of(texts[mention.doc])
            if record and day and record.status in ("planned", "actual", "negated") and record.lemma.lower() not in LIGHT | FRAMES:
                told[record.status].append((day.isoformat(), (mention.doc, mention.id), record))
        planned = sorted(told["planned"], key=lambda t: t[:2])
        for status in ("actual", "negated"):
            decided = sorted(told[status], key=lambda t: t[:2])
            later = [(p, a) for p in planned for a in decided if a[0] > p[0] and _is_its_end(p, a, texts, meant, common)]
            # Told as happened before it was planned: then it isn't the plan's outcome.
            if later and not any(a[0] <= later[0][0][0] for a in decided):
                before, after = later[0]
                why = f"planned on {before[0]}, told on {after[0]}" + (" as not to be" if status == "negated" else "")
                found.append(Change(what=before[2].lemma, kind="status", from_=before[1], to=after[1], why=why))
    return found


def _is_its_end(
    plan: tuple[str, Ref, Event], deed: tuple[str, Ref, Event], texts: Mapping[str, Reading], meant: Meant, common: frozenset[str]
) -> bool:
    """Whether the deed may be what was planned: by the same doers, or in sentences with telling words in common and no other doers."""
    if _same_doers(plan, deed, meant):
        return True
    if all(meant.all_of(one[1][0], one[2].actors) for one in (plan, deed)):
        return False
    mine, theirs = (telling_around(texts[one[1][0]], [one[2].trigger]) for one in (plan, deed))
    return len((mine & theirs) - common - set(stems_of([plan[2].lemma.lower(), deed[2].lemma.lower()]))) >= LEAST_TIES


def _same_doers(a: tuple[str, Ref, Event], b: tuple[str, Ref, Event], meant: Meant) -> bool:
    return any_fit(meant.all_of(a[1][0], a[2].actors), meant.all_of(b[1][0], b[2].actors))


_OWNS = re.compile(r"\b(?:admit|acknowledg|conced|confess|own(?:s|ed)? up|now (?:say|believ|accept)|confirm)\w*", re.IGNORECASE)


def _owns(reading: Reading, said: Said) -> bool:
    """Whether the cue is one of those with which somebody gives up a denial."""
    cue = said.claim.cue
    return cue is not None and bool(_OWNS.search(reading.document.text[slice(*cue)]))


def _of_accounts(everything: Sequence[Said], texts: Mapping[str, Reading]) -> list[Change]:
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
        first, then = (a, b) if a.day < b.day else (b, a)
        if score.value >= (LEAST_OWNED if _owns(texts[then.doc], then) else LEAST_ALIKE):
            ends = (first.doc, first.claim.id), (then.doc, then.claim.id)
            found.append(Change(what=first.origin or "", kind="account", from_=ends[0], to=ends[1], why=score.why))
    return found
