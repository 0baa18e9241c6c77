"""Readings in, out pairs of a deed that one tells as done and another says was not, or would not be, done: by its word, who, whom and where."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tidings.compare.counts import claim_over
from tidings.compare.events import FRAMES, LIGHT, event_line
from tidings.compare.meant import Key, Meant
from tidings.compare.passages import by_id
from tidings.know.voices import party_of
from tidings.model.picture import Contradiction, Ref
from tidings.model.reading import Claim, Event, Place, Reading
from tidings.model.span import Span

# Of one denial no more than this many tellings of the deed are shown, one a document, those with most in common first.
MOST_SHOWN = 3
# Who does it, and whom it is done to or where: two parties of a war have a thousand attacks in common, so one alone ties none.
LEAST_TIES = 2
# That somebody accuses or asks is seldom what is denied; and words outside the types tell of anything.
_SPOKEN = frozenset({"other", "ACCUSE", "REQUEST", "REJECT", "CONSULT"})


@dataclass(frozen=True, slots=True)
class _Deed:
    """One mention of a deed: who does it and to whom, by the state where there is one; where, by the country too; and on whose word."""

    ref: Ref
    event: Event
    claim: Claim | None
    sentence: Span
    source: str | None
    who: frozenset[str]
    whom: frozenset[str]
    where: frozenset[str]
    days: tuple[str, str] | None


def find_denied_deeds(readings: Sequence[Reading], meant: Meant, sides: Mapping[str, str]) -> list[Contradiction]:
    """For each deed that a source denies, a document's nearest telling of it as done, by others or in the outlets' own voice; kind `status`.

    Compared are deeds of one word, by an index of words and doers. Of what is denied and told in one sentence the doer is tie enough.
    """
    told: dict[tuple[str, str], list[_Deed]] = defaultdict(list)
    denied = []
    for reading in by_id(readings):
        for deed in _deeds(reading, meant, sides):
            if deed.event.status == "negated" and deed.claim is not None and deed.source:
                denied.append(deed)
            elif deed.event.status == "actual":
                for who in deed.who:
                    told[event_line(deed.event.lemma), who].append(deed)
    found = []
    for denial in denied:
        line = event_line(denial.event.lemma)
        near = {d.ref: d for who in sorted(denial.who) for d in told[line, who]}
        best: dict[str, tuple[int, int, Ref, _Deed]] = {}
        for deed in near.values():
            if (ties := _ties(denial, deed)) >= LEAST_TIES:
                worth = -ties, abs(deed.sentence[0] - denial.sentence[0]) if deed.ref[0] == denial.ref[0] else 0, deed.ref, deed
                best[deed.ref[0]] = min(best.get(deed.ref[0], worth), worth, key=lambda b: b[:3])
        for *_, ref, deed in sorted(best.values(), key=lambda b: b[:3])[:MOST_SHOWN]:
            why = f"{deed.event.lemma}: told as done, and denied"
            found.append(Contradiction(a=_side(ref, deed), b=_side(denial.ref, denial), kind="status", why=why))
    return found


def _side(ref: Ref, deed: _Deed) -> Ref:
    """What the picture points at: the claim that tells it, where one does."""
    return (ref[0], deed.claim.id) if deed.claim is not None else ref


def _ties(denial: _Deed, deed: _Deed) -> int:
    """How many of who, whom and where are the same; 0 where one is another, or the same source has both."""
    if deed.source == denial.source and deed.source is not None:
        return 0
    if deed.claim is not None and denial.claim is not None and deed.claim.id == denial.claim.id and deed.ref[0] == denial.ref[0]:
        return 0
    if denial.whom and deed.whom and not denial.whom & deed.whom:
        return 0
    if denial.days and deed.days and (denial.days[1] < deed.days[0] or deed.days[1] < denial.days[0]):
        return 0
    beside = deed.ref[0] == denial.ref[0] and deed.sentence == denial.sentence
    return sum(bool(a & b) for a, b in ((denial.who, deed.who), (denial.whom, deed.whom), (denial.where, deed.where))) + beside


def _deeds(reading: Reading, meant: Meant, sides: Mapping[str, str]) -> Iterable[_Deed]:
    """The deeds of a reading that somebody is named for."""
    names = {m.id: m.actor or m.text for m in reading.mentions}
    places = {p.mention: p for p in reading.places}
    times = {t.id: t for t in reading.times}
    document = reading.document.id

    def parties(mentions: Iterable[str]) -> frozenset[str]:
        held = tuple(mentions)
        states = {state for m in held if (state := party_of(names.get(m, "")))}
        return frozenset(states | {" ".join(key) for m in held if (key := meant.mention(document, m))})

    for event in reading.events:
        if event.status not in ("actual", "negated") or event.lemma.lower() in (LIGHT - {"use"}) | FRAMES or event.type in _SPOKEN:
            continue
        who = parties(event.actors)
        if not who:
            continue
        claim = next((c for c in reading.claims if c.id == event.claim), None) or claim_over(reading, event.trigger)
        time = times.get(event.time) if event.time else None
        yield _Deed(
            ref=(document, event.id),
            event=event,
            claim=claim,
            sentence=next((s for s in reading.sentences if s[0] <= event.trigger[0] < s[1]), event.trigger),
            source=_source(document, claim, sides, meant),
            who=who,
            whom=parties(event.recipients),
            where=_where(places.get(event.place) if event.place else None, meant.mention(document, event.place)),
            days=(time.earliest[:10], time.latest[:10]) if time and time.earliest and time.latest else None,
        )


def _source(document: str, claim: Claim | None, sides: Mapping[str, str], meant: Meant) -> str | None:
    """On whose word it is told: a side, somebody, or nobody."""
    if claim is None or not claim.chain:
        return None
    return sides.get(f"{document}\0{claim.id}") or " ".join(meant.voice(claim.chain[-1].name))


def _where(place: Place | None, key: Key | None) -> frozenset[str]:
    """The place by its name and by its key; a country by its code too."""
    found = {" ".join(key)} if key else set()
    if place is not None:
        found.add(place.name.lower())
        if place.grain == "country" and place.country:
            found.add(place.country)
    return frozenset(found)
