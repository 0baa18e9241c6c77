"""Rows to what a tool answers: JSON of a bounded size, every line with references that pages and commands understand."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from tidings.model.errors import BadInput
from tidings.model.judgement import Judgement
from tidings.model.picture import Ref
from tidings.model.records import as_json
from tidings.model.span import Span
from tidings.ports import Hit
from tidings.show.index import Index
from tidings.show.rows import BriefLine, ClaimRow, DifferenceRow, DiffRow, FigureRow, Telling, TimelineRow, Words

T = TypeVar("T")
Answer = dict[str, Any]
OFFSETS = "spans are half-open [start, end) counts of Unicode code points into the document's text"
# Rows of one answer: more are a page further, and an assistant reads all that it is given.
MOST_ROWS, ROWS = 100, 20
# Characters of one answer's rows: some ten thousand tokens, of which several fit beside a conversation.
MOST_CHARACTERS = 40_000
# Code points of words quoted in a row; the document has the rest. Of names, documents and values in one row so many are listed.
MOST_WORDS, MOST_LISTED = 600, 20
# Sentences of one document that a search shows.
MOST_SENTENCES = 5


def page_of(rows: Sequence[T], row: Callable[[T], Answer], offset: int, limit: int) -> Answer:
    """Rows from the offset on, as many as were asked for and fit; where the next page begins, or null. Raises BadInput."""
    if offset < 0:
        raise BadInput(f"offset {offset}: a number from 0 on")
    if not 1 <= limit <= MOST_ROWS:
        raise BadInput(f"limit {limit}: a number from 1 to {MOST_ROWS}")
    shown: list[Answer] = []
    size = 0
    for one in rows[offset : offset + limit]:
        made = row(one)
        size += len(json.dumps(made, ensure_ascii=False))
        # the first one always: a page that could be empty would never end
        if shown and size > MOST_CHARACTERS:
            break
        shown.append(made)
    after = offset + len(shown)
    return {"rows": shown, "total": len(rows), "offset": offset, "next_offset": after if after < len(rows) else None, "offsets": OFFSETS}


def address_of(document: str, spans: Sequence[Span] = ()) -> str:
    """Where the pages of `tidings serve` show the words."""
    at = ".".join(f"{start}-{end}" for start, end in spans)
    asked = {"id": document, "at": at} if at else {"id": document}
    return f"/document?{urlencode(asked, errors='replace')}" + ("#words" if at else "")


def words_of(words: Words) -> Answer:
    """The words with whose they are, of when, and where they stand."""
    return {
        "text": clipped(words.text),
        "document": words.doc,
        "spans": [list(span) for span in words.spans],
        "page": address_of(words.doc, words.spans),
        "outlet": words.outlet,
        "published": words.published,
    }


def clipped(text: str) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= MOST_WORDS else f"{text[:MOST_WORDS]}…"


def some(names: Iterable[str], what: str) -> Answer:
    """The first names under their heading, and how many there are."""
    every = list(names)
    return {what: every[:MOST_LISTED], f"{what}_count": len(every)}


def record_of(ref: Ref) -> str:
    """A record as `tidings judge` and the tools take it: DOCUMENT:ID."""
    return f"{ref[0]}:{ref[1]}"


def of_claim(row: ClaimRow) -> Answer:
    """A claim: whose, by way of whom, under which status, on how many words it rests."""
    return {
        "claim": row.id,
        "record": record_of(row.records[0]) if row.records else None,
        "origin": row.origin,
        "chain": list(row.chain),
        "status": row.status,
        "stance": row.stance,
        "words": words_of(row.tellings[0].content),
        **some(row.independent, "independent_origins"),
        **some(row.documents, "documents"),
        "judged": list(row.judged),
    }


def of_telling(telling: Telling) -> Answer:
    """One document's telling of a claim, its chain from the document back to the one who first said it."""
    return {
        "chain": list(telling.chain),
        "via": telling.via,
        "words": words_of(telling.content),
        "source": words_of(telling.source) if telling.source else None,
        "cue": words_of(telling.cue) if telling.cue else None,
        "hedges": [clipped(hedge) for hedge in telling.hedges[:MOST_LISTED]],
        "style": telling.style,
    }


def of_happening(row: TimelineRow) -> Answer:
    """A row of the timeline."""
    return {
        "event": row.events[0] if row.events else None,
        "record": record_of(row.records[0]) if row.records else None,
        "when": row.when,
        "reported": row.reported,
        "status": row.status,
        "type": row.type,
        "place": row.place,
        "who": list(row.who[:MOST_LISTED]),
        "words": words_of(row.refs[0]),
        **some(row.origins, "origins"),
        **some(row.documents, "documents"),
    }


def of_difference(row: DifferenceRow) -> Answer:
    """Two accounts beside each other."""
    sides = zip("ab", (row.a, row.b), (row.a_who, row.b_who), row.records or (None, None), strict=True)
    told = {side: {"who": who, "record": record_of(ref) if ref else None, "words": words_of(words)} for side, words, who, ref in sides}
    return {"sort": row.sort, "kind": row.kind, "why": row.why, **told}


def of_figure(row: FigureRow) -> Answer:
    """A counted thing through time."""
    points = [
        {
            "as_of": p.as_of,
            "value": p.value,
            "low": p.low,
            "high": p.high,
            "source": p.source,
            "record": record_of(p.record),
            "words": words_of(p.words),
        }
        for p in row.points[:MOST_LISTED]
    ]
    return {"what": row.what, "unit": row.unit, "points": points, "points_count": len(row.points)}


def of_line(line: BriefLine) -> Answer:
    """A line of the brief with the words that bear it."""
    return {
        "kind": line.kind,
        "status": line.status,
        "when": line.when,
        "place": line.place,
        "who": line.who,
        "pieces": [clipped(piece) for piece in line.pieces],
        "words": [words_of(words) for words in line.refs[:MOST_LISTED]],
        "records": [record_of(ref) for ref in line.records[:MOST_LISTED]],
        "documents": line.documents,
        "origins": line.origins,
    }


def of_change(row: DiffRow) -> Answer:
    """What is known otherwise than before."""
    return {
        "news": row.news,
        "sort": row.sort,
        "how": row.how,
        "when": row.when,
        "who": row.who,
        "words": words_of(row.words),
        "before": words_of(row.before) if row.before else None,
        "records": [record_of(ref) for ref in row.records[:MOST_LISTED]],
    }


def of_hit(hit: Hit, index: Index) -> Answer:
    """A document that a search found, with the sentences in which it was."""
    sentences = dict.fromkeys(index.sentence(hit.document, span) for span in hit.spans)
    words = [w for span in list(sentences)[:MOST_SENTENCES] if (w := index.words(hit.document, (span,)))]
    return {
        "document": hit.document,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": (hit.published or "")[:10] or None,
        "page": address_of(hit.document),
        "words": [words_of(w) for w in words],
        "hits": [list(span) for span in hit.spans[:MOST_LISTED]],
        "by_meaning": list(hit.near[:MOST_LISTED]),
    }


def of_judgement(judgement: Judgement) -> Answer:
    """What a person judged."""
    made: Answer = as_json(judgement)
    return {**made, "records": [f"{anchor.doc}:{anchor.id}" for anchor in judgement.on]}
