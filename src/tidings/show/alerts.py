"""A picture, its readings and indicators in, alerts out: what was reported that an indicator names, on whose word, in which words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tidings.know.cues import cues
from tidings.know.gazetteer import folded
from tidings.match.distance import kilometres
from tidings.match.stems import root
from tidings.match.texts import words_in
from tidings.model.alert import Account, Alert, Mark, Notice
from tidings.model.ids import made_of
from tidings.model.picture import CrossEvent, Picture
from tidings.model.reading import Event, Place, Reading, Status
from tidings.model.span import Span
from tidings.show.happenings import EventRow, every_event, goes_by, is_named
from tidings.show.index import Index, index_of
from tidings.show.indicators import Indicator, Spot
from tidings.show.rows import ClaimRow, Words
from tidings.show.views import claims

# Which status stands for an alert that is told under several: what is done is said before what is to come, and that before what may.
WEIGHTIEST: tuple[Status, ...] = ("actual", "planned", "possible", "conditional", "negated")


def alerts(picture: Picture, readings: Sequence[Reading], indicators: Sequence[Indicator]) -> tuple[Alert, ...]:
    """What was reported that the indicators name, the latest told first. The same for the same picture, whatever was told of it before."""
    types = {t for i in indicators for t in i.types} if all(i.types for i in indicators) else None
    wanted = tuple(e for e in picture.events if types is None or e.type in types)
    docs = {doc for e in wanted for doc in e.documents}
    near = readings if any(not i.is_of_events for i in indicators) else [r for r in readings if r.document.id in docs]
    index = index_of(picture, near)
    wanted = tuple(e for e in wanted if e.type != "other" or not _is_speech(index, e))
    rows: defaultdict[str, list[EventRow]] = defaultdict(list)
    for row in every_event(replace(picture, events=wanted), near, index):
        rows[row.id.partition("-")[0]].append(row)
    found = [
        alert
        for indicator in indicators
        for alert in _once(_of_event(index, indicator, event, rows[event.id]) for event in wanted if event.id in rows)
    ]
    if any(not i.is_of_events for i in indicators):
        found += _of_claims(index, [i for i in indicators if not i.is_of_events], claims(picture, near), found)
    latest = {alert.id: max((a.words.published or "" for a in alert.accounts), default="") for alert in found}
    # twice sorted: the latest first, and of one day in the order of their names
    return tuple(sorted(sorted(found, key=lambda a: (a.indicator, a.id)), key=lambda a: latest[a.id], reverse=True))


def _is_speech(index: Index, event: CrossEvent) -> bool:
    """Whether it is that somebody spoke: what was said is a claim, and looked through as such."""
    record = index.records.get((event.mentions[0].doc, event.mentions[0].id))
    return isinstance(record, Event) and (record.lemma in cues().frames or record.lemma in cues().nouns)


def _once(found: Iterable[Alert | None]) -> Iterator[Alert]:
    """The alerts of one indicator, each for words of its own: where one sentence tells of several things (“killed and injured”), what is
    itself looked for stands for all, else the first by id, and is known again by the marks of each."""
    by_words: dict[object, list[Alert]] = {}
    for alert in found:
        if alert is not None:
            by_words.setdefault((alert.words.doc, alert.hits) if alert.hits else alert.id, []).append(alert)
    for alike in by_words.values():
        best = min(alike, key=lambda a: (not any(mark in {(a.words.doc, hit) for hit in a.hits} for mark in a.marks), a.id))
        yield replace(best, marks=tuple(sorted({mark for a in alike for mark in a.marks})))


def _of_event(index: Index, indicator: Indicator, event: CrossEvent, rows: Sequence[EventRow]) -> Alert | None:
    """The alert that an event is, told under one status or several; None where it isn't what the indicator asks for."""
    told = [row for row in rows if _fits(index, indicator, event, row)]
    fitting = [row for row in told if row.status in indicator.statuses]
    if not fitting or len({o for row in fitting for o in row.origins}) < indicator.origins:
        return None
    first = min(fitting, key=lambda row: WEIGHTIEST.index(row.status))
    others = sorted((row for row in told if row is not first), key=lambda row: (row not in fitting, WEIGHTIEST.index(row.status)))
    words, hits = _shown(index, indicator, event, first)
    accounts = [Account(status=first.status, origins=first.origins, documents=first.documents, words=words)]
    accounts += [Account(status=r.status, origins=r.origins, documents=r.documents, words=r.refs[0], fits=r in fitting) for r in others]
    days = [row for row in (first, *others) if row.first]
    return Alert(
        id=made_of("a", indicator.id, event.id),
        indicator=indicator.name,
        indicator_id=indicator.id,
        type=event.type,
        when=event.time or (days[0].first if days else None),
        place=first.place.name if first.place else first.raw_place,
        actors=tuple(p.name for p in first.actors),
        recipients=tuple(p.name for p in first.recipients),
        accounts=tuple(accounts),
        marks=tuple((m.doc, m.trigger) for m in event.mentions),
        hits=hits,
    )


def _fits(index: Index, indicator: Indicator, event: CrossEvent, row: EventRow) -> bool:
    """Whether a row is what the indicator asks for, whatever its status."""
    return (
        (not indicator.types or row.type in indicator.types)
        and (not indicator.actors or any(is_named(index, p, name) for p in row.actors for name in indicator.actors))
        and (not indicator.recipients or any(is_named(index, p, name) for p in row.recipients for name in indicator.recipients))
        and (not indicator.places or (row.place is not None and any(is_near(row.place, spot) for spot in indicator.places)))
        and (not indicator.words or any(_hits(index, indicator, words) for words in _sentences(index, indicator, event, row.status)))
    )


def is_near(place: Place, spot: Spot) -> bool:
    """Whether a place lies at the spot. That something was in a country or region at all doesn't say that it was near its middle."""
    if spot.grain == "country":
        return place.country == spot.country
    if folded(place.name) == folded(spot.name) and (spot.country is None or place.country in (None, spot.country)):
        return True
    if place.lat is None or place.lon is None or place.grain in (None, "country", "region"):
        return False
    return kilometres((place.lat, place.lon), (spot.lat, spot.lon)) <= spot.within


def _sentences(index: Index, indicator: Indicator, event: CrossEvent, status: Status) -> Iterator[Words]:
    """The sentences that tell of an event under a status; those that name others than the indicator's actor as its doers say nothing of him."""
    for mention in event.mentions:
        record = index.records.get((mention.doc, mention.id))
        if mention.status != status or not isinstance(record, Event):
            continue
        doers = [name for a in record.actors if (name := index.actor((mention.doc, a)))]
        if indicator.actors and doers and not any(goes_by(index, doer, name) for doer in doers for name in indicator.actors):
            continue
        words = index.words(mention.doc, (index.sentence(mention.doc, mention.trigger),))
        if words is not None:
            yield words


def _shown(index: Index, indicator: Indicator, event: CrossEvent, row: EventRow) -> tuple[Words, tuple[Span, ...]]:
    """The words that stand for the event, and where what the indicator looks for stands in them: where its own words do not, the sentence."""
    best = row.refs[0]
    if not indicator.words:
        return best, ()
    for words in (*row.refs, *_sentences(index, indicator, event, row.status)):
        if hits := _hits(index, indicator, words):
            return words, hits
    return best, ()


def _hits(index: Index, indicator: Indicator, words: Words) -> tuple[Span, ...]:
    """Where a phrase of the indicator stands in the words, all of it; else nothing."""
    here = words_in(index.readings[words.doc].document.text, words.spans)
    stems = [root(word.form) for word in here]
    wanted = {part for phrase in indicator.words if set(phrase) <= set(stems) for part in phrase}
    return tuple((word.start, word.end) for word, its in zip(here, stems, strict=True) if its in wanted)


def _of_claims(index: Index, indicators: Sequence[Indicator], rows: Iterable[ClaimRow], before: Sequence[Alert]) -> list[Alert]:
    """The alerts that claims are whose words are looked for, but those in which an alert of the same indicator happens already."""
    told: defaultdict[str, set[Mark]] = defaultdict(set)
    for alert in before:
        told[alert.indicator].update(alert.marks)
    found = []
    for row in rows:
        for indicator in indicators:
            if row.status not in indicator.statuses or len(row.independent) < indicator.origins:
                continue
            if indicator.actors and not (row.origin and any(goes_by(index, row.origin, name) for name in indicator.actors)):
                continue
            telling = next((t for t in row.tellings if not indicator.words or _hits(index, indicator, t.content)), None)
            if telling is None or any(_holds(t.content, mark) for t in row.tellings for mark in told[indicator.name]):
                continue
            found.append(_of_claim(index, indicator, row, telling.content))
    return found


def _of_claim(index: Index, indicator: Indicator, row: ClaimRow, words: Words) -> Alert:
    origins = row.independent or ((words.outlet or words.doc),)
    return Alert(
        id=made_of("a", indicator.id, row.id),
        indicator=indicator.name,
        indicator_id=indicator.id,
        type=None,
        when=None,
        place=None,
        actors=(row.origin,) if row.origin else (),
        recipients=(),
        accounts=(Account(status=row.status, origins=origins, documents=row.documents, words=words),),
        marks=tuple((t.content.doc, (t.content.spans[0][0], t.content.spans[-1][1])) for t in row.tellings),
        hits=_hits(index, indicator, words),
    )


def _holds(words: Words, mark: Mark) -> bool:
    return words.doc == mark[0] and any(start <= mark[1][0] and mark[1][1] <= end for start, end in words.spans)


def notice_of(alert: Alert, before: Notice | None, at: str) -> Notice | None:
    """What of an alert is news at a moment: all of it, or how it is founded otherwise than when it was last told; None when nothing is.

    An alert keeps the id under which it was first told.
    """
    known = replace(alert, id=before.alert.id) if before else alert
    changes = _changes(before.alert, known) if before else ()
    if before and not changes:
        return None
    state = (part for a in known.accounts for part in (a.status, str(len(a.origins))))
    name = made_of("n", known.id, before.id if before else "", *state)
    return Notice(id=name, at=at, news="update" if before else "new", alert=known, changes=changes)


def _changes(before: Alert, after: Alert) -> tuple[str, ...]:
    changes = []
    was, now = {a.status for a in before.accounts}, {a.status for a in after.accounts}
    changes += [f"now also told as {status}" for status in WEIGHTIEST if status in now - was]
    changes += [f"no longer told as {status}" for status in WEIGHTIEST if status in was - now]
    if len(before.origins) != len(after.origins):
        changes.append(f"{_counted(len(after.origins))}, was {len(before.origins)}")
    return tuple(changes)


def _counted(origins: int) -> str:
    return f"{origins} independent origin{'' if origins == 1 else 's'}"
