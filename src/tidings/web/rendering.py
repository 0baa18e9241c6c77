"""A template and what it shows to a page: every text of a document is written as text, and every link keeps the moment that is looked at."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import ceil
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import tidings
from tidings.model.picture import Ref
from tidings.show.exports.files import TABLE_FORMS, file_of
from tidings.show.exports.table import Table
from tidings.show.rows import Words
from tidings.show.terminal import SIGNS
from tidings.show.visible import visible
from tidings.web.access import Access
from tidings.web.snapshot import Snapshot

# Rows on one page of a list: what somebody scrolls through; the rest is a page further.
ROWS = 100
SECTIONS = (
    ("/", "Now", "What changed since a chosen time"),
    ("/timeline", "Timeline", "What happened when"),
    ("/claims", "Claims", "Who says what, on whose word"),
    ("/differences", "Differences", "Where accounts differ, and what changed"),
    ("/figures", "Figures", "Counted things through time"),
    ("/posture", "Posture", "What is where, and since when"),
    ("/people", "People", "Who speaks, and whose word held"),
    ("/documents", "Documents", "What was read"),
    ("/alerts", "Alerts", "What to be warned of"),
    ("/review", "Review", "What the program is unsure of"),
    ("/notes", "Notes", "What people noted, and the queries they saved"),
)
MEANINGS = {
    "actual": "happened or is happening",
    "planned": "announced, ordered, threatened",
    "possible": "feared, predicted, likely",
    "conditional": "only if something else",
    "negated": "said not to have happened, or not to be going to",
}


class Slice(NamedTuple):
    """One page of a list: its rows, and where it stands among the pages."""

    rows: Sequence[Any]
    number: int
    pages: int
    total: int
    first: int


def slice_of(rows: Sequence[Any], number: int, most: int = ROWS) -> Slice:
    """The page of this number, or the last one when there are fewer."""
    pages = max(1, ceil(len(rows) / most))
    number = min(max(1, number), pages)
    first = (number - 1) * most
    return Slice(rows[first : first + most], number, pages, len(rows), first)


def address(path: str, **asked: object) -> str:
    """An address within the pages; what is None or empty is left out."""
    given = [(name.rstrip("_"), value) for name, value in asked.items() if value not in (None, "", ())]
    pairs = [(name, str(v)) for name, value in given for v in (value if isinstance(value, tuple) else (value,))]
    return f"{path}?{urlencode(pairs, errors='replace')}" if pairs else path


def spans_text(words: Words) -> str:
    """Spans as an address carries them: `12-40.60-70`."""
    return ".".join(f"{start}-{end}" for start, end in words.spans)


def spans_in(text: str, length: int) -> tuple[tuple[int, int], ...]:
    """The spans that an address carries, those that lie in a text of this length."""
    found = []
    for part in text.split("."):
        start, _, end = part.partition("-")
        if start.isdecimal() and end.isdecimal() and len(part) < 20 and int(start) < int(end) <= length:
            found.append((int(start), int(end)))
    return tuple(found[:50])


def words_address(words: Words, as_of: str | None, path: str = "/document") -> str:
    """Where the exact words are shown in their document."""
    where = address(path, id=words.doc, at=spans_text(words), as_of=as_of)
    return where if path != "/document" else where + "#words"


def day_text(value: str) -> str:
    """A day as people read it: 10 May 2031; an interval as 4–8 May 2031; anything else as it stands."""
    first, _, last = value.partition("/")
    if last:
        begin, end = day_text(first), day_text(last)
        if len(first) == len(last) == 10 and first[:4] == last[:4]:
            begin = begin[:-5] if first[:7] != last[:7] else begin.partition(" ")[0]
            return f"{begin}{' – ' if ' ' in begin else '–'}{end}"
        return f"{begin} – {end}"
    day, _, clock = value.partition("T")
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        return value
    return f"{parsed.day} {parsed:%b %Y}" + (f", {clock[:5]}" if clock else "")


def published_text(words: Words) -> str:
    """Whose words, and of when."""
    name = words.outlet or (words.doc if len(words.doc) <= 32 else words.doc[:31] + "…")
    return f"{name}, {day_text(words.published)}" if words.published else name


def _exact(value: object) -> Markup:
    """The very characters, for what goes back to us in a form."""
    return escape(str(value))


def sum_of(records: Sequence[Ref], noted: Mapping[Ref, int]) -> int:
    """How many notes there are on any of these records."""
    return sum(noted.get(record, 0) for record in records) if noted else 0


def by_document(refs: Sequence[Words]) -> list[Words]:
    """The first words of each document."""
    found: dict[str, Words] = {}
    for words in refs:
        found.setdefault(words.doc, words)
    return list(found.values())


@pass_context
def _link(context: Context, path: str, **asked: object) -> str:
    return address(path, **{"as_of": context.get("as_of"), **asked})


@pass_context
def _to(context: Context, words: Words, path: str = "/document") -> str:
    return words_address(words, context.get("as_of"), path)


@pass_context
def _here(context: Context, **asked: object) -> str:
    """The address of this page with some of what was asked changed; a change of anything leads to its first page."""
    now = {k: v for k, v in context["asked"].items() if k not in ("page", "as_of")}
    return address(context["path"], **{**now, "as_of": context.get("as_of"), **asked})


def _environment() -> Environment:
    # finalize: each text that a template writes has its control and direction marks written out, then is escaped
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else "" if value is None else value,
    )
    environment.filters |= {"day": day_text, "exact": _exact, "by_document": by_document, "sum_of": sum_of, "published": published_text}
    environment.globals |= {
        "link": _link,
        "to": _to,
        "here": _here,
        "sections": SECTIONS,
        "signs": {name: sign for name, (sign, _) in SIGNS.items()},
        "meanings": MEANINGS,
        "version": tidings.__version__,
    }
    return environment


# What is shown beside a page that shows nothing of the situation: one that asks for a name, or tells of a fault.
NOTHING_BESIDE: Mapping[str, object] = MappingProxyType(
    {"noted": {}, "queries": (), "can_be_saved": False, "situations": (), "situation": ""}
)


class Pages:
    """Renders templates for requests."""

    def __init__(self, *, access: Access, title: str, beside: Callable[[str, Mapping[str, str]], Mapping[str, object]]) -> None:
        """`beside` gives what every page shows beside its own rows, for a path and what it was asked."""
        self.access = access
        self.title = title
        self._beside = beside
        self._environment = _environment()

    def page(
        self,
        request: Request,
        template: str,
        snapshot: Snapshot | None = None,
        shown: Mapping[str, object] = MappingProxyType({}),
        *,
        code: int = 200,
        behind: bool = False,
        again_in: int | None = None,
    ) -> HTMLResponse:
        """The page that a template makes of a snapshot and of what else it shows. `behind`: a newer one is being made; `again_in`: seconds until it is asked again."""
        user = request.scope.get("state", {}).get("user") or ""
        asked = {k: v for k, v in request.query_params.items() if len(v) <= 300}
        context: Mapping[str, object] = {
            **(self._beside(request.url.path, asked) if snapshot else NOTHING_BESIDE),
            "title": self.title,
            "path": request.url.path,
            "asked": asked,
            "as_of": snapshot.moment if snapshot else request.query_params.get("as_of") or None,
            "user": user,
            "form_token": self.access.form_token(user),
            "is_open": self.access.is_open,
            "s": snapshot,
            "behind": behind,
            **shown,
        }
        headers = {"Refresh": str(again_in)} if again_in else None
        return HTMLResponse(self._environment.get_template(template).render(context), status_code=code, headers=headers)

    def checked(self, request: Request, token: str) -> str:
        """Who asks, when a form is one of ours. Raises HTTPException."""
        user: str = request.scope["state"]["user"]
        if not self.access.is_form_of(user, token):
            raise HTTPException(403, "This form is no longer one of ours; open the page again.")
        return user

    def file(self, table: Table, form: str, name: str) -> Response:
        """The table of a page as a file to take away, whole and not page by page. Raises NotInstalled, BadInput."""
        headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        return Response(file_of(table, form, f"{self.title}: {name}"), media_type=TABLE_FORMS[form], headers=headers)
