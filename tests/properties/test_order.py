"""Order and increments: the same documents give the same picture, byte for byte, in any order and one by one."""

import random
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

import tidings
import tidings.situation
from tidings.compare.threads import find_threads
from tidings.engine import picture_of
from tidings.know.example import example_folder
from tidings.model.reading import Reading
from tidings.model.records import as_line
from tidings.situation import Situation, situation_in_memory


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


@pytest.fixture(scope="module")
def two_situations(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The example beside the flood: several threads, whose documents come in turn."""
    situation = situation_in_memory()
    situation.add(Path(__file__).parents[1] / "golden" / "flood")
    return (*readings, *situation.readings())


@pytest.fixture
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Situation:
    match request.param:
        case "memory":
            return situation_in_memory()
        case "sqlite":
            return tidings.open(tmp_path / "a.db")
    return tidings.open(request.getfixturevalue("cluster").text())


@pytest.mark.parametrize(("opened", "seed"), [*product(("memory", "sqlite"), range(3)), ("postgresql", 0)], indirect=["opened"])
def test_a_picture_that_grows_is_the_one_made_at_once(two_situations: tuple[Reading, ...], opened: Situation, seed: int) -> None:
    """Each document makes anew the picture of its thread alone; what comes out after all of them is the picture of all, byte for byte."""
    draw = random.Random(seed)
    shuffled = draw.sample(two_situations, len(two_situations))
    with opened as situation:
        for reading in shuffled:
            situation.ledger.keep(reading, datetime(2033, 5, 1, tzinfo=UTC))
            if draw.random() < 0.2:
                situation.picture()
        grown = situation.picture()
        threads = sorted(tuple(sorted(name for _, name in thread)) for thread in situation.ledger.threads())
    assert len(threads) > 1
    assert tuple(threads) == find_threads(two_situations)
    assert as_line(grown) == as_line(picture_of(two_situations))


def test_a_document_leaves_the_other_threads_as_they_were(two_situations: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    situation = situation_in_memory()
    *first, last = two_situations
    for reading in first:
        situation.ledger.keep(reading, datetime(2033, 5, 1, tzinfo=UTC))
    situation.picture()
    made_anew: list[set[str]] = []
    whole = tidings.situation.thread_picture
    monkeypatch.setattr(tidings.situation, "thread_picture", lambda rs: (made_anew.append({r.document.id for r in rs}), whole(rs))[1])
    situation.ledger.keep(last, datetime(2033, 5, 1, tzinfo=UTC))
    situation.picture()
    (thread,) = made_anew
    assert last.document.id in thread and len(thread) < len(two_situations)


def test_a_reading_does_not_depend_on_what_was_read_before(readings: tuple[Reading, ...]) -> None:
    from tidings.engine import read_document

    for reading in reversed(readings):
        assert read_document(reading.document) == reading
