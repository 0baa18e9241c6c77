"""Who is meant by a mention, inside one document."""

from typing import Any

import pytest
from tests.laws.judged import reading_of
from tests.tables import rows


@pytest.mark.parametrize("case", rows("actors"))
def test_who_is_meant(case: dict[str, Any]) -> None:
    start = case["text"].index(case["words"])
    reading = reading_of(case["text"], case.get("published"))
    found = [m for m in reading.mentions if start <= m.start < start + len(case["words"]) and m.text in case["words"]]
    assert found, [m.text for m in reading.mentions]
    assert (max(found, key=lambda m: m.end - m.start).actor or "") == case["actor"]
