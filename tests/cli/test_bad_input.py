"""Bad input: one clear line, exit code 2 where nothing could be read, and the other documents still read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tidings.cli import commands
from tidings.cli.options import compile_gazetteer
from tidings.know import gazetteer

GOOD = "The mayor of Oskvale said on Monday that the dam above the town will hold.\n\nWorkers closed the lower gate.\n"

BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("binary.txt", bytes(range(256)) * 64, "binary"),
    ("truncated.jsonl", b'{"id": "a", "text": "The dam', "line 1"),
    ("number.jsonl", b'{"id": "a", "text": 7}\n', "text"),
    ("array.jsonl", b"[1, 2]\n", "object"),
    ("scripts.html", b"<html><body><script>let dam = 1;</script></body></html>", "text"),
    ("missing.txt", b"", "no such file"),
    ("latin.jsonl", b'{"id": "a", "text": "Caf\xe9 owners said no."}\n', "json"),
    ("huge.txt", b"The dam held. " * 3_700_000, "larger than"),
    ("list.json", b'["The dam held."]', "object"),
    ("field.jsonl", b'{"id": "a", "text": "The dam held.", "url": ["x"]}\n', "url"),
    ("neither.jsonl", b'{"id": "a", "title": "The dam held."}\n', "neither"),
    ("broken.warc.gz", b"\x1f\x8b\x08\x00 this is no archive", "read"),
    ("none.xml", b"<?xml version='1.0'?><rss><channel></channel></rss>", "feed"),
]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(commands, list(words))


@pytest.mark.parametrize(("name", "data", "says"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_alone(run: Callable[..., Result], tmp_path: Path, name: str, data: bytes, says: str) -> None:
    if name != "missing.txt":
        (tmp_path / name).write_bytes(data)
    result = run("add", name)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    told = [line for line in result.stderr.splitlines() if name in line]
    assert len(told) == 1, result.stderr
    assert says in told[0].lower()


def test_bad_input_stops_no_other_document(run: Callable[..., Result], tmp_path: Path) -> None:
    for name, data, _ in BAD:
        if name != "missing.txt":
            (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    result = run("add", *(name for name, _, _ in BAD), "good.txt")
    assert result.exit_code == 0, result.output
    assert "1 new" in result.stdout
    assert len(result.stderr.splitlines()) == len(BAD)


def test_text_that_is_not_utf8_is_read_as_what_it_can_be(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("The mayor of Øsk said on Monday that the café will open – again.".encode("cp1252"))
    result = run("read", "old.txt", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["document"]["text"].startswith("The mayor of Øsk said on Monday that the café will open –")


def test_a_document_without_a_date_is_read_and_dated_by_nothing(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text("The mayor of Osk said on Monday that the dam will hold.", "utf-8")
    result = run("read", "undated.txt", "--json")
    assert result.exit_code == 0, result.stderr
    published = json.loads(result.stdout)["document"]["published"]
    assert (published["start"], published["end"], published["basis"]) == (None, None, "unknown")


def test_a_ledger_of_a_newer_version_is_told_in_one_line(run: Callable[..., Result], tmp_path: Path) -> None:
    import sqlite3

    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    run("add", "good.txt", "--ledger", "new.db")
    with sqlite3.connect(tmp_path / "new.db") as connection:
        connection.execute("UPDATE about SET value = '99' WHERE key = 'version'")
    for words in (("add", "good.txt"), ("timeline",), ("compare",), ("status",)):
        result = run(*words, "--ledger", "new.db")
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.output
        assert "newer Tidings" in result.stderr


def test_an_array_of_documents_on_one_line(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "all.json").write_text(json.dumps([{"id": "a", "text": GOOD}, {"id": "b", "text": GOOD + "It held."}]), "utf-8")
    result = run("add", "all.json")
    assert result.exit_code == 0, result.stderr
    assert "2 new" in result.stdout


def test_an_empty_folder(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    result = run("add", "reports")
    assert result.exit_code == 2
    assert "reports" in result.stderr


def test_adding_twice_changes_nothing(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    run("add", "good.txt")
    first = run("compare", "--json").stdout
    assert "1 there already" in run("add", "good.txt").stdout
    assert run("compare", "--json").stdout == first
    assert json.loads(run("status", "--json").stdout)["documents"] == 1


@pytest.mark.parametrize("verb", ["status", "timeline", "brief", "claims", "figures", "compare", "report", "coreference", "stories"])
def test_without_a_ledger_each_verb_says_what_to_do(run: Callable[..., Result], verb: str) -> None:
    result = run(verb)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "tidings add" in result.stderr


def test_an_unknown_document_is_told(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    run("add", "good.txt")
    result = run("show", "other")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_date_that_is_none_is_told(run: Callable[..., Result]) -> None:
    result = run("timeline", "--since", "last Tuesday")
    assert result.exit_code == 2
    assert "2022-05-10" in result.stderr


def test_the_ledger_can_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIDINGS_LEDGER", "other.db")
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    CliRunner().invoke(commands, ["add", "good.txt"])
    assert (tmp_path / "other.db").exists()
    assert not (tmp_path / "tidings.db").exists()


def test_a_gazetteer_that_cannot_be_compiled_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()  # a file where the folder should be
    monkeypatch.setattr(gazetteer, "_paths", lambda: iter([blocked / "gazetteer.sqlite"]))
    with pytest.raises(SystemExit) as ended:
        compile_gazetteer()
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert "TIDINGS_CACHE" in line
