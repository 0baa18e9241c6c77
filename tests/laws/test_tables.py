"""The tables of what no scorer counts, written before the code that passes them, and of texts that tempt one to guess.

`unmet.toml` names, by table, the rows that the program does not meet yet: such a row must fail, and every other row must pass, so that the
list can only shrink honestly.
"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.laws.judged import TABLES

CASES = Path(__file__).parent.parent / "cases"
UNMET: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "unmet.toml").read_text("utf-8"))


def rows(table: str) -> list[Any]:
    """The table's rows; of the last one, those of its twins too, in which the answer can be known."""
    held = tomllib.loads((CASES / f"{table}.toml").read_text("utf-8"))
    return [*held["case"], *held.get("known", [])]


def name_of(table: str, number: int) -> str:
    return f"{table}-{number + 1}"


EVERY = [
    pytest.param(
        table,
        row,
        id=f"{name_of(table, n)}: {row['note'][:60]}",
        marks=[pytest.mark.xfail(reason="not met yet", strict=True)] if name_of(table, n) in UNMET.get(table, []) else [],
    )
    for table in TABLES
    for n, row in enumerate(rows(table))
]


@pytest.mark.parametrize(("table", "row"), EVERY)
def test_row(table: str, row: Any) -> None:
    assert TABLES[table](row) is None


ANSWERS = {"stance": "stance", "hedges": "hedges", "others": "status", "unknown": "must", "quantities": "value"}


@pytest.mark.parametrize("table", TABLES)
def test_no_constant_answer_gets_half(table: str) -> None:
    wanted = rows(table)
    assert len(wanted) >= 40
    column = ANSWERS.get(table)
    answers = Counter(str(row.get(column)) if column else str(row.get({"record": "predictions"}.get(table, table), [])) for row in wanted)
    assert answers.most_common(1)[0][1] / len(wanted) < 0.5
