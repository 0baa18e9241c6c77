"""The engine: steps in an order that holds."""

import pytest

from tidings.engine import COMPARING, READING, Step, checked


def test_a_step_that_reads_what_nobody_wrote_is_refused() -> None:
    with pytest.raises(ValueError, match="a:b reads parse"):
        checked((Step("a:b", ("parse",), ("times",)),), "document")


def test_the_steps_of_reading_and_comparing_hold() -> None:
    assert checked(READING, "document") == READING
    assert checked(COMPARING, "readings") == COMPARING
