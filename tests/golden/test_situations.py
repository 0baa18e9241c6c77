"""Fictional situations scored against their truth, as written and under twenty draws of other names, days and numbers.

`floors.toml` holds for each figure what is reached on the reports as written, and the least of the draws; a floor is raised by hand.
"""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from tidings.engine import picture_of, read_document
from tidings.know.example import example_folder
from tidings.model.reading import Reading
from tidings.model.records import as_json

from .scores import of_picture, of_readings
from .situations import Situation, resolved, span_of, varied

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, list[float]]] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
# Floors are written with two digits.
ROUNDING = 0.0051
# The example is what rules may be tried on. The flood was written by somebody who had not seen the code, and is scored as it falls out.
DRAWS = [("example", seed) for seed in range(20)] + [("flood", seed) for seed in range(5)]


@cache
def situation(name: str) -> Situation:
    return resolved(HERE / name, example_folder() if name == "example" else None)


@pytest.fixture(scope="module")
def example() -> Situation:
    return situation("example")


def scored(situation: Situation) -> dict[str, float]:
    """Every figure of the program's answer to the situation."""
    readings = tuple(r for r in map(read_document, situation.documents.values()) if isinstance(r, Reading))
    assert len(readings) == len(situation.documents)
    return of_readings(situation, readings) | of_picture(situation, readings, as_json(picture_of(readings)))


@pytest.mark.parametrize("name", FLOORS)
def test_a_situation_has_its_size(name: str) -> None:
    outlets = {d.outlet for d in situation(name).documents.values() if d.outlet}
    assert len(situation(name).documents) >= 14 and len(outlets) >= 7


@pytest.mark.parametrize("name", FLOORS)
def test_as_written(name: str) -> None:
    figures = scored(situation(name))
    assert figures.keys() == FLOORS[name].keys()
    assert not {k: v for k, v in figures.items() if v < FLOORS[name][k][0] - ROUNDING}


@pytest.mark.parametrize(("name", "seed"), DRAWS)
def test_under_other_names_days_and_numbers(name: str, tmp_path: Path, seed: int) -> None:
    figures = scored(varied(situation(name), seed, tmp_path))
    assert not {k: v for k, v in figures.items() if v < FLOORS[name][k][1] - ROUNDING}


@pytest.mark.parametrize("seed", range(20))
def test_the_truth_moves_with_the_text(example: Situation, tmp_path: Path, seed: int) -> None:
    moved = varied(example, seed, tmp_path)
    for doc, labels in example.truth["reading"].items():
        before, after = example.documents[doc].text, moved.documents[doc].text
        assert before != after
        for old, new in zip(labels["events"], moved.truth["reading"][doc]["events"], strict=True):
            assert before[slice(*old["trigger"])] == after[slice(*new["trigger"])]
        for old, new in zip(labels["claims"], moved.truth["reading"][doc]["claims"], strict=True):
            for a, b in zip(old["content"], new["content"], strict=True):
                assert len(before[slice(*a)].split()) == len(after[slice(*b)].split())


@pytest.mark.parametrize(
    ("place", "text", "expected", "note"),
    [
        ("the dam", "Below the dam.", (6, 13), "words that occur once"),
        ("the «minister» said", "Then the minister said so.", (9, 17), "the part that is marked"),
        ("so «it» is", "And so it is.", (7, 9), "a part at the same distance from its words"),
    ],
)
def test_places(place: str, text: str, expected: tuple[int, int], note: str) -> None:
    assert span_of(place, text) == expected, note


def test_a_place_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="2 times"):
        span_of("dam", "dam and dam")
