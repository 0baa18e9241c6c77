"""situation, situations, --situation: several matters in one ledger."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tidings.cli import commands

SAME = "Ada Olm said on Monday that the dam will hold.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dam.txt").write_text(SAME, "utf-8")
    (tmp_path / "quarry.txt").write_text("Per Aldane said on Monday that the quarry will close.\n", "utf-8")
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, list(words))
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def documents(*words: str) -> list[str]:
    found: list[str] = json.loads(run("status", "--json", *words)[1])["ids"]
    return found


def test_a_document_may_belong_to_several_and_is_read_into_each(folder: Path) -> None:
    assert run("add", "dam.txt")[0] == 0
    assert run("situation", "flood")[0] == 0
    assert run("situation", "flood")[0] == 2
    assert run("add", "dam.txt", "quarry.txt", "--situation", "flood") == (0, "tidings.db: 2 new; 2 documents in all\n")
    assert documents() == ["dam.txt"]
    assert documents("--situation", "flood") == ["dam.txt", "quarry.txt"]
    counts = {s["name"]: s["documents"] for s in json.loads(run("situations", "--json")[1])["situations"]}
    assert counts == {"": 1, "flood": 2}


def test_judgements_notes_and_queries_are_each_ones_own(folder: Path) -> None:
    run("add", "dam.txt")
    run("situation", "flood")
    run("add", "dam.txt", "--situation", "flood")
    run("judge", "wrong", "dam.txt:c1", "--situation", "flood")
    run("note", "dam.txt", "asked", "--situation", "flood")
    run("save", "olm", "claims", "--by", "Olm", "--situation", "flood")
    for verb in ("judgements", "notes", "saved"):
        assert json.loads(run(verb, "--json")[1]) == []
        assert len(json.loads(run(verb, "--json", "--situation", "flood")[1])) == 1
    assert "Olm" in run("saved", "olm", "--situation", "flood")[1]


def test_a_removal_takes_it_out_of_all(folder: Path) -> None:
    run("add", "dam.txt")
    run("situation", "flood")
    run("add", "dam.txt", "quarry.txt", "--situation", "flood")
    assert run("remove", "dam.txt", "--reason", "order", "--yes")[0] == 0
    assert documents() == []
    assert documents("--situation", "flood") == ["quarry.txt"]


@pytest.mark.parametrize("name", ["", "a/b", " x", "x" * 61, "a\nb"])
def test_a_name_that_cannot_be_is_refused(folder: Path, name: str) -> None:
    run("add", "dam.txt")
    assert run("situation", name)[0] == 2


def test_one_that_is_not_there_is_told(folder: Path) -> None:
    run("add", "dam.txt")
    code, told = run("claims", "--situation", "none")
    assert code == 2
    assert "tidings situations" in told
