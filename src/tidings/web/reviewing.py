"""The page of what the program is unsure of: one question at a time, decided with a key, and taken back with another."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from tidings.show.rows import Words
from tidings.web.asked import FileForm, Number
from tidings.web.desk import Desk
from tidings.web.differing import differing
from tidings.web.rendering import Pages, address
from tidings.web.unsure import Question, table_of_questions

# The latest judgements that the page offers to take back.
MOST_RECENT = 8
AROUND = 160


def page_of_review(desk: Desk, pages: Pages) -> APIRouter:
    """The router of the review."""
    router = APIRouter()

    @router.get("/review")
    def review(request: Request, n: Number = 1, sort: str | None = None, form: FileForm = None) -> Response:
        """The question at this place of the queue."""
        snapshot, behind = desk.at(None)
        judgements = desk.situation.judgements()
        every = desk.questions(snapshot, judgements)
        queue = [q for q in every if not sort or q.sort == sort]
        if form:
            return pages.file(table_of_questions(queue), form, "review")
        n = min(n, max(1, len(queue)))
        question = queue[n - 1] if queue else None
        marks = differing(question.a_words.text, question.b_words.text) if question else ((), ())
        around = [_around(snapshot.index.readings[w.doc].document.text, w.spans) for w in _words(question)]
        shown = {
            "q": question,
            "n": n,
            "total": len(queue),
            "sorts": sorted({q.sort for q in every}),
            "sort": sort or None,
            "marks": marks,
            "around": around,
            "coming": queue[n : n + 8],
            "recent": [j for j in judgements if j.undone is None][::-1][:MOST_RECENT],
            "texts": snapshot.index.readings,
        }
        return pages.page(request, "review.html", snapshot, shown, behind=behind)

    @router.post("/review")
    def decide(
        request: Request,
        id: Annotated[str, Form(max_length=40)],
        answer: Annotated[Literal["yes", "no"], Form()],
        token: Annotated[str, Form(max_length=100)],
        n: Annotated[int, Form(ge=1, le=1_000_000)] = 1,
        sort: Annotated[str, Form(max_length=40)] = "",
        note: Annotated[str, Form(max_length=1000)] = "",
    ) -> Response:
        """Keeps the judgement and leads to the next question."""
        user = pages.checked(request, token)
        snapshot, _ = desk.at(None)
        question = next((q for q in desk.questions(snapshot, desk.situation.judgements()) if q.id == id), None)
        if question is not None:
            verdict = question.yes if answer == "yes" else question.no
            names = (":".join(question.a), ":".join(question.b))
            known = snapshot.picture, snapshot.readings
            desk.situation.judge(verdict, *names, who=user, note=note.strip() or None, known=known)
            desk.look_again()
        return RedirectResponse(address("/review", n=n, sort=sort), status_code=303)

    @router.post("/review/undo")
    def undo(
        request: Request,
        id: Annotated[str, Form(max_length=40)],
        token: Annotated[str, Form(max_length=100)],
        n: Annotated[int, Form(ge=1, le=1_000_000)] = 1,
        sort: Annotated[str, Form(max_length=40)] = "",
    ) -> Response:
        """Takes a judgement back."""
        desk.situation.take_back(id, who=pages.checked(request, token))
        desk.look_again()
        return RedirectResponse(address("/review", n=n, sort=sort), status_code=303)

    return router


def _words(question: Question | None) -> list[Words]:
    return [question.a_words, question.b_words] if question else []


def _around(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[str, str]:
    """What stands before and after the words."""
    first, last = spans[0][0], spans[-1][1]
    before, after = text[max(0, first - AROUND) : first], text[last : last + AROUND]
    # no word is cut in two
    if first > AROUND:
        before = before.partition(" ")[2] or before
    if last + AROUND < len(text):
        after = after.rpartition(" ")[0] or after
    return before.lstrip(), after.rstrip()
