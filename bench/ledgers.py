"""What a ledger costs by where it is kept: seconds to keep and place, to look for words, to read all, and bytes; the same readings for each.

python bench/ledgers.py [READINGS] [ADDRESS]     memory, a SQLite file, and where an address is given (postgresql://…) PostgreSQL

The readings are made up (bench/increments.py). Times are of one writer; the last row has two at once, in processes of their own. The ledger at
the address must be empty: name one with ?schema=bench, and drop that schema afterwards.
"""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from increments import NOON, made_up

from tidings.compare.threads import are_tied, lead_of
from tidings.ledger.address import Address, address_of
from tidings.ledger.versions import content_of
from tidings.model.reading import Reading
from tidings.ports import Ledger
from tidings.situation import open_ledger, situation_in_memory

# Calls of which the median is given.
CALLS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Milliseconds each."""

    keep: float
    place: float
    search: float
    reading: float
    threads: float
    everything: float


def milliseconds(act: Callable[[], object]) -> float:
    """The time that one call takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def median_of(act: Callable[[int], object]) -> float:
    """The median over several calls, which are told apart by their number."""
    return sorted(milliseconds(lambda n=n: act(n)) for n in range(CALLS))[CALLS // 2]


def place(ledger: Ledger, reading: Reading) -> None:
    """Ties a reading that is kept to its thread."""
    ledger.place(content_of(reading.document), lead_of(reading), are_tied)


def measured(ledger: Ledger, readings: list[Reading]) -> Cost:
    """Fills an empty ledger and asks of it."""
    assert ledger.count() == 0, "the ledger has to be empty"
    keeping = sum(milliseconds(lambda r=r: ledger.keep(r, NOON)) for r in readings)
    # the lead is the same work for all, and left out
    leads = [(content_of(r.document), lead_of(r)) for r in readings]
    placing = sum(milliseconds(lambda c=content, one=lead: ledger.place(c, one, are_tied)) for content, lead in leads)
    words = [" ".join(r.document.text.split()[4:6]) for r in readings]
    step = max(1, len(readings) // CALLS)
    return Cost(
        keep=keeping / len(readings),
        place=placing / len(readings),
        search=median_of(lambda n: ledger.search(words[n * step % len(words)])),
        reading=median_of(lambda n: ledger.reading(readings[n * step % len(readings)].document.id)),
        threads=median_of(lambda _: ledger.threads()),
        everything=milliseconds(ledger.readings),
    )


def write_half(address: Address, first: int, last: int) -> None:
    """What each of two writers does."""
    with open_ledger(address) as situation:
        for number in range(first, last):
            reading = made_up(number)
            situation.ledger.keep(reading, NOON)
            place(situation.ledger, reading)


def two_at_once(address: Address, size: int) -> float:
    """Seconds in which two writers fill a ledger of this size."""
    open_ledger(address).close()
    halves = ((0, size // 2), (size // 2, size))
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_half, args=(address, *half)) for half in halves]
    start = time.perf_counter()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not any(writer.exitcode for writer in writers)
    with open_ledger(address) as situation:
        assert situation.ledger.count() == size
    return time.perf_counter() - start


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    readings = [made_up(number) for number in range(size)]
    with tempfile.TemporaryDirectory() as folder:
        places = {"memory": None, "SQLite": address_of(Path(folder) / "a.db")}
        again = {"SQLite": address_of(Path(folder) / "b.db")}
        if len(sys.argv) > 2:
            given = sys.argv[2]
            places["PostgreSQL"] = address_of(given)
            again["PostgreSQL"] = address_of(given.replace("schema=", "schema=two_")) if "schema=" in given else None
        print(f"{size} readings; milliseconds each (all: together)")
        print(f"{'':<12}{'keep':>9}{'place':>9}{'search':>9}{'reading':>9}{'threads':>9}{'all':>9}{'two writers':>14}")
        for name, address in places.items():
            with situation_in_memory() if address is None else open_ledger(address) as situation:
                cost = measured(situation.ledger, readings)
            row = (cost.keep, cost.place, cost.search, cost.reading, cost.threads, cost.everything)
            other = again.get(name)
            both = f"{two_at_once(other, size):>12.1f} s" if other else ""
            print(f"{name:<12}" + "".join(f"{value:>9.2f}" for value in row) + both, flush=True)


if __name__ == "__main__":
    main()
