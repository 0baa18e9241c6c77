"""An extract to FollowTheMoney's statements (CSV): articles, who they name, events that happened, and what is claimed as notes with their documents."""

from collections.abc import Iterable, Iterator
from hashlib import sha1

from tidings.model.picture import Actor
from tidings.show.exports.extract import Extract, uuid_of, web_address
from tidings.show.exports.ftm_codes import COLUMNS, LANGUAGES, SCHEMATA
from tidings.show.exports.lists import spans_text
from tidings.show.exports.table import Table, as_csv, written
from tidings.show.happenings import EventRow
from tidings.show.rows import ClaimRow, Words

MEDIA = "text/csv; charset=utf-8"
DATASET = "tidings"
# What kinds of actors are in its words; a place that acts is the government or the people of it, a legal entity at any rate.
_SCHEMATA = {"person": "Person", "body": "Organization", "organization": "Organization", "group": "Organization", "unit": "Organization"}

Statement = tuple[str, str, str, str]
"""Entity, schema, property, value."""


def statements(extract: Extract) -> str:
    """The text of the file, a statement a line, those of an entity together, none twice."""
    found = dict.fromkeys(s for s in _all(extract) if s[3])
    return as_csv(Table(COLUMNS, tuple(_row(*statement) for statement in sorted(found))))


def _row(entity: str, schema: str, prop: str, value: str) -> tuple[str | None, ...]:
    # the hash is of the value as it stands in the file
    value = str(written(value))
    # as followthemoney makes it: Statement.make_key
    key = sha1(f"{DATASET}.{entity}.{prop}.{value}".encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    return (entity, entity, prop, SCHEMATA[schema][prop], schema, value, DATASET, None, None, None, "false", None, None, key)


def _all(extract: Extract) -> Iterator[Statement]:
    for reading in extract.documents:
        d = reading.document
        yield from _entity(
            _name("document", d.id),
            "Article",
            title=[d.title],
            fileName=[d.id],
            name=[d.title or d.id],
            publisher=[d.outlet],
            publishedAt=[d.published.start],
            language=[LANGUAGES.get((d.language or "")[:2])],
            sourceUrl=[web_address(d.url)],
        )
    documents = {r.document.id for r in extract.documents}
    yield from _actors(extract, documents)
    named = {name: actor for actor in extract.picture.actors for name in (actor.name, *actor.names)}
    for event in extract.events:
        yield from _event(event, named)
    for claim in extract.claims:
        yield from _claim(claim, named)


def _actors(extract: Extract, documents: set[str]) -> Iterator[Statement]:
    """Who is named in the documents, and in which, under which names."""
    for actor in extract.picture.actors:
        here = [ref for ref in actor.mentions if ref[0] in documents]
        if not here:
            continue
        schema, name = _schema(actor), _name("actor", actor.id)
        country = [actor.country.lower()] if actor.country and len(actor.country) == 2 else []
        yield from _entity(name, schema, name=[actor.name], alias=[n for n in actor.names if n != actor.name], country=country)
        for document in sorted({doc for doc, _ in here}):
            words = [m.text for ref in here if ref[0] == document and (m := extract.index.mentions.get(ref)) and m.form == "name"]
            mention = _name("mention", actor.id, document)
            where = [_name("document", document)]
            yield from _entity(mention, "Mention", document=where, resolved=[name], name=words or [actor.name], detectedSchema=[schema])


def _event(row: EventRow, named: dict[str, Actor]) -> Iterator[Statement]:
    """An event that happened; what is planned, possible or denied is a note, so that nobody takes it for one."""
    name, words = _name("event", row.id), [row.refs[0].text]
    keywords = [row.type.lower(), row.mode, f"status: {row.status}"]
    place = row.place
    if row.status == "actual":
        parties = [_name("actor", named[p.name].id) for p in (*row.actors, *row.recipients) if p.name in named]
        days = {"date": [row.first]} if row.first == row.last else {"startDate": [row.first], "endDate": [row.last]}
        yield from _entity(
            name,
            "Event",
            name=words,
            keywords=keywords,
            location=[place.name if place else None],
            country=[place.country.lower() if place and place.country else None],
            involved=parties,
            recordId=[row.id],
            proof=[_name("document", d) for d in row.documents],
            **days,
        )
    else:
        yield from _entity(name, "Note", name=words, description=words, keywords=keywords)
    yield from _documented(name, row.refs, "reports")


def _claim(row: ClaimRow, named: dict[str, Actor]) -> Iterator[Statement]:
    name = _name("claim", row.id)
    actor = named.get(row.origin or "")
    yield from _entity(
        name,
        "Note",
        name=[row.words],
        description=[row.words],
        entity=[_name("actor", actor.id) if actor else None],
        summary=[f"On the word of {' ← '.join(row.chain)}" if row.chain else None],
        keywords=["claim", f"status: {row.status}", f"stance: {row.stance}"],
    )
    yield from _documented(name, [t.content for t in row.tellings], "tells the claim")


def _documented(entity: str, refs: Iterable[Words], role: str) -> Iterator[Statement]:
    """Each document that bears it, with the words and their place."""
    for words in refs:
        where = f"code points {spans_text(words.spans)}"
        link = _name("documentation", entity, words.doc, where)
        document = [_name("document", words.doc)]
        day = [words.published]
        yield from _entity(
            link, "Documentation", document=document, entity=[entity], role=[role], summary=[words.text], description=[where], date=day
        )


def _entity(entity: str, schema: str, /, **props: Iterable[str | None]) -> Iterator[Statement]:
    for prop, values in props.items():
        for value in values:
            if value:
                yield entity, schema, prop, value


def _name(kind: str, *parts: str) -> str:
    return f"tidings-{uuid_of(kind, *parts)}"


def _schema(actor: Actor) -> str:
    return _SCHEMATA.get(actor.kind or "", "LegalEntity")
