"""note, notes, save, saved, undo: what people write down, from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tidings.cli import commands
from tidings.know.example import example_folder


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("noting") / "kept.db"
    assert CliRunner().invoke(commands, ["add", str(example_folder()), "--ledger", str(path)]).exit_code == 0
    return str(path)


def run(ledger: str, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, [*words, "--ledger", ledger])
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def test_a_note_is_written_replaced_and_taken_back(ledger: str) -> None:
    code, told = run(ledger, "note", "01-river-press:c1", "asked", "--by", "ana")
    assert code == 0
    first = told.split(":")[0]
    assert run(ledger, "note", "01-river-press:c1", "answered", "--by", "ana", "--replaces", first)[0] == 0
    assert [n["text"] for n in json.loads(run(ledger, "notes", "--json")[1])] == ["answered"]
    assert [n["text"] for n in json.loads(run(ledger, "notes", "--json", "--all")[1])] == ["asked", "answered"]
    last = json.loads(run(ledger, "notes", "--json")[1])[0]["id"]
    assert run(ledger, "undo", last, "--by", "ana")[0] == 0
    assert "Nobody has noted anything" in run(ledger, "notes")[1]
    assert run(ledger, "undo", last)[0] == 2
    assert run(ledger, "note", "nothing", "x")[0] == 2
    assert run(ledger, "note", "01-river-press:c1", " ")[0] == 2


# what is saved, and the verb that must say the same
QUERIES = [
    (["claims", "--about", "dam", "--since", "2031-05-08"], "filters with values"),
    (["claims", "--chain"], "a flag"),
    (["events", "--type", "MOBILIZE", "--type", "ASSAULT", "--status", "actual"], "one given twice"),
    (["search", "keld", "dam"], "words"),
    (["timeline"], "no filter"),
]


@pytest.mark.parametrize(("words", "note"), QUERIES, ids=[note for _, note in QUERIES])
def test_a_saved_query_finds_what_its_verb_finds(ledger: str, words: list[str], note: str) -> None:
    assert run(ledger, "save", note, *words)[0] == 0
    assert run(ledger, "saved", note, "--json") == run(ledger, *words, "--json")
    assert note in run(ledger, "saved")[1]


def test_the_same_name_again_takes_the_place_of_the_first(ledger: str) -> None:
    run(ledger, "save", "twice", "claims", "--about", "dam")
    run(ledger, "save", "twice", "figures")
    assert [q["view"] for q in json.loads(run(ledger, "saved", "--json")[1]) if q["name"] == "twice"] == ["figures"]


REFUSED = [
    (["save", "x", "claims", "--nothing", "1"], "no such option"),
    (["save", "x", "claims", "--json"], "no filter"),
    (["save", "x", "add", "reports"], "no view"),
    (["saved", "missing"], "no such name"),
    (["save", "", "claims"], "no name"),
]


@pytest.mark.parametrize(("words", "note"), REFUSED, ids=[note for _, note in REFUSED])
def test_what_cannot_be_saved_is_refused_in_a_line(ledger: str, words: list[str], note: str) -> None:
    assert run(ledger, *words)[0] == 2


def test_a_filter_that_only_the_pages_have_is_told(ledger: str, tmp_path: Path) -> None:
    import tidings

    with tidings.open(ledger) as situation:
        situation.save("paged", "claims", [("origins", "2")], who="ana")
    code, told = run(ledger, "saved", "paged")
    assert code == 2
    assert "the pages of `tidings serve` have it" in told
