"""What people keep beside the picture: notes on records and documents, and queries by name."""

from dataclasses import dataclass

from tidings.model.ids import made_of
from tidings.model.judgement import Anchor, Undone


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A person's words on a record (`on`) or on a whole document; it says nothing to the program and changes nothing in the picture.

    `replaces` is the id of the note that this one was written instead of; `at` is ISO 8601. The id is made of all that the person said.
    """

    id: str
    who: str
    at: str
    text: str
    document: str
    on: Anchor | None = None
    replaces: str | None = None
    undone: Undone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A view with its filters under a name: `view` is a verb's name, `filters` are pairs of an option without its dashes and a value."""

    id: str
    name: str
    who: str
    at: str
    view: str
    filters: tuple[tuple[str, str], ...] = ()
    undone: Undone | None = None


def noted(who: str, at: str, text: str, document: str, on: Anchor | None = None, replaces: str | None = None) -> Note:
    """A note with its id."""
    where = (on.id, *map(str, on.span)) if on else ()
    name = made_of("n", who, at, text, document, replaces or "", *where)
    return Note(id=name, who=who, at=at, text=text, document=document, on=on, replaces=replaces)


def saved(name: str, who: str, at: str, view: str, filters: tuple[tuple[str, str], ...]) -> SavedQuery:
    """A query with its id."""
    parts = (part for pair in filters for part in pair)
    return SavedQuery(id=made_of("q", name, who, at, view, *parts), name=name, who=who, at=at, view=view, filters=filters)
