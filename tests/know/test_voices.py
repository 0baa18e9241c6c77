"""Names under which a state speaks, publishers, and words for one happening."""

import pytest

from tidings.know.publishers import publisher_named, publishers
from tidings.know.same_events import event_word
from tidings.know.voices import state_of

VOICES = [
    ("Russia", "RU", "the country"),
    ("Moscow", "RU", "its capital"),
    ("the Kremlin", "RU", "a seat"),
    ("Kremlin officials", "RU", "those who sit there"),
    ("Russian defence ministry", "RU", "an organ"),
    ("Russia’s Defense Ministry", "RU", "an organ, possessive"),
    ("senior U.S. defense official", "US", "a nameless official"),
    ("Kyiv military officials", "UA", "the capital's officials are the state's"),
    ("Ukrainian mayor", None, "a town's voice"),
    ("Russian President Anna Brandt", None, "a person"),
    ("Belarusian opposition", None, "a party"),
    ("defence ministry", None, "whose is not said"),
    ("Franco-German brigade", None, "not one country alone"),
    ("", None, "nobody"),
]


@pytest.mark.parametrize(("name", "expected", "note"), VOICES, ids=[n for *_, n in VOICES])
def test_state_of(name, expected, note):
    assert state_of(name) == expected


def test_a_publisher_is_known_by_all_its_names():
    assert {publisher_named(n).name for n in ("AP", "the Associated Press", "ASSOCIATED PRESS")} == {"Associated Press"}
    assert publisher_named("Olmar Post") is None


def test_no_name_means_two_publishers():
    names = [n.lower().removeprefix("the ") for p in publishers() for n in {p.name, *p.names}]
    own = {(p.name, n.lower().removeprefix("the ")) for p in publishers() for n in (p.name, *p.names)}
    assert len(own) == len(set(names))


def test_event_words():
    assert event_word("blast") == event_word("Explosion") == "explode"
    assert event_word("yawn") == "yawn"


def test_a_word_stands_in_one_line():
    from tidings.know import same_events

    lines = same_events.event_lines()
    words = [word for line in lines for word in line]
    assert len(words) == len(set(words))
