"""Documents and what was read in each: the list, one of them, its text with spans, its reading; single claims, events, actors; search."""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from tidings.model.errors import UnknownName
from tidings.model.reading import Reading
from tidings.model.records import as_json
from tidings.model.span import Span
from tidings.show.exports import lists
from tidings.show.exports.exchange import EXCHANGE
from tidings.show.exports.extract import Extract, extract_of
from tidings.show.happenings import every_event
from tidings.show.index import Index
from tidings.web.api.forms import DOCUMENT_EXCHANGE, MEDIA, Form, Listing, answer, form_of, json_of
from tidings.web.api.lists import ROWS, Page
from tidings.web.api.schemas import DocumentEntry, Mark, MarkedText, answers, listing_of, ref
from tidings.web.api.whole import entry_of
from tidings.web.asked import Day, Moment, Text
from tidings.web.desk import Desk
from tidings.web.snapshot import Snapshot

T = TypeVar("T")

# The longest id that is looked for; those of documents may be addresses.
Id = Annotated[str, Query(max_length=2000)]
# Documents that a search finds at the most, the best first.
MOST_FOUND = 1000


def documents_of(desk: Desk) -> APIRouter:
    """The router of documents, single records and the search."""
    router = APIRouter()

    def extract(snapshot: Snapshot, readings: Sequence[Reading], form: str) -> Extract:
        if form == "annotations":  # without a choice of claims every span is written
            return extract_of(snapshot.picture, snapshot.index, documents=readings)
        every = snapshot.once("events", lambda: every_event(snapshot.picture, snapshot.readings, snapshot.index))
        names = {r.document.id for r in readings}
        claims = [row for row in snapshot.claims if not names.isdisjoint(row.documents)]
        events = [row for row in every if not names.isdisjoint(row.documents)]
        return extract_of(snapshot.picture, snapshot.index, claims=claims, events=events, documents=readings)

    @router.get("/documents", responses=answers(listing_of(ref("DocumentEntry")), (*ROWS, *DOCUMENT_EXCHANGE)))
    def documents(
        page: Page, as_of: Moment = None, outlet: Text = None, since: Day = None, until: Day = None, words: Text = None
    ) -> Response:
        """What was read, the latest first; `since` and `until` are days of publication, `words` words of the title."""
        snapshot, behind = desk.at(as_of)
        wanted = words.casefold().split() if words else []

        def fits(reading: Reading) -> bool:
            d = reading.document
            return (
                (not outlet or d.outlet == outlet)
                and (not since or (d.published.end or "") >= since)
                and (not until or (d.published.start or "~")[:10] <= until)
                and all(w in f"{d.title or ''} {d.id}".casefold() for w in wanted)
            )

        def written(form: str) -> Callable[[Sequence[Any]], str]:
            return lambda part: EXCHANGE[form](extract(snapshot, part, form))

        others: dict[str, Callable[[Sequence[Any]], str]] = {form: written(form) for form in DOCUMENT_EXCHANGE}
        listing = Listing(
            name="documents",
            tabled=lambda part: lists.of_documents(part, snapshot.index),
            others=others,
            shown=lambda reading: entry(reading, snapshot.index),
        )
        return answer(page, snapshot, [r for r in snapshot.latest if fits(r)], listing, behind=behind)

    @router.get("/readings", responses=answers(listing_of(ref("Reading"))))
    def readings(page: Page, as_of: Moment = None) -> Response:
        """All that was read in each document, as READING.md has it."""
        snapshot, behind = desk.at(as_of)
        return answer(page, snapshot, snapshot.readings, Listing(name="readings"), behind=behind)

    @router.get("/reading", responses=answers(ref("Reading"), ("json", *DOCUMENT_EXCHANGE)))
    def reading(request: Request, id: Id, as_of: Moment = None, form: Form = None) -> Response:
        """All that was read in one document, as READING.md has it; its spans as Web Annotations."""
        snapshot, _ = desk.at(as_of)
        found = _one(snapshot.index.readings.get(id), "document")
        chosen = form_of(request, form or None, ("json", *DOCUMENT_EXCHANGE))
        if chosen == "json":
            return json_of(as_json(found), {"Vary": "Accept"})
        text = EXCHANGE[chosen](extract(snapshot, [found], chosen))
        return Response(text.encode("utf-8", "replace"), headers={"Vary": "Accept"}, media_type=MEDIA[chosen])

    @router.get("/document", responses=answers(ref("Document")))
    def document(id: Id, as_of: Moment = None) -> Response:
        """One document: its text, and what is known of its publication."""
        snapshot, _ = desk.at(as_of)
        return json_of(as_json(_one(snapshot.index.readings.get(id), "document").document))

    @router.get("/text", responses=answers(ref("MarkedText"), ("json", "txt")))
    def text(request: Request, id: Id, as_of: Moment = None, form: Form = None) -> Response:
        """One document’s text with the spans of what was read in it; as plain text, the text alone."""
        snapshot, _ = desk.at(as_of)
        found = _one(snapshot.index.readings.get(id), "document")
        if form_of(request, form or None, ("json", "txt")) == "txt":
            return Response(found.document.text.encode("utf-8", "replace"), headers={"Vary": "Accept"}, media_type=MEDIA["txt"])
        d = found.document
        marked = MarkedText(id=d.id, text=d.text, body=d.body, sentences=found.sentences, marks=tuple(marks_of(found)))
        return json_of(as_json(marked), {"Vary": "Accept"})

    @router.get("/claim", responses=answers(ref("ClaimRow")))
    def claim(id: Id, as_of: Moment = None) -> Response:
        """One claim with all its tellings."""
        snapshot, _ = desk.at(as_of)
        return json_of(as_json(_one(snapshot.claims_by_id.get(id), "claim")))

    @router.get("/event", responses=answers(ref("EventRow")))
    def event(id: Id, as_of: Moment = None) -> Response:
        """One event of one status."""
        snapshot, _ = desk.at(as_of)
        every = snapshot.once("events", lambda: every_event(snapshot.picture, snapshot.readings, snapshot.index))
        return json_of(as_json(_one(next((row for row in every if row.id == id), None), "event")))

    @router.get("/actor", responses=answers(ref("ActorEntry")))
    def actor(id: Id, as_of: Moment = None) -> Response:
        """One actor with all places at which it is named."""
        snapshot, _ = desk.at(as_of)
        return json_of(as_json(entry_of(_one(next((p for p in snapshot.people if p.actor.id == id), None), "actor"))))

    @router.get("/evidence", responses=answers(ref("Evidence"), ("json", "zip")))
    def evidence(request: Request, id: Id, as_of: Moment = None, form: Form = None) -> Response:
        """All that one claim, event or figure rests on, by its id or as `DOCUMENT:ID`; with the documents as they came, as a ZIP."""
        snapshot, _ = desk.at(as_of)
        found = desk.situation.evidence(id, known=snapshot.known)
        if form_of(request, form or None, ("json", "zip")) == "zip":
            headers = {"Vary": "Accept", "Content-Disposition": 'attachment; filename="evidence.zip"'}
            return Response(desk.situation.bundle(found), headers=headers, media_type=MEDIA["zip"])
        return json_of(as_json(found), {"Vary": "Accept"})

    @router.get("/explanation", responses=answers(ref("Explanation")))
    def explanation(id: Id, as_of: Moment = None) -> Response:
        """Every step, score and reason behind one claim, event or figure, by its id or as `DOCUMENT:ID`."""
        snapshot, _ = desk.at(as_of)
        return json_of(as_json(desk.situation.explain(id, known=snapshot.known)))

    @router.get("/search", responses=answers(listing_of(ref("Hit")), ROWS))
    def search(
        page: Page, q: Text, as_of: Moment = None, outlet: Text = None, since: Day = None, until: Day = None, exact: bool = False
    ) -> Response:
        """The documents that hold all the words, best first, with the spans where they stand; behind them, unless `exact`, those by meaning."""
        snapshot, behind = desk.at(as_of)
        rows = [
            hit
            for hit in (desk.situation.search(q, MOST_FOUND, meant=not exact) if q else ())
            if hit.document in snapshot.index.readings
            and (not outlet or hit.outlet == outlet)
            and (not since or (hit.published or "") >= since)
            and (not until or (hit.published or "~")[:10] <= until)
        ]
        listing = Listing(name="search", tabled=lambda part: lists.of_hits(part, snapshot.index))
        return answer(page, snapshot, rows, listing, behind=behind)

    return router


def _one(found: T | None, what: str) -> T:
    if found is None:
        raise UnknownName(f"There is no such {what}.")
    return found


def entry(reading: Reading, index: Index) -> DocumentEntry:
    """What the list says of a document."""
    d = reading.document
    return DocumentEntry(
        id=d.id,
        title=d.title,
        outlet=d.outlet,
        url=d.url,
        language=d.language,
        published=d.published,
        copy_of=index.copied.get(d.id),
        claims=len(reading.claims),
        events=sum(e.type != "other" for e in reading.events),
    )


def marks_of(reading: Reading) -> Iterator[Mark]:
    """Every span of a document that means something, in the order of the reading."""
    text = reading.document.text

    def mark(span: Span, layer: str, record: str) -> Mark:
        return Mark(span=span, layer=layer, record=record, text=text[span[0] : span[1]])

    for c in reading.claims:
        yield from (mark(span, "content", c.id) for span in c.content)
        if c.source:
            yield mark(c.source, "source", c.id)
        if c.cue:
            yield mark(c.cue, "cue", c.id)
    yield from (mark(e.trigger, "event", e.id) for e in reading.events)
    places = {p.mention for p in reading.places}
    yield from (mark((m.start, m.end), "place" if m.id in places else "name", m.id) for m in reading.mentions if m.form == "name")
    yield from (mark((t.start, t.end), "time", t.id) for t in reading.times)
