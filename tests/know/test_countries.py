"""Countries by name, demonym and capital."""

import pytest

from tidings.know.countries import countries, country_coded, country_named, country_of_capital, country_of_demonym

NAMED = [
    ("Belarus", "BY", "a plain name"),
    ("the Netherlands", "NL", "with its article"),
    ("NETHERLANDS", "NL", "in capitals"),
    ("US", "US", "a short code in capitals"),
    ("us", None, "the pronoun is no country"),
    ("Oskvale", None, "no country"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("text", "code", "note"), NAMED)
def test_a_country_is_found_by_its_names(text: str, code: str | None, note: str) -> None:
    found = country_named(text)
    assert (found.iso2 if found else None) == code, note


@pytest.mark.parametrize(
    ("text", "code"), [("Belarusian", "BY"), ("Russians", "RU"), ("French", "FR"), ("polish", None), ("Belarus", None), ("", None)]
)
def test_a_demonym_points_to_its_country(text: str, code: str | None) -> None:
    found = country_of_demonym(text)
    assert (found.iso2 if found else None) == code


@pytest.mark.parametrize(("text", "code"), [("Minsk", "BY"), ("Kiev", "UA"), ("Kyiv", "UA"), ("Washington", "US"), ("Brest", None)])
def test_a_capital_points_to_its_country_in_either_spelling(text: str, code: str | None) -> None:
    found = country_of_capital(text)
    assert (found.iso2 if found else None) == code


def test_every_country_is_found_by_its_own_name_and_code() -> None:
    for country in countries():
        assert country_coded(country.iso2) == country
        if len(country.name) > 3:
            assert country_named(country.name) == country


def test_codes_are_one_each_and_middles_lie_on_the_globe() -> None:
    codes = [c.iso2 for c in countries()]
    assert len(codes) == len(set(codes)) >= 249
    assert all(c.lat is None or (-90 <= c.lat <= 90 and c.lon is not None and -180 <= c.lon <= 180) for c in countries())
