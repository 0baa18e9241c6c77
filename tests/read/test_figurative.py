"""Words of violence and disaster in figures of speech, and kinds of violence named without a case."""

from typing import Any

import pytest
from tests.laws.judged import place_of, reading_of
from tests.tables import rows


@pytest.mark.parametrize("case", rows("figurative"))
def test_the_word_is_taken_as_meant(case: dict[str, Any]) -> None:
    trigger = place_of(case["text"], case["trigger"])
    found = [e.type for e in reading_of(case["text"], "2031-05-07").events if e.trigger == trigger]
    assert found == ([case["type"]] if case["type"] else [])
