"""A picture and its readings to what all pages look things up in, made once and held until documents or judgements come."""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, datetime, timedelta
from typing import Any, TypeVar

from tidings.engine import each_thread
from tidings.explaining import Known
from tidings.model.picture import Actor, Picture, Ref
from tidings.model.reading import Place, Reading
from tidings.show.index import Index, day_of, index_of
from tidings.show.people import Person, people_of
from tidings.show.rows import BriefLine, ClaimRow, DifferenceRow, FigureRow, ForesightRow, TimelineRow
from tidings.show.views import brief, claims, differences, figures, foresight, timeline

T = TypeVar("T")

# What pages work out of a snapshot under the filters that people choose: so many are held, the latest used.
MOST_ONCE = 64


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated row of the timeline: from when to when, `end` not in it; and its place, where the gazetteer knows it."""

    row: TimelineRow
    begin: datetime
    end: datetime
    place: Place | None

    @property
    def is_narrow(self) -> bool:
        """Whether it is known to lie within two weeks: what isn't says little of where to look."""
        return self.end - self.begin <= timedelta(days=15)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """The situation as it could be known at one moment (None: with all that is kept), with the rows that pages show.

    `mark` is the same for the same documents, judgements and moment, so that what hangs on it may be held too.
    """

    mark: str
    moment: str | None
    picture: Picture
    readings: tuple[Reading, ...]
    index: Index
    timeline: tuple[TimelineRow, ...]
    claims: tuple[ClaimRow, ...]
    figures: tuple[FigureRow, ...]
    differences: tuple[DifferenceRow, ...]
    foresight: tuple[ForesightRow, ...]
    brief: tuple[BriefLine, ...]
    claims_by_id: dict[str, ClaimRow]
    claims_by_record: dict[Ref, ClaimRow]
    differences_by_record: dict[Ref, tuple[DifferenceRow, ...]]
    actors: dict[str, Actor]
    actors_named: dict[str, tuple[Actor, ...]]
    people: tuple[Person, ...]
    dated: tuple[Happening, ...]
    reports: tuple[tuple[datetime, str], ...]
    latest: tuple[Reading, ...]
    claim_words: tuple[str, ...]
    claims_told: tuple[str, ...]
    days: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    _once: OrderedDict[object, Any] = field(default_factory=OrderedDict, repr=False)

    def claims_about(self, words: str) -> list[int]:
        """The numbers of the claims whose content holds all the words."""
        found = list(range(len(self.claims)))
        for word in words.casefold().split():
            found = [n for n in found if word in self.claim_words[n]]
        return found

    def once(self, name: object, make: Callable[[], T]) -> T:
        """What is made of the snapshot, made at the first time that it is asked for by this name."""
        if name in self._once:
            found: T = self._once[name]
            self._once.move_to_end(name)
            return found
        made = make()
        self._once[name] = made
        while len(self._once) > MOST_ONCE:
            self._once.popitem(last=False)
        return made

    @property
    def known(self) -> Known:
        """What a single line is explained from."""
        return Known(self.picture, self.readings, self.index, lambda: self.once("threads", lambda: each_thread(self.picture)))

    @property
    def last_day(self) -> str | None:
        """The day of the latest document whose day is known."""
        return self.days[-1][0] if self.days else None


def snapshot_of(mark: str, moment: str | None, picture: Picture, readings: Sequence[Reading]) -> Snapshot:
    """The snapshot of a picture: every row that the views let through, and look-ups from records to rows."""
    claim_rows = claims(picture, readings)
    difference_rows, foreseen = differences(picture, readings), foresight(picture, readings)
    happened, index = timeline(picture, readings), index_of(picture, readings)
    in_order = sorted(readings, key=lambda r: r.document.id)
    sides: defaultdict[Ref, list[DifferenceRow]] = defaultdict(list)
    for row in difference_rows:
        for record in row.records:
            sides[record].append(row)
    named: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in picture.actors:
        for name in {n.casefold() for n in (actor.name, *actor.names)}:
            named[name].append(actor)
    days = Counter(day for r in readings if (day := day_of(r)))
    outlets = Counter(r.document.outlet for r in readings if r.document.outlet)
    return Snapshot(
        mark=mark,
        moment=moment,
        picture=picture,
        readings=tuple(readings),
        index=index,
        timeline=happened,
        claims=claim_rows,
        figures=figures(picture, readings),
        differences=difference_rows,
        foresight=foreseen,
        brief=brief(picture, readings),
        claims_by_id={row.id: row for row in claim_rows},
        claims_by_record={record: row for row in claim_rows for record in row.records},
        differences_by_record={record: tuple(rows) for record, rows in sides.items()},
        actors={actor.id: actor for actor in picture.actors},
        actors_named={name: tuple(found) for name, found in named.items()},
        people=people_of(picture, claim_rows, foreseen, named),
        dated=tuple(sorted(_dated(happened, index), key=lambda h: h.begin)),
        reports=tuple(sorted(_reported(readings), key=lambda pair: pair[0])),
        latest=tuple(sorted(in_order, key=lambda r: r.document.published.start or "", reverse=True)),
        claim_words=tuple(row.words.casefold() for row in claim_rows),
        claims_told=tuple(max(t.content.published or "" for t in row.tellings) for row in claim_rows),
        days=tuple(sorted(days.items())),
        outlets=tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
    )


def moment_of(text: str) -> datetime | None:
    """The beginning of a year, month, day or minute (ISO 8601), or None for what is none."""
    day, _, clock = text.partition("T")
    padded = day + "-01" * (2 - day.count("-")) if len(day) in (4, 7) else day
    try:
        return datetime.fromisoformat(f"{padded}T{clock[:5]}" if clock else padded)
    except ValueError:
        return None


def _dated(rows: Sequence[TimelineRow], index: Index) -> list[Happening]:
    found = []
    for row in rows:
        first, _, last = (row.when or "").partition("/")
        begin, end = moment_of(first), moment_of(last or first)
        if begin is not None and end is not None and end.year < MAXYEAR:
            found.append(Happening(row, begin, end + timedelta(days=1), index.place_of_event((*row.records, *row.others), row.place)))
    return found


def _reported(readings: Sequence[Reading]) -> list[tuple[datetime, str]]:
    """When each document was published, as far as that is known to the day, with its title."""
    found = []
    for reading in readings:
        at = moment_of(reading.document.published.start or "") if day_of(reading) else None
        if at is not None:
            found.append((at.replace(tzinfo=None), reading.document.title or reading.document.id))
    return found
