"""The pages of people: who speaks, and one actor with its names, statements, predictions and record."""

from collections.abc import Iterable

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tidings.show.exports.lists import of_claims, of_people, of_predictions
from tidings.show.people import Person
from tidings.show.rows import Words
from tidings.web.asked import FileForm, Moment, Number, Text
from tidings.web.desk import Desk
from tidings.web.rendering import Pages, slice_of
from tidings.web.snapshot import Snapshot

# Places at which an actor is named that its page shows; the search has the rest.
MOST_NAMED = 40


def pages_of_people(desk: Desk, pages: Pages) -> APIRouter:
    """The router of the people."""
    router = APIRouter()

    @router.get("/people")
    def people(
        request: Request,
        as_of: Moment = None,
        name: Text = None,
        kind: Text = None,
        only: Text = None,
        page: Number = 1,
        form: FileForm = None,
    ) -> Response:
        """Who is spoken of and who speaks."""
        snapshot, behind = desk.at(as_of)

        def fits(person: Person) -> bool:
            names = (person.actor.name, *person.actor.names)
            return (
                (not name or any(name.casefold() in n.casefold() for n in names))
                and (not kind or person.actor.kind == kind)
                and (only != "speaking" or bool(person.claims))
                and (only != "foreseeing" or bool(person.foresight))
            )

        rows = [person for person in snapshot.people if fits(person)]
        if form:
            return pages.file(of_people(rows, snapshot.index), form, "people")
        kinds = sorted({p.actor.kind for p in snapshot.people if p.actor.kind})
        shown = {"rows": slice_of(rows, page), "name": name, "kind": kind, "kinds": kinds, "only": only}
        return pages.page(request, "people.html", snapshot, shown, behind=behind)

    @router.get("/person")
    def person(request: Request, id: Text, as_of: Moment = None, page: Number = 1, of: Text = None, form: FileForm = None) -> Response:
        """One actor."""
        snapshot, behind = desk.at(as_of)
        found = next((p for p in snapshot.people if p.actor.id == id), None)
        if found is None:
            raise HTTPException(404)
        if form and of == "foreseen":
            return pages.file(of_predictions(found.foresight, snapshot.index), form, "foreseen")
        if form:
            return pages.file(of_claims(found.claims, snapshot.index), form, "statements")
        named = list(_named(snapshot, found))
        shown = {"p": found, "claims": slice_of(found.claims, page), "named": named, "named_in": len(found.actor.mentions)}
        return pages.page(request, "person.html", snapshot, shown, behind=behind)

    return router


def _named(snapshot: Snapshot, person: Person) -> Iterable[tuple[str, Words]]:
    """The words that name the actor, with those of the sentence."""
    for doc, mention_id in person.actor.mentions[:MOST_NAMED]:
        mention = snapshot.index.mentions.get((doc, mention_id))
        if mention is None:
            continue
        words = snapshot.index.words(doc, (snapshot.index.sentence(doc, (mention.start, mention.end)),))
        if words is not None:
            yield mention.text, words
