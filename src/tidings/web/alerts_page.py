"""The page of alerts: what was reported that an indicator of the user's names. Whoever makes the application says where alerts come from."""

from collections.abc import Callable, Sequence
from typing import Protocol

from fastapi import APIRouter, Request
from starlette.responses import Response

from tidings.model.reading import Status
from tidings.show.exports.lists import WORDS, joined, words_cells
from tidings.show.exports.table import Table
from tidings.show.rows import Words
from tidings.web.asked import FileForm, Moment, Number
from tidings.web.desk import Desk
from tidings.web.rendering import Pages, slice_of
from tidings.web.snapshot import Snapshot


class Alert(Protocol):
    """What the page shows of an alert: the indicator's name, the words that report it, and what is known of it."""

    @property
    def indicator(self) -> str: ...
    @property
    def words(self) -> Words: ...
    @property
    def status(self) -> Status: ...
    @property
    def when(self) -> str | None: ...
    @property
    def place(self) -> str | None: ...
    @property
    def origins(self) -> Sequence[str]: ...


Alerts = Callable[[Snapshot], Sequence[Alert]]


def page_of_alerts(desk: Desk, pages: Pages, alerts: Alerts | None = None) -> APIRouter:
    """The router of the alerts; without a source of them the page says that no indicator is named."""
    router = APIRouter()

    @router.get("/alerts")
    def show(request: Request, as_of: Moment = None, page: Number = 1, form: FileForm = None) -> Response:
        """What was reported that somebody asked to be warned of."""
        snapshot, behind = desk.at(as_of)
        rows = alerts(snapshot) if alerts else ()
        if form:
            return pages.file(table_of_alerts(rows), form, "alerts")
        shown = {"rows": slice_of(rows, page), "is_watching": alerts is not None}
        return pages.page(request, "alerts.html", snapshot, shown, behind=behind)

    return router


def table_of_alerts(alerts: Sequence[Alert]) -> Table:
    """The alerts as a table."""
    columns = ("indicator", "status", "when", "place", "origins", *WORDS.split())
    return Table(columns, tuple((a.indicator, a.status, a.when, a.place, joined(a.origins), *words_cells(a.words)) for a in alerts))
