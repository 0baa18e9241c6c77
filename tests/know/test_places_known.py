"""Countries and the gazetteer."""

import pytest

from tidings.know.countries import country_named, country_of_capital, country_of_demonym
from tidings.know.gazetteer import candidates


@pytest.mark.parametrize(
    ("text", "code"),
    [("Belarus", "BY"), ("the United States", "US"), ("US", "US"), ("us", None), ("Burma", "MM"), ("Osk", None), ("UK", "GB")],
)
def test_a_country_by_its_name(text: str, code: str | None) -> None:
    found = country_named(text)
    assert (found.iso2 if found else None) == code


def test_demonyms_and_capitals() -> None:
    assert country_of_demonym("Ukrainians").iso2 == "UA"  # type: ignore[union-attr]
    assert country_of_demonym("ukrainians") is None
    assert country_of_capital("Kiev").iso2 == "UA"  # type: ignore[union-attr]


@pytest.mark.parametrize(("old", "new"), [("Kiev", "Kyiv"), ("Rovno", "Rivne"), ("Kharkov", "Kharkiv"), ("Mozyr", "Mazyr")])
def test_old_and_new_names_are_one_place(old: str, new: str) -> None:
    assert candidates(old)[0].geonames in {e.geonames for e in candidates(new)[:3]}


def test_a_name_of_many_places_has_them_all() -> None:
    assert len({e.division for e in candidates("Springfield")}) > 5
    assert candidates("Oskvale") == ()
