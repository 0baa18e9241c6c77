"""Claims to schema.org's ClaimReview, as far as a machine may fill it: who said what, where it appeared; no rating, since no verdict is ours to give."""

import json
from typing import Any

from tidings.model.reading import Reading
from tidings.show.exports.extract import Extract, uuid_of, web_address
from tidings.show.index import outlet_of
from tidings.show.rows import ClaimRow

MEDIA = 'application/ld+json; profile="https://schema.org"'
# What the person who reviews it adds: schema.org asks for these, and nobody else can answer for them.
LEFT_OPEN = ("author", "datePublished", "reviewRating", "url")
_KINDS = {"person": "Person", "body": "Organization", "organization": "Organization"}


def claim_reviews(extract: Extract) -> str:
    """A JSON-LD graph with a ClaimReview for each claim; `author`, `datePublished`, `reviewRating` and `url` are left to the reviewer."""
    kinds = {name: actor.kind for actor in extract.picture.actors for name in (actor.name, *actor.names)}
    graph = [_review(row, extract, kinds) for row in extract.claims]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False) + "\n"


def _review(row: ClaimRow, extract: Extract, kinds: dict[str, str | None]) -> dict[str, Any]:
    told = sorted(row.tellings, key=lambda t: (t.content.published or "~", t.content.doc))
    appearances = [_appearance(extract.index.readings[doc]) for doc in dict.fromkeys(t.content.doc for t in told)]
    claim: dict[str, Any] = {"@type": "Claim", "@id": f"urn:uuid:{uuid_of('claim', row.id)}", "identifier": row.id, "name": row.words}
    if row.origin:
        claim["author"] = {"@type": _KINDS.get(kinds.get(row.origin) or "", "Thing"), "name": row.origin}
    if told and told[0].content.published:
        # the day of the first report of it: the day on which it was said is not known to be another
        claim["datePublished"] = told[0].content.published
    claim |= {"firstAppearance": appearances[0], "appearance": appearances}
    return {
        "@type": "ClaimReview",
        "@id": f"urn:uuid:{uuid_of('review', row.id)}",
        "claimReviewed": row.words,
        "itemReviewed": claim,
        "keywords": [f"status: {row.status}", f"stance: {row.stance}"],
    }


def _appearance(reading: Reading) -> dict[str, Any]:
    document = reading.document
    said: dict[str, Any] = {
        "headline": document.title,
        "url": web_address(document.url),
        "datePublished": document.published.start,
        "inLanguage": document.language,
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet} if (outlet := outlet_of(reading)) else None,
    }
    return {"@type": "NewsArticle", "identifier": document.id, **{name: value for name, value in said.items() if value}}
