"""Situations for the tests of what goes out: one whose places are on the map, one with people's judgements, one that is hostile."""

from collections.abc import Mapping
from datetime import UTC, datetime

from tidings.engine import read_document
from tidings.ledger.memory import MemoryLedger
from tidings.model.document import Document, Published
from tidings.model.reading import Reading
from tidings.situation import Situation

NOW = datetime(2031, 6, 1, 12, tzinfo=UTC)
PLACED = {
    "courier": "On Monday, Russian troops attacked Kharkiv, officials said. The United Nations delivered aid to Kharkiv.",
    "post": "Russian troops attacked Kharkiv on Monday. Thousands of demonstrators protested in Minsk on Tuesday.",
    "herald": "France will send soldiers to Poland next week. French troops did not attack Minsk. Paul Arnaud said that “Minsk is calm.”",
}


def situation_of(texts: Mapping[str, str], **more: str) -> Situation:
    """The texts, read as reports of one day; `more` are fields that all of the documents have."""
    spoken_of = Situation(MemoryLedger(), clock=lambda: NOW)
    for name, text in texts.items():
        day = Published(start="2022-05-11", end="2022-05-11", grain="day", basis="metadata")
        fields = {"outlet": name.title(), "language": "en", "url": f"https://{name}.example/a?b=1", **more}
        reading = read_document(Document(id=name, text=text, body=((0, len(text)),), published=day, **fields))
        assert isinstance(reading, Reading)
        spoken_of.ledger.keep(reading, NOW)
    return spoken_of


def placed_situation() -> Situation:
    """Three reports whose places the gazetteer knows."""
    return situation_of(PLACED)
