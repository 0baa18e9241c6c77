"""Rows to the sentences that views print of them, each part named for what it speaks of, so that a pass of its own can check it."""

from collections.abc import Iterable, Sequence

from tidings.show.borne import Part, Role, Sentence
from tidings.show.rows import BriefLine, ClaimRow, DifferenceRow, DiffRow, FigurePointRow, ForesightRow, TimelineRow, Words

KINDS = {"event": "", "difference": "differs  ", "change": "changed  ", "figure": "figure  ", "outlook": "foreseen  "}
BETWEEN = {"event": " … ", "difference": " ↔ ", "change": " → ", "figure": " → ", "outlook": " … "}


def _joined(groups: Iterable[Sequence[Part]], between: str = ", ") -> list[Part]:
    """The groups that are not empty, with a form between them."""
    parts: list[Part] = []
    for group in groups:
        if group:
            parts += [Part("form", between), *group] if parts else group
    return parts


def _known(role: Role, text: str | None) -> list[Part]:
    return [Part(role, text)] if text else []


def _outlet(words: Words) -> list[Part]:
    return [
        Part("outlet", words.outlet or words.doc),
        *([Part("form", " "), Part("published", words.published)] if words.published else []),
    ]


def _counts(documents: int, origins: int) -> list[list[Part]]:
    if documents < 2:
        return []
    plural = "origin" if origins == 1 else "origins"
    return [
        [Part("documents", str(documents)), Part("form", " "), Part("form", "documents")],
        [Part("origins", str(origins)), Part("form", " "), Part("form", plural)],
    ]


def _status(status: str | None) -> list[Part]:
    """A status is said of all but what happened: a deed needs no word."""
    return [Part("status", status)] if status and status != "actual" else []


def of_brief(line: BriefLine) -> Sentence:
    """What a line of a brief says: the words, who says so, when and where, in which documents."""
    said = _joined(([Part("words", piece)] for piece in line.pieces), BETWEEN[line.kind])
    counts = _counts(line.documents, line.origins) if line.kind == "event" else []
    about = _joined(
        [
            _status(line.status),
            _known("when", line.when),
            _known("place", line.place),
            _known("who", line.who if line.who != (line.refs[0].outlet or line.refs[0].doc) else None),
            *({words.doc: _outlet(words) for words in line.refs[: 1 if line.kind == "event" else 2]}.values()),
            *counts,
        ]
    )
    parts = (Part("form", KINDS[line.kind]), *said, Part("form", "  ["), *about, Part("form", "]"))
    return Sentence(parts=parts, refs=line.refs, records=line.records, others=line.others)


def of_timeline(row: TimelineRow) -> Sentence:
    """What a row of the timeline says."""
    about = _joined([[Part("status", row.status)], [Part("type", row.type)], _known("place", row.place), [Part("who", row.origins[0])]])
    parts = ([Part("when", row.when)] if row.when else [Part("form", "undated")], [Part("form", ": "), Part("words", row.what)])
    return Sentence(
        parts=(*parts[0], *parts[1], Part("form", "  ["), *about, Part("form", "]")), refs=row.refs, records=row.records, others=row.others
    )


def of_claim(row: ClaimRow) -> Sentence:
    """What a claim's row says: the chain from the one who first said it, the words, the status."""
    links = _joined(([Part("chain", link)] for link in reversed(row.chain)), " ← ")
    about = _joined([[Part("status", row.status)], [*_known("chain", row.tellings[0].via)], _outlet(row.tellings[0].content)])
    parts = (
        *(links or [Part("form", "unnamed")]),
        Part("form", ": "),
        Part("words", row.words),
        Part("form", "  ["),
        *about,
        Part("form", "]"),
    )
    return Sentence(parts=parts, refs=tuple(t.content for t in row.tellings), records=row.records)


def of_point(point: FigurePointRow) -> Sentence:
    """What one value of a figure says: the day it is true for, the number in the text's own words, on whose word."""
    head = [Part("form", "as of "), Part("as of", point.as_of)] if point.as_of else [Part("form", "undated")]
    about = _joined([_known("who", point.source), _outlet(point.words)])
    parts = (*head, Part("form", ": "), Part("words", point.words.text), Part("form", "  ["), *about, Part("form", "]"))
    return Sentence(parts=parts, refs=(point.words,), records=(point.record,))


def of_sides(row: DifferenceRow) -> tuple[Sentence, Sentence]:
    """What each side of a difference says."""
    return _of_side(row.a, row.a_who, row.records[0]), _of_side(row.b, row.b_who, row.records[1])


def _of_side(words: Words, who: str | None, record: tuple[str, str]) -> Sentence:
    about = _joined([_known("who", who), _outlet(words)])
    return Sentence(parts=(Part("words", words.text), Part("form", "  ["), *about, Part("form", "]")), refs=(words,), records=(record,))


def of_foresight(row: ForesightRow) -> Sentence:
    """What a prediction's row says, with the words that show how it turned out."""
    shown = [part for words in row.evidence for part in (Part("form", "; "), Part("form", "shown by "), Part("words", words.text))]
    about = _joined([_known("who", row.who), _outlet(row.words)])
    parts = (Part("words", row.words.text), Part("form", "  ["), *about, Part("form", "]"), *shown)
    return Sentence(parts=parts, refs=(row.words, *row.evidence), records=(row.record,))


def of_diff(row: DiffRow) -> Sentence:
    """What a row of a diff says: the words as they were told and as they are told now, on whose word."""
    before = [Part("words", row.before.text), Part("form", " → ")] if row.before else []
    outlet = row.words.outlet or row.words.doc
    about = _joined([_known("who", row.who if row.who != outlet else None), _outlet(row.words)])
    refs = (row.words, row.before) if row.before else (row.words,)
    parts = (*before, Part("words", row.words.text), Part("form", "  ["), *about, Part("form", "]"))
    return Sentence(parts=parts, refs=refs, records=row.records)
