"""Names that the words around them use as places."""

from typing import Any

import pytest
from tests.laws.judged import reading_of
from tests.tables import rows


@pytest.mark.parametrize("case", rows("place_uses"))
def test_a_name_is_a_place_where_its_words_say_so(case: dict[str, Any]) -> None:
    reading = reading_of(case["text"])
    start = case["text"].index(case["name"])
    end = start + len(case["name"])
    places = {p.mention for p in reading.places}
    found = [m for m in reading.mentions if m.id in places and m.start < end and start < m.end]
    assert [(m.start, m.end) for m in found] == ([(start, end)] if case["place"] else [])
