"""The pages of rows: now, timeline, claims, differences, figures."""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tidings.show.borne import unborne
from tidings.show.rows import ClaimRow, DifferenceRow, DiffRow
from tidings.show.sentences import of_claim
from tidings.web.asked import Day, Moment, Number, Text
from tidings.web.chains import tree_of
from tidings.web.desk import BeingMade, Desk
from tidings.web.differing import differing
from tidings.web.rendering import Pages, slice_of
from tidings.web.snapshot import Snapshot
from tidings.web.timeplot import time_plot, window_of

NEWS = {"new": "New", "revised": "Revised", "withdrawn": "Withdrawn", "resolved": "Resolved"}


def pages_of_rows(desk: Desk, pages: Pages) -> APIRouter:
    """The router of the pages that show rows of the picture."""
    router = APIRouter()

    @router.get("/")
    def now(request: Request, as_of: Moment = None, since: Moment = None, page: Number = 1) -> Response:
        """What changed since a chosen time, and the situation in brief."""
        snapshot, behind = desk.at(as_of)
        chosen = since or _day_before_last(snapshot)
        changes: tuple[DiffRow, ...] = ()
        being_made = False
        if chosen:
            try:
                changes = desk.changes(chosen, snapshot)
            except BeingMade:
                being_made = True
        news = {name: sum(row.news == name for row in changes) for name in NEWS}
        shown = {"since": chosen, "changes": slice_of(changes, page), "news": news, "names": NEWS, "being_made": being_made}
        return pages.page(request, "now.html", snapshot, shown, behind=behind, again_in=3 if being_made else None)

    @router.get("/timeline")
    def timeline(
        request: Request,
        as_of: Moment = None,
        zoom: Text = None,
        start: Moment = None,
        on: Day = None,
        status: Text = None,
        type: Text = None,
        words: Text = None,
        page: Number = 1,
    ) -> Response:
        """What happened when: a drawing of the chosen stretch, and its rows."""
        snapshot, behind = desk.at(as_of)
        wanted = words.casefold().split() if words else []
        rows = [
            row
            for row in snapshot.timeline
            if (not status or row.status == status)
            and (not type or row.type == type)
            and (not wanted or all(w in f"{row.what} {row.place or ''}".casefold() for w in wanted))
        ]
        window = window_of(rows, snapshot.days, zoom, start)
        if on:
            listed = [row for row in rows if row.when and _touches(row.when, on, on)]
        elif zoom or start:
            listed = [row for row in rows if row.when and _touches(row.when, window.first_day, window.last_day)]
        else:
            listed = rows
        types = sorted({row.type for row in snapshot.timeline})
        shown = {"window": window, "plot": time_plot(window, rows, snapshot.readings, snapshot.moment), "rows": slice_of(listed, page)}
        chosen = {"status": status, "type": type, "words": words, "on": on, "types": types}
        return pages.page(request, "timeline.html", snapshot, {**shown, **chosen}, behind=behind)

    @router.get("/claims")
    def claims(
        request: Request,
        as_of: Moment = None,
        about: Text = None,
        by: Text = None,
        since: Day = None,
        status: Text = None,
        origins: Number = 1,
        page: Number = 1,
    ) -> Response:
        """Who says what, on whose word."""
        snapshot, behind = desk.at(as_of)
        wanted = about.casefold().split() if about else []

        def fits(row: ClaimRow) -> bool:
            return (
                (not wanted or all(w in row.words.casefold() for w in wanted))
                and (not by or _goes_back_to(snapshot, row, by))
                and (not since or any((t.content.published or "") >= since for t in row.tellings))
                and (not status or row.status == status)
                and (origins <= 1 or len(row.independent) >= origins)
            )

        rows = [row for row in snapshot.claims if fits(row)]
        disputed = {row.id: sum(len(snapshot.differences_by_record.get(r, ())) for r in row.records) for row in rows}
        chosen = {"about": about, "by": by, "since": since, "status": status, "origins": origins}
        return pages.page(request, "claims.html", snapshot, {"rows": slice_of(rows, page), "disputed": disputed, **chosen}, behind=behind)

    @router.get("/claim")
    def claim(request: Request, id: Text, as_of: Moment = None) -> Response:
        """One claim: its chain, its tellings, who says the same, who contradicts."""
        snapshot, behind = desk.at(as_of)
        row = snapshot.claims_by_id.get(id or "")
        if row is None:
            raise HTTPException(404)
        same = [
            other
            for together in snapshot.picture.corroboration
            if not set(row.records).isdisjoint(together.claim_ids)
            for ref in together.claim_ids
            if (other := snapshot.claims_by_record.get(ref)) is not None and other.id != row.id
        ]
        against = list(dict.fromkeys(d for record in row.records for d in snapshot.differences_by_record.get(record, ())))
        others = list({other.id: other for other in same}.values())
        tree = tree_of(_borne(snapshot, row))
        shown = {"row": row, "tree": tree, "same": others, "against": against}
        return pages.page(request, "claim.html", snapshot, shown, behind=behind)

    @router.get("/differences")
    def differences(request: Request, as_of: Moment = None, kind: Text = None, sort: Text = None, page: Number = 1) -> Response:
        """Both sides beside each other, the words that differ marked."""
        snapshot, behind = desk.at(as_of)

        def fits(row: DifferenceRow) -> bool:
            return (not kind or row.kind == kind) and (not sort or row.sort == sort)

        rows = [row for row in snapshot.differences if fits(row)]
        kinds = sorted({row.kind for row in snapshot.differences})
        shown = slice_of(rows, page)
        marks = [differing(row.a.text, row.b.text) for row in shown.rows]
        chosen = {"rows": shown, "marks": marks, "kinds": kinds, "kind": kind, "sort": sort}
        return pages.page(request, "differences.html", snapshot, chosen, behind=behind)

    return router


def _day_before_last(snapshot: Snapshot) -> str | None:
    """The last day of publication but one: what the latest documents changed."""
    return snapshot.days[-2][0] if len(snapshot.days) > 1 else None


def _touches(when: str, first: str, last: str) -> bool:
    start, _, end = when.partition("/")
    return start[: len(last)] <= last and (end or start) >= first[: len(end or start)]


def _borne(snapshot: Snapshot, row: ClaimRow) -> ClaimRow:
    """The claim with those tellings alone whose own chain and words are borne out, each checked as a line of its own."""
    alone = [(t, replace(row, words=t.content.text, chain=t.chain, tellings=(t,))) for t in row.tellings]
    return replace(row, tellings=tuple(t for t, line in alone if not unborne(of_claim(line), snapshot.index)))


def _goes_back_to(snapshot: Snapshot, row: ClaimRow, by: str) -> bool:
    return row.origin is not None and (snapshot.index.same_name(row.origin, by) or by.casefold() in row.origin.casefold())
