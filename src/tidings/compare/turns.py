"""Linked events in, out how the status of a thing moved on: a plan carried out or called off, a state that ended in its opposite."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tidings.compare.contents import common_words, stems_of, telling_around
from tidings.compare.events import FRAMES, LIGHT, event_line
from tidings.compare.meant import Meant, any_fit
from tidings.compare.passages import day_of
from tidings.know.opposites import borne_out_by, opposites_of
from tidings.match.texts import words_in
from tidings.model.picture import Change, CrossEvent, Ref
from tidings.model.reading import Event, Reading
from tidings.model.span import Span

# So many telling words that few of the documents hold tie a deed to its plan where nobody is named, and where the doers are the same.
LEAST_TIES, LEAST_SHARED = 3, 2
# What is called off stands beside the words that say so: "blocked the city's purchase of the land".
BESIDE = 5
# How a plan is said to be dropped …
_CALLED_OFF = re.compile(
    r"\b(?:call(?:s|ed|ing)? off|cancel\w*|scrap(?:s|ped)\b|abandon\w*|shelv\w+|postpon\w+|put(?:s|ting)? off|thwart\w*|foil\w*|avert\w*"
    r"|withdr[ae]w\w* (?:\w+ ){0,3}(?:offer|bid|call|plan|threat|candidacy|proposal|invitation|application|appeal|order|request)s?)\b",
    re.IGNORECASE,
)
# … and a deed to be stopped; these say so only of the very deed that stands behind them.
_STOPPED = re.compile(
    r"\b(?:drop(?:s|ped)|block(?:s|ed)|bann?(?:s|ed)|reject\w*|veto\w*|prevent\w*|revok\w+|halt\w*|stopp?ed)\b", re.IGNORECASE
)
# Whose coming about says nothing of what was meant to.
_VAGUE = frozenset({"attempt", "help", "seek", "aim", "hope", "prepare", "aid", "assist"})
_NOT = re.compile(r"\b(?:not|no|never|n't|n’t|without|deni\w+|refus\w+)\b[^,;.]{0,30}$", re.IGNORECASE)


@dataclass(frozen=True)
class _Told:
    """One mention of an event, with what ties it to others."""

    ref: Ref
    event: Event
    reading: Reading
    item: str

    @cached_property
    def moment(self) -> str:
        return self.reading.document.published.start or ""

    @cached_property
    def sentence(self) -> Span:
        return next((s for s in self.reading.sentences if s[0] <= self.event.trigger[0] < s[1]), self.event.trigger)

    @cached_property
    def words(self) -> frozenset[str]:
        return telling_around(self.reading, [self.event.trigger])

    def dated_before(self, other: "_Told") -> bool:
        """Whether the text dates the event to a day before the other was told."""
        time = next((t for t in self.reading.times if t.id == self.event.time), None)
        return bool(time and time.latest and time.latest[:10] < other.moment[:10])

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Two words in a row near the event of which one is capitalised: "Tolm airport", "Mia Vang"."""
        text = self.reading.document.text
        words = words_in(text, [self.sentence])
        at = sum(w.start < self.event.trigger[0] for w in words)
        near = words[max(0, at - BESIDE) : at + BESIDE + 1]
        return frozenset(
            (a.form, b.form) for a, b in pairwise(near) if b.start - a.end == 1 and (text[a.start].isupper() or text[b.start].isupper())
        )

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of all events in the sentence."""
        return frozenset(e.lemma for e in self.reading.events if self.sentence[0] <= e.trigger[0] < self.sentence[1])


def find_turns(events: Sequence[CrossEvent], texts: Mapping[str, Reading], meant: Meant, story_of: Mapping[str, str]) -> list[Change]:
    """What was to come and came, or was called off; and what was so and then its opposite. Each between two events once, the first telling."""
    records = {(r.document.id, e.id): e for r in texts.values() for e in r.events}
    common = common_words(texts[name] for name in sorted(texts))
    told = [
        _Told((m.doc, m.id), records[m.doc, m.id], texts[m.doc], event.id)
        for event in events
        for m in event.mentions
        if (m.doc, m.id) in records and day_of(texts[m.doc])
    ]
    by_item: dict[str, list[_Told]] = defaultdict(list)
    by_line: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for t in sorted(told, key=lambda t: (t.moment, t.ref)):
        by_item[t.item].append(t)
        by_line[story_of.get(t.ref[0], t.ref[0]), event_line(t.event.lemma)].append(t)
    carried = [c for _, some in sorted(by_item.items()) for c in _carried_out(some, meant, common)]
    place = {t.ref: (t.ref[0], t.sentence) for t in told}
    seen: set[tuple[str, Span]] = set()
    found = []
    for change in (*_called_off(told, story_of, meant, common), *_opposites(by_line, meant, common), *carried):
        # Of one sentence one turn: what is called off has not come, whatever noun of it stands there.
        ends = {place[change.from_], place[change.to]}
        if not seen & ends:
            seen |= ends
            found.append(change)
    return found


def _carried_out(told: Sequence[_Told], meant: Meant, common: frozenset[str]) -> Iterator[Change]:
    """The plan of one event to its being told as happened, or as not to be."""
    some = [t for t in told if t.event.lemma.lower() not in LIGHT | FRAMES | _VAGUE]
    planned = [t for t in some if t.event.status == "planned"]
    for status in ("actual", "negated"):
        decided = [t for t in some if t.event.status == status]
        later = [(p, a) for p in planned for a in decided if a.moment[:10] > p.moment[:10] and _is_its_end(p, a, meant, common)]
        # Told as happened before it was planned: then it isn't the plan's outcome.
        if later and not any(a.moment[:10] <= later[0][0].moment[:10] for a in decided):
            before, after = later[0]
            why = f"planned on {before.moment[:10]}, told on {after.moment[:10]}" + (" as not to be" if status == "negated" else "")
            yield Change(what=before.event.lemma, kind="status", from_=before.ref, to=after.ref, why=why)


def _is_its_end(plan: _Told, deed: _Told, meant: Meant, common: frozenset[str]) -> bool:
    """Whether the deed may be what was planned: by the same doers and on the same matter, or on it by no other doers."""
    doers = [meant.all_of(t.ref[0], t.event.actors) for t in (plan, deed)]
    aims = [meant.all_of(t.ref[0], t.event.recipients) for t in (plan, deed)]
    ties = len(_ties(plan, deed, common))
    if deed.dated_before(plan) or (all(aims) and not any_fit(aims[0], aims[1])):
        return False
    if any_fit(doers[0], doers[1]):
        return ties >= LEAST_SHARED
    return not all(doers) and ties >= LEAST_TIES


def _ties(a: _Told, b: _Told, common: frozenset[str]) -> set[str]:
    return set((a.words & b.words) - common - set(stems_of([a.event.lemma.lower(), b.event.lemma.lower()])))


def _called_off(told: Sequence[_Told], story_of: Mapping[str, str], meant: Meant, common: frozenset[str]) -> Iterator[Change]:
    """Plans whose dropping a later document tells: a sentence that says so, names the deed, and has telling words of the plan."""
    plans: dict[str, list[_Told]] = defaultdict(list)
    ends: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for t in sorted(told, key=lambda t: (t.moment, t.ref)):
        story, words = story_of.get(t.ref[0], t.ref[0]), t.reading.document.text
        if t.event.status == "planned" and t.event.lemma.lower() not in LIGHT | FRAMES:
            plans[story].append(t)
        cue = _CALLED_OFF.match(words, t.event.trigger[0]) or _STOPPED.match(words, t.event.trigger[0])
        if cue is None:
            continue
        if t.event.status == "actual" and not _NOT.search(words[t.sentence[0] : cue.start()]):
            for word in t.words - common:
                ends[story, word].append(t)
    seen: set[tuple[str, str]] = set()
    for story, some in sorted(plans.items()):
        for plan in some:
            near = {e.ref: e for word in sorted(plan.words - common) for e in ends[story, word]}
            for end in sorted(near.values(), key=lambda t: (t.moment, t.ref)):
                if (
                    end.moment[:10] <= plan.moment[:10]
                    or end.dated_before(plan)
                    or (plan.item, end.item) in seen
                    or not _names_deed(end, plan, meant)
                ):
                    continue
                if len((plan.words & end.words) - common) >= LEAST_SHARED:
                    seen.add((plan.item, end.item))
                    why = f"planned on {plan.moment[:10]}, called off by what is told on {end.moment[:10]}"
                    yield Change(what=plan.event.lemma, kind="status", from_=plan.ref, to=end.ref, why=why)
                    break


def _names_deed(end: _Told, plan: _Told, meant: Meant) -> bool:
    """Whether the plan's deed stands beside the words that call it off: its word, another for it, or a deed of its type."""
    line, kind, text = event_line(plan.event.lemma), plan.event.type, end.reading.document.text
    beside = [
        e
        for e in end.reading.events
        if e is not end.event
        and end.sentence[0] <= e.trigger[0] < end.sentence[1]
        and len(text[min(e.trigger[1], end.event.trigger[1]) : max(e.trigger[0], end.event.trigger[0])].split()) <= BESIDE
    ]
    if _STOPPED.match(text, end.event.trigger[0]):
        behind = [e for e in beside if event_line(e.lemma) == line and e.trigger[0] > end.event.trigger[0]]
        parties = meant.all_of(plan.ref[0], (*plan.event.actors, *plan.event.recipients))
        return any(any_fit(parties, meant.all_of(end.ref[0], (*e.actors, *e.recipients))) for e in behind)
    words = words_in(text, [(end.event.trigger[1], end.sentence[1])])[:BESIDE]
    same = borne_out_by(plan.event.lemma.lower())
    return any(event_line(e.lemma) == line or (e.type == kind != "other") or e.lemma.lower() in same for e in beside) or bool(
        set(stems_of([plan.event.lemma.lower()])) & set(stems_of(w.form for w in words))
    )


def _opposites(by_line: Mapping[tuple[str, str], Sequence[_Told]], meant: Meant, common: frozenset[str]) -> Iterator[Change]:
    """What is told as so, and later its opposite of the same: with the same one concerned, or a name and another telling word in common."""
    seen: set[str] = set()
    for (story, _), told in sorted(by_line.items()):
        for first in told:
            others = {event_line(o) for o in opposites_of(first.event.lemma.lower())}
            for then in (t for line in sorted(others) for t in by_line.get((story, line), ())):
                if (
                    then.moment <= first.moment
                    or seen & {first.item, then.item}
                    or first.event.status != "actual"
                    or then.event.status != "actual"
                ):
                    continue
                ties = _ties(first, then, common)
                parties = [meant.all_of(t.ref[0], (*t.event.actors, *t.event.recipients)) for t in (first, then)]
                named = any(set(stems_of(pair)) <= ties | common and set(stems_of(pair)) & ties for pair in first.pairs & then.pairs)
                apart = then.event.lemma not in first.lemmas and first.event.lemma not in then.lemmas
                same = apart and not then.dated_before(first) and then.event.lemma in opposites_of(first.event.lemma.lower())
                if same and (named or (any_fit(parties[0], parties[1]) and len(ties) >= LEAST_SHARED)):
                    seen |= {first.item, then.item}
                    why = f"{first.event.lemma} on {first.moment[:10]}, {then.event.lemma} on {then.moment[:10]}"
                    yield Change(what=first.event.lemma, kind="status", from_=first.ref, to=then.ref, why=why)
