"""Tables of cases that people can read: tests/cases/NAME.toml, one [[case]] a row, each with a note."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tidings.engine import documents_in
from tidings.model.document import Document, Refusal


def rows(name: str) -> list[Any]:
    """The rows of a table as pytest parameters; `xfail` holds the reason why a row is not yet met."""
    cases = tomllib.loads((Path(__file__).parent / "cases" / f"{name}.toml").read_text("utf-8"))["case"]
    marks = {i: [pytest.mark.xfail(reason=c["xfail"], strict=True)] for i, c in enumerate(cases) if "xfail" in c}
    return [pytest.param(c, id=c.get("note") or c["text"][:50], marks=marks.get(i, [])) for i, c in enumerate(cases)]


def document_of(text: str, tmp_path: Path, published_at: str | None = None) -> Document:
    """A document of this text, made as the program makes it."""
    import json

    path = tmp_path / "case.jsonl"
    path.write_text(json.dumps({"id": "case", "text": text, "published_at": published_at}), "utf-8")
    (found,) = documents_in([path])
    assert not isinstance(found, Refusal), found
    return found
