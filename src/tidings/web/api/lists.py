"""The lists of rows: claims, timeline, events, figures, differences, agreement; filtered like the commands."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from tidings.model.picture import Corroboration
from tidings.show.exports import lists
from tidings.show.exports.exchange import EXCHANGE
from tidings.show.exports.extract import extract_of
from tidings.show.exports.files import EVENT_FORMS, TABLE_FORMS, events_text
from tidings.show.exports.tables import of_events
from tidings.show.happenings import EventRow, events_that_fit, every_event
from tidings.show.rows import DifferenceRow, TimelineRow
from tidings.show.views import meets
from tidings.web.api.forms import CLAIM_FORMS, EVENT_EXCHANGE, Asked, Listing, answer, asked
from tidings.web.api.schemas import answers, listing_of, ref
from tidings.web.asked import Day, Moment, Number, Text
from tidings.web.desk import Desk
from tidings.web.pages import claims_of, timeline_of
from tidings.web.snapshot import Snapshot

Page = Annotated[Asked, Depends(asked)]
Types = Annotated[list[str] | None, Query(alias="type", max_length=20, description="PLOVER’s types, or other; may be given again.")]
Statuses = Annotated[list[str] | None, Query(alias="status", max_length=5, description="May be given again.")]
Kilometres = Annotated[float, Query(ge=0, le=20_100, description="How far from `near`, at most.")]
ROWS = ("json", *TABLE_FORMS)


def lists_of(desk: Desk) -> APIRouter:
    """The router of the lists."""
    router = APIRouter()

    @router.get("/claims", responses=answers(listing_of(ref("ClaimRow")), (*ROWS, *CLAIM_FORMS)))
    def claims(
        page: Page,
        as_of: Moment = None,
        about: Text = None,
        by: Text = None,
        since: Day = None,
        until: Day = None,
        status: Text = None,
        origins: Number = 1,
    ) -> Response:
        """Who says what, on whose word: those told by most documents first; `since` and `until` are days on which it was told."""
        snapshot, behind = desk.at(as_of)
        asked_for = about, by, since, status, origins
        found = snapshot.once(("claims", *asked_for), lambda: claims_of(snapshot, *asked_for))
        rows = [r for r in found if not until or any((t.content.published or "~") <= until for t in r.tellings)]
        others = {name: _exchanged(snapshot, name, "claims") for name in CLAIM_FORMS}
        listing = Listing(name="claims", tabled=lambda part: lists.of_claims(part, snapshot.index), others=others)
        return answer(page, snapshot, rows, listing, behind=behind)

    @router.get("/timeline", responses=answers(listing_of(ref("TimelineRow")), ROWS))
    def timeline(
        page: Page,
        as_of: Moment = None,
        since: Moment = None,
        until: Moment = None,
        status: Text = None,
        type: Text = None,
        words: Text = None,
    ) -> Response:
        """What happened when, a row for each event of one status; `since` and `until` are days, months or years it happened on."""
        snapshot, behind = desk.at(as_of)
        rows: Sequence[TimelineRow] = timeline_of(snapshot, status, type, words)
        rows = [row for row in rows if meets(row.when, since, until)]
        listing = Listing(name="timeline", tabled=lambda part: lists.of_timeline(part, snapshot.index))
        return answer(page, snapshot, rows, listing, behind=behind)

    @router.get("/events", responses=answers(listing_of(ref("EventRow")), (*ROWS, *EVENT_FORMS, *EVENT_EXCHANGE)))
    def events(
        page: Page,
        as_of: Moment = None,
        type: Types = None,
        status: Statuses = None,
        actor: Text = None,
        since: Moment = None,
        until: Moment = None,
        near: Text = None,
        within: Kilometres = 50.0,
    ) -> Response:
        """Each event once, however many documents tell it; `near` is a place’s name, or latitude,longitude in degrees."""
        snapshot, behind = desk.at(as_of)
        every = snapshot.once("events", lambda: every_event(snapshot.picture, snapshot.readings, snapshot.index))
        spot = desk.situation.spot(near) if near else None
        types = tuple(t if t == "other" else t.upper() for t in type or ())
        fitting = events_that_fit(every, snapshot.index, types=types, statuses=tuple(status or ()), actor=actor, near=spot, within=within)
        rows = [row for row in fitting if meets(_when(row), since, until)]
        others = {name: _as_events(snapshot, name) for name in (*EVENT_FORMS, "geojson")}
        others |= {name: _exchanged(snapshot, name, "events") for name in EVENT_EXCHANGE}
        return answer(page, snapshot, rows, Listing(name="events", tabled=of_events, others=others), behind=behind)

    @router.get("/figures", responses=answers(listing_of(ref("FigureRow")), ROWS))
    def figures(page: Page, as_of: Moment = None, about: Text = None) -> Response:
        """Each counted thing through time, with bounds and sources."""
        snapshot, behind = desk.at(as_of)
        wanted = about.casefold().split() if about else []
        rows = [f for f in snapshot.figures if all(w in f"{f.what} {f.points[0].sentence}".casefold() for w in wanted)]
        listing = Listing(name="figures", tabled=lambda part: lists.of_figures(part, snapshot.index))
        return answer(page, snapshot, rows, listing, behind=behind)

    def sides(page: Asked, as_of: str | None, name: str, fits: Callable[[DifferenceRow], bool]) -> Response:
        snapshot, behind = desk.at(as_of)
        listing = Listing(name=name, tabled=lambda part: lists.of_differences(part, snapshot.index))
        return answer(page, snapshot, [row for row in snapshot.differences if fits(row)], listing, behind=behind)

    @router.get("/differences", responses=answers(listing_of(ref("DifferenceRow")), ROWS))
    def differences(page: Page, as_of: Moment = None, sort: Text = None, kind: Text = None) -> Response:
        """Two accounts beside each other: contradictions, of which both can’t hold, and changes, where the later overtakes the earlier."""
        return sides(page, as_of, "differences", lambda row: (not sort or row.sort == sort) and (not kind or row.kind == kind))

    @router.get("/contradictions", responses=answers(listing_of(ref("DifferenceRow")), ROWS))
    def contradictions(page: Page, as_of: Moment = None, kind: Text = None) -> Response:
        """Accounts of which both can’t hold."""
        return sides(page, as_of, "contradictions", lambda row: row.sort == "contradiction" and (not kind or row.kind == kind))

    @router.get("/corroboration", responses=answers(listing_of(ref("Corroboration")), ROWS))
    def corroboration(page: Page, as_of: Moment = None, about: Text = None, origins: Number = 1) -> Response:
        """What different utterances say alike, and on whose word it rests, copies collapsed."""
        snapshot, behind = desk.at(as_of)
        wanted = about.casefold().split() if about else []

        def fits(row: Corroboration) -> bool:
            return len(row.independent_origins) >= origins and all(w in row.on.casefold() for w in wanted)

        rows = [row for row in snapshot.picture.corroboration if (origins <= 1 and not wanted) or fits(row)]
        listing = Listing(name="corroboration", tabled=lambda part: lists.of_corroboration(part, snapshot.index))
        return answer(page, snapshot, rows, listing, behind=behind)

    return router


def _when(row: EventRow) -> str | None:
    return f"{row.first}/{row.last}" if row.first else None


def _exchanged(snapshot: Snapshot, form: str, what: str) -> Callable[[Sequence[Any]], str]:
    """What writes some of the rows, with the documents they rest on, in a form of another program."""
    return lambda part: EXCHANGE[form](extract_of(snapshot.picture, snapshot.index, **{what: part}))


def _as_events(snapshot: Snapshot, form: str) -> Callable[[Sequence[Any]], str]:
    return lambda part: events_text(part, snapshot.readings, form)
