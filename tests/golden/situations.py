"""Fictional situations with their truth: reports and labels come in, variants under other names, days and numbers go out.

A truth names its spans by words that occur once in the report's text; guillemets mark the part that is meant.
"""

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tidings.engine import documents_in
from tidings.model.document import Document

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
NAMES_OF_MONTHS = "|".join(MONTHS)
WORDS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
SPELLED = {w: n for n, w in enumerate(WORDS, start=2)}
# What follows a number that counts time: "two days later" must keep its length when the other numbers are scaled.
LENGTHS = r"(?!\s+(?:hours?|days?|weeks?|months?|years?|minutes?|governments)\b)"
DATES = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<month>{NAMES_OF_MONTHS}) (?P<day>\d{{1,2}})(?:, (?P<year>\d{{4}}))?\b"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{NAMES_OF_MONTHS})(?: (?P<year2>\d{{4}}))?\b"
    rf"|(?P<weekday>{'|'.join(WEEKDAYS)})\b"
)
NUMBERS = re.compile(rf"(?<![\w.,:-])(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(WORDS)})(?![\w:-]|[.,]\d){LENGTHS}", re.IGNORECASE)
UNITS = re.compile(r"\b\d+(?:st|nd|rd|th)\b")
SYLLABLES = ("ba", "dor", "fen", "gal", "har", "kel", "lun", "mar", "nor", "pel", "ras", "sil", "tam", "vor", "wen", "zel")

Edits = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Reports as files of a folder, and the truth of them with every place as the span of a document's text."""

    files: tuple[tuple[str, str], ...]
    documents: dict[str, Document]
    truth: dict[str, Any]


def span_of(place: str, text: str) -> tuple[int, int]:
    """Where the words of a place stand in a text; ValueError where they do not stand there exactly once."""
    words = place.replace("«", "").replace("»", "")
    if text.count(words) != 1:
        raise ValueError(f"“{place}” stands {text.count(words)} times in the text")
    start = text.index(words)
    if "«" not in place:
        return start, start + len(words)
    return start + place.index("«"), start + place.index("»") - 1


def resolved(folder: Path, reports: Path | None = None) -> Situation:
    """The situation of a folder with `truth.json`; its reports stand beside it or in the folder given."""
    where = reports or folder
    files = tuple((f.name, f.read_text("utf-8")) for f in sorted(where.iterdir()) if f.suffix in (".jsonl", ".txt", ".html"))
    documents = {d.id.split(".")[0]: d for d in documents_in((where,)) if isinstance(d, Document)}
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    return Situation(files=files, documents=documents, truth=_with_spans(truth, documents))


def _with_spans(truth: dict[str, Any], documents: dict[str, Document]) -> dict[str, Any]:
    """The truth with places as spans."""

    def of(place: str | None, doc: str) -> tuple[int, int] | None:
        return None if place is None else span_of(place, documents[doc].text)

    reading: dict[str, Any] = {}
    for doc, labels in truth["reading"].items():
        reading[doc] = labels | {
            "claims": [
                c | {k: of(c[k], doc) for k in ("source", "cue")} | {k: [of(x, doc) for x in c[k]] for k in ("content", "hedges")}
                for c in labels["claims"]
            ],
            "events": [e | {"trigger": of(e["trigger"], doc)} for e in labels["events"]],
            "times": [t | {"span": of(t["span"], doc)} for t in labels["times"]],
            "quantities": [q | {"span": of(q["span"], doc)} for q in labels["quantities"]],
            "skipped": [of(s, doc) for s in labels["skipped"]],
        }

    def walked(value: Any) -> Any:
        if isinstance(value, list):
            if len(value) == 2 and all(isinstance(x, str) for x in value) and value[0] in documents and value[1] not in documents:
                return [value[0], of(value[1], value[0])]
            return [walked(x) for x in value]
        return {k: walked(v) for k, v in value.items()} if isinstance(value, dict) else value

    return {"rename": truth["rename"], "reading": reading, "picture": walked(truth["picture"])}


def varied(situation: Situation, seed: int, folder: Path) -> Situation:
    """The same situation, written into a folder, with every person, place, outlet and unit renamed, the days shifted, the numbers scaled."""
    change = _change_of(situation, random.Random(seed))
    for name, text in situation.files:
        (folder / name).write_text(_file_changed(name, text, change), "utf-8")
    documents = {d.id.split(".")[0]: d for d in documents_in((folder,)) if isinstance(d, Document)}
    moved = {}
    for doc, document in situation.documents.items():
        text, moved[doc] = _applied(document.text, change.edits(document.text))
        if documents[doc].text != text:
            raise ValueError(f"{doc}: the page of the variant gives another text")
    return Situation(files=(), documents=documents, truth=_moved(situation, moved, change))


@dataclass(frozen=True, slots=True)
class _Change:
    """One draw of new names, a shift in days and a factor for numbers."""

    names: dict[str, str]
    shift: int
    factor: int

    def edits(self, text: str) -> Edits:
        """What is replaced in a text, in order, without overlap."""
        found: Edits = [(m.start(), m.end(), self.day(m)) for m in DATES.finditer(text)]
        taken = lambda a, b: any(a < y and x < b for x, y, _ in found)  # noqa: E731
        named = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(self.names, key=len, reverse=True))) + r")\b")
        for finder, new in ((named, lambda m: self.names[m.group()]), (UNITS, lambda m: m.group()), (NUMBERS, self.number)):
            found += [(m.start(), m.end(), new(m)) for m in finder.finditer(text) if not taken(m.start(), m.end())]
        return sorted(found)

    def day(self, found: re.Match[str]) -> str:
        """A date or weekday moved, in the form it had."""
        if found["iso"]:
            return (date.fromisoformat(found["iso"]) + timedelta(days=self.shift)).isoformat()
        if found["weekday"]:
            return WEEKDAYS[(WEEKDAYS.index(found["weekday"]) + self.shift) % 7]
        month, day, year = (found[a] or found[b] for a, b in (("month", "month2"), ("day", "day2"), ("year", "year2")))
        moved = date(int(year or self.year), MONTHS.index(month) + 1, int(day)) + timedelta(days=self.shift)
        if found["month"]:
            return f"{MONTHS[moved.month - 1]} {moved.day}" + (f", {moved.year}" if year else "")
        return f"{moved.day} {MONTHS[moved.month - 1]}" + (f" {moved.year}" if year else "")

    @property
    def year(self) -> int:
        """The year of dates without one; both situations stay within a year."""
        return 2031

    def number(self, found: re.Match[str]) -> str:
        """A number scaled, in digits or in words as it was."""
        word = found.group()
        if word.lower() not in SPELLED:
            digits = int(word.replace(",", "")) * self.factor
            return f"{digits:,}"
        scaled = SPELLED[word.lower()] * self.factor
        text = WORDS[scaled - 2] if scaled < 20 else str(scaled)
        return text.capitalize() if word[0].isupper() else text


def _change_of(situation: Situation, draw: random.Random) -> _Change:
    """New names for all that the truth lists, a shift within the year, a factor."""
    made: set[str] = set()

    def name() -> str:
        while True:
            word = "".join(draw.sample(SYLLABLES, 2)).capitalize()
            if word not in made:
                made.add(word)
                return word

    rename, names = situation.truth["rename"], dict[str, str]()
    for person in rename["persons"]:
        last, first = name(), name()
        # The spellings of one name differ in a letter at the end, as a transliteration does.
        for number, spelling in enumerate(person["last"]):
            names[spelling] = last + ("", "h", "e")[number % 3]
        for number, spelling in enumerate(person.get("firsts") or [person["first"]]):
            if spelling:
                names[spelling] = first + ("", "h", "e")[number % 3]
    for country in rename["countries"]:
        new = name()
        names |= {country["name"]: new + "ia", country["demonym"]: new + "ian"}
    names |= {place: name() for place in rename["places"]}
    for outlet in rename["outlets"]:
        *before, kind = outlet.split()
        names[outlet] = " ".join((*(w for w in before if w == "The"), name(), kind))
        short = outlet.removeprefix("The ")
        names.setdefault(short, names[outlet].removeprefix("The "))
    for unit in rename["units"]:
        number, *rest = unit.split()
        names[unit] = " ".join((f"{draw.randrange(4, 20)}th", *rest))
    return _Change(names, draw.randrange(-90, 180), draw.choice((2, 3, 5, 7)))


def _file_changed(name: str, text: str, change: _Change) -> str:
    """A report file with its words changed; the fields of JSON lines one by one."""
    if not name.endswith(".jsonl"):
        return _applied(text, change.edits(text))[0]
    rows = []
    for line in text.splitlines():
        row = json.loads(line)
        for field in ("text", "html", "title", "outlet", "published_at"):
            if row.get(field):
                row[field] = _applied(row[field], change.edits(row[field]))[0]
        rows.append(json.dumps(row, ensure_ascii=False))
    return "\n".join(rows) + "\n"


def _applied(text: str, edits: Edits) -> tuple[str, Callable[[int], int]]:
    """The text after the edits, and where an offset of the old text stands in the new."""
    parts, at = list[str](), 0
    for start, end, new in edits:
        parts += [text[at:start], new]
        at = end

    def moved(offset: int) -> int:
        before = 0
        for start, end, new in edits:
            if end <= offset:
                before += len(new) - (end - start)
            elif start < offset:
                return start + before + len(new)
        return offset + before

    return "".join((*parts, text[at:])), moved


def _moved(situation: Situation, moved: dict[str, Callable[[int], int]], change: _Change) -> dict[str, Any]:
    """The truth of the variant: spans moved, names, days and values changed."""

    def span(value: Any, doc: str) -> Any:
        return None if value is None else (moved[doc](value[0]), moved[doc](value[1]))

    def words(value: str) -> str:
        return _applied(value, change.edits(value))[0]

    def walked(value: Any, doc: str | None, key: str, factor: int) -> Any:
        if isinstance(value, tuple):
            return span(value, doc or "")
        if isinstance(value, list):
            if len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], tuple):
                return [value[0], span(value[1], value[0])]
            return [walked(x, doc, key, factor) for x in value]
        if isinstance(value, dict):
            at = value.get("at") or (doc, value.get("span"))
            named = isinstance(at[1], tuple) and NUMBERS.search(situation.documents[at[0]].text[slice(*at[1])])
            return {k: walked(v, doc, k, change.factor if named else 1) for k, v in value.items()}
        if key in ("value", "low", "high") and value is not None:
            return value * factor
        return words(value) if isinstance(value, str) and key not in ("documents", "document") else value

    reading = {doc: {k: walked(v, doc, k, 1) for k, v in labels.items()} for doc, labels in situation.truth["reading"].items()}
    return {"rename": {}, "reading": reading, "picture": walked(situation.truth["picture"], None, "", 1)}
