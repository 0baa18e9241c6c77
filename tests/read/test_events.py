"""Events: type, mode, status and who does what to whom."""

from pathlib import Path
from typing import Any

import pytest
from tests.tables import document_of, rows

from tidings.engine import read_document
from tidings.model.reading import Event, Reading


def read(text: str, tmp_path: Path) -> Reading:
    reading = read_document(document_of(text, tmp_path, "2031-05-07"))
    assert isinstance(reading, Reading)
    return reading


def event_at(reading: Reading, trigger: str) -> Event:
    text = reading.document.text
    found = [e for e in reading.events if text[slice(*e.trigger)] == trigger]
    assert len(found) == 1, [(text[slice(*e.trigger)], e.type) for e in reading.events]
    return found[0]


@pytest.mark.parametrize("case", rows("events"))
def test_the_event_is_found(case: dict[str, Any], tmp_path: Path) -> None:
    reading = read(case["text"], tmp_path)
    named = {m.id: m.text for m in reading.mentions}
    found = event_at(reading, case["trigger"])
    assert (found.type, found.status) == (case["type"], case["status"])
    if "actors" in case:
        assert [named[a] for a in found.actors] == case["actors"]


@pytest.mark.parametrize("case", rows("events_types"))
def test_type_mode_and_parties(case: dict[str, Any], tmp_path: Path) -> None:
    reading = read(case["text"], tmp_path)
    named = {m.id: m.text for m in reading.mentions}
    found = event_at(reading, case["trigger"])
    said = {
        "type": found.type,
        "mode": found.mode,
        "actors": [named[a] for a in found.actors],
        "recipients": [named[a] for a in found.recipients],
    }
    wanted = {key: case[key] for key in said if key in case}
    assert {key: said[key] for key in wanted} == wanted
    assert not {e.type for e in reading.events} & set(case.get("absent", ()))
