"""What people keep on the pages: notes beside lines and documents, and views with their filters under a name."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tidings.model.note import SavedQuery
from tidings.show.exports.lists import of_notes
from tidings.web.asked import FileForm, Number
from tidings.web.desk import Desk
from tidings.web.rendering import Pages, slice_of

# The filters of each page that may be saved, under the names of the address.
FILTERS: dict[str, frozenset[str]] = {
    "timeline": frozenset(("status", "type", "words", "zoom", "start", "on")),
    "claims": frozenset(("about", "by", "since", "status", "origins")),
    "differences": frozenset(("sort", "kind")),
    "figures": frozenset(("about",)),
    "posture": frozenset(("what", "days", "at")),
    "people": frozenset(("name", "kind", "only")),
    "documents": frozenset(("outlet", "on", "words")),
    "alerts": frozenset(("indicator", "status")),
    "search": frozenset(("q", "outlet", "since", "until", "exact")),
}


def page_of_notes(desk: Desk, pages: Pages) -> APIRouter:
    """The router of notes and saved queries."""
    router = APIRouter()

    @router.get("/notes")
    def notes(request: Request, page: Number = 1, form: FileForm = None) -> Response:
        """What people noted, the latest first, and the queries they saved."""
        snapshot, behind = desk.at(None)
        written = [n for n in desk.situation.notes() if n.undone is None][::-1]
        if form:
            return pages.file(of_notes(written, snapshot.index), form, "notes")
        shown = {"rows": slice_of(written, page), "kept": [(q, address_of(q)) for q in desk.situation.queries()]}
        return pages.page(request, "notes.html", snapshot, shown, behind=behind)

    @router.post("/notes")
    def write(
        request: Request,
        on: Annotated[str, Form(max_length=2000)],
        text: Annotated[str, Form(max_length=5000)],
        token: Annotated[str, Form(max_length=100)],
        back: Annotated[str, Form(max_length=4000)] = "/notes",
    ) -> Response:
        """Keeps a note and leads back to where it was written."""
        user = pages.checked(request, token)
        if text.strip():
            desk.situation.note(on, text, who=user)
        return RedirectResponse(_here(back), status_code=303)

    @router.post("/saved")
    def save(
        request: Request,
        name: Annotated[str, Form(max_length=60)],
        back: Annotated[str, Form(max_length=4000)],
        token: Annotated[str, Form(max_length=100)],
    ) -> Response:
        """Keeps a page with its filters under a name, and leads back to it."""
        user = pages.checked(request, token)
        asked = urlsplit(_here(back))
        view = asked.path.removeprefix("/")
        if view not in FILTERS:
            raise HTTPException(400, "This page has nothing to save.")
        pairs = tuple((option, value) for option, value in parse_qsl(asked.query) if option in FILTERS[view])
        if name.strip():
            desk.situation.save(name, view, pairs, who=user)
        return RedirectResponse(_here(back), status_code=303)

    @router.post("/notes/undo")
    def undo(request: Request, id: Annotated[str, Form(max_length=40)], token: Annotated[str, Form(max_length=100)]) -> Response:
        """Takes a note or a query back."""
        desk.situation.strike_out(id, who=pages.checked(request, token))
        return RedirectResponse("/notes", status_code=303)

    return router


def beside_pages(desk: Desk, path: str, asked: Mapping[str, str]) -> dict[str, object]:
    """What every page shows of notes and queries: how many notes a record has, the menu of queries, whether this page may become one."""
    menu = [(q.name, where) for q in desk.situation.queries() if (where := address_of(q))]
    filters = FILTERS.get(path.removeprefix("/"), frozenset())
    chosen = any(option in filters and value for option, value in asked.items())
    return {"noted": desk.noted(), "queries": menu, "can_be_saved": chosen}


def address_of(query: SavedQuery) -> str | None:
    """Where the pages show what a saved query finds; None where a filter of the command line is none of theirs."""
    known = FILTERS.get(query.view)
    if known is None or any(option not in known for option, _ in query.filters):
        return None
    return f"/{query.view}?{urlencode(query.filters)}" if query.filters else f"/{query.view}"


def _here(back: str) -> str:
    """The path and query of an address of ours; nobody is led elsewhere."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) and "\n" not in back and "\r" not in back else "/notes"
