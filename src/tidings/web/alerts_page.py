"""The page of alerts: what was reported that an indicator of the user's names. Whoever makes the application says where alerts come from."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from tidings.model.alert import Alert
from tidings.model.span import Span
from tidings.show.exports.warnings import of_alerts
from tidings.show.rows import Words
from tidings.web.asked import FileForm, Moment, Number, Text
from tidings.web.desk import Desk
from tidings.web.rendering import Pages, slice_of
from tidings.web.snapshot import Snapshot

Alerts = Callable[[Snapshot], Sequence[Alert]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the words of an alert, and whether it is what the indicator looks for."""

    text: str
    is_hit: bool


def page_of_alerts(desk: Desk, pages: Pages, alerts: Alerts | None = None) -> APIRouter:
    """The router of the alerts; without a source of them the page says that no indicator is named."""
    router = APIRouter()

    @router.get("/alerts")
    def show(
        request: Request, as_of: Moment = None, indicator: Text = None, status: Text = None, page: Number = 1, form: FileForm = None
    ) -> Response:
        """What was reported that somebody asked to be warned of."""
        snapshot, behind = desk.at(as_of)
        every = desk.alerts(snapshot, alerts) if alerts else ()
        rows = [a for a in every if (not indicator or a.indicator == indicator) and (not status or a.status == status)]
        if form:
            return pages.file(of_alerts(rows, snapshot.index), form, "alerts")
        names = Counter(alert.indicator for alert in every)
        shown = slice_of(rows, page)
        pieces = [pieces_of(alert.words, alert.hits) for alert in shown.rows]
        chosen = {"names": dict(sorted(names.items())), "indicator": indicator, "status": status, "is_watching": alerts is not None}
        return pages.page(request, "alerts.html", snapshot, {"rows": shown, "pieces": pieces, **chosen}, behind=behind)

    return router


def pieces_of(words: Words, hits: Sequence[Span]) -> list[Piece]:
    """The words in pieces, so that what was looked for can be marked; put together they are the words."""
    pieces, at = [], 0
    for number, (start, end) in enumerate(words.spans):
        if number:
            pieces.append(Piece(" … ", False))
            at += len(" … ")
        first = start
        for hit in hits:
            if first <= hit[0] and hit[1] <= end:
                pieces.append(Piece(words.text[at + first - start : at + hit[0] - start], False))
                pieces.append(Piece(words.text[at + hit[0] - start : at + hit[1] - start], True))
                first = hit[1]
        pieces.append(Piece(words.text[at + first - start : at + end - start], False))
        at += end - start
    return [piece for piece in pieces if piece.text]
