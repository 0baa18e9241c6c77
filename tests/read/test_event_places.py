"""Where and when an event happens, by what its place and its time hang on in the sentence."""

from typing import Any

import pytest
from tests.laws.judged import place_of, reading_of
from tests.tables import rows


@pytest.mark.parametrize("case", rows("event_places"))
def test_place_and_time_are_the_events_own(case: dict[str, Any]) -> None:
    reading = reading_of(case["text"], "2031-05-07")
    trigger = place_of(case["text"], case["trigger"])
    names = {m.id: m.text for m in reading.mentions}
    times = {t.id: t.text for t in reading.times}
    found = [(names.get(e.place or "", ""), times.get(e.time or "", "")) for e in reading.events if e.trigger == trigger]
    assert found == [(case["place"], case["time"])]
