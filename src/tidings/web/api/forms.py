"""What a request asks for, and rows, to an answer: the form by name or by the Accept header, a page of the rows, links to the others."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tidings.model.records import as_json
from tidings.show.exports.exchange import EXCHANGE, EXCHANGE_MEDIA
from tidings.show.exports.files import TABLE_FORMS, file_of
from tidings.show.exports.table import Table
from tidings.web.snapshot import Snapshot

JSON = "application/json"
# How the network calls each form; those that share a name can be told apart by `format` alone.
MEDIA = {
    "json": JSON,
    **TABLE_FORMS,
    **EXCHANGE_MEDIA,
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
    "plover": "application/jsonl",
    "polecat": "text/tab-separated-values; charset=utf-8",
    "acled": "text/csv; charset=utf-8",
    "gdelt": "text/tab-separated-values; charset=utf-8",
}
CLAIM_FORMS = tuple(EXCHANGE)
# Those that say something of events without their claims, and of documents.
EVENT_EXCHANGE = ("stix", "ftm")
DOCUMENT_EXCHANGE = ("annotations", "stix", "ftm")

# How a file of each form ends, where it isn't by the form's own name.
ENDINGS = {
    **dict.fromkeys(("annotations", "claimreview"), "jsonld"),
    **dict.fromkeys(("polecat", "gdelt"), "tsv"),
    **dict.fromkeys(("acled", "ftm"), "csv"),
    "stix": "json",
    "plover": "jsonl",
}

# Rows of JSON that are given where nobody says how many, and the most that are given at once.
USUAL, MOST = 100, 10_000

Form = Annotated[str | None, Query(alias="format", max_length=20, description="The form of the answer; without it, what Accept asks for.")]
Limit = Annotated[
    int | None, Query(ge=1, le=MOST, description=f"Rows at most: {USUAL} of JSON and all of other forms, where it isn’t given.")
]
Offset = Annotated[int, Query(ge=0, le=100_000_000, description="Rows left out before the first.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The form and the page that a request asks for."""

    request: Request
    form: str | None
    limit: int | None
    offset: int


def asked(request: Request, format: Form = None, limit: Limit = None, offset: Offset = 0) -> Asked:
    """What every list takes."""
    return Asked(request=request, form=format or None, limit=limit, offset=offset)


def form_of(request: Request, form: str | None, offered: Sequence[str]) -> str:
    """The form asked for by name, else the one that Accept likes best; the first that is offered where it takes anything. Raises a 406 or 422."""
    if form is not None:
        if form not in offered:
            raise HTTPException(422, f"format: this can be had as {', '.join(offered)}")
        return form
    accept = request.headers.get("accept", "").lower() or "*/*"
    for wanted in _by_liking(accept):
        if wanted in ("*/*", "application/*"):
            return offered[0]
        fitting = [o for o in offered if MEDIA[o].partition(";")[0] == wanted]
        # forms of one name are told apart by their profile
        profiled = [o for o in fitting if MEDIA[o].partition("profile=")[2].strip('"') in accept]
        if fitting:
            return (profiled or fitting)[0]
    raise HTTPException(406, f"This can be had as {', '.join(dict.fromkeys(MEDIA[o].partition(';')[0] for o in offered))}.")


def _by_liking(accept: str) -> list[str]:
    """The media types of an Accept header, the most wanted first; those that are refused (q=0) left out."""
    found = []
    for part in accept.split(","):
        name, _, more = part.partition(";")
        quality = re.search(r"q=([01](?:\.\d{1,3})?)\s*$", more)
        found.append((float(quality[1]) if quality else 1.0, name.strip()))
    return [name for q, name in sorted(found, key=lambda pair: -pair[0]) if q > 0 and name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """How the rows of a list are written: the name of the file, as a table, in what other forms; `shown` makes the record whose JSON is given."""

    name: str
    tabled: Callable[[Sequence[Any]], Table] | None = None
    others: Mapping[str, Callable[[Sequence[Any]], str]] = field(default_factory=dict)
    shown: Callable[[Any], Any] = lambda row: row

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that the list can be had in."""
        return tuple(dict.fromkeys(("json", *(TABLE_FORMS if self.tabled else ()), *self.others)))


def answer(asked: Asked, snapshot: Snapshot, rows: Sequence[Any], listing: Listing, *, behind: bool = False) -> Response:
    """The page of the rows that was asked for, in the form that was asked for."""
    form = form_of(asked.request, asked.form, listing.forms)
    limit = asked.limit or (USUAL if form == "json" else None)
    part = rows[asked.offset : asked.offset + limit] if limit else rows[asked.offset :]
    links = _links(asked, len(rows), limit)
    headers = {"Vary": "Accept"}
    if links:
        headers["Link"] = ", ".join(f'<{address}>; rel="{name}"' for name, address in links.items())
    if form == "json":
        body = {
            "total": len(rows),
            "offset": asked.offset,
            "limit": limit,
            "as_of": snapshot.moment,
            "behind": behind,
            "links": {"self": _address(asked.request), **links},
            "items": [as_json(listing.shown(row)) for row in part],
        }
        return json_of(body, headers)
    headers["Content-Disposition"] = f'attachment; filename="{listing.name}.{ENDINGS.get(form, form)}"'
    if form in listing.others:
        return Response(listing.others[form](part).encode("utf-8", "replace"), headers=headers, media_type=MEDIA[form])
    assert listing.tabled is not None  # the form was offered
    return Response(file_of(listing.tabled(part), form, listing.name), headers=headers, media_type=MEDIA[form])


def json_of(value: Any, headers: Mapping[str, str] | None = None) -> Response:
    """The value as JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "replace"), headers=dict(headers or {}), media_type=JSON)


def _address(request: Request, **changed: object) -> str:
    """The path and query of the request with some of it changed; no host, so that it holds behind any proxy."""
    return str(request.url.include_query_params(**changed) if changed else request.url).partition(request.url.netloc)[2]


def _links(asked: Asked, total: int, limit: int | None) -> dict[str, str]:
    if not limit:
        return {}
    last = max(0, (total - 1) // limit * limit)
    places = {
        "first": 0 if asked.offset else None,
        "prev": max(0, asked.offset - limit) if asked.offset else None,
        "next": asked.offset + limit if asked.offset + limit < total else None,
        "last": last if last > asked.offset else None,
    }
    return {name: _address(asked.request, offset=at, limit=limit) for name, at in places.items() if at is not None}
