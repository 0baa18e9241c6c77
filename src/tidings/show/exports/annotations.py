"""Spans to W3C Web Annotations (Recommendation of 2017-02-23): which words are a content, a source, a cue, an event, an actor's name."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tidings.model.reading import Claim, Event, Mention, Reading
from tidings.model.span import Span
from tidings.show.exports.extract import Extract, uuid_of, web_address
from tidings.show.index import Index

MEDIA = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# So many code points before and after the words, by which they are found again in a copy whose offsets are others.
AROUND = 32


def annotations(extract: Extract) -> str:
    """An AnnotationCollection of one page: with claims, of these alone; else of all claims, events and names of the documents."""
    wanted = {record for row in extract.claims for record in row.records} if extract.claims else None
    items = [item for reading in extract.documents for item in _of_document(reading, extract.index, wanted)]
    name = uuid_of("annotations", *(item["id"] for item in items))
    page = {"id": f"urn:uuid:{uuid_of('page', name)}", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {"@context": CONTEXT, "id": f"urn:uuid:{name}", "type": "AnnotationCollection", "total": len(items), "first": page}
    return json.dumps(collection, ensure_ascii=False) + "\n"


def _of_document(reading: Reading, index: Index, wanted: set[tuple[str, str]] | None) -> Iterator[dict[str, Any]]:
    doc = reading.document.id
    for claim in reading.claims:
        if wanted is None or (doc, claim.id) in wanted:
            yield from _of_claim(reading, claim)
    if wanted is not None:
        return
    for event in reading.events:
        said = _said(type=event.type, mode=event.mode, status=event.status)
        yield _annotation(reading, event, "event", (event.trigger,), said)
    for mention in reading.mentions:
        if mention.form == "name":
            said = _said(kind=mention.kind, actor=index.actor((doc, mention.id)))
            yield _annotation(reading, mention, "name", ((mention.start, mention.end),), said)


def _of_claim(reading: Reading, claim: Claim) -> Iterator[dict[str, Any]]:
    chain = " ← ".join(link.name for link in claim.chain)
    said = _said(status=claim.status, stance=claim.stance, style=claim.style, via=claim.via, chain=chain)
    yield _annotation(reading, claim, "content", claim.content, said)
    for tag, span in (("source", claim.source), ("cue", claim.cue)):
        if span is not None:
            yield _annotation(reading, claim, tag, (span,), ())


def _said(**fields: str | None) -> tuple[str, ...]:
    return tuple(f"{name}: {value}" for name, value in fields.items() if value)


def _annotation(reading: Reading, record: Claim | Event | Mention, tag: str, spans: Sequence[Span], said: Sequence[str]) -> dict[str, Any]:
    """One annotation; the body's last part names the record that the words belong to, which a claim's three share."""
    doc = reading.document.id
    bodies: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": tag}]
    bodies += [{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": words} for words in said]
    record_name = {"type": "SpecificResource", "purpose": "identifying", "source": f"urn:uuid:{uuid_of('record', doc, record.id)}"}
    return {
        "id": f"urn:uuid:{uuid_of('annotation', doc, record.id, tag)}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": [*bodies, record_name],
        "target": [_target(reading, span) for span in spans],
    }


def _target(reading: Reading, span: Span) -> dict[str, Any]:
    document, (start, end) = reading.document, span
    source = {"id": f"urn:uuid:{uuid_of('document', document.id)}", "type": "Text", "format": "text/plain", "label": document.id}
    # the offsets count in the text that was read, of which the page at the address is another representation
    more = {"language": document.language, "via": web_address(document.url)}
    quote = {
        "exact": document.text[start:end],
        "prefix": document.text[max(0, start - AROUND) : start],
        "suffix": document.text[end : end + AROUND],
    }
    return {
        "source": {**source, **{name: value for name, value in more.items() if value}},
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, {"type": "TextQuoteSelector", **quote}],
    }
