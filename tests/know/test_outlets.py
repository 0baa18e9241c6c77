"""Where an outlet comes out, by its name and its site's address."""

import pytest

from tidings.know.divisions import division_of_demonym, divisions_abbreviated
from tidings.know.outlets import home_of, words_of_papers

HOMES = [
    ("The Portland Herald", None, None, "Portland"),
    ("Portland Daily News", "https://news.example.co.nz/a/1", "NZ", "Portland"),
    ("portlandherald.com.au", None, "AU", "portland"),
    (None, "https://www.rotterdam-times.nl/story", "NL", "rotterdam"),
    ("The Oskvale Herald", None, None, None),
    ("Herald Times", "https://heraldtimes.tv", None, None),
    (None, None, None, None),
]


@pytest.mark.parametrize(("outlet", "url", "country", "town"), HOMES)
def test_an_outlet_s_home_is_in_its_name_or_its_address(outlet: str | None, url: str | None, country: str | None, town: str | None) -> None:
    home = home_of(outlet, url)
    assert (home.country, home.town) == (country, town)


def test_words_of_papers_are_no_towns() -> None:
    assert {"times", "herald"} <= words_of_papers()
    assert "city" not in words_of_papers()


def test_divisions_by_short_forms_and_demonyms() -> None:
    assert [(d.country, d.name) for d in divisions_abbreviated("Ky.")] == [("US", "Kentucky")]
    assert divisions_abbreviated("Osk.") == ()
    assert division_of_demonym("Texans") is not None
    assert division_of_demonym("Oskans") is None
