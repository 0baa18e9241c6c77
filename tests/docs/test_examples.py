"""Every example in the docs runs: the commands' own, and README's."""

import re
import shlex
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import tidings
from tidings.cli import asking, commands, serving
from tidings.know.example import example_folder
from tidings.model.judgement import Judgement

if TYPE_CHECKING:
    from fastapi import FastAPI
    from mcp.server import MCPServer

ALERTS = Path(__file__).resolve().parent.parent.parent / "docs" / "alerts.md"
README = Path(__file__).resolve().parent.parent.parent / "README.md"
DOCS = README.parent / "docs"


def examples_of(text: str) -> list[str]:
    """The lines that call the program, without their comments."""
    return [line.strip().split(" # ")[0].strip() for line in text.splitlines() if line.strip().startswith("tidings ")]


EXAMPLES = [e for command in commands.commands.values() for e in examples_of(command.help or "")] + examples_of(README.read_text("utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the examples expect it: reports/, report.txt, reports.jsonl, alerts.yaml, mine.csv, and a ledger of what is in reports/, with one judgement."""
    base = tmp_path_factory.mktemp("examples")
    shutil.copytree(example_folder(), base / "reports", ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    text = next(iter(sorted((base / "reports").glob("*.txt")))).read_text("utf-8")
    (base / "report.txt").write_text(text, "utf-8")
    lines = next(iter(sorted((base / "reports").glob("*.jsonl")))).read_text("utf-8")
    (base / "reports.jsonl").write_text(lines, "utf-8")
    (alerts,) = re.findall(r"```yaml\n(.*?)```", ALERTS.read_text("utf-8"), re.S)
    (base / "alerts.yaml").write_text(alerts, "utf-8")
    (base / "mine.csv").write_text("document,type,words\n01-river-press,MOBILIZE,deployed\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(base)
        result = CliRunner().invoke(commands, ["add", "reports"])
        assert result.exit_code == 0, result.output
        with tidings.open() as kept:
            kept.ledger.judge(Judgement(id="j3f0", verdict="grade", who="ana", at="2031-05-12T12:00", source="River Press", grade="B"))
    return base


def answers_once(app: "FastAPI", listening: socket.socket) -> None:
    """Stands for a server that somebody ends once it has shown a page."""
    from starlette.testclient import TestClient

    listening.close()
    assert TestClient(app, base_url="http://localhost").get("/").status_code == 200


def lists_tools(server: "MCPServer[Any]") -> None:
    """Stands for an assistant's program that asks what there is."""
    import anyio
    import click

    for tool in anyio.run(server.list_tools):
        click.echo(tool.name)


@pytest.mark.parametrize("example", dict.fromkeys(EXAMPLES))
def test_an_example_runs(example: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(serving, "run_server", answers_once)
    monkeypatch.setattr(asking, "run_server", lists_tools)
    words = shlex.split(re.sub(r"\s>\s.*", "", example))[1:]
    words = [w for word in words for w in (sorted(map(str, Path().glob(word))) if "*" in word else [word])]
    result = CliRunner().invoke(commands, words)
    assert result.exit_code == 0, result.output
    assert result.stdout


def test_every_command_has_help_and_an_example() -> None:
    for name, command in commands.commands.items():
        assert command.help, name
        assert examples_of(command.help), name


def test_the_python_of_the_readme_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(folder)
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.S)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out


def test_the_example_of_the_api_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("fastapi", reason="the extra `web` is not installed")
    from tests.web.conftest import served

    monkeypatch.chdir(folder)
    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / "api.md").read_text("utf-8"), re.S)
    with tidings.open() as kept, served(kept) as address:
        exec(compile(code.replace("http://127.0.0.1:8300", address), "api.md", "exec"), {})
    said = capsys.readouterr().out
    assert "in all; the next: /api/v1/claims?" in said
    assert "rows of id, origin, chain" in said


def test_every_address_and_form_of_the_api_is_documented() -> None:
    pytest.importorskip("fastapi", reason="the extra `web` is not installed")
    from tests.web.conftest import client_of

    from tidings.situation import situation_in_memory

    text = (DOCS / "api.md").read_text("utf-8")
    paths = client_of(situation_in_memory()).get("/api/v1/openapi.json").json()["paths"]
    assert [path for path in paths if f"`{path}`" not in text] == []
    forms = {f for path in paths.values() for p in path["get"].get("parameters", ()) if p["name"] == "format" for f in p["schema"]["enum"]}
    assert [form for form in forms if f"`{form}`" not in text] == []
    filters = {p["name"] for path in paths.values() for p in path["get"].get("parameters", ())}
    assert [name for name in filters if f"`{name}`" not in text and name != "part"] == []
