"""The gazetteer: names to entries, and a file that is compiled once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.know import gazetteer
from tidings.know.gazetteer import candidates, folded, gazetteer_hash

SPELLINGS = [
    ("Kiev", "Kyiv", "UA"),
    ("Kharkov", "Kharkiv", "UA"),
    ("Rovno", "Rivne", "UA"),
    ("Mozyr", "Mazyr", "BY"),
    ("Kobrin", "Kobryn", "BY"),
]


@pytest.mark.parametrize(("old", "new", "country"), SPELLINGS)
def test_old_and_new_spellings_are_one_town(old: str, new: str, country: str) -> None:
    def towns(name: str) -> set[int | None]:
        return {e.geonames for e in candidates(name) if e.country == country and e.grain == "city"}

    assert towns(old) & towns(new)


def test_an_unknown_name_has_no_candidate() -> None:
    assert candidates("Oskvale-under-Thornmoor") == ()
    assert candidates("") == ()


def test_main_names_come_first_and_the_larger_before_the_smaller() -> None:
    found = candidates("Springfield")
    assert len(found) > 5
    assert [(not e.is_main, -e.population) for e in found] == sorted((not e.is_main, -e.population) for e in found)


def test_a_state_listed_by_hand_stands_once() -> None:
    assert len([e for e in candidates("Texas") if e.grain == "region" and e.division is None]) == 1


def test_shortened_first_words_are_written_out() -> None:
    assert folded("St. Oskvale") == folded("Saint Oskvale")
    assert folded("the Mt. Thornmoor") == folded("Mount Thornmoor")


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more_than_an_article(name: str) -> None:
    once = folded(name)
    assert once == once.strip()
    assert folded(name.strip()) == once


def test_a_compiled_file_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_CACHE", str(tmp_path))
    there = tmp_path / f"gazetteer-{gazetteer_hash()}.sqlite"
    there.touch()
    assert gazetteer._file() == there


def test_a_cache_that_cannot_be_written_gives_way_to_a_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.touch()  # a file where the folder should be: no folder can be made, whoever runs this
    monkeypatch.setenv("TIDINGS_CACHE", str(blocked))
    monkeypatch.setattr(gazetteer.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(gazetteer, "_compile", lambda path: iter([path.write_bytes(b"made")]))
    made = gazetteer._file()
    assert made.read_bytes() == b"made"
    assert not list(made.parent.glob("*.part"))


def test_compiling_tells_how_far_it_is_and_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_CACHE", str(tmp_path))
    monkeypatch.setattr(gazetteer.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(gazetteer, "_rows", lambda: iter([((1, "Kell", "NO", None, 60.0, 10.0, 5, "city"), ["Kell"], [])] * 2500))
    assert not gazetteer.is_compiled()
    assert list(gazetteer.compile_places()) == [1000, 2000]
    assert gazetteer.is_compiled()
    assert list(gazetteer.compile_places()) == []
