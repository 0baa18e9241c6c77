"""Readings and linked events in, out who said that something will or may happen, and how it turned out; and the count of it by source."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tidings.compare.contents import common_words, stems_of, telling_around
from tidings.compare.events import FRAMES, LIGHT, event_line
from tidings.compare.meant import Key, Meant, any_fit
from tidings.compare.passages import by_id, day_of
from tidings.know.opposites import opposites_of
from tidings.match.texts import words_in
from tidings.model.picture import Actor, Change, CrossEvent, Outcome, Prediction, Ref, TrackRecord, Utterance
from tidings.model.reading import Claim, Event, Reading
from tidings.model.span import holds, words_of

# What puts a sentence into the future, or leaves it open. Before "have" it is about the past ("may have hit"), and what could be a ruse
# is one or isn't.
_PAST = r"(?!\s+(?:not\s+|never\s+|also\s+|already\s+)*have\b)"
_IS = r"(?:be\s+(?:a|an|the|one|able|due)|indicate|mean|suggest|explain|reflect|seem)\b"
_AHEAD = re.compile(
    rf"(?:\b(?:will|won['’]t|shall|would)\b|['’]ll\b){_PAST}|\b(?:might|may|could)\b{_PAST}(?!\s+{_IS})"
    r"|\b(?:is|are|am|was|were|be|been|['’]s|['’]re)\s+(?:\w+\s+){0,2}?(?:going|about|set|poised|ready|preparing|planning|expected|likely)\s+to\b"
    r"|\b(?:expects?|plans?|intends?|threatens?|hopes?)\s+(?:\w+\s+){0,3}?to\s+[a-z]+|\b(?:likely|unlikely|reason to believe)\b"
)
# Months and titles that look like one.
_NOT_AHEAD = re.compile(
    r"\bMay\b(?=\s+\d)|\b\d{1,2}\s+May\b|\bin May\b"
    # a testament, or what somebody wants
    r"|(?:\b(?:[Tt]he|a|[Hh]is|[Hh]er|its|their|my|our|your|free|political|good|ill|last)|['’]s)\s+will\b(?!\s+(?:be|not|have)\b)"
)
# One party in common ties any two events of a war; two make it the one that was spoken of, or two telling words that few documents hold.
LEAST_TIES = 2
# A 95 % interval: the quantile of the normal distribution.
Z = 1.959964


@dataclass(frozen=True, slots=True)
class _Report:
    """One mention of an event for finding outcomes; `day` is the first on which its document can have been published."""

    ref: Ref
    event: Event
    day: str
    who: tuple[Key, ...]
    whom: tuple[Key, ...]
    place: Key | None
    dated: str | None
    words: frozenset[str]


def find_predictions(
    readings: Sequence[Reading], events: Sequence[CrossEvent] = (), actors: Sequence[Actor] = ()
) -> tuple[Prediction, ...]:
    """The claims that say what will, may or is going to happen. Needs `link_events`, for outcomes.

    An outcome is found when a document published later tells, as happened or as not happened, the event that the claim spoke of, with
    two of who, whom and where in common; else it is open. Of "X will not come", X's not coming is `happened`.
    """
    meant = Meant(readings, actors)
    ordered = by_id(readings)
    common = common_words(ordered)
    reports: dict[str, list[_Report]] = defaultdict(list)
    for reading in ordered:
        for event in reading.events:
            if event.status in ("actual", "negated") and event.lemma.lower() not in FRAMES:
                words = telling_around(reading, [event.trigger]) - common
                reports[event_line(event.lemma)].append(_report(reading, event, meant, words))
    found = []
    for reading in ordered:
        for claim in reading.claims:
            if is_prediction(reading, claim):
                outcome, evidence, why = _outcome(reading, claim, reports, meant, common)
                found.append(
                    Prediction(
                        doc=reading.document.id,
                        claim=claim.id,
                        outcome=outcome,
                        who=_who(claim, meant),
                        horizon=_horizon(reading, claim),
                        evidence=evidence,
                        why=why,
                    )
                )
    return tuple(sorted(found, key=lambda p: (p.doc, p.claim)))


def is_prediction(reading: Reading, claim: Claim) -> bool:
    """Whether the claim's content says what is to come, asserted by its source."""
    if claim.stance in ("questions", "demands"):
        return False
    text = words_of(reading.document.text, claim.content)
    return any(_looks_ahead(sentence) for sentence in re.findall(r"[^.?!]+[.?!]*", _NOT_AHEAD.sub(" ", text)))


def _looks_ahead(sentence: str) -> bool:
    """Whether a sentence says what is to come: a question doesn't, open or told, nor what would come only if something else did."""
    found = _AHEAD.search(sentence)
    if found is None or sentence.endswith("?"):
        return False
    before = sentence[: found.start()]
    # "If it rains, the river will rise" foretells; "asked if it will rain" does not
    before = re.sub(r"^\W*(?:if|unless|should|once)\b[^,]*,", "", before, flags=re.IGNORECASE)
    return not re.search(r"\b(?:if|whether|what)\b", before, re.IGNORECASE)


def _who(claim: Claim, meant: Meant) -> str | None:
    if not claim.chain:
        return None
    name = claim.chain[-1].name
    return meant.shown(meant.name(name), name)


def _horizon(reading: Reading, claim: Claim) -> str | None:
    """The last day of the earliest time in the content that lies ahead of the publication, or None."""
    published = day_of(reading)
    inside = [t for t in reading.times if t.type in ("DATE", "TIME") and any(holds(part, (t.start, t.end)) for part in claim.content)]
    ahead = [t.latest[:10] for t in inside if t.latest and published and t.latest[:10] >= published.isoformat()]
    return min(ahead) if ahead else None


def _report(reading: Reading, event: Event, meant: Meant, words: frozenset[str]) -> _Report:
    document, published = reading.document.id, reading.document.published
    time = next((t for t in reading.times if t.id == event.time), None)
    return _Report(
        ref=(document, event.id),
        event=event,
        day=(published.start or "")[:10],
        who=meant.all_of(document, event.actors),
        whom=meant.all_of(document, event.recipients),
        place=meant.mention(document, event.place),
        dated=time.latest[:10] if time and time.latest else None,
        words=words - set(stems_of([event.lemma.lower()])),
    )


def _outcome(
    reading: Reading, claim: Claim, reports: Mapping[str, Sequence[_Report]], meant: Meant, common: frozenset[str]
) -> tuple[Outcome, tuple[Ref, ...], str | None]:
    """What later documents tell of the foretold event, or of one that rules it out."""
    published = reading.document.published
    said = (published.end or published.start or "")[:10]
    if not said:
        return "open", (), "the day it was said is not known"
    words = frozenset(stems_of(w.form for w in words_in(reading.document.text, claim.content))) - common
    for event in sorted(reading.events, key=lambda e: e.trigger):
        inside = any(holds(part, event.trigger) for part in claim.content)
        if not inside or event.status == "actual" or event.lemma.lower() in LIGHT | FRAMES:
            continue
        foretold = _report(reading, event, meant, words)
        lines = {event_line(event.lemma): False} | {event_line(other): True for other in sorted(opposites_of(event.lemma.lower()))}
        later = [(r, opposed) for line, opposed in lines.items() for r in reports.get(line, ()) if _bears_out(r, foretold, said)]
        if not later:
            continue
        shown, opposed = min(later, key=lambda pair: (pair[0].day, pair[0].ref))
        is_told = (shown.event.status == "actual") != opposed
        came = is_told == (event.status != "negated")
        why = f"{event.lemma}: told on {shown.day} as {'' if is_told else 'not '}having happened"
        return ("happened" if came else "did not happen"), (shown.ref,), why
    return "open", (), None


def _bears_out(report: _Report, foretold: _Report, said: str) -> bool:
    """Whether a report, of a later day, is of what was foretold: who, whom and where the same as far as both say, and ties enough."""
    if report.ref[0] == foretold.ref[0] or report.day <= said or (report.dated is not None and report.dated < said):
        return False
    places = [(place,) if place else () for place in (report.place, foretold.place)]
    both = [(a, b) for a, b in ((report.who, foretold.who), (report.whom, foretold.whom), (places[0], places[1])) if a and b]
    if not all(any_fit(a, b) for a, b in both):
        return False
    return len(both) >= LEAST_TIES or len(report.words & foretold.words) >= LEAST_TIES


def track_record(
    predictions: Sequence[Prediction], changes: Sequence[Change] = (), readings: Sequence[Reading] = (), claims: Sequence[Utterance] = ()
) -> tuple[TrackRecord, ...]:
    """For each source: how its predictions turned out and what it took back. Needs `find_predictions`, and `find_changes` for the latter.

    The interval is Wilson's for a share (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22, 1927): it keeps within 0 and 1 and is honest about few cases. Open ones don't enter it.
    """
    utterance = {(m.doc, m.id): u.id for u in claims for m in u.mentions}
    by_who: dict[str, list[Prediction]] = defaultdict(list)
    seen: dict[tuple[str, str], Prediction] = {}
    for prediction in sorted(predictions, key=lambda p: (p.outcome == "open", p.doc, p.claim)):
        if prediction.who:
            once = prediction.who, utterance.get((prediction.doc, prediction.claim), f"{prediction.doc} {prediction.claim}")
            # said once and told twice counts once, and as decided if one telling is
            if seen.setdefault(once, prediction) is prediction:
                by_who[prediction.who].append(prediction)
    reversals = _reversals(changes, readings)
    rows = []
    for who, made in sorted(by_who.items()):
        outcomes = Counter(p.outcome for p in made)
        low, high = wilson(outcomes["happened"], outcomes["happened"] + outcomes["did not happen"])
        taken_back = tuple(sorted(reversals.get(who, ())))
        rows.append(
            TrackRecord(
                who=who,
                happened=outcomes["happened"],
                did_not_happen=outcomes["did not happen"],
                open=outcomes["open"],
                reversed=len(taken_back),
                low=low,
                high=high,
                predictions=tuple(sorted((p.doc, p.claim) for p in made)),
                changes=taken_back,
            )
        )
    return tuple(rows)


def wilson(borne_out: int, decided: int) -> tuple[float | None, float | None]:
    """The bounds of a 95 % interval for a share, or None and None when nothing was decided."""
    if decided == 0:
        return None, None
    share = borne_out / decided
    middle = share + Z * Z / (2 * decided)
    spread = Z * math.sqrt(share * (1 - share) / decided + Z * Z / (4 * decided * decided))
    scale = 1 + Z * Z / decided
    return round(max(0.0, (middle - spread) / scale), 3), round(min(1.0, (middle + spread) / scale), 3)


def _reversals(changes: Iterable[Change], readings: Sequence[Reading]) -> dict[str, list[tuple[Ref, Ref]]]:
    """What each source took back: its own accounts and corrections."""
    chains = {(r.document.id, c.id): c.chain for r in readings for c in r.claims}
    found: dict[str, list[tuple[Ref, Ref]]] = defaultdict(list)
    for change in changes:
        chain = chains.get(change.from_, ())
        if change.kind in ("account", "correction") and chain:
            found[chain[-1].name].append((change.from_, change.to))
    return found
