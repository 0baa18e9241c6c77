"""What people look at, row by row, to tables: the same rows that pages and commands show, with the places that each speaks of."""

from collections.abc import Iterable, Sequence

from tidings.model.judgement import Judgement
from tidings.model.note import Note
from tidings.model.picture import Copy, Corroboration, Picture, TrackRecord
from tidings.model.reading import Place, Reading
from tidings.model.span import Span
from tidings.ports import Hit
from tidings.show.exports.table import Cell, Table
from tidings.show.index import Index
from tidings.show.people import Person
from tidings.show.rows import BriefLine, ClaimRow, DifferenceRow, DiffRow, FigureRow, ForesightRow, TimelineRow, Words

Row = tuple[tuple[Cell, ...], tuple[Place, ...]]
"""The cells of a row, and its places."""


def _table(columns: str, rows: Iterable[Row]) -> Table:
    made = list(rows)
    return Table(tuple(columns.split()), tuple(cells for cells, _ in made), tuple(places for _, places in made))


def joined(names: Iterable[str]) -> str | None:
    """Several names in one cell, with semicolons between them."""
    return "; ".join(names) or None


def spans_text(spans: Sequence[Span]) -> str:
    """Spans as `12-40 60-70`: half-open counts of code points of the document's text."""
    return " ".join(f"{start}-{end}" for start, end in spans)


WORDS = "words document outlet published spans"


def words_cells(words: Words | None) -> tuple[Cell, ...]:
    """The words, and where they stand: five cells."""
    return (words.text, words.doc, words.outlet, words.published, spans_text(words.spans)) if words else (None,) * 5


def _days(when: str | None) -> tuple[str | None, str | None]:
    first, _, last = (when or "").partition("/")
    return first or None, last or first or None


def _spot(place: Place | None) -> tuple[Cell, Cell]:
    return (place.lat, place.lon) if place else (None, None)


def of_documents(readings: Sequence[Reading], index: Index) -> Table:
    """The documents: whose, of when and how that is known, and how much each says; the places are all that it names."""

    def rows() -> Iterable[Row]:
        for r in readings:
            d, p = r.document, r.document.published
            days = p.start, p.end, p.basis
            said = len(r.claims), sum(e.type != "other" for e in r.events)
            cells = (d.id, d.title, d.outlet, d.url, d.language, *days, index.copied.get(d.id), *said)
            yield cells, index.places_in([Words(doc=d.id, spans=((0, len(d.text)),), text="")])

    return _table("id title outlet url language first last date_known_by copy_of claims events", rows())


def of_timeline(rows: Sequence[TimelineRow], index: Index) -> Table:
    """What happened when, a row for each event of one status."""

    def made(row: TimelineRow) -> Row:
        place = index.place_of_event((*row.records, *row.others), row.place)
        who, told = joined(row.who), (joined(row.documents), joined(row.origins))
        cells = (*_days(row.when), row.reported, row.status, row.type, row.place, *_spot(place), who, *told, *words_cells(row.refs[0]))
        return cells, (place,) if place else ()

    return _table(f"first last reported status type place latitude longitude who documents origins {WORDS}", map(made, rows))


def of_claims(rows: Sequence[ClaimRow], index: Index) -> Table:
    """Who says what on whose word; the places are those that the words name."""

    def made(row: ClaimRow) -> Row:
        told = [t.content.published for t in row.tellings if t.content.published]
        hedges = joined(dict.fromkeys(h for t in row.tellings for h in t.hedges))
        content = row.tellings[0].content
        cells = (
            *(row.id, row.origin, joined(row.chain), row.status, row.stance, min(told, default=None), hedges, joined(row.judged)),
            *(joined(row.documents), len(row.documents), joined(row.independent), len(row.independent), *words_cells(content)),
        )
        return cells, index.places_in([content])

    columns = "id origin chain status stance told hedges judged documents document_count independent_origins origin_count"
    return _table(f"{columns} {WORDS}", map(made, rows))


def of_tellings(row: ClaimRow, index: Index) -> Table:
    """One claim as each document tells it."""

    def rows() -> Iterable[Row]:
        for t in row.tellings:
            cells = (
                row.id,
                row.origin,
                joined(t.chain),
                t.via,
                t.cue.text if t.cue else None,
                t.source.text if t.source else None,
                t.style,
            )
            yield (*cells, joined(t.hedges), *words_cells(t.content)), index.places_in([t.content])

    return _table(f"id origin chain via cue source style hedges {WORDS}", rows())


def of_figures(rows: Sequence[FigureRow], index: Index) -> Table:
    """Each value of each counted thing; the places are those that its sentence names."""

    def made() -> Iterable[Row]:
        for row in rows:
            for p in row.points:
                sentence = Words(doc=p.words.doc, spans=(index.sentence(p.words.doc, p.words.spans[0]),), text="")
                cells = (row.what, row.unit, p.as_of, p.value, p.low, p.high, p.source, *words_cells(p.words), p.sentence)
                yield cells, index.places_in([sentence])

    return _table(f"what unit as_of value low high source {WORDS} sentence", made())


def of_differences(rows: Sequence[DifferenceRow], index: Index) -> Table:
    """Two accounts beside each other; the places are those that either names."""

    def made(row: DifferenceRow) -> Row:
        cells = (row.sort, row.kind, row.why, row.a_who, *words_cells(row.a), row.b_who, *words_cells(row.b))
        return cells, index.places_in([row.a, row.b])

    sides = (f"{side}_{name}" for side in "ab" for name in ("who", *WORDS.split()))
    return _table(" ".join(("sort kind why", *sides)), map(made, rows))


def of_predictions(rows: Sequence[ForesightRow], index: Index) -> Table:
    """Who foresaw what, by when, and how it turned out as far as the documents show."""

    def made(row: ForesightRow) -> Row:
        shown = joined(w.text for w in row.evidence), joined(w.doc for w in row.evidence)
        return (row.who, row.horizon, row.outcome, *words_cells(row.words), *shown), index.places_in([row.words])

    return _table(f"who horizon outcome {WORDS} evidence evidence_documents", map(made, rows))


def of_track_record(rows: Sequence[TrackRecord]) -> Table:
    """How what each source foresaw turned out."""
    columns = "who happened did_not_happen open reversed low high"
    return _table(columns, (((r.who, r.happened, r.did_not_happen, r.open, r.reversed, r.low, r.high), ()) for r in rows))


def of_people(rows: Sequence[Person], index: Index) -> Table:
    """Actors: names, how often cited, and how what they foresaw turned out; a place on the map where an actor is one."""

    def made(person: Person) -> Row:
        actor, record = person.actor, person.record
        places = [index.places[m] for m in actor.mentions if m in index.places]
        found = {p.spot: p for p in places if p.spot}
        counts = (record.happened, record.did_not_happen, record.open, record.reversed, record.low, record.high) if record else (None,) * 6
        names = joined(n for n in actor.names if n != actor.name)
        cells = (actor.id, actor.name, names, actor.kind, actor.country, len(person.documents), len(actor.mentions), len(person.claims))
        return (*cells, *counts), tuple(found.values()) if len(found) == 1 else ()

    columns = "id name other_names kind country documents mentions statements happened did_not_happen open reversed low high"
    return _table(columns, map(made, rows))


def of_stories(picture: Picture) -> Table:
    """Which documents are on one happening, and to which thread of stories it belongs."""
    thread = {story: t.id for t in picture.threads for story in t.stories}
    rows = (((s.id, thread.get(s.id), d), ()) for s in picture.stories for d in s.documents)
    return _table("story thread document", rows)


def of_copies(rows: Sequence[Copy]) -> Table:
    """Documents that are one report."""
    return _table(
        "kind extent origin documents score why", (((c.kind, c.extent, c.origin, joined(c.documents), c.score, c.why), ()) for c in rows)
    )


def of_corroboration(rows: Sequence[Corroboration], index: Index) -> Table:
    """What different utterances say alike, and on whose word it rests."""

    def made(row: Corroboration) -> Row:
        words = [w for ref in row.claim_ids if (w := index.words_of(ref))]
        origins = joined(row.independent_origins), len(row.independent_origins)
        return (row.on, *origins, joined(row.agreeing), row.copies, row.score, row.why), index.places_in(words)

    return _table("on independent_origins origin_count documents copies score why", map(made, rows))


def of_brief(rows: Sequence[BriefLine], index: Index) -> Table:
    """The lines of a brief, with the words that bear each."""

    def made(row: BriefLine) -> Row:
        place = index.place_of_event((*row.records, *row.others), row.place) if row.place else None
        cells = (row.kind, row.status, row.who, *_days(row.when), row.place, row.documents, row.origins, " … ".join(row.pieces))
        where = joined(f"{w.doc} {spans_text(w.spans)}" for w in row.refs)
        return (*cells, where), (place,) if place else index.places_in(row.refs)

    return _table("kind status who first last place documents origins words where", map(made, rows))


def of_diff(rows: Sequence[DiffRow], index: Index) -> Table:
    """What came between two moments."""

    def made(row: DiffRow) -> Row:
        before = row.before
        cells = (row.news, row.sort, row.how, *_days(row.when), row.who, row.documents, *words_cells(row.words))
        return (*cells, before.text if before else None, before.doc if before else None), index.places_in([row.words])

    return _table(f"news sort how first last who documents {WORDS} before before_document", map(made, rows))


def of_hits(rows: Sequence[Hit], index: Index) -> Table:
    """The documents that a search found, with the words that were looked for as they stand there."""

    def made(hit: Hit) -> Row:
        found = [w.text for span in hit.spans if (w := index.words(hit.document, (span,)))]
        cells = (
            hit.title,
            joined(dict.fromkeys(found)),
            hit.document,
            hit.outlet,
            (hit.published or "")[:10] or None,
            spans_text(hit.spans),
        )
        return cells, ()

    return _table("title words document outlet published spans", map(made, rows))


def of_notes(rows: Sequence[Note], index: Index) -> Table:
    """What people noted, taken back or not, with the words that it is on."""

    def made(n: Note) -> Row:
        words = index.words(n.document, (n.on.span,)) if n.on else None
        undone = (n.undone.who, n.undone.at) if n.undone else (None, None)
        on = f"{n.document}:{n.on.id}" if n.on else n.document
        return (n.id, n.who, n.at, n.text, on, words.text if words else None, n.replaces, *undone), ()

    return _table("id who at note on words replaces undone_by undone_at", map(made, rows))


def of_judgements(rows: Sequence[Judgement]) -> Table:
    """What people judged, taken back or not."""

    def made(j: Judgement) -> Row:
        on = joined(f"{a.doc}:{a.id}" for a in j.on)
        undone = (j.undone.who, j.undone.at) if j.undone else (None, None)
        return (j.id, j.verdict, j.who, j.at, on, j.source, j.grade, j.note, *undone), ()

    return _table("id verdict who at on source grade note undone_by undone_at", map(made, rows))
