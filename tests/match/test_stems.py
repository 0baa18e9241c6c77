"""Forms of a word that meet, and words that don't."""

import pytest

from tidings.match.stems import root

MEET = [("cross", "crosses"), ("cross", "crossings"), ("bridge", "bridges"), ("city", "cities"), ("flood", "flooded"), ("plan", "planning")]
PART = [("dam", "damage"), ("war", "warn"), ("port", "report"), ("mine", "minister"), ("flood", "floor")]


@pytest.mark.parametrize(("a", "b"), MEET)
def test_forms_of_a_word_meet(a: str, b: str) -> None:
    assert root(a) == root(b)


@pytest.mark.parametrize(("a", "b"), PART)
def test_other_words_do_not(a: str, b: str) -> None:
    assert root(a) != root(b)
