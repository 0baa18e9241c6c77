"""A picture and its readings to what all pages look things up in, made once and held until documents or judgements come."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tidings.model.picture import Actor, Picture, Ref
from tidings.model.reading import Place, Reading
from tidings.show.index import Index, day_of, index_of
from tidings.show.rows import BriefLine, ClaimRow, DifferenceRow, FigureRow, ForesightRow, TimelineRow
from tidings.show.views import brief, claims, differences, figures, foresight, timeline
from tidings.web.people import Person, people_of


@dataclass(frozen=True, slots=True, kw_only=True)
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
    places: dict[Ref, Place]
    days: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]

    @property
    def last_day(self) -> str | None:
        """The day of the latest document whose day is known."""
        return self.days[-1][0] if self.days else None


def snapshot_of(mark: str, moment: str | None, picture: Picture, readings: Sequence[Reading]) -> Snapshot:
    """The snapshot of a picture: every row that the views let through, and look-ups from records to rows."""
    claim_rows = claims(picture, readings)
    difference_rows, foreseen = differences(picture, readings), foresight(picture, readings)
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
        index=index_of(picture, readings),
        timeline=timeline(picture, readings),
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
        places={(r.document.id, p.mention): p for r in readings for p in r.places},
        days=tuple(sorted(days.items())),
        outlets=tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
    )
