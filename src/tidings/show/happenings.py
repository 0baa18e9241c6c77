"""A picture and its readings to events as researchers count them: each once, with who did it to whom, coded, where and when."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tidings.know.actors import heads
from tidings.know.countries import Country, country_coded, country_named, country_of_demonym
from tidings.know.gazetteer import folded
from tidings.know.sectors import sector_of
from tidings.know.voices import state_of
from tidings.match.distance import kilometres
from tidings.model.picture import Actor as Meant
from tidings.model.picture import CrossEvent, Picture
from tidings.model.reading import Event, Place, Quantity, Reading, Status
from tidings.show.index import Index, index_of
from tidings.show.rows import TimelineRow, Words
from tidings.show.views import timeline

# What is told as of more than a year before the first report is background, as PLOVER's mode "historical" means it.
BACKGROUND_YEARS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of an event: its name, its words in the text, and PLOVER's codes: ISO 3166 country (three letters) and sector, None if unknown."""

    name: str
    raw: str
    country: str | None = None
    sector: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event of one status, however many documents tell it. `first` and `last` are the days between which it was, None when unknown.

    `refs` are the words it rests on, the fullest first; `origins` on whose word, copies collapsed; `reported` the first day it was told of.
    """

    id: str
    type: str
    lemma: str
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    first: str | None
    last: str | None
    reported: str | None
    place: Place | None
    raw_place: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    quantities: tuple[Quantity, ...]
    documents: tuple[str, ...]
    origins: tuple[str, ...]
    refs: tuple[Words, ...]

    @property
    def is_background(self) -> bool:
        """Whether it lies more than a year before the first report of it."""
        return bool(self.last and self.reported) and int(str(self.reported)[:4]) - int(str(self.last)[:4]) > BACKGROUND_YEARS


def events(
    picture: Picture,
    readings: Sequence[Reading],
    *,
    types: Sequence[str] = (),
    actor: str | None = None,
    statuses: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    near: tuple[float, float] | None = None,
    within: float = 50.0,
) -> tuple[EventRow, ...]:
    """Each event once, in the order of days; a row for each status it is told under.

    `types` are PLOVER's, or "other"; `actor` any name of one side; `since` and `until` days, months or years that it must meet; `near` a
    latitude and longitude from which it lies no more than `within` kilometres.
    """
    index = index_of(picture, readings)
    rows = every_event(picture, readings, index, since=since, until=until)
    return events_that_fit(rows, index, types=types, actor=actor, statuses=statuses, near=near, within=within)


def every_event(
    picture: Picture, readings: Sequence[Reading], index: Index, *, since: str | None = None, until: str | None = None
) -> tuple[EventRow, ...]:
    """Each event once, in the order of days, whatever it is and whoever does it; `since` and `until` as `events` takes them."""
    whole = {event.id: event for event in picture.events}
    meant = {ref: a for a in picture.actors for ref in a.mentions}
    told = timeline(picture, readings, since=since, until=until, others=True)
    return tuple(_row(index, whole[row.events[0]], row, meant) for row in told)


def events_that_fit(
    rows: Iterable[EventRow],
    index: Index,
    *,
    types: Sequence[str] = (),
    actor: str | None = None,
    statuses: Sequence[str] = (),
    near: tuple[float, float] | None = None,
    within: float = 50.0,
) -> tuple[EventRow, ...]:
    """Those of the rows that are of one of the types and statuses, with the actor on a side, near the place."""

    def fits(row: EventRow) -> bool:
        if (types and row.type not in types) or (statuses and row.status not in statuses):
            return False
        if actor and not any(is_named(index, party, actor) for party in (*row.actors, *row.recipients)):
            return False
        if near is None:
            return True
        spot = row.place.spot if row.place else None
        return spot is not None and kilometres(near, spot) <= within

    return tuple(filter(fits, rows))


def is_named(index: Index, party: Party, name: str) -> bool:
    """Whether a party goes by the name: a name of the same actor, whole words of its name, or a country's name or code for its own."""
    if goes_by(index, party.name, name):
        return True
    country = country_named(name) or country_of_demonym(name)
    return party.country is not None and party.country in (name.upper(), country.iso3 if country else None)


def goes_by(index: Index, own: str, asked: str) -> bool:
    """Whether somebody of this name goes by another: a name of the same actor, or whole words of the name."""
    if index.same_name(own, asked):
        return True
    words, wanted = folded(own).split(), folded(asked).split()
    return any(words[n : n + len(wanted)] == wanted for n in range(len(words) - len(wanted) + 1))


def _row(index: Index, event: CrossEvent, told: TimelineRow, meant: dict[tuple[str, str], Meant]) -> EventRow:
    records = [(doc, r) for doc, name in told.records if isinstance(r := index.records.get((doc, name)), Event)]
    first, _, last = (told.when or "").partition("/")
    mention = next(((doc, r.place) for doc, r in records if r.place and _place(index, doc, r.place)), None)
    modes = Counter(r.mode for _, r in records if r.mode and r.type == event.type)
    return EventRow(
        id=event.id if told.status == event.mentions[0].status else f"{event.id}-{told.status}",
        type=event.type,
        lemma=records[0][1].lemma,
        mode=min(modes, key=lambda m: (-modes[m], m)) if modes else None,
        contexts=tuple(sorted({c for _, r in records for c in r.contexts})),
        status=told.status,
        first=first or None,
        last=last or first or None,
        reported=told.reported,
        place=_place(index, *mention) if mention else None,
        raw_place=index.mentions[mention].text if mention else None,
        actors=_parties(index, ((doc, a) for doc, r in records for a in r.actors), meant),
        recipients=_parties(index, ((doc, a) for doc, r in records for a in r.recipients), meant),
        quantities=tuple(q for _, r in records for q in r.quantities),
        documents=told.documents,
        origins=told.origins,
        refs=told.refs,
    )


def _place(index: Index, doc: str, mention: str) -> Place | None:
    return next((p for p in index.readings[doc].places if p.mention == mention), None)


def _parties(index: Index, refs: Iterable[tuple[str, str]], meant: dict[tuple[str, str], Meant]) -> tuple[Party, ...]:
    """Those who are meant, each once, the one most documents name first."""
    found: dict[str, tuple[int, Party]] = {}
    for ref in refs:
        name, mention = index.actor(ref), index.mentions.get(ref)
        if name is None or mention is None:
            continue
        actor = meant.get(ref)
        country = _country(name, actor)
        # a nominal says what somebody is where a name doesn't: "the army" of Osk is MIL
        sector = sector_of(name) or (sector_of(mention.text) if mention.form != "pronoun" else None) or _office(name)
        party = Party(name=name, raw=mention.text, country=country.iso3 if country else None, sector=sector, kind=mention.kind)
        count, first = found.get(name, (0, party))
        found[name] = (count + 1, first)
    return tuple(party for _, party in sorted(found.values(), key=lambda pair: (-pair[0], pair[1].name)))


def _country(name: str, actor: Meant | None) -> Country | None:
    code = (actor.country if actor else None) or state_of(name) or next((h.country for h in heads() if h.name == name), None)
    return country_coded(code) if code else None


def _office(name: str) -> str | None:
    return "GOV" if any(h.name == name for h in heads()) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadCount:
    """How many events of a type one actor had with another on a day, each counted once however many documents tell it."""

    day: str | None
    actor: str
    recipient: str | None
    type: str
    count: int
    events: tuple[str, ...]


def dyads(rows: Iterable[EventRow]) -> tuple[DyadCount, ...]:
    """Counts by day and pair of actors. An event of several actors or recipients counts in each of its pairs; of a span, on its first day.

    Actors are told by their codes where these are known (country and sector, "BLR MIL"), else by their names.
    """
    counted: dict[tuple[str, str, str, str], list[str]] = {}
    for row in rows:
        for actor in row.actors:
            for recipient in row.recipients or (None,):
                key = (row.first or "", code_of(actor), code_of(recipient) if recipient else "", row.type)
                counted.setdefault(key, []).append(row.id)
    return tuple(
        DyadCount(day=day or None, actor=actor, recipient=recipient or None, type=kind, count=len(set(ids)), events=tuple(sorted(set(ids))))
        for (day, actor, recipient, kind), ids in sorted(counted.items())
    )


def code_of(party: Party) -> str:
    """Country and sector of a party, as far as known; its name where neither is."""
    return " ".join(part for part in (party.country, party.sector) if part) or party.name
