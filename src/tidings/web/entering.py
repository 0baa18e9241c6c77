"""The way in where a token is asked for: a form that takes it, a cookie that stands for it, and the way out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from tidings.web.access import COOKIE
from tidings.web.rendering import Pages


def entering(pages: Pages) -> APIRouter:
    """The router of the way in and out."""
    router = APIRouter()

    @router.get("/enter")
    def enter(request: Request) -> Response:
        return pages.page(request, "enter.html", None, {"refused": False})

    @router.post("/enter")
    def entered(request: Request, token: Annotated[str, Form(max_length=400)]) -> Response:
        user = pages.access.user_of_token(token)
        if user is None:
            return pages.page(request, "enter.html", None, {"refused": True}, code=401)
        response = RedirectResponse("/", status_code=303)
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, pages.access.cookie_of(user), httponly=True, samesite="strict", secure=secure, path="/")
        return response

    @router.post("/leave")
    def left(request: Request) -> Response:
        response = RedirectResponse("/enter", status_code=303)
        response.delete_cookie(COOKIE, path="/")
        return response

    return router
