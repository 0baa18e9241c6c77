"""Names of places in a text to places, or to a refusal that says why."""

import pytest

from tidings.model.document import Document
from tidings.model.reading import Mention, Place
from tidings.read.mentions import find_mentions
from tidings.read.parse import parse
from tidings.read.places import resolve_places


def read(text: str, *names: str, kind: str = "place") -> tuple[tuple[Mention, ...], dict[str, Place]]:
    """The mentions of these names, and the places by name."""
    mentions = tuple(
        Mention(id=f"m{i}", start=text.index(n), end=text.index(n) + len(n), text=n, kind=kind, form="name")  # type: ignore[arg-type]
        for i, n in enumerate(names, start=1)
    )
    found, places = resolve_places(parse(Document(id="d", text=text, body=((0, len(text)),))), mentions)
    words = {m.id: m.text for m in found}
    return found, {words[p.mention]: p for p in places}


def test_the_state_behind_a_town_says_which_is_meant() -> None:
    for state, lon in (("Illinois", -89.6), ("Missouri", -93.3)):
        _, places = read(f"A depot burned down in Springfield, {state}, on Monday.", "Springfield", state)
        place = places["Springfield"]
        assert place.country == "US"
        assert place.lon == pytest.approx(lon, abs=0.5)


def test_a_country_in_the_text_speaks_for_its_towns() -> None:
    _, places = read("Belarus moved a convoy through Brest on Friday, Belarusian railwaymen wrote.", "Belarus", "Brest")
    assert places["Brest"].country == "BY"
    assert places["Belarus"].grain == "country"


def test_an_unknown_name_is_refused_with_a_reason() -> None:
    _, places = read("The convoy stopped in Oskvalemoor at dusk.", "Oskvalemoor")
    place = places["Oskvalemoor"]
    assert (place.lat, place.lon, place.country) == (None, None, None)
    assert place.why


def test_a_capital_that_speaks_is_a_government_and_one_that_is_visited_a_place() -> None:
    mentions, places = read("Minsk said on Tuesday that it would send no troops.", "Minsk")
    assert mentions[0].kind == "organization"
    assert not places
    mentions, places = read("The envoy arrived in Minsk on Tuesday.", "Minsk")
    assert mentions[0].kind == "place"
    assert places["Minsk"].country == "BY"


def test_a_country_that_acts_stays_a_place() -> None:
    mentions, _ = read("Belarus said on Tuesday that it would send no troops.", "Belarus")
    assert mentions[0].kind == "place"


def test_a_known_town_taken_for_a_company_becomes_a_place_where_it_is_used_as_one() -> None:
    mentions, places = read("Two people were hurt in Kharkiv overnight.", "Kharkiv", kind="organization")
    assert mentions[0].kind == "place"
    assert places["Kharkiv"].country == "UA"


def test_every_place_has_its_mention() -> None:
    mentions, places = read("Trucks went from Kobryn to Gomel in Belarus.", "Kobryn", "Gomel", "Belarus")
    assert {p.mention for p in places.values()} == {m.id for m in mentions if m.kind == "place"}


def found_in(text: str) -> dict[str, str | None]:
    """The places of a text read from its start, by the words that name them, with their countries."""
    parsed = parse(Document(id="d", text=text, body=((0, len(text)),)))
    mentions, places = resolve_places(parsed, find_mentions(parsed))
    words = {m.id: m.text for m in mentions}
    return {words[p.mention]: p.country for p in places}


def test_the_states_of_a_list_are_of_one_rank() -> None:
    _, places = read("Buses ran late in Ohio, Georgia and Iowa after the storm.", "Ohio", "Georgia", "Iowa")
    assert {p.country for p in places.values()} == {"US"}


def test_a_town_with_nothing_that_decides_is_nobody_s() -> None:
    _, places = read("A chapel in Springfield was robbed of its bells.", "Springfield")
    assert places["Springfield"].lat is None
    assert places["Springfield"].why


def test_a_public_body_holds_its_town() -> None:
    assert found_in("The Portland Police Department closed two roads.").get("Portland", "absent") != "absent"


def test_an_illness_called_after_a_place_is_none() -> None:
    assert "Marburg" not in found_in("Doctors fear that the Marburg virus has reached the camp.")


def test_the_same_text_reads_the_same_after_another() -> None:
    text = "A barn burned down in Paris, Texas, and a second one in Athens."
    before = found_in(text)
    found_in("The minister flew from Athens to Paris for talks with French officials.")
    assert found_in(text) == before
