"""The judgement: what a person says of records, beside the program's own record and never inside it."""

from dataclasses import dataclass
from typing import Literal

from tidings.model.ids import made_of
from tidings.model.span import Span

Verdict = Literal["same", "different", "agree", "contradict", "right", "wrong", "grade"]
# The NATO Admiralty code (AJP-2.1): how reliable a source is, and how credible an item.
SOURCE_GRADES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
ITEM_GRADES = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A record of one document by its id and its words, so that it is found again when a later program numbers its records anew."""

    doc: str
    id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """Who took a judgement back, and when (ISO 8601)."""

    who: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One verdict of one person. Two are equal when every field is; the id is made of all that the person said, and when.

    `on` are two records for same, different, agree and contradict, one for right, wrong and an item's grade, none for a source's,
    whose name is `source`. `at` is ISO 8601.
    """

    id: str
    verdict: Verdict
    who: str
    at: str
    on: tuple[Anchor, ...] = ()
    source: str | None = None
    grade: str | None = None
    note: str | None = None
    undone: Undone | None = None


def judged(
    verdict: Verdict,
    who: str,
    at: str,
    on: tuple[Anchor, ...] = (),
    *,
    source: str | None = None,
    grade: str | None = None,
    note: str | None = None,
) -> Judgement:
    """A judgement with its id."""
    parts = (part for a in on for part in (a.doc, a.id, *map(str, a.span)))
    name = made_of("j", verdict, who, at, source or "", grade or "", *parts)
    return Judgement(id=name, verdict=verdict, who=who, at=at, on=on, source=source, grade=grade, note=note)
