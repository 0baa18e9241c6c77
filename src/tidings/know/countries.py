"""Countries: codes, names, demonyms, capitals, from data/countries.tsv."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory: `iso2` "BY", `name` "Belarus", `demonyms` ("Belarusian", "Belarusians"); `lat`, `lon` its middle in degrees."""

    iso2: str
    iso3: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    lat: float | None
    lon: float | None
    geonames: int
    population: int


@cache
def countries() -> tuple[Country, ...]:
    """All countries, by code."""
    path = Path(__file__).parent / "data" / "countries.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(
        Country(
            iso2=row[0],
            iso3=row[1],
            name=row[2],
            names=tuple(n for n in (row[2], *row[3].split("|")) if n),
            demonyms=tuple(d for d in row[4].split("|") if d),
            capital=row[5],
            lat=float(row[6]) if row[6] else None,
            lon=float(row[7]) if row[7] else None,
            geonames=int(row[8]),
            population=int(row[9]),
        )
        for row in rows
    )


def _key(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    words = " ".join(bare.replace("’", "'").split())
    return (words[4:] if words.lower().startswith("the ") else words).casefold()


@cache
def _by_name() -> dict[str, Country]:
    return {_key(name): country for country in countries() for name in country.names}


@cache
def _by_demonym() -> dict[str, Country]:
    return {_key(name): country for country in countries() for name in country.demonyms}


@cache
def _by_capital() -> dict[str, Country]:
    # where two countries' capitals share a name, the one with more people is meant
    return {_key(c.capital): c for c in sorted(countries(), key=lambda c: c.population) if c.capital}


@cache
def _by_code() -> dict[str, Country]:
    return {country.iso2: country for country in countries()}


def country_named(text: str) -> Country | None:
    """The country of this name, in any case, with or without "the"; or None. Short codes are taken in capitals only: "US", not "us"."""
    if len(text) <= 3 and not text.isupper():
        return None
    return _by_name().get(_key(text))


def country_of_demonym(text: str) -> Country | None:
    """The country of "Belarusian" or "Belarusians", the whole text being the demonym; or None."""
    return _by_demonym().get(_key(text)) if text[:1].isupper() else None


def country_of_capital(text: str) -> Country | None:
    """The country whose capital this is, under its own or a well-known other spelling; or None."""
    return _by_capital().get(_key(_OTHER_SPELLINGS.get(text, text)))


def country_coded(code: str) -> Country | None:
    """The country of an ISO 3166 two-letter code; or None."""
    return _by_code().get(code)


# Capitals that English texts spell otherwise than GeoNames does, or call by a longer name.
_OTHER_SPELLINGS = {
    "Kiev": "Kyiv",
    "Washington, D.C.": "Washington",
    "Washington D.C.": "Washington",
    "Washington DC": "Washington",
    "Peking": "Beijing",
    "Teheran": "Tehran",
    "Naypyidaw": "Nay Pyi Taw",
    "Astana": "Nur-Sultan",
    "Damaskus": "Damascus",
}
