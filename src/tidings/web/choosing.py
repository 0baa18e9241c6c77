"""Which of a ledger's situations a request speaks of: a desk for each, chosen by a cookie of the pages or by what the address asks."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Form, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tidings.situation import Situation
from tidings.web.desk import Desk
from tidings.web.rendering import Pages

COOKIE = "tidings_situation"
_chosen: ContextVar[str] = ContextVar("situation", default="")


class Desks:
    """A desk for each situation, made when somebody first asks for it; whatever a desk does, this does with the one that was chosen."""

    def __init__(self, situation: Situation, make: Callable[[Situation], Desk] = Desk) -> None:
        self._first = situation
        self._make = make
        self._desks: dict[str, Desk] = {"": make(situation)}

    def names(self) -> tuple[str, ...]:
        """The situations besides the one that is served where nobody chooses."""
        return self._first.situations()

    def chosen(self) -> str:
        """The name of the one that this request speaks of."""
        return _chosen.get()

    def close(self) -> None:
        """Ends the work of all desks."""
        for desk in self._desks.values():
            desk.close()

    def _desk(self) -> Desk:
        name = _chosen.get()
        if name not in self._desks:
            desk = self._make(self._first.within(name))
            # another request may have been faster: then its desk is the one
            if self._desks.setdefault(name, desk) is not desk:
                desk.close()
            else:
                desk.warm()
        return self._desks[name]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk(), name)


def beside_choice(desks: Desks) -> dict[str, object]:
    """What every page shows of the choice."""
    return {"situations": desks.names(), "situation": desks.chosen()}


class Chooser:
    """ASGI middleware that reads which situation a request speaks of: `?situation=` of the address, else the cookie."""

    def __init__(self, app: ASGIApp, *, desks: Desks) -> None:
        self.app = app
        self.desks = desks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("situation")
        name = asked[-1] if asked else Request(scope).cookies.get(COOKIE, "")
        if name and name not in self.desks.names():
            if asked:
                await PlainTextResponse("The ledger has no situation of this name.\n", status_code=404)(scope, receive, send)
                return
            name = ""  # a cookie of another ledger
        token = _chosen.set(name)
        try:
            await self.app(scope, receive, send)
        finally:
            _chosen.reset(token)


def choosing(desks: Desks, pages: Pages) -> APIRouter:
    """The router of the choice."""
    router = APIRouter()

    @router.post("/situation")
    def choose(request: Request, token: Annotated[str, Form(max_length=100)], name: Annotated[str, Form(max_length=60)] = "") -> Response:
        """Speaks of another situation from now on, and leads to what is new in it."""
        pages.checked(request, token)
        response = RedirectResponse("/", status_code=303)
        if name and name in desks.names():
            secure = request.url.scheme == "https"
            response.set_cookie(COOKIE, name, httponly=True, samesite="strict", secure=secure, path="/")
        else:
            response.delete_cookie(COOKIE, path="/")
        return response

    return router
