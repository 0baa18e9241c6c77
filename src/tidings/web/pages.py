"""The pages of rows: now, timeline, claims, differences, figures."""

from collections.abc import Sequence
from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tidings.show.borne import unborne
from tidings.show.exports.lists import of_brief, of_claims, of_diff, of_differences, of_tellings, of_timeline
from tidings.show.rows import ClaimRow, DifferenceRow, DiffRow, TimelineRow
from tidings.show.sentences import of_claim
from tidings.web.asked import Day, FileForm, Moment, Number, Text
from tidings.web.chains import tree_of
from tidings.web.desk import BeingMade, Desk, day_before_last
from tidings.web.differing import differing
from tidings.web.rendering import Pages, slice_of
from tidings.web.snapshot import Happening, Snapshot
from tidings.web.timeplot import time_plot, window_of, window_of_day

NEWS = {"new": "New", "revised": "Revised", "withdrawn": "Withdrawn", "resolved": "Resolved"}


def pages_of_rows(desk: Desk, pages: Pages) -> APIRouter:
    """The router of the pages that show rows of the picture."""
    router = APIRouter()

    @router.get("/")
    def now(
        request: Request, as_of: Moment = None, since: Moment = None, page: Number = 1, of: Text = None, form: FileForm = None
    ) -> Response:
        """What changed since a chosen time, and the situation in brief."""
        snapshot, behind = desk.at(as_of)
        if form and of == "brief":
            return pages.file(of_brief(snapshot.brief, snapshot.index), form, "brief")
        chosen = since or day_before_last(snapshot)
        changes: tuple[DiffRow, ...] = ()
        being_made = False
        if chosen:
            try:
                changes = desk.changes(chosen, snapshot)
            except BeingMade:
                if form:
                    raise
                being_made = True
        if form:
            return pages.file(of_diff(changes, snapshot.index), form, "changes")
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
        form: FileForm = None,
    ) -> Response:
        """What happened when: a drawing of the chosen stretch, and its rows."""
        snapshot, behind = desk.at(as_of)
        asked = status, type, words
        rows = snapshot.once(("timeline", *asked), lambda: timeline_of(snapshot, *asked))
        dated = snapshot.once(("dated", *asked), lambda: _dated_of(snapshot, rows, *asked))
        window = window_of(dated, snapshot.days, zoom, start)
        plot = snapshot.once(("plot", window, *asked), lambda: time_plot(window, dated, snapshot.reports, snapshot.moment))
        if on:
            begin, end = window_of_day(on)
            listed: Sequence[TimelineRow] = [h.row for h in dated if h.begin < end and h.end > begin]
        elif zoom or start:
            listed = [h.row for h in dated if h.begin < window.end and h.end > window.start]
        else:
            listed = rows
        if form:
            return pages.file(of_timeline(listed, snapshot.index), form, "timeline")
        shown = {"window": window, "plot": plot, "rows": slice_of(listed, page)}
        types = snapshot.once("types", lambda: sorted({row.type for row in snapshot.timeline}))
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
        form: FileForm = None,
    ) -> Response:
        """Who says what, on whose word."""
        snapshot, behind = desk.at(as_of)
        asked = about, by, since, status, origins
        rows = snapshot.once(("claims", *asked), lambda: claims_of(snapshot, *asked))
        if form:
            return pages.file(of_claims(rows, snapshot.index), form, "claims")
        shown = slice_of(rows, page)
        disputed = {row.id: sum(len(snapshot.differences_by_record.get(r, ())) for r in row.records) for row in shown.rows}
        chosen = {"about": about, "by": by, "since": since, "status": status, "origins": origins}
        return pages.page(request, "claims.html", snapshot, {"rows": shown, "disputed": disputed, **chosen}, behind=behind)

    @router.get("/claim")
    def claim(request: Request, id: Text, as_of: Moment = None, form: FileForm = None) -> Response:
        """One claim: its chain, its tellings, who says the same, who contradicts."""
        snapshot, behind = desk.at(as_of)
        row = snapshot.claims_by_id.get(id or "")
        if row is None:
            raise HTTPException(404)
        if form:
            return pages.file(of_tellings(_borne(snapshot, row), snapshot.index), form, "claim")
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
    def differences(
        request: Request, as_of: Moment = None, kind: Text = None, sort: Text = None, page: Number = 1, form: FileForm = None
    ) -> Response:
        """Both sides beside each other, the words that differ marked."""
        snapshot, behind = desk.at(as_of)

        def fits(row: DifferenceRow) -> bool:
            return (not kind or row.kind == kind) and (not sort or row.sort == sort)

        rows = [row for row in snapshot.differences if fits(row)]
        if form:
            return pages.file(of_differences(rows, snapshot.index), form, "differences")
        kinds = sorted({row.kind for row in snapshot.differences})
        shown = slice_of(rows, page)
        marks = [differing(row.a.text, row.b.text) for row in shown.rows]
        chosen = {"rows": shown, "marks": marks, "kinds": kinds, "kind": kind, "sort": sort}
        return pages.page(request, "differences.html", snapshot, chosen, behind=behind)

    return router


def timeline_of(snapshot: Snapshot, status: str | None, type: str | None, words: str | None) -> Sequence[TimelineRow]:
    """The rows of the timeline that fit what was chosen."""
    if not (status or type or words):
        return snapshot.timeline
    wanted = words.casefold().split() if words else []
    return [
        row
        for row in snapshot.timeline
        if (not status or row.status == status)
        and (not type or row.type == type)
        and (not wanted or all(w in f"{row.what} {row.place or ''}".casefold() for w in wanted))
    ]


def _dated_of(snapshot: Snapshot, rows: Sequence[TimelineRow], *asked: str | None) -> Sequence[Happening]:
    """Those of the rows that are dated, in their order."""
    if not any(asked):
        return snapshot.dated
    kept = set(map(id, rows))
    return [happening for happening in snapshot.dated if id(happening.row) in kept]


def claims_of(
    snapshot: Snapshot, about: str | None, by: str | None, since: str | None, status: str | None, origins: int
) -> Sequence[ClaimRow]:
    """The claims that fit what was chosen."""
    if not (about or by or since or status or origins > 1):
        return snapshot.claims
    found = snapshot.claims_about(about) if about else list(range(len(snapshot.claims)))
    if since:
        found = [n for n in found if snapshot.claims_told[n] >= since]
    if by:
        speakers = {origin for row in snapshot.claims if (origin := row.origin)}
        meant = {s for s in speakers if snapshot.index.same_name(s, by) or by.casefold() in s.casefold()}
        found = [n for n in found if snapshot.claims[n].origin in meant]
    rows = [snapshot.claims[n] for n in found]
    return [row for row in rows if (not status or row.status == status) and (origins <= 1 or len(row.independent) >= origins)]


def _borne(snapshot: Snapshot, row: ClaimRow) -> ClaimRow:
    """The claim with those tellings alone whose own chain and words are borne out, each checked as a line of its own."""
    alone = [(t, replace(row, words=t.content.text, chain=t.chain, tellings=(t,))) for t in row.tellings]
    return replace(row, tellings=tuple(t for t, line in alone if not unborne(of_claim(line), snapshot.index)))
