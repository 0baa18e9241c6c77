"""A reader mapped over documents on this machine: in this process, or in several for many documents."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from tidings.model.document import Document, Refusal
from tidings.model.errors import TidingsError
from tidings.model.reading import Reading
from tidings.ports import Reader

# A second process loads the models anew, which takes about as long as reading forty reports; below that, one is faster.
WORTH_A_PROCESS = 40
# Documents handed to the processes at once: enough that their waiting for the last of a portion is lost in it.
PORTION = 400


def read_here(reader: Reader, documents: Iterable[Document]) -> Iterator[Reading | Refusal]:
    """The readings of the documents in their order, made one by one in this process."""
    return map(reader, documents)


def read_on_all_cores(reader: Reader, documents: Iterable[Document]) -> Iterator[Reading | Refusal]:
    """The readings of the documents in their order, made by as many processes as there are cores, once there are enough documents."""
    waiting = iter(documents)
    first = list(islice(waiting, WORTH_A_PROCESS))
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(first) < WORTH_A_PROCESS or workers < 2:
        yield from read_here(reader, first)
        yield from read_here(reader, waiting)
        return
    # spawn: a forked process would share the parent's threads' locks and the ledger's connections
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            # map takes all that it is given at once: a portion at a time, no more documents lie in memory than that
            while first:
                yield from pool.map(reader, first, chunksize=4)
                first = list(islice(waiting, PORTION))
        except BrokenProcessPool:
            raise TidingsError(
                "a process that reads documents died, perhaps for want of memory; what was kept is kept: try again"
            ) from None
