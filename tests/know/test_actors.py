"""Who is who beforehand: heads, offices, bodies, outlets, and the user's own file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tidings.cli import commands
from tidings.know import actors, manifest
from tidings.know.actors import head_of, heads, holder_of, office_of, organization_named, outlet_named, person_named
from tidings.know.countries import country_coded
from tidings.know.forces import force_of, unit_of
from tidings.model.errors import BadInput

HOLDERS = [
    ("president", "FR", "2009", "Nicolas Sarkozy", "in the middle of a term"),
    ("president", "FR", "2012", None, "two in one year"),
    ("prime minister", "GB", "1995", "John Major", "long ago"),
    ("premier", "CN", "2010", "Wen Jiabao", "an office by its own name"),
    ("leader", "KP", "2015", "Kim Jong Un", "any head is a leader"),
    ("leader", "IR", "2015", None, "two are leaders"),
    ("minister", "UA", "2015", None, "a minister is no prime minister"),
    ("president", "FR", "", None, "a year must be known"),
]


@pytest.mark.parametrize(("role", "country", "year", "expected", "note"), HOLDERS, ids=[n for *_, n in HOLDERS])
def test_holders_of_offices(role: str, country: str, year: str, expected: str | None, note: str) -> None:
    assert holder_of(role, country, year) == expected, note


def test_terms_are_terms() -> None:
    for head in heads():
        assert country_coded(head.country), head
        assert head.last is None or head.first <= head.last, head


def test_a_last_name_is_a_heads_in_the_year() -> None:
    assert head_of("Zelenskyy", "2022") == "Volodymyr Zelensky"
    assert head_of("Kirchner", "2005") == "Néstor Kirchner"
    assert head_of("Major", "2020") is None


NAMED = [
    ("IAEA", "International Atomic Energy Agency"),
    ("the Kremlin", "Russia"),
    ("U.S. Geological Survey", "US Geological Survey"),
    ("who", None),
    ("The Guardian", "Guardian"),
    ("Xinhua News Agency", "Xinhua"),
]


@pytest.mark.parametrize(("words", "expected"), NAMED)
def test_bodies_by_their_names(words: str, expected: str | None) -> None:
    assert organization_named(words) == expected


def test_an_outlet_has_an_owner_and_a_country() -> None:
    outlet = outlet_named("The Sunday Times")
    assert outlet is not None and (outlet.owner, outlet.country) == ("News UK (News Corp)", "GB")
    assert person_named("moammar gadhafi") == "Muammar Gaddafi"


def test_offices_and_forces_have_one_name_a_state() -> None:
    sweden = country_coded("SE")
    assert sweden is not None
    assert (
        office_of("Swedish defence ministry", sweden)
        == office_of("Sweden’s Department of Defense", sweden)
        == "Swedish Ministry of Defence"
    )
    assert force_of("Sweden’s army", sweden) == force_of("Swedish troops", sweden) == "Swedish Armed Forces"
    assert unit_of("Swedish special forces", sweden) == unit_of("special operations troops", sweden) == "Swedish Special Operations Forces"
    assert unit_of("border guards", sweden) == unit_of("Swedish border guard", sweden) == "Swedish border guard"
    assert unit_of("troops", sweden) is None, "a bare word is no part"


@pytest.fixture
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "mine.yaml"
    monkeypatch.setenv(actors.VARIABLE, str(path))
    forget()
    yield path
    monkeypatch.delenv(actors.VARIABLE)
    forget()


def forget() -> None:
    """What was cached of the files, so that another file is read."""
    for found in (actors._known, actors._organizations, actors._outlets, actors._people, manifest.made):
        found.cache_clear()


def test_a_users_file_adds_and_overrules(own_file: Path) -> None:
    own_file.write_text(
        "people: {Ada Olm: [Adda Ohlm]}\nheads: {SE: [[Ada Olm, prime minister, 2031, null]]}\n"
        "bodies: {Tesk Dam Authority: [TDA], NATO: [the Alliance]}\noutlets: {River Press: {names: [RP], country: SE}, Tesk Post: [TP]}\n",
        "utf-8",
    )
    assert person_named("Adda Ohlm") == "Ada Olm"
    assert holder_of("prime minister", "SE", "2032") == "Ada Olm"
    assert holder_of("prime minister", "SE", "2012") == "Fredrik Reinfeldt", "the program's own stay"
    assert organization_named("TDA") == "Tesk Dam Authority"
    outlet = outlet_named("RP")
    assert outlet is not None and outlet.country == "SE"
    before = dict(manifest.made().parts)["your mine.yaml"]
    own_file.write_text("people: {Ada Olm: []}\n", "utf-8")
    forget()
    assert dict(manifest.made().parts)["your mine.yaml"] != before, "another file is another hash"


BAD = [
    ("people: [", "line 1: not YAML", "no YAML"),
    ("poeple: {Ada Olm: []}", "poeple", "a section misspelled"),
    ("just words", "no sections", "no sections"),
    ("people: {Ada Olm: A. Olm}", "people: Ada Olm", "no list"),
    ("heads: {SE: [[Ada Olm, prime minister]]}", "heads: SE", "a row too short"),
    ("heads: {XX: [[Ada Olm, prime minister, 2031, null]]}", "heads: XX", "no such country"),
    ("outlets: {River Press: {name: [RP]}}", "outlets: River Press", "a field misspelled"),
    ("bodies: [Tesk]", "bodies", "a list for names"),
]


@pytest.mark.parametrize(("text", "told", "note"), BAD, ids=[n for *_, n in BAD])
def test_a_bad_file_is_refused_with_its_place(own_file: Path, text: str, told: str, note: str) -> None:
    own_file.write_text(text, "utf-8")
    with pytest.raises(BadInput, match=told):
        heads()


def test_a_missing_file_ends_the_program_in_one_line(own_file: Path) -> None:
    result = CliRunner().invoke(commands, ["--actors", str(own_file), "status"])
    assert result.exit_code == 2
    assert "mine.yaml: can't be read" in result.output and len(result.output.splitlines()) == 1
