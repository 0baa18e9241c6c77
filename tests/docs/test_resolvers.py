"""The tables of docs/resolvers.md say what the program says."""

from pathlib import Path

import pytest

from tidings.engine import read_document
from tidings.model.document import Document, Published
from tidings.model.reading import Reading

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "resolvers.md"


def rows_under(heading: str) -> list[list[str]]:
    """The cells of each row of the table below a heading, its own head left out."""
    part = PAGE.read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def reading_of(text: str) -> Reading:
    day = Published(start="2031-04-16", end="2031-04-16", grain="day", basis="metadata")
    reading = read_document(Document(id="doc", text=text, body=((0, len(text)),), published=day))
    assert isinstance(reading, Reading)
    return reading


def said(*values: object) -> list[str]:
    """The values as the page writes them."""
    return [
        "" if v is None else f"{v:g}" if isinstance(v, float) and v < 10_000 else f"{v:.0f}" if isinstance(v, float) else str(v)
        for v in values
    ]


@pytest.mark.parametrize(("text", "words", "wanted"), [(t, w, rest) for t, w, *rest in rows_under("Times")])
def test_times(text: str, words: str, wanted: list[str]) -> None:
    (time,) = [t for t in reading_of(text).times if t.text == words]
    assert said(time.value, time.earliest, time.latest, time.basis) == wanted


@pytest.mark.parametrize(("text", "words", "wanted"), [(t, w, rest) for t, w, *rest in rows_under("Places")])
def test_places(text: str, words: str, wanted: list[str]) -> None:
    reading = reading_of(text)
    texts = {m.id: m.text for m in reading.mentions}
    (place,) = [p for p in reading.places if texts[p.mention] == words]
    assert said(place.name if place.spot else None, place.country, place.basis) == wanted
    assert bool(place.why) is not bool(place.spot)


@pytest.mark.parametrize(("text", "words", "wanted"), [(t, w, rest) for t, w, *rest in rows_under("How many")])
def test_quantities(text: str, words: str, wanted: list[str]) -> None:
    (quantity,) = [q for q in reading_of(text).quantities if text[slice(*q.span)] == words]
    assert said(quantity.value, quantity.low, quantity.high, quantity.unit) == wanted


@pytest.mark.parametrize(("text", "words", "wanted"), [(t, w, rest) for t, w, *rest in rows_under("Who is meant")])
def test_actors(text: str, words: str, wanted: list[str]) -> None:
    mention = [m for m in reading_of(text).mentions if m.text == words][-1]
    assert said(mention.actor, mention.basis) == wanted
