"""The page of figures: each counted thing through time, drawn, with its bounds and sources."""

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from tidings.show.exports.lists import of_figures
from tidings.show.plots import plot
from tidings.web.asked import FileForm, Moment, Number, Text
from tidings.web.desk import Desk
from tidings.web.rendering import Pages, slice_of

# A figure is a drawing and a table: fewer of them are a page.
FIGURES = 24


def page_of_figures(desk: Desk, pages: Pages) -> APIRouter:
    """The router of the figures."""
    router = APIRouter()

    @router.get("/figures")
    def figures(request: Request, as_of: Moment = None, about: Text = None, page: Number = 1, form: FileForm = None) -> Response:
        """Counted things through time, those with most values first."""
        snapshot, behind = desk.at(as_of)
        wanted = about.casefold().split() if about else []
        found = [f for f in snapshot.figures if not wanted or all(w in f"{f.what} {f.points[0].sentence}".casefold() for w in wanted)]
        if form:
            return pages.file(of_figures(found, snapshot.index), form, "figures")
        rows = slice_of(found, page, FIGURES)
        # the drawing escapes nothing because it holds numbers and days alone
        plots = [Markup(plot(f)) for f in rows.rows]
        return pages.page(request, "figures.html", snapshot, {"rows": rows, "plots": plots, "about": about}, behind=behind)

    return router
