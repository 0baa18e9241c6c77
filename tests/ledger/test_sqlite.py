"""What only a file can do: be newer, be no ledger, be read-only, be written by two at once."""

import multiprocessing
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tidings.ledger import schema
from tidings.ledger.sqlite import SqliteLedger
from tidings.model.document import Document
from tidings.model.errors import LedgerError
from tidings.model.reading import Reading

NOON = datetime(2031, 5, 2, 12, tzinfo=UTC)


def reading(name: str) -> Reading:
    return Reading(document=Document(id=name, text=f"The dam at {name} held."))


def test_it_writes_ahead_and_waits_for_the_disk(tmp_path: Path) -> None:
    ledger = SqliteLedger(tmp_path / "a.db")
    with ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_ledger_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    SqliteLedger(path).keep(reading("Osk"), NOON)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE about SET value = ? WHERE key = 'version'", (str(schema.VERSION + 1),))
    with pytest.raises(LedgerError, match="newer Tidings"):
        SqliteLedger(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (lambda p: p.write_bytes(b"The dam held, all day long. " * 40), "no ledger"),
        (lambda p: p.mkdir(), "folder"),
    ],
    ids=["a text", "a folder"],
)
def test_what_is_no_ledger_is_refused_in_one_line(tmp_path: Path, prepare: object, says: str) -> None:
    path = tmp_path / "a.db"
    prepare(path)  # type: ignore[operator]
    with pytest.raises(LedgerError, match=says) as fault:
        SqliteLedger(path)
    assert "\n" not in str(fault.value)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="folder exists"):
        SqliteLedger(tmp_path / "none" / "a.db")


def _keep_twenty(path: Path, letter: str) -> None:
    ledger = SqliteLedger(path)
    for n in range(20):
        ledger.keep(reading(f"{letter}{n}"), NOON)
        ledger.keep(reading(f"both{n}"), NOON)


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_keep_twenty, args=(path, letter)) for letter in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [w.exitcode for w in writers] == [0, 0]
    assert SqliteLedger(path).count() == 60
