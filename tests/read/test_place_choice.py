"""Which of the places that bear a name is meant, by the others of the text and by the larger place named beside it."""

from tidings.know.gazetteer import Entry
from tidings.model.document import Document
from tidings.read.mentions import find_mentions
from tidings.read.parse import parse
from tidings.read.place_choice import Named, choose_together
from tidings.read.place_containers import stated_container


def entry(name: str, country: str, lat: float, lon: float, population: int) -> Entry:
    return Entry(
        geonames=None, name=name, country=country, division=None, lat=lat, lon=lon, population=population, grain="city", is_main=True
    )


KELL_NORTH = entry("Kell", "NO", 60.0, 10.0, 5_000)
KELL_SOUTH = entry("Kell", "ZA", -30.0, 25.0, 50_000)


def test_without_anything_else_the_larger_one_is_meant() -> None:
    (choice,) = choose_together([Named((KELL_NORTH, KELL_SOUTH))], {})
    assert choice is not None and choice.entry is KELL_SOUTH
    assert choice.runner is KELL_NORTH


def test_a_neighbour_speaks_for_the_smaller_one() -> None:
    tarn = entry("Tarn", "NO", 60.1, 10.2, 2_000)
    choices = choose_together([Named((KELL_NORTH, KELL_SOUTH)), Named((tarn,))], {})
    assert choices[0] is not None and choices[0].entry is KELL_NORTH
    assert choices[0].is_sure


def test_the_country_that_a_text_points_to_speaks_as_well() -> None:
    (choice,) = choose_together([Named((KELL_NORTH, KELL_SOUTH))], {"NO": 3.0})
    assert choice is not None and choice.entry is KELL_NORTH


def test_a_name_that_no_place_bears_has_no_choice() -> None:
    assert choose_together([Named(()), Named((KELL_NORTH,))], {})[0] is None
    assert choose_together([], {}) == []


def container_of(text: str, name: str) -> str | None:
    parsed = parse(Document(id="d", text=text, body=((0, len(text)),)))
    mention = next(m for m in find_mentions(parsed) if m.text == name)
    stated = stated_container(parsed, mention)
    return stated.words if stated else None


def test_the_larger_place_stands_behind_or_before() -> None:
    assert container_of("A mill burned down in Athens, Georgia, on Monday.", "Athens") == "Georgia"
    assert container_of("A mill burned down in Athens in Greece on Monday.", "Athens") == "Greece"
    assert container_of("A mill burned down in Athens on Monday.", "Athens") is None
