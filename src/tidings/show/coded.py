"""Events that a researcher coded by hand, held against those of the readings: what was found, what is right of it, what is missing."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tidings.model.errors import BadInput
from tidings.model.reading import Event, Reading
from tidings.show.index import Index

FIELDS = ("mode", "status", "actor", "recipient", "place", "date")
_KNOWN = frozenset(("document", "type", "words", *FIELDS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One event as a person coded it; a field left empty is not asked for. `line` is where it stands in the file."""

    line: int
    document: str
    type: str
    words: str | None = None
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """Of the events found whose `field` a person coded, how many are right."""

    field: str
    right: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScore:
    """How the program's events stand against a person's: one to one, same document and type, and the same words where they were given."""

    coded: int
    found: int
    predicted: int
    precision: float
    recall: float
    f1: float
    fields: tuple[FieldScore, ...]
    missed: tuple[Coded, ...]


def coded_in(path: Path) -> tuple[Coded, ...]:
    """The events of a CSV file. Raises BadInput with the line that can't be used."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as fault:
        raise BadInput(f"{path}: can't be read ({fault.strerror})") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path}: is not UTF-8; save it as UTF-8 and try again") from None
    rows = csv.DictReader(text.splitlines())
    header = [name.strip().lower() for name in rows.fieldnames or ()]
    if missing := [name for name in ("document", "type") if name not in header]:
        raise BadInput(f"{path}: the header lacks {' and '.join(missing)}; it may have {', '.join(sorted(_KNOWN))}")
    rows.fieldnames = header
    found = []
    for row in rows:
        values = {name: (value or "").strip() for name, value in row.items() if name in _KNOWN}
        if not any(values.values()):
            continue
        if not values["document"] or not values["type"]:
            raise BadInput(f"{path}: line {rows.line_num} names no {'type' if values['document'] else 'document'}")
        fields = tuple((name, values[name]) for name in FIELDS if values.get(name))
        words = values.get("words") or None
        found.append(Coded(line=rows.line_num, document=values["document"], type=values["type"].upper(), words=words, fields=fields))
    if not found:
        raise BadInput(f"{path}: no event stands in it below the header")
    return tuple(found)


def scored(coded: Sequence[Coded], readings: Sequence[Reading], index: Index) -> EventScore:
    """The score. A coded event goes to the mention of its type that has its words and most of its fields. Raises BadInput for an unknown document."""
    by_id = {r.document.id: r for r in readings}
    left = {d: [e for e in by_id[d].events if e.type != "other" or any(c.type == "OTHER" for c in coded)] for d in _documents(coded, by_id)}
    predicted = sum(map(len, left.values()))
    right: dict[str, list[bool]] = {name: [] for name in FIELDS}
    missed = []
    # those with words first: they can be only one mention
    for one in sorted(coded, key=lambda c: (c.words is None, c.line)):
        doc = _document(one, by_id)
        fitting = [e for e in left[doc] if e.type.upper() == one.type and _has_words(by_id[doc], e, one.words)]
        if not fitting:
            missed.append(one)
            continue
        best = max(fitting, key=lambda e: (sum(_is_right(index, doc, e, *f) for f in one.fields), -e.trigger[0]))
        left[doc].remove(best)
        for name, value in one.fields:
            right[name].append(_is_right(index, doc, best, name, value))
    found = len(coded) - len(missed)
    return EventScore(
        coded=len(coded),
        found=found,
        predicted=predicted,
        precision=found / max(1, predicted),
        recall=found / len(coded),
        f1=2 * found / max(1, predicted + len(coded)),
        fields=tuple(FieldScore(field=name, right=sum(values), asked=len(values)) for name, values in right.items() if values),
        missed=tuple(sorted(missed, key=lambda c: c.line)),
    )


def _documents(coded: Iterable[Coded], by_id: dict[str, Reading]) -> set[str]:
    return {_document(one, by_id) for one in coded}


def _document(one: Coded, by_id: dict[str, Reading]) -> str:
    fitting = [d for d in by_id if d == one.document] or [d for d in by_id if d.rpartition(".")[0] == one.document]
    if len(fitting) != 1:
        raise BadInput(f"line {one.line}: there is no document {one.document}; `tidings status` lists them")
    return fitting[0]


def _has_words(reading: Reading, event: Event, words: str | None) -> bool:
    """Whether the trigger lies in the words, or holds them; of words that stand in the text several times, in any."""
    if words is None:
        return True
    text, wanted, at = reading.document.text.casefold(), words.casefold(), -1
    while (at := text.find(wanted, at + 1)) >= 0:
        if at < event.trigger[1] and event.trigger[0] < at + len(wanted):
            return True
    return False


def _is_right(index: Index, doc: str, event: Event, field: str, value: str) -> bool:
    if field in ("mode", "status"):
        return (getattr(event, field) or "").casefold() == value.casefold()
    if field == "date":
        time = index.times.get((doc, event.time)) if event.time else None
        return bool(time and time.earliest and time.latest and time.earliest[:10] <= value <= time.latest[:10])
    refs = {"actor": event.actors, "recipient": event.recipients, "place": (event.place,) if event.place else ()}[field]
    names = [n for ref in refs for n in (index.actor((doc, ref)), index.mentions[doc, ref].text) if n]
    return any(index.same_name(name, value) or value.casefold() in name.casefold() for name in names)
