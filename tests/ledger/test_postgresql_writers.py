"""Several at one PostgreSQL ledger: two writers, several makers, forked readers, writers that are killed."""

import multiprocessing
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime

from tests.cluster import Cluster

from tidings.engine import placed
from tidings.ledger.address import Address
from tidings.ledger.memory import MemoryLedger
from tidings.ledger.postgresql import PostgresqlLedger
from tidings.model.document import Document
from tidings.model.reading import Reading
from tidings.ports import Ledger

NOON = datetime(2031, 5, 2, 12, tzinfo=UTC)


def reading(name: str, text: str = "The dam above Osk held.") -> Reading:
    return Reading(document=Document(id=name, text=text, body=((0, len(text)),)))


def _keep_and_place(address: Address, letter: str) -> None:
    ledger = PostgresqlLedger(address)
    for n in range(20):
        ledger.keep(reading(f"{letter}{n}", f"The dam above Osk held through night {n}, said {letter}. The gate at Vel is shut."), NOON)
        ledger.keep(reading(f"both{n}", f"The dam above Osk held through night {n}. The gate at Vel is shut."), NOON)
        placed(ledger)


def test_two_writers_at_once_lose_nothing_and_make_the_same_threads(cluster: Cluster) -> None:
    address = cluster.address()
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_keep_and_place, args=(address, letter)) for letter in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [w.exitcode for w in writers] == [0, 0]
    ledger, memory = PostgresqlLedger(address), MemoryLedger()
    for one in ledger.readings():
        memory.keep(one, NOON)
    placed(memory)
    assert ledger.count() == 60
    assert list(ledger.unplaced()) == []
    assert ledger.threads() == memory.threads()
    ledger.close()


def _open(address: Address) -> None:
    PostgresqlLedger(address)


def test_two_who_make_a_ledger_at_once_make_one(cluster: Cluster) -> None:
    address = cluster.address()
    context = multiprocessing.get_context("fork")
    makers = [context.Process(target=_open, args=(address,)) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [m.exitcode for m in makers] == [0] * 4


def _count_through(ledger: Ledger) -> None:
    sys.exit(0 if ledger.count() == 1 else 1)


def test_a_process_that_was_forked_has_connections_of_its_own(cluster: Cluster) -> None:
    ledger = PostgresqlLedger(cluster.address())
    ledger.keep(reading("Osk"), NOON)
    child = multiprocessing.get_context("fork").Process(target=_count_through, args=(ledger,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert ledger.count() == 1
    ledger.close()


KILLS, KILLED_DOCUMENTS = 30, 120


def _add_all(address: Address, told: int) -> None:
    ledger = PostgresqlLedger(address)
    for n in range(KILLED_DOCUMENTS):
        if ledger.keep(reading(f"r{n:03}", f"Report {n}. The dam above Osk held. " * (1 + n % 7)), NOON) == "new":
            os.write(told, b".")
        placed(ledger)


def test_a_writer_that_is_killed_loses_nothing_and_holds_up_nobody(cluster: Cluster) -> None:
    """Killed at random moments; what came back as kept is there, and the lock is gone with the writer."""
    chance, context = random.Random(11), multiprocessing.get_context("fork")
    address = cluster.address()
    look = PostgresqlLedger(address)
    kept = kills = 0
    while kills < KILLS:
        if look.count() == KILLED_DOCUMENTS:
            address = cluster.address()
            look.close()
            look, kept = PostgresqlLedger(address), 0
        out, told = os.pipe()
        child = context.Process(target=_add_all, args=(address, told))
        child.start()
        os.close(told)
        time.sleep(chance.uniform(0.03, 0.15))
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        kills += child.exitcode == -signal.SIGKILL
        with os.fdopen(out, "rb") as pipe:
            committed = len(pipe.read())
        with look._writing():  # waits until the server has noticed: a commit under way is done or undone by then
            pass
        now = look.count()
        assert kept + committed <= now <= kept + committed + 1
        kept = now
    _add_all(address, os.open(os.devnull, os.O_WRONLY))
    memory = MemoryLedger()
    for n in range(KILLED_DOCUMENTS):
        memory.keep(reading(f"r{n:03}", f"Report {n}. The dam above Osk held. " * (1 + n % 7)), NOON)
    placed(memory)
    assert (look.readings(), look.digest(), look.threads()) == (memory.readings(), memory.digest(), memory.threads())
    look.close()
