"""The pages of documents: the list, one document with its layers, the exact words behind a line, and search."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tidings.model.document import FromPage
from tidings.model.reading import Reading
from tidings.show.exports.lists import of_claims, of_documents, of_hits
from tidings.show.index import day_of
from tidings.web.asked import Day, FileForm, Moment, Number, Text
from tidings.web.desk import Desk
from tidings.web.layers import LAYERS, marked_parts, part_of
from tidings.web.rendering import Pages, slice_of, spans_in
from tidings.web.snapshot import Snapshot

# Code points shown before and after the words in the panel beside a page: a sentence or two.
AROUND = 420
# A stretch is cut at a space when one is so near; else within the word.
LONGEST_WORD = 24
# Documents that a search finds, the best first: as many as anybody looks through; more where some are sifted out again.
MOST_FOUND, MOST_SIFTED = 200, 800


def pages_of_documents(desk: Desk, pages: Pages) -> APIRouter:
    """The router of the pages that show documents."""
    router = APIRouter()

    @router.get("/documents")
    def documents(
        request: Request,
        as_of: Moment = None,
        outlet: Text = None,
        on: Day = None,
        words: Text = None,
        page: Number = 1,
        form: FileForm = None,
    ) -> Response:
        """What was read, the latest first."""
        snapshot, behind = desk.at(as_of)
        wanted = words.casefold().split() if words else []
        is_narrowed = outlet or on or words
        found = (
            snapshot.latest
            if not is_narrowed
            else [
                r
                for r in snapshot.latest
                if (not outlet or r.document.outlet == outlet)
                and (not on or ((r.document.published.start or "").startswith(on) and day_of(r) == on))
                and (not wanted or all(w in f"{r.document.title or ''} {r.document.id}".casefold() for w in wanted))
            ]
        )
        if form:
            return pages.file(of_documents(found, snapshot.index), form, "documents")
        shown = {
            "rows": slice_of(found, page),
            "outlet": outlet,
            "on": on,
            "words": words,
            "copied": snapshot.index.copied,
            "tombstones": desk.situation.tombstones(),
        }

        return pages.page(request, "documents.html", snapshot, shown, behind=behind)

    @router.get("/document")
    def document(
        request: Request,
        id: str,
        as_of: Moment = None,
        at: str = "",
        layers: Text = None,
        part: Number | None = None,
        form: FileForm = None,
    ) -> Response:
        """The text, with the layers that are switched on; what was skipped and why."""
        snapshot, behind = desk.at(as_of)
        reading = _reading(snapshot, id)
        text = reading.document.text
        spans = spans_in(at, len(text))
        chosen = tuple(name for name in LAYERS if layers is None or name in layers.split("."))
        portion = part_of(text, spans[0][0] if spans and part is None else None, part or 1)
        said = [snapshot.claims_by_record.get((id, c.id)) for c in reading.claims]
        if form:
            return pages.file(of_claims(list(dict.fromkeys(row for row in said if row)), snapshot.index), form, "claims")
        evidence = reading.document.published.evidence
        shown = {
            "reading": reading,
            "d": reading.document,
            "at": at if spans else "",
            "layers": LAYERS,
            "chosen": chosen,
            "toggled": {name: ".".join(n for n in LAYERS if (n in chosen) != (n == name)) or "none" for name in LAYERS},
            "portion": portion,
            "pieces": marked_parts(reading, chosen, spans, portion, snapshot.index),
            "said": [(c, row) for c, row in zip(reading.claims, said, strict=True)],
            "stated": text[slice(*evidence)] if isinstance(evidence, tuple) else None,
            "stated_at": f"{evidence[0]}-{evidence[1]}" if isinstance(evidence, tuple) else None,
            "from_page": evidence if isinstance(evidence, FromPage) else None,
            "copies": [c for c in snapshot.picture.copies if id in c.documents],
            "written": [n for n in desk.notes() if n.document == id],
        }
        return pages.page(request, "document.html", snapshot, shown, behind=behind)

    @router.get("/words")
    def words(request: Request, id: str, at: str, as_of: Moment = None) -> Response:
        """A part of a page: the exact words with what stands around them."""
        snapshot, _ = desk.at(as_of)
        reading = _reading(snapshot, id)
        text = reading.document.text
        spans = spans_in(at, len(text))
        if not spans:
            raise HTTPException(404)
        first, last = max(0, spans[0][0] - AROUND), min(len(text), spans[-1][1] + AROUND)
        if last - first > 4 * AROUND:
            last = first + 4 * AROUND
        first, _ = _at_words(text, first, first)
        _, last = _at_words(text, last, last)
        shown = {"reading": reading, "d": reading.document, "at": at, "cut": (first > 0, last < len(text))}
        pieces = _around(text, spans, first, last)
        return pages.page(request, "words.html", snapshot, {**shown, "pieces": pieces})

    @router.get("/search")
    def search(
        request: Request,
        as_of: Moment = None,
        q: Text = None,
        outlet: Text = None,
        since: Day = None,
        until: Day = None,
        exact: Text = None,
        page: Number = 1,
        form: FileForm = None,
    ) -> Response:
        """The documents that hold all the words, best first, and behind them those that hold words near in meaning; both marked."""
        snapshot, behind = desk.at(as_of)
        is_narrowed = bool(outlet or since or until or as_of)
        most = MOST_SIFTED if is_narrowed else MOST_FOUND
        hits = desk.situation.search(q, most, meant=not exact) if q else ()
        known = snapshot.index.readings
        kept = [
            hit
            for hit in hits
            if hit.document in known
            and (not outlet or hit.outlet == outlet)
            and (not since or (hit.published or "") >= since)
            and (not until or (hit.published or "~")[:10] <= until)
        ]
        if form:
            return pages.file(of_hits(kept, snapshot.index), form, "search")
        rows = slice_of(kept, page)
        found = [
            Found(hit.document, known[hit.document], tuple(_snippets(known[hit.document].document.text, hit.spans)), hit.near)
            for hit in rows.rows
        ]
        claims = [snapshot.claims[n] for n in snapshot.claims_about(q)] if q else []
        shown = {"rows": rows, "found": found, "claims": claims[:6], "claim_count": len(claims), "is_full": len(hits) == most}
        chosen = {"q": q, "outlet": outlet, "since": since, "until": until, "exact": exact}
        return pages.page(request, "search.html", snapshot, {**shown, **chosen}, behind=behind)

    return router


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and whether it is what was looked for; `at` is its place, as an address carries it."""

    text: str
    is_here: bool
    at: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A document that holds the words, with some of them in their surroundings."""

    id: str
    reading: Reading
    snippets: tuple[tuple[Piece, ...], ...]
    near: tuple[str, ...]


def _reading(snapshot: Snapshot, id: str) -> Reading:
    reading = snapshot.index.readings.get(id)
    if reading is None:
        raise HTTPException(404)
    return reading


def _around(text: str, spans: Sequence[tuple[int, int]], first: int, last: int) -> "list[Piece]":
    pieces, at = [], first
    for start, end in spans:
        start, end = max(start, at), min(end, last)
        if start >= end:
            continue
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True, f"{start}-{end}")]
        at = end
    return [*pieces, Piece(text[at:last], False)]


def _at_words(text: str, first: int, last: int) -> tuple[int, int]:
    """The stretch without the word that it begins in and the one that it ends in."""
    if first and (space := text.find(" ", first, first + LONGEST_WORD)) >= 0:
        first = space + 1
    if last < len(text) and (space := text.rfind(" ", last - LONGEST_WORD, last)) >= 0:
        last = space
    return first, last


def _snippets(text: str, spans: Sequence[tuple[int, int]]) -> "list[tuple[Piece, ...]]":
    """Up to three stretches of a line or two that hold what was found."""
    found: list[tuple[Piece, ...]] = []
    at = -1
    for n, (start, end) in enumerate(spans):
        if start < at:
            continue
        first, last = _at_words(text, max(0, at, start - 90), min(len(text), end + 130))
        inside = [s for s in spans[n:] if s[1] <= last]
        found.append(tuple(_around(text, inside or ((start, end),), first, last)))
        at = last
        if len(found) == 3:
            break
    return found
