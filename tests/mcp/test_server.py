"""The server as an assistant's program meets it: its tools, what they answer, how much at once, and what they refuse."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
import pytest

from tidings.know.example import example_folder
from tidings.situation import Situation, open_ledger, situation_in_memory

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from mcp.client.stdio import StdioServerParameters

from mcp import Client
from tidings.mcp import answers
from tidings.mcp.server import server_of

READS = {"brief", "timeline", "claims", "chain", "differences", "figures", "judgements", "document", "search"}
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def example() -> Situation:
    situation = situation_in_memory()
    situation.add(example_folder())
    return situation


def asking(server: Any) -> Ask:
    """Calls a tool and gives what it answers; a refusal as its one line."""

    def ask(tool: str, **arguments: object) -> Any:
        async def call() -> Any:
            async with Client(server) as client:
                return await client.call_tool(tool, arguments)

        result = anyio.run(call)
        (content,) = result.content
        if result.is_error:
            return content.text
        assert json.loads(content.text) == result.structured_content
        return result.structured_content

    return ask


@pytest.fixture(scope="module")
def ask(example: Situation) -> Ask:
    return asking(server_of(example))


def tools_of(server: Any) -> dict[str, Any]:
    async def listed() -> Any:
        async with Client(server) as client:
            return (await client.list_tools()).tools

    return {tool.name: tool for tool in anyio.run(listed)}


def test_it_only_looks_unless_somebody_lets_it_judge(example: Situation) -> None:
    tools = tools_of(server_of(example))
    assert set(tools) == READS
    assert all(tool.annotations.read_only_hint for tool in tools.values())
    judging = tools_of(server_of(example, judge="Ana Brandt"))
    assert set(judging) == READS | {"judge", "take_back"}
    assert not judging["judge"].annotations.read_only_hint


def test_every_tool_and_argument_says_what_it_is(example: Situation) -> None:
    for tool in tools_of(server_of(example, judge="Ana Brandt")).values():
        assert tool.description
        for name, argument in tool.input_schema["properties"].items():
            assert argument.get("description"), f"{tool.name} {name}"


def quotations(value: Any) -> list[dict[str, Any]]:
    """Everything in an answer that quotes words of a document."""
    if isinstance(value, dict):
        own = [value] if {"text", "document", "spans"} <= set(value) else []
        return own + [q for part in value.values() for q in quotations(part)]
    return [q for part in value for q in quotations(part)] if isinstance(value, list) else []


ASKED: list[tuple[str, dict[str, object]]] = [
    ("brief", {}),
    ("brief", {"since": "2031-05-08"}),
    ("timeline", {"since": "2031-05-06", "until": "2031-05-12", "status": "actual"}),
    ("claims", {"about": "dam"}),
    ("chain", {"claim": "01-river-press:c1"}),
    ("differences", {"sort": "contradiction"}),
    ("figures", {}),
    ("search", {"query": "dam collapsed"}),
]


@pytest.mark.parametrize(("tool", "arguments"), ASKED, ids=[f"{t} {a}" for t, a in ASKED])
def test_every_quotation_stands_where_it_says(ask: Ask, example: Situation, tool: str, arguments: dict[str, object]) -> None:
    answer = ask(tool, **arguments)
    found = quotations(answer)
    assert found
    for words in found:
        text = example.reading(words["document"]).document.text
        assert words["text"] == " … ".join(text[start:end] for start, end in words["spans"])
        where = urlsplit(words["page"])
        assert where.path == "/document"
        assert parse_qs(where.query)["id"] == [words["document"]]
        assert parse_qs(where.query)["at"] == [".".join(f"{a}-{b}" for a, b in words["spans"])]
    assert "confirmed" not in json.dumps(answer)


def test_records_can_be_asked_for_again(ask: Ask) -> None:
    row = ask("claims", limit=1)["rows"][0]
    assert ask("chain", claim=row["record"])["claim"] == row["claim"]
    assert ask("chain", claim=row["claim"])["record"] == row["record"]


@pytest.mark.parametrize("tool", ["timeline", "claims", "differences", "figures"])
def test_pages_follow_on_one_another(ask: Ask, tool: str) -> None:
    whole = ask(tool, limit=100)
    rows, offset = [], 0
    while offset is not None:
        page = ask(tool, offset=offset, limit=7)
        assert len(page["rows"]) <= 7
        rows += page["rows"]
        offset = page["next_offset"]
    assert len(rows) == whole["total"]
    assert rows[: len(whole["rows"])] == whole["rows"]


def test_an_answer_has_a_bound(monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    monkeypatch.setattr(answers, "MOST_CHARACTERS", 3000)
    page = ask("claims", limit=100)
    assert 1 <= len(page["rows"]) < 10
    assert len(json.dumps(page["rows"], ensure_ascii=False)) < 3200
    assert page["next_offset"] == len(page["rows"])


def test_a_document_comes_in_portions(ask: Ask, example: Situation) -> None:
    text = example.reading("01-river-press").document.text
    got, start = "", 0
    while start is not None:
        portion = ask(
            "document", document="01-river", start=start, length=100, layers=["claims", "events", "times", "places", "names", "quantities"]
        )
        assert portion["start"] == start
        assert "code points" in portion["offsets"]
        for mark in portion["marks"]:
            assert any(a < portion["end"] and portion["start"] < b for a, b in mark["spans"])
        got += portion["text"]
        start = portion["next_start"]
    assert got == text


def test_what_could_be_known_then(ask: Ask) -> None:
    now, then = ask("claims"), ask("claims", as_of="2031-05-07")
    assert 0 < then["total"] < now["total"]
    assert all(q["published"] <= "2031-05-07" for q in quotations(then))


REFUSED: list[tuple[str, dict[str, object], str]] = [
    ("claims", {"limit": 0}, "limit 0: a number from 1 to 100"),
    ("claims", {"limit": 1000}, "limit 1000: a number from 1 to 100"),
    ("claims", {"offset": -1}, "offset -1: a number from 0 on"),
    ("claims", {"as_of": "soon"}, "soon is no moment; write it as 2031-05-10T16:00, 2031-05-10, 2031-05 or 2031"),
    ("claims", {"status": "sure"}, "status Input should be 'actual', 'planned', 'possible', 'conditional' or 'negated'"),
    ("claims", {"limit": "many"}, "limit Input should be a valid integer, unable to parse string as an integer"),
    ("chain", {"claim": "k0"}, "k0: there is no such claim; `claims` lists them"),
    ("chain", {}, "claim Field required"),
    ("document", {"document": "none"}, "none: there is no such document; `tidings status` lists them"),
    ("document", {"document": "01-river", "start": 10**6}, "start 1000000: a number from 0 to 784, the length of the text"),
    ("document", {"document": "01-river", "length": 0}, "length 0: a number from 1 to 20000"),
    (
        "document",
        {"document": "01-river", "layers": ["all"]},
        "layers all: there are claims, events, times, places, quantities, names, skipped",
    ),
    ("rm", {}, "Unknown tool: rm"),
]


@pytest.mark.parametrize(("tool", "arguments", "line"), REFUSED, ids=[f"{t} {a}" for t, a, _ in REFUSED])
def test_a_refusal_is_one_line(ask: Ask, tool: str, arguments: dict[str, object], line: str) -> None:
    assert ask(tool, **arguments) == line


def test_a_judgement_bears_the_name_of_the_person_and_can_be_taken_back(example: Situation) -> None:
    own = situation_in_memory()
    for reading in example.readings():
        own.ledger.keep(reading, own._clock())
    ask = asking(server_of(own, judge="Ana Brandt"))
    made = ask("judge", verdict="grade", records=["01-river-press:c1"], grade="2", note="seen by two")
    assert (made["who"], made["grade"], made["records"]) == ("Ana Brandt", "2", ["01-river-press:c1"])
    assert ask("chain", claim="01-river-press:c1")["judged"] == ["graded 2 by Ana Brandt"]
    assert ask("judge", verdict="grade", records=["01-river-press:c1"], grade="Z") == "Z: the grades of an item are 1, 2, 3, 4, 5, 6"
    ask("take_back", judgement=made["id"])
    assert ask("chain", claim="01-river-press:c1")["judged"] == []
    assert ask("judgements")["rows"][0]["undone"]["who"] == "Ana Brandt"


def test_what_comes_is_seen(example: Situation, tmp_path: Path) -> None:
    own = situation_in_memory()
    ask = asking(server_of(own))
    assert ask("claims")["total"] == 0
    (tmp_path / "a.txt").write_text("Ada Olm said on Monday that the dam will hold.", "utf-8")
    own.add(tmp_path / "a.txt")
    assert ask("claims")["rows"][0]["origin"] == "Ada Olm"


def test_over_standard_input_and_output(example: Situation, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "kept.db") as kept:
        for reading in example.readings():
            kept.ledger.keep(reading, kept._clock())
    arguments = ["-m", "tidings", "mcp", "--ledger", str(tmp_path / "kept.db")]
    ask = asking(StdioServerParameters(command=sys.executable, args=arguments, env={**os.environ}))
    assert ask("claims", about="dam", limit=2)["rows"][0]["words"]["document"]
    assert ask("chain", claim="k0") == "k0: there is no such claim; `claims` lists them"
