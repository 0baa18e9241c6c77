"""The application: the pages, the guard around them, and how a fault is told."""

from collections.abc import Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

import tidings
from tidings.model.errors import TidingsError
from tidings.situation import Situation
from tidings.web.access import Access
from tidings.web.alerts_page import Alerts, page_of_alerts
from tidings.web.api.application import api_of
from tidings.web.api.problems import status_of
from tidings.web.choosing import Chooser, Desks, beside_choice, choosing
from tidings.web.desk import BeingMade, Desk
from tidings.web.entering import entering
from tidings.web.figures_page import page_of_figures
from tidings.web.guard import Guard
from tidings.web.notes_page import beside_pages, page_of_notes
from tidings.web.pages import pages_of_rows
from tidings.web.people_pages import pages_of_people
from tidings.web.places_page import page_of_places
from tidings.web.reading_pages import pages_of_documents
from tidings.web.rendering import Pages
from tidings.web.reviewing import page_of_review
from tidings.web.why_page import page_of_reasons

# Seconds after which a browser asks again for a page that is being made.
AGAIN = 3
# Newer FastAPI can report to a collector that the environment names; this program calls nobody. An older one leaves the words aside.
SILENT: Any = {"tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False}


def create_app(
    situation: Situation,
    *,
    access: Access,
    title: str = "The situation",
    names: Iterable[str] = (),
    only_here: bool = True,
    routers: Iterable[APIRouter] = (),
    alerts: Alerts | None = None,
    desk: Desk | None = None,
) -> FastAPI:
    """The application that serves a situation. `names` are host names it answers to besides this machine's own; `only_here`: it is
    bound to this machine alone; `routers` stand beside the pages; `alerts` says what of a snapshot somebody is to be warned of."""
    desks = Desks(situation, (lambda own: desk if desk is not None and own is situation else Desk(own)))
    chosen = cast(Desk, desks)
    pages = Pages(access=access, title=title, beside=lambda path, asked: beside_pages(chosen, path, asked) | beside_choice(desks))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> Any:
        chosen.warm()
        yield
        desks.close()

    app = FastAPI(
        title="Tidings",
        version=tidings.__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        telemetry=SILENT,
    )
    app.state.desk, app.state.access, app.state.pages = chosen, access, pages
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.mount("/api/v1", api_of(chosen, telemetry=SILENT), name="api")
    for router in (*_routers(chosen, pages, alerts), choosing(desks, pages), *routers):
        app.include_router(router)
    _tell_faults(app, pages)
    app.add_middleware(Chooser, desks=desks)
    app.add_middleware(Guard, access=access, names=tuple(names), only_here=only_here)
    return app


def _routers(desk: Desk, pages: Pages, alerts: Alerts | None) -> Iterator[APIRouter]:
    yield entering(pages)
    yield pages_of_rows(desk, pages)
    yield pages_of_documents(desk, pages)
    yield page_of_figures(desk, pages)
    yield page_of_places(desk, pages)
    yield pages_of_people(desk, pages)
    yield page_of_review(desk, pages)
    yield page_of_reasons(desk, pages)
    yield page_of_notes(desk, pages)
    yield page_of_alerts(desk, pages, alerts)


def _tell_faults(app: FastAPI, pages: Pages) -> None:
    def told(request: Request, code: int, what: str, again_in: int | None = None) -> Response:
        return pages.page(request, "fault.html", None, {"status_code": code, "what": what}, code=code, again_in=again_in)

    @app.exception_handler(BeingMade)
    def _being_made(request: Request, _: Exception) -> Response:
        return told(request, 503, "The picture is being made from the documents; this page asks again by itself.", again_in=AGAIN)

    @app.exception_handler(TidingsError)
    def _ours(request: Request, fault: Exception) -> Response:
        return told(request, status_of(fault, 400), str(fault))

    @app.exception_handler(RequestValidationError)
    def _not_understood(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, RequestValidationError)
        names = ", ".join(dict.fromkeys(str(e["loc"][-1]) for e in fault.errors()))
        return told(request, 400, f"This can’t be understood: {names}. A day is written as 2022-05-10, a minute as 2022-05-10T16:00.")

    @app.exception_handler(HTTPException)
    def _http(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)
        return told(request, fault.status_code, "There is no such page." if fault.status_code == 404 else str(fault.detail))
