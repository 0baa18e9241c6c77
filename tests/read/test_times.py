"""Time expressions: values as a reader with a calendar would give them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.tables import document_of, rows

from tidings.read.parse import parse
from tidings.read.times import find_times


@pytest.mark.parametrize("case", rows("times"))
def test_the_expressions_have_their_values(case: dict[str, Any], tmp_path: Path) -> None:
    found = find_times(parse(document_of(case["text"], tmp_path, case.get("on"))))
    assert {t.text: t.value or "" for t in found} == case["want"]


@pytest.mark.parametrize("case", [c for c in rows("times") if "days" in c.values[0]])
def test_the_expressions_have_their_days(case: dict[str, Any], tmp_path: Path) -> None:
    found = find_times(parse(document_of(case["text"], tmp_path, case.get("on"))))
    days = {t.text: f"{t.earliest or ''}/{t.latest or ''}" for t in found}
    assert {words: days.get(words) for words in case["days"]} == case["days"]


@pytest.mark.parametrize("case", rows("times"))
def test_an_interval_holds_its_value(case: dict[str, Any], tmp_path: Path) -> None:
    for t in find_times(parse(document_of(case["text"], tmp_path, case.get("on")))):
        if t.earliest and t.latest:
            assert date.fromisoformat(t.earliest) <= date.fromisoformat(t.latest)
            if t.value and len(t.value) == 10:
                assert t.earliest <= t.value <= t.latest
