"""A fault to a problem (RFC 9457): one clear line, never a trace."""

import json
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tidings.model.errors import NotInstalled, TidingsError, UnknownName
from tidings.show.visible import one_line
from tidings.web.desk import BeingMade

MEDIA = "application/problem+json"
# Seconds after which a program asks again for what is being made.
AGAIN = 3
# A name that somebody gave is repeated to them in so many characters.
LONGEST = 300
SCHEMA = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """The answer that tells of a fault."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": one_line(detail)[:LONGEST]}
    return Response(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"), status, headers, MEDIA)


def status_of(fault: Exception, otherwise: int) -> int:
    """The status that tells of one of our faults: 404 for a name that nobody has, 501 for a package that is not here."""
    return 404 if isinstance(fault, UnknownName) else 501 if isinstance(fault, NotInstalled) else otherwise


def tell_problems(app: FastAPI) -> None:
    """Makes the application answer every fault with a problem."""

    @app.exception_handler(BeingMade)
    def _being_made(_: Request, __: Exception) -> Response:
        return problem(503, "The picture is being made from the documents; ask again.", {"Retry-After": str(AGAIN)})

    @app.exception_handler(TidingsError)
    def _ours(_: Request, fault: Exception) -> Response:
        return problem(status_of(fault, 422), str(fault))

    @app.exception_handler(RequestValidationError)
    def _not_understood(_: Request, fault: Exception) -> Response:
        assert isinstance(fault, RequestValidationError)
        told = "; ".join(dict.fromkeys(f"{e['loc'][-1]}: {e['msg']}" for e in fault.errors()))
        return problem(422, told)

    @app.exception_handler(HTTPException)
    def _http(_: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)
        detail = "There is nothing at this address; /api/v1/openapi.json lists what there is." if fault.status_code == 404 else fault.detail
        return problem(fault.status_code, detail, dict(fault.headers or {}))
