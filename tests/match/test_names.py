"""Names across spellings and scripts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables import rows

from tidings.match.names import same_organization, same_person


@pytest.mark.parametrize("case", rows("names"))
def test_two_names_of_people(case: dict[str, Any]) -> None:
    assert (same_person(case["text"], case["other"]).value >= 0.8) is case["same"]


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_goes_both_ways(a: str, b: str) -> None:
    assert same_person(a, b).value == same_person(b, a).value
    assert same_organization(a, b).value == same_organization(b, a).value


def test_a_ministry_in_two_spellings_is_one() -> None:
    assert same_organization("Ministry of Defence", "Defense Ministry").value == 1.0
    assert same_organization("Department of Defense", "Ministry of Defence").value == 1.0
    assert same_organization("Ministry of Defence", "Ministry of Justice").value == 0.0
