"""The API as an application of its own, which the pages' application carries under /api/v1."""

from typing import Any

from fastapi import FastAPI

import tidings
from tidings.web.api.documents import documents_of
from tidings.web.api.lists import lists_of
from tidings.web.api.problems import tell_problems
from tidings.web.api.schemas import describe
from tidings.web.api.whole import whole_of
from tidings.web.desk import Desk

DESCRIPTION = (
    "What many reports say of one situation, each line with the words it rests on. Everything is read-only. Lists are paged with limit and "
    "offset, and filtered like the commands; `format` or Accept choose the form. Spans are half-open counts of code points of a document’s text."
)


def api_of(desk: Desk, **options: Any) -> FastAPI:
    """The API that serves the desk's situation."""
    app = FastAPI(
        title="Tidings",
        version=tidings.__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        **options,
    )
    for router in (lists_of(desk), whole_of(desk), documents_of(desk)):
        app.include_router(router)
    app.add_api_route(
        "/", lambda: {"openapi": "/api/v1/openapi.json", "addresses": sorted(app.openapi()["paths"])}, include_in_schema=False
    )
    tell_problems(app)
    describe(app)
    return app
