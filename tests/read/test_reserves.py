"""What a text says in its own voice with reserve: the words that hold it back, and what they hold back."""

import pytest
from tests.laws.judged import reading_of

CASES = [
    ("The clerk allegedly sold passports.", [("The clerk … sold passports", "allegedly")], "an adverb holds back its clause"),
    ("The dam may burst, and the villagers left.", [("The dam … burst", "may")], "not the clause beside it"),
    ("The boat appears to have sunk.", [("have sunk", "appears")], "what seems"),
    ("They closed the so-called Free Army school.", [("Free Army school", "so-called")], "the whole name"),
    ("It is unknown whether the pilot lives.", [("the pilot lives", "unknown")], "what nobody knows"),
    ("An apparent blast shook Lund.", [("blast", "apparent")], "an adjective before its noun"),
    ("The heir apparent opened the fair.", [], "a title"),
    ("She appeared in court.", [], "no guess"),
    ("The mayor said the dam may burst.", [], "a hedge of the mayor's claim, not the text's own"),
]


@pytest.mark.parametrize(("text", "expected", "note"), CASES)
def test_what_is_held_back(text: str, expected: list[tuple[str, str]], note: str) -> None:
    found = [(" … ".join(text[slice(*s)] for s in r.content), text[slice(*r.hedges[0])]) for r in reading_of(text).reserves]
    assert found == expected, note
