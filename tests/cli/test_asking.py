"""tidings mcp from the command line: what it says when it can't answer an assistant."""

import builtins
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tidings.cli import commands


def test_without_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(commands, ["mcp"])
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_judgements_want_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mcp")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(commands, ["mcp", "--judge-as", " "])
    assert (result.exit_code, result.stderr) == (2, "tidings: --judge-as: give the name of the person whose judgements these are\n")


def test_where_the_package_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def lacking(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("tidings.mcp"):
            raise ModuleNotFoundError("No module named 'mcp'", name="mcp")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", lacking)
    result = CliRunner().invoke(commands, ["mcp"])
    assert (result.exit_code, result.stderr) == (
        2,
        "tidings: this needs mcp, which is not installed; `pip install 'tidings[mcp]'` brings it\n",
    )
