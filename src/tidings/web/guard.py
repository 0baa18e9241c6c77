"""Every request to a refusal or a request that may be answered: host, session and form checked, and strict headers on what goes out."""

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tidings.web.access import COOKIE, Access
from tidings.web.api.problems import problem

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # same-origin, not no-referrer: with that a browser sends "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Pages hold what somebody may have to remove: nothing of them is kept on the way. Assets are the same for everybody.
OPEN_TO_ALL = ("/static/", "/enter")
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


class Guard:
    """ASGI middleware around the pages; `scope["state"]["user"]` says who asks."""

    def __init__(self, app: ASGIApp, *, access: Access, names: Iterable[str] = (), only_here: bool = True) -> None:
        self.app = app
        self.access = access
        self.names = frozenset(name.lower() for name in (*names, "localhost"))
        self.only_here = only_here

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def strict_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache" if request.url.path.startswith("/static/") else "no-store")
            await send(message)

        refusal = self._refusal(request, scope)
        await (refusal or self.app)(scope, receive, strict_send)

    def _refusal(self, request: Request, scope: Scope) -> Response | None:
        """The answer to a request that may not be answered; None for one that may, with its user named."""
        if not self._is_our_host(request.headers.get("host", "")):
            return PlainTextResponse("This is not the name of this server; start it with --name to give it one.\n", status_code=421)
        if request.method not in SAFE and not is_same_origin(request):
            return PlainTextResponse("This request comes from another site.\n", status_code=403)
        user = self._user(request)
        scope.setdefault("state", {})["user"] = user or ""
        if user is None and not request.url.path.startswith(OPEN_TO_ALL):
            wants_page = request.method in SAFE and "text/html" in request.headers.get("accept", "")
            if wants_page and not request.url.path.startswith("/api/"):
                return RedirectResponse("/enter", status_code=303)
            told, headers = "Name a token: Authorization: Bearer …", {"WWW-Authenticate": "Bearer"}
            if request.url.path.startswith("/api/"):
                return problem(401, told, headers)
            return PlainTextResponse(f"{told}\n", status_code=401, headers=headers)
        return None

    def _user(self, request: Request) -> str | None:
        if self.access.is_open:
            return self.access.local
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.access.user_of_token(token)
        return self.access.user_of_cookie(request.cookies.get(COOKIE, ""))

    def _is_our_host(self, host: str) -> bool:
        """A name of ours, or an address of digits: a name of somebody else's that leads here (DNS rebinding) is neither."""
        name = host_of(host)
        if name in self.names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not self.only_here


def host_of(netloc: str) -> str:
    """The name or address in a Host header, without the port; empty for one that makes no sense."""
    try:
        return (urlsplit(f"//{netloc}").hostname or "").lower()
    except ValueError:
        return ""


def is_same_origin(request: Request) -> bool:
    """Whether a request that changes something comes from our own page, or from no browser at all."""
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
    return request.headers.get("sec-fetch-site", "none") in ("same-origin", "none")
