"""Readings, figures, events and utterances in, out pairs that cannot both hold: numbers, happened or not, wordings of one utterance."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from tidings.compare.accounts import find_opposed
from tidings.compare.contents import QUOTED_RUN, Said, alike, at_odds, common_run, overlap, rarity_of, say_one_thing, stems_of
from tidings.compare.corroboration import all_said, pairs_in_common
from tidings.compare.counts import claim_over
from tidings.compare.deeds import find_denied_deeds
from tidings.compare.denials import find_denied
from tidings.compare.events import FRAMES, LIGHT
from tidings.compare.meant import Key, Meant, any_fit
from tidings.compare.passages import day_of
from tidings.compare.sides import sides_of
from tidings.compare.taking_part import find_parts_at_odds
from tidings.know.measures import in_base_unit
from tidings.model.picture import Actor, Contradiction, CrossEvent, Figure, FigurePoint, Ref, Story, Utterance
from tidings.model.reading import Event, Reading
from tidings.model.span import holds

# Two values no further apart than this, in shares of the greater, may be one that was rounded.
ROUNDING = 0.05
# What one asserts and another denies must be nearly the same words: that one denies one thing contradicts nobody who said another.
LEAST_ALIKE, LEAST_COMMON = 0.5, 3
LEAST_TIES = 2
# A count that differs between reports of one day differs; a day later it may have gone on.
SAME_DAYS = 0
# What two quotations say of one thing stands within so many words behind those that they share.
NEAR_RUN = 20
# A count that another side makes so many days later is of the same; after that it may be of something new.
ONE_COUNT = 7


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
    sides = sides_of(everything, texts)
    numbers = _of_numbers(figures, texts, sides)
    found = [
        *numbers,
        *_of_status(events, texts, meant),
        *_of_denials(everything),
        *find_denied(everything, texts, sides),
        *find_opposed(everything, texts, sides),
        *_of_wording(claims, figures, texts, frozenset(figure for c in numbers for figure in (c.a, c.b))),
        *_of_quotations(claims, {s.name: s for s in everything}),
    ]
    deeds = [*find_denied_deeds(readings, meant, sides), *find_parts_at_odds(readings, sides)]
    claim_of = {(r.document.id, e.id): (r.document.id, e.claim) for r in readings for e in r.events if e.claim}
    return _each_once(found, deeds, claims, events, claim_of)


def _each_once(
    found: Sequence[Contradiction],
    deeds: Sequence[Contradiction],
    claims: Sequence[Utterance],
    events: Sequence[CrossEvent],
    claim_of: Mapping[Ref, Ref],
) -> tuple[Contradiction, ...]:
    """The pairs, of which those between the same utterances or events are one: what copies and retellings repeat is not another.

    An event that somebody tells of goes by the claim. Deeds in the outlets' own voice are told anew by each: of them one pair for every two
    documents.
    """
    item_of = {(m.doc, m.id): k.id for k in claims for m in k.mentions} | {(m.doc, m.id): e.id for e in events for m in e.mentions}
    kept: dict[tuple[frozenset[str], frozenset[str]], Contradiction] = {}
    shown: set[frozenset[Ref]] = set()
    for c in sorted({*found, *deeds}, key=lambda c: (c.a[0] != c.b[0], c.a, c.b, c.kind)):
        told = frozenset((c.a[0], c.b[0]) if c in deeds else ())
        ends = [claim_of.get(ref, ref) for ref in (c.a, c.b)]
        if frozenset(ends) in shown:
            continue
        shown.add(frozenset(ends))
        kept.setdefault((told, frozenset(item_of.get(ref, "\0".join(ref)) for ref in (c.a, c.b))), c)
    return tuple(sorted(kept.values(), key=lambda c: (c.a, c.b, c.kind)))


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


def _of_numbers(figures: Sequence[Figure], texts: Mapping[str, Reading], sides: Mapping[str, str]) -> list[Contradiction]:
    """Two values for one day, told on one day; or a lower one that another side gives of the same within days, and nobody gave before."""
    found = []
    told: dict[str, set[tuple[float, float] | None]] = defaultdict(set)
    for point in (p for figure in figures for p in figure.series):
        told[point.doc].add(interval(point))
    for figure in figures:
        seen = set()
        for a, b in combinations(sorted(figure.series, key=lambda p: (p.doc, p.id)), 2):
            pair = frozenset((interval(a), interval(b)))
            # Who tells both numbers tells them apart: "two officers in front of 100 sailors".
            both = interval(a) in told[b.doc] or interval(b) in told[a.doc]
            same_day = a.as_of is not None and a.as_of == b.as_of and _of_one_day(a.doc, b.doc, texts)
            opposed = (same_day and not both) or _is_lowered(a, b, figure, texts, sides)
            if a.doc != b.doc and opposed and None not in (a.value, b.value) and pair not in seen and _conflict(a, b):
                seen.add(pair)
                why = f"{figure.what}, {a.as_of}: {_shown(a)} and {_shown(b)}"
                found.append(Contradiction(a=(a.doc, a.id), b=(b.doc, b.id), kind="number", why=why))
    return found


def _is_lowered(a: FigurePoint, b: FigurePoint, figure: Figure, texts: Mapping[str, Reading], sides: Mapping[str, str]) -> bool:
    """Whether a side gives, within days of the other's number, a lower one that nobody had given by then."""
    days = [day_of(texts[p.doc]) for p in (a, b)]
    parties = [_party(p, texts, sides) for p in (a, b)]
    if None in days or None in parties or parties[0] == parties[1] or None in (interval(a), interval(b)):
        return False
    early, late = (a, b) if days[0] < days[1] else (b, a)  # type: ignore[operator]
    if days[0] == days[1] or abs((days[0] - days[1]).days) > ONE_COUNT:  # type: ignore[operator]
        return False
    first, last = (texts[p.doc].document.published.start or "" for p in (early, late))
    told = {p: texts[p.doc].document.published.start or "" for p in figure.series}
    if any(interval(p) == interval(late) for p, moment in told.items() if moment < last):
        return False
    overtaken = any(
        first < m < last and interval(p) != interval(early) and _party(p, texts, sides) == _party(early, texts, sides)
        for p, m in told.items()
    )
    return not overtaken and interval(late)[1] < interval(early)[0]  # type: ignore[index]


def _party(point: FigurePoint, texts: Mapping[str, Reading], sides: Mapping[str, str]) -> str | None:
    claim = claim_over(texts[point.doc], point.span)
    return sides.get(f"{point.doc}\0{claim.id}") if claim else None


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
            or not at_odds(a, b)
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


def _of_wording(
    claims: Sequence[Utterance], figures: Sequence[Figure], texts: Mapping[str, Reading], shown: frozenset[Ref]
) -> list[Contradiction]:
    """One utterance told in two documents of one day with two numbers of one figure, which aren't shown as such."""
    series = {(p.doc, p.id): (n, p) for n, figure in enumerate(figures) for p in figure.series}
    found = []
    for utterance in claims:
        counted = [
            (n, point, (m.doc, m.id))
            for m in utterance.mentions
            for (doc, _), (n, point) in series.items()
            if doc == m.doc and any(holds(part, point.span) for part in m.content)
        ]
        seen = set()
        for (one, a, told), (other, b, again) in combinations(sorted(counted, key=lambda c: (c[0], c[2], c[1].id)), 2):
            # days apart the same source counts anew: that is a change, and no second wording of one utterance
            if one != other or told[0] == again[0] or _days_apart(told[0], again[0], texts) or None in (a.value, b.value):
                continue
            sides = one, frozenset((interval(a), interval(b)))
            values = [{interval(p) for n, p in series.values() if p.doc == doc} for doc in (a.doc, b.doc)]
            both = interval(a) in values[1] or interval(b) in values[0]
            if _conflict(a, b) and not both and sides not in seen and not {(p.doc, p.id) for p in (a, b)} <= shown:
                seen.add(sides)
                why = f"one utterance of {utterance.origin}: {_shown(a)} and {_shown(b)} {figures[one].what}"
                found.append(Contradiction(a=told, b=again, kind="wording", why=why))
    return found


def _of_quotations(claims: Sequence[Utterance], said: Mapping[str, Said]) -> list[Contradiction]:
    """One utterance quoted in two documents in words that name two places or things: each quotation has names that the other lacks."""
    found = []
    for utterance in claims:
        quoted = [s for m in utterance.mentions if (s := said.get(f"{m.doc}\0{m.id}")) and s.claim.style in ("direct", "mixed")]
        for a, b in combinations(quoted, 2):
            if a.doc != b.doc and common_run(a, b) and _names_apart(a, b) and _names_apart(b, a):
                why = f"one utterance of {utterance.origin}, quoted with {', '.join(_names_apart(a, b))} and with {', '.join(_names_apart(b, a))}"
                found.append(Contradiction(a=(a.doc, a.claim.id), b=(b.doc, b.claim.id), kind="wording", why=why))
                break
    return found


def _names_apart(a: Said, b: Said) -> list[str]:
    """The names, behind the words that both share, that only the first has."""
    start = next((i for i, word in enumerate(a.words) if a.words[i : i + QUOTED_RUN] in _runs(b)), len(a.words))
    behind = stems_of(a.words[start : start + QUOTED_RUN + NEAR_RUN])
    return sorted({s for s in behind if s in a.names} - set(b.stems))


def _runs(said: Said) -> set[tuple[str, ...]]:
    return {said.words[i : i + QUOTED_RUN] for i in range(len(said.words) - QUOTED_RUN + 1)}
