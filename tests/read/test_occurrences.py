"""What happens, of whatever kind: the words that tell of it."""

from typing import Any

import pytest
from tests.laws.judged import reading_of
from tests.tables import rows


@pytest.mark.parametrize("case", rows("occurrences"))
def test_what_happens_is_found(case: dict[str, Any]) -> None:
    assert [case["text"][slice(*e.trigger)] for e in reading_of(case["text"]).events] == case["words"]
