"""Alerts from the command line: what is printed and where, what is refused, and what a script gets."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tidings.cli import commands

SENT = "Belarus sent two battalions to Minsk on Monday, a railway worker said."
FILE = "indicators: [{name: Troops at Minsk, type: MOBILIZE, place: Minsk, words: battalion}]\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "alerts.yaml").write_text(FILE, "utf-8")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "sent.txt").write_text(SENT, "utf-8")
    return lambda *words: CliRunner().invoke(commands, list(words))


def test_add_prints_an_alert_and_then_what_it_did(run: Callable[..., Result]) -> None:
    result = run("add", "reports", "--alerts", "alerts.yaml")
    assert result.exit_code == 0, result.output
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert lines[1:4] == ["ALERTS  1", "", "New  Troops at Minsk"]
    assert "actual, one origin: railway worker  [sent.txt]" in lines[4]
    assert lines[-1] == "tidings.db: 1 new; 1 documents in all"
    assert max(map(len, lines)) < 200
    assert run("add", "reports", "--alerts", "alerts.yaml").stdout == "tidings.db: 1 there already; 1 documents in all\n"


def test_add_gives_scripts_the_notices(run: Callable[..., Result]) -> None:
    made = json.loads(run("add", "reports", "--alerts", "alerts.yaml", "--json").stdout)
    (notice,) = made["alerts"]
    alert = notice["alert"]
    assert (made["new"], notice["news"], alert["indicator"], alert["status"]) == (1, "new", "Troops at Minsk", "actual")
    (start, end), *_ = alert["words"]["spans"]
    assert SENT[start:end] == alert["words"]["text"]
    assert [SENT[start:end] for start, end in alert["hits"]] == ["battalions"]


def test_alerts_shows_what_stands(run: Callable[..., Result]) -> None:
    assert "Troops at Minsk" in run("alerts", "alerts.yaml", "reports").stdout
    run("add", "reports")
    assert len(json.loads(run("alerts", "alerts.yaml", "--json").stdout)["alerts"]) == 1
    assert json.loads(run("alerts", "alerts.yaml", "--as-of", "2031-05-05", "--json").stdout)["alerts"] == []
    told = [json.loads(run("alerts", "alerts.yaml", "--tell", "--json").stdout)["notices"] for _ in range(2)]
    assert [len(notices) for notices in told] == [1, 0]


def test_the_terminal_can_be_left_out(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "alerts.yaml").write_text(FILE + "sinks: {terminal: false, file: told.jsonl}", "utf-8")
    assert run("add", "reports", "--alerts", "alerts.yaml").stdout == "tidings.db: 1 new; 1 documents in all\n"
    assert len((tmp_path / "told.jsonl").read_text("utf-8").splitlines()) == 1


def test_a_file_that_cannot_be_used_ends_the_program_before_anything_is_read(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "alerts.yaml").write_text("indicators: [{name: A}, {name: B, typ: AID}]", "utf-8")
    for words in (
        ("add", "reports", "--alerts", "alerts.yaml"),
        ("alerts", "alerts.yaml"),
        ("watch", "reports", "--alerts", "alerts.yaml"),
    ):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert [line.split(": ")[2] for line in result.stderr.splitlines()] == ["“A”", "“B”", "“B”"]
    assert not (tmp_path / "tidings.db").exists()
    assert run("alerts", "none.yaml").exit_code == 2


def test_tell_is_said_of_the_ledger_alone(run: Callable[..., Result]) -> None:
    run("add", "reports")
    for more in (("reports",), ("--as-of", "2031-05-05")):
        assert run("alerts", "alerts.yaml", "--tell", *more).exit_code == 2


def test_watch_keeps_what_comes_and_tells_a_fault_once(run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reports" / "bad.txt").write_bytes(b"")
    waited: list[float] = []

    def another_comes(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            (tmp_path / "reports" / "also.txt").write_text("It was cold. " + SENT.replace("railway worker", "bus driver"), "utf-8")

    monkeypatch.setattr(time, "sleep", another_comes)
    result = run("watch", "reports", "--alerts", "alerts.yaml", "--every", "5", "--rounds", "4")
    assert (result.exit_code, waited) == (0, [300.0] * 3)
    heads = [line.rstrip() for line in result.stdout.splitlines() if line.startswith(("New", "Update", "1 new", "0 new"))]
    assert heads == [
        "New  Troops at Minsk",
        "1 new document; 1 in all",
        "Update  Troops at Minsk  2 independent origins, was 1",
        "1 new document; 2 in all",
    ]
    assert result.stderr.count("bad.txt") == 1


def test_watch_ends_quietly(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", interrupted)
    result = run("watch", "reports", "--alerts", "alerts.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
