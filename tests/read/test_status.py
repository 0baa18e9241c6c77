"""Status: what becomes of an event by its helpers, by what it hangs on, and by what stands beside it."""

from typing import Any

import pytest
from tests.laws.judged import place_of, reading_of
from tests.tables import rows


@pytest.mark.parametrize("case", rows("status"))
def test_the_status_is_told(case: dict[str, Any]) -> None:
    trigger = place_of(case["text"], case["trigger"])
    found = [e.status for e in reading_of(case["text"], "2031-05-07").events if e.trigger == trigger]
    assert found == [case["status"]]
