"""What is added later moves nothing that was there: an item that stands for the same keeps its id, so that what is said of it stays in place."""

from collections.abc import Callable, Iterable

import pytest

from tidings.engine import picture_of
from tidings.know.example import example_folder
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.situation import situation_in_memory


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    situation = situation_in_memory()
    situation.add(example_folder())
    return situation.readings()


ITEMS: dict[str, Callable[[Picture], Iterable[tuple[str, object]]]] = {
    "claims": lambda p: ((k.id, k.mentions) for k in p.claims),
    "events": lambda p: ((e.id, e.mentions) for e in p.events),
    "figures": lambda p: ((str(f.id), tuple((s.doc, s.id) for s in f.series)) for f in p.figures),
    "actors": lambda p: ((a.id, a.mentions) for a in p.actors),
}


@pytest.mark.parametrize("kind", ITEMS)
def test_ids_are_made_from_what_they_stand_for(readings: tuple[Reading, ...], kind: str) -> None:
    whole = {stands_for: name for name, stands_for in ITEMS[kind](picture_of(readings))}
    compared = 0
    for left_out in readings:
        before = picture_of([r for r in readings if r is not left_out])
        for name, stands_for in ITEMS[kind](before):
            if stands_for in whole:
                compared += 1
                assert whole[stands_for] == name
    assert compared > len(readings)


def test_ids_are_none_twice(readings: tuple[Reading, ...]) -> None:
    picture = picture_of(readings)
    for items in ITEMS.values():
        names = [name for name, _ in items(picture)]
        assert len(names) == len(set(names))
