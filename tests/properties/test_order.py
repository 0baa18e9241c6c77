"""Order and increments: the same documents give the same picture, byte for byte, in any order and one by one."""

import random
from pathlib import Path

import pytest

import tidings
from tidings.engine import picture_of
from tidings.know.example import example_folder
from tidings.model.reading import Reading
from tidings.model.records import as_line
from tidings.situation import situation_in_memory


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    situation = situation_in_memory()
    situation.add(example_folder())
    return situation.readings()


@pytest.mark.parametrize("seed", range(5))
def test_the_picture_is_the_same_in_any_order(readings: tuple[Reading, ...], seed: int) -> None:
    shuffled = list(readings)
    random.Random(seed).shuffle(shuffled)
    assert as_line(picture_of(shuffled)) == as_line(picture_of(readings))


def test_one_by_one_is_the_same_as_all_at_once(readings: tuple[Reading, ...], tmp_path: Path) -> None:
    files = [f for f in sorted(example_folder().iterdir()) if f.suffix in (".txt", ".html", ".jsonl")]
    with tidings.open(tmp_path / "a.db") as situation:
        for file in reversed(files):
            situation.add(file)
            situation.picture()
        assert as_line(situation.picture()) == as_line(picture_of(readings))


def test_a_reading_does_not_depend_on_what_was_read_before(readings: tuple[Reading, ...]) -> None:
    from tidings.engine import read_document

    for reading in reversed(readings):
        assert read_document(reading.document) == reading
