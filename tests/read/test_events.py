"""Events: type, status and who does what to whom."""

from pathlib import Path
from typing import Any

import pytest
from tests.tables import document_of, rows

from tidings.engine import read_document
from tidings.model.reading import Reading


@pytest.mark.parametrize("case", rows("events"))
def test_the_event_is_found(case: dict[str, Any], tmp_path: Path) -> None:
    text = case["text"]
    reading = read_document(document_of(text, tmp_path, "2031-05-07"))
    assert isinstance(reading, Reading)
    named = {m.id: m.text for m in reading.mentions}
    found = [e for e in reading.events if text[slice(*e.trigger)] == case["trigger"]]
    assert len(found) == 1, [(text[slice(*e.trigger)], e.type) for e in reading.events]
    assert (found[0].type, found[0].status) == (case["type"], case["status"])
    if "actors" in case:
        assert [named[a] for a in found[0].actors] == case["actors"]
