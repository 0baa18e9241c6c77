"""The page of reasons: every step, score and reason behind one line, and all that it rests on as a file to take away."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from tidings.web.asked import Moment
from tidings.web.desk import Desk
from tidings.web.rendering import Pages

# The longest id that is looked for; those of documents may be addresses.
Ref = Annotated[str, Query(max_length=2000)]
BUNDLE = {"Content-Disposition": 'attachment; filename="evidence.zip"'}


def page_of_reasons(desk: Desk, pages: Pages) -> APIRouter:
    """The router of what is behind a line."""
    router = APIRouter()

    @router.get("/why")
    def why(request: Request, id: Ref, as_of: Moment = None) -> Response:
        """How one claim, event or figure came to stand as it does."""
        snapshot, behind = desk.at(as_of)
        found = desk.situation.explain(id, known=snapshot.known)
        told = {reason.record for step in found.steps if step.name == "read" for reason in step.reasons}
        written = [n for n in desk.notes() if n.on and (n.document, n.on.id) in told]
        shown = {"found": found, "written": written, "on": id}
        return pages.page(request, "why.html", snapshot, shown, behind=behind)

    @router.get("/evidence")
    def evidence(id: Ref, as_of: Moment = None) -> Response:
        """All that it rests on, as a ZIP that opens without this program."""
        snapshot, _ = desk.at(as_of)
        found = desk.situation.evidence(id, known=snapshot.known)
        return Response(desk.situation.bundle(found), media_type="application/zip", headers=BUNDLE)

    return router
