"""A crash loses nothing: killed at any moment, a ledger opens, holds all that was committed, goes on, and ends as if nobody had killed."""

import mmap
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from tidings.ledger.memory import MemoryLedger
from tidings.ledger.sqlite import SqliteLedger
from tidings.model.document import Document
from tidings.model.reading import Reading
from tidings.model.records import as_line
from tidings.situation import Situation

DOCUMENTS = 200
# The law asks for so many kills inside an open transaction; those between two transactions come on top.
INSIDE = 50


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for n in range(DOCUMENTS):
        text = f"Report {n}. The dam above Osk held through night {n}, the mayor said. " * (1 + n % 7)
        (folder / f"{n:03}.txt").write_text(text, "utf-8")
    return folder


def bare(document: Document) -> Reading:
    """A reading that costs nothing, so that most of the time goes into transactions, where the kills are wanted."""
    return Reading(document=document)


def _bare_runner(_: object, documents: Iterator[Document]) -> Iterator[Reading]:
    return map(bare, documents)


def _add(path: Path, reports: Path, told: mmap.mmap) -> None:
    """Adds all reports; byte 0 of `told` is 1 while a transaction is open, bytes 1 and 2 count what came back as committed."""

    def opens(_c: object, _cu: object, statement: str, *_: object) -> None:
        if statement.startswith("BEGIN"):
            told[0] = 1
        elif statement in ("COMMIT", "ROLLBACK"):
            told[0] = 0

    event.listen(Engine, "after_cursor_execute", opens)
    count = 0
    for _, how in Situation(SqliteLedger(path), runner=_bare_runner).adding(reports):  # type: ignore[arg-type]
        count += how == "new"
        told[1], told[2] = count % 256, count // 256


def _wait_for_a_transaction(told: mmap.mmap, longer: float) -> None:
    end = time.monotonic() + 0.3
    while not told[0] and time.monotonic() < end:
        pass
    time.sleep(longer)


def _picture_of(ledger: SqliteLedger | MemoryLedger) -> str:
    return "\n".join(map(as_line, ledger.readings()))


def test_kills_at_random_moments_lose_nothing(reports: Path, tmp_path: Path) -> None:
    whole = MemoryLedger()
    Situation(whole, runner=_bare_runner).add(reports)  # type: ignore[arg-type]
    expected = _picture_of(whole)
    context = multiprocessing.get_context("fork")
    chance = random.Random(7)
    inside = kills = ledgers = finished = 0
    while inside < INSIDE:
        ledgers += 1
        assert ledgers < 40, f"only {inside} of {kills} kills fell inside a transaction"
        path = tmp_path / f"{ledgers}.db"
        kept = 0
        while kept < DOCUMENTS:
            told = mmap.mmap(-1, 3)
            child = context.Process(target=_add, args=(path, reports, told))
            child.start()
            time.sleep(chance.uniform(0.05, 0.25))
            if kills % 2:  # every second one is aimed: a transaction is a tenth of the time, the rest goes into reading files
                _wait_for_a_transaction(told, chance.uniform(0, 0.001))
            os.kill(child.pid or 0, signal.SIGKILL)
            child.join()
            killed = child.exitcode == -signal.SIGKILL
            kills += killed
            inside += killed and told[0] == 1
            committed = told[1] + 256 * told[2]
            now = SqliteLedger(path).count()
            assert now >= kept + committed, "a committed document was lost"
            assert now <= kept + committed + 1, "more than the one document that was being kept"
            kept = now
        finished += 1
        ledger = SqliteLedger(path)
        assert (_picture_of(ledger), ledger.digest()) == (expected, whole.digest())
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert inside >= INSIDE
    print(f"{kills} kills, {inside} of them inside an open transaction, over {finished} ledgers")


def test_the_program_killed_while_it_reads_goes_on(reports: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tidings", "add", str(reports), "--ledger", "killed.db"]
    chance = random.Random(3)
    for _ in range(2):
        child = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(3, 5))
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    for name in ("killed.db", "whole.db"):
        done = subprocess.run([*command[:-1], name], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert _picture_of(SqliteLedger(tmp_path / "killed.db")) == _picture_of(SqliteLedger(tmp_path / "whole.db"))


# Room for the tables of an empty ledger and some of the documents.
_LIMITED = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (250_000,) * 2); "
_PROGRAM = "from tidings.__main__ import main; sys.argv = ['tidings', *sys.argv[1:]]; main()"


def test_a_disk_that_takes_no_more_is_told_and_nothing_is_lost(reports: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _LIMITED + _PROGRAM, "add", str(reports), "--ledger", "full.db"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "disk" in done.stderr
    before = SqliteLedger(tmp_path / "full.db").count()
    assert 0 < before < DOCUMENTS
    Situation(SqliteLedger(tmp_path / "full.db"), runner=_bare_runner).add(reports)  # type: ignore[arg-type]
    assert SqliteLedger(tmp_path / "full.db").count() == DOCUMENTS


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody may write, with a ledger in it; root may write anywhere, so there the program runs with less power."""
    folder = tmp_path / "shut"
    folder.mkdir()
    Situation(SqliteLedger(folder / "kept.db"), runner=_bare_runner).add(_one(tmp_path))  # type: ignore[arg-type]
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


def _one(folder: Path) -> Path:
    file = folder / "one.txt"
    file.write_text("The dam above Osk held, the mayor said on Monday.", "utf-8")
    return file


def _bound(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """The program run by one whom permissions bind: root has to lay down its power to override them."""
    command = [sys.executable, "-m", "tidings", *words]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root is bound by no permissions, and setpriv is not here to lay that down")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_folder_that_may_not_be_written_is_told(shut: Path, tmp_path: Path) -> None:
    other = tmp_path / "two.txt"
    other.write_text("The dam above Osk broke, the mayor said on Tuesday.", "utf-8")
    for ledger in ("new.db", "kept.db"):
        done = _bound(shut, "add", str(other), "--ledger", ledger)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert "written" in done.stderr or "permissions" in done.stderr


def test_a_ledger_in_a_folder_that_may_not_be_written_can_be_looked_at(shut: Path) -> None:
    done = _bound(shut, "status", "--ledger", "kept.db", "--json")
    assert done.returncode == 0, done.stderr
    assert '"documents": 1' in done.stdout
    assert _bound(shut, "compare", "--ledger", "kept.db", "--json").returncode == 0
