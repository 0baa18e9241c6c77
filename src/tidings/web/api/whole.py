"""The picture as a whole and each of its lists in PICTURE.md's form; brief, differences of two moments; who foresaw what, and the actors."""

from typing import Any, Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from tidings.model.picture import Picture
from tidings.model.records import as_json
from tidings.show.exports import lists
from tidings.show.exports.exchange import EXCHANGE
from tidings.show.exports.extract import extract_of
from tidings.show.happenings import every_event
from tidings.show.people import Person
from tidings.web.api.forms import MEDIA, Form, Listing, answer, form_of, json_of
from tidings.web.api.lists import ROWS, Page
from tidings.web.api.schemas import ActorEntry, answers, listing_of, ref
from tidings.web.asked import Moment, Text
from tidings.web.desk import Desk, day_before_last
from tidings.web.snapshot import Snapshot

Part = Literal[
    "stories", "threads", "copies", "cites", "claims", "corroboration", "contradictions",
    "figures", "changes", "predictions", "track_record", "events", "actors", "judgements",
]  # fmt: skip
ANY: dict[str, Any] = {"type": "object"}


def whole_of(desk: Desk) -> APIRouter:
    """The router of the picture as a whole."""
    router = APIRouter()

    @router.get("/picture", responses=answers(ref("Picture"), ("json", *EXCHANGE)))
    def picture(request: Request, as_of: Moment = None, form: Form = None) -> Response:
        """All that the documents say together, as PICTURE.md has it."""
        snapshot, _ = desk.at(as_of)
        chosen = form_of(request, form or None, ("json", *EXCHANGE))
        if chosen == "json":
            return json_of(as_json(snapshot.picture), {"Vary": "Accept"})
        events = snapshot.once("events", lambda: every_event(snapshot.picture, snapshot.readings, snapshot.index))
        # without a choice of claims every span of the documents is annotated
        claims = () if chosen == "annotations" else snapshot.claims
        extract = extract_of(snapshot.picture, snapshot.index, claims=claims, events=events, documents=snapshot.readings)
        return Response(EXCHANGE[chosen](extract).encode("utf-8", "replace"), headers={"Vary": "Accept"}, media_type=MEDIA[chosen])

    @router.get("/picture/{part}", responses=answers(listing_of(ANY)))
    def part_of_picture(part: Part, page: Page, as_of: Moment = None) -> Response:
        """One list of the picture, as PICTURE.md has it, page by page."""
        snapshot, behind = desk.at(as_of)
        return answer(page, snapshot, getattr(snapshot.picture, part), Listing(name=part), behind=behind)

    @router.get("/stories", responses=answers(listing_of(ref("Story")), ROWS))
    def stories(page: Page, as_of: Moment = None) -> Response:
        """Which documents are on one happening."""
        snapshot, behind = desk.at(as_of)
        threads = snapshot.picture.threads
        listing = Listing(name="stories", tabled=lambda part: lists.of_stories(Picture(stories=tuple(part), threads=threads)))
        return answer(page, snapshot, snapshot.picture.stories, listing, behind=behind)

    @router.get("/copies", responses=answers(listing_of(ref("Copy")), ROWS))
    def copies(page: Page, as_of: Moment = None) -> Response:
        """Documents that are one report, told again."""
        snapshot, behind = desk.at(as_of)
        return answer(page, snapshot, snapshot.picture.copies, Listing(name="copies", tabled=lists.of_copies), behind=behind)

    @router.get("/brief", responses=answers(listing_of(ref("BriefLine")), ROWS))
    def brief(page: Page, as_of: Moment = None) -> Response:
        """The situation in a few lines, each borne out by the words it names."""
        snapshot, behind = desk.at(as_of)
        listing = Listing(name="brief", tabled=lambda part: lists.of_brief(part, snapshot.index))
        return answer(page, snapshot, snapshot.brief, listing, behind=behind)

    @router.get("/diff", responses=answers(listing_of(ref("DiffRow")), ROWS))
    def diff(page: Page, since: Moment = None, until: Moment = None) -> Response:
        """What was new, revised, withdrawn or resolved between what could be known at two moments; without them, since the last day but one."""
        snapshot, behind = desk.at(until)
        chosen = since or day_before_last(snapshot)
        rows = desk.changes(chosen, snapshot) if chosen else ()
        listing = Listing(name="diff", tabled=lambda part: lists.of_diff(part, snapshot.index))
        return answer(page, snapshot, rows, listing, behind=behind)

    @router.get("/predictions", responses=answers(listing_of(ref("ForesightRow")), ROWS))
    def predictions(page: Page, as_of: Moment = None, by: Text = None, outcome: Text = None) -> Response:
        """Who said what would be, by when, and how it turned out as far as the documents show."""
        snapshot, behind = desk.at(as_of)
        rows = [row for row in snapshot.foresight if _is_by(snapshot, row.who, by) and (not outcome or row.outcome == outcome)]
        listing = Listing(name="predictions", tabled=lambda part: lists.of_predictions(part, snapshot.index))
        return answer(page, snapshot, rows, listing, behind=behind)

    @router.get("/track_record", responses=answers(listing_of(ref("TrackRecord")), ROWS))
    def track_record(page: Page, as_of: Moment = None, by: Text = None) -> Response:
        """How what each source foresaw turned out: counts and an interval, never a reputation."""
        snapshot, behind = desk.at(as_of)
        rows = [row for row in snapshot.picture.track_record if _is_by(snapshot, row.who, by)]
        return answer(page, snapshot, rows, Listing(name="track_record", tabled=lists.of_track_record), behind=behind)

    @router.get("/actors", responses=answers(listing_of(ref("ActorEntry")), ROWS))
    def actors(page: Page, as_of: Moment = None, name: Text = None, kind: Text = None) -> Response:
        """Who is spoken of and who speaks, those with most claims first."""
        snapshot, behind = desk.at(as_of)

        def fits(person: Person) -> bool:
            names = (person.actor.name, *person.actor.names)
            return (not name or any(name.casefold() in n.casefold() for n in names)) and (not kind or person.actor.kind == kind)

        rows = [person for person in snapshot.people if fits(person)]
        listing = Listing(name="actors", tabled=lambda part: lists.of_people(part, snapshot.index), shown=entry_of)
        return answer(page, snapshot, rows, listing, behind=behind)

    return router


def entry_of(person: Person) -> ActorEntry:
    """What the list says of an actor; its claims are had by its name."""
    return ActorEntry(actor=person.actor, documents=len(person.documents), statements=len(person.claims), record=person.record)


def _is_by(snapshot: Snapshot, who: str | None, by: str | None) -> bool:
    return not by or (who is not None and (snapshot.index.same_name(who, by) or by.casefold() in who.casefold()))
