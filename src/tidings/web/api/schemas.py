"""Our records to the schemas of OpenAPI: made from the dataclasses themselves, as their JSON is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from tidings.model.document import Published
from tidings.model.explanation import Explanation
from tidings.model.picture import Actor, Picture, TrackRecord
from tidings.model.reading import Reading
from tidings.model.span import Span
from tidings.ports import Hit
from tidings.show.evidence import Evidence
from tidings.show.happenings import EventRow
from tidings.show.rows import BriefLine, ClaimRow, DifferenceRow, DiffRow, FigureRow, ForesightRow, TimelineRow
from tidings.web.api import problems
from tidings.web.api.forms import MEDIA


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """One document of the list: whose, of when, and how much it says. `copy_of` is the name under which copies of one report count once."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: Published
    copy_of: str | None
    claims: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """One actor of the list: in how many documents it is named, how many claims go back to it, and how what it foresaw turned out."""

    actor: Actor
    documents: int
    statements: int
    record: TrackRecord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of a text and what it is: `layer` is content, source, cue, event, name, time or place; `record` the id in the reading."""

    span: Span
    layer: str
    record: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """One document's text with the spans of what was read in it; offsets are half-open counts of code points."""

    id: str
    text: str
    body: tuple[Span, ...]
    sentences: tuple[Span, ...]
    marks: tuple[Mark, ...]


RECORDS = (
    *(Reading, Picture, DocumentEntry, ActorEntry, MarkedText, Hit, Evidence, Explanation),
    *(TimelineRow, ClaimRow, FigureRow, DifferenceRow, ForesightRow, EventRow, BriefLine, DiffRow),
)
# Under this name an answer carries its forms until the description is whole.
FORMS = "x-forms"
# `Made` is one object whose other members are named by what they tell of.
MADE = {
    "type": "object",
    "properties": {"version": {"type": "string"}},
    "required": ["version"],
    "additionalProperties": {"type": "string"},
}


@cache
def components() -> dict[str, Any]:
    """The schema of every record, by name."""
    _, whole = TypeAdapter.json_schemas(
        [(kind, "serialization", TypeAdapter(kind)) for kind in RECORDS], ref_template="#/components/schemas/{model}"
    )
    found: dict[str, Any] = whole.get("$defs", {})
    for name, schema in found.items():
        # a field of a name that Python keeps for itself ends in _ there, and nowhere else
        given = {field.rstrip("_"): value for field, value in schema.get("properties", {}).items()}
        # every field is written, null where it is unknown
        found[name] = {**schema, "properties": given, "required": sorted(given)} if given else schema
        for value in given.values():
            value.pop("default", None)
    return {**found, "Made": MADE, "Problem": problems.SCHEMA}


def ref(name: str) -> dict[str, str]:
    """A reference to a record's schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def listing_of(items: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a page of a list."""
    number, link = {"type": "integer"}, {"type": "string"}
    return {
        "type": "object",
        "properties": {
            "total": number,
            "offset": number,
            "limit": {"type": ["integer", "null"]},
            "as_of": {"type": ["string", "null"]},
            "behind": {"type": "boolean", "description": "Newer documents or judgements came, and the picture is being made anew."},
            "links": {"type": "object", "properties": dict.fromkeys(("self", "first", "prev", "next", "last"), link), "required": ["self"]},
            "items": {"type": "array", "items": dict(items)},
        },
        "required": ["total", "offset", "limit", "as_of", "behind", "links", "items"],
    }


def answers(schema: Mapping[str, Any], forms: Sequence[str] = ("json",)) -> dict[int | str, dict[str, Any]]:
    """What an operation may answer, for its description."""
    content: dict[str, Any] = {}
    for form in forms:
        content[MEDIA[form].partition(";")[0]] = {"schema": dict(schema)} if form == "json" else {"schema": _other(form)}
    told = {problems.MEDIA: {"schema": ref("Problem")}}
    faults = {
        404: "No such thing",
        405: "Nothing is changed here",
        406: "No such form",
        422: "Not understood",
        501: "A package is missing",
        503: "Being made",
    }
    found: dict[int | str, dict[str, Any]] = {200: {"description": "What was asked for", "content": content, FORMS: list(forms)}}
    return found | {code: {"description": what, "content": told} for code, what in faults.items()}


def _other(form: str) -> dict[str, Any]:
    if form in ("xlsx", "zip"):
        return {"type": "string", "format": "binary"}
    return {"type": "object"} if MEDIA[form].partition(";")[0].endswith("json") else {"type": "string"}


def _name_forms(operation: dict[str, Any]) -> None:
    """Says of the parameter `format` which forms this very answer can be had in."""
    forms = operation["responses"]["200"].pop(FORMS)
    for parameter in operation.get("parameters", ()):
        if parameter["name"] == "format":
            parameter["schema"] = {"type": "string", "enum": forms}


def describe(app: FastAPI) -> None:
    """Makes the application describe itself with these schemas."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            made.setdefault("components", {}).setdefault("schemas", {}).update(components())
            made["servers"] = [{"url": "/api/v1"}]
            for path in made["paths"].values():
                _name_forms(path["get"])
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI has it done
