"""A reader mapped over documents on the machines of a Ray cluster, or on this one's cores by way of Ray."""

import json
import logging
import os
import warnings
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from tidings.know.actors import VARIABLE
from tidings.know.manifest import made
from tidings.model.document import Document, Refusal
from tidings.model.errors import TidingsError
from tidings.model.reading import Reading
from tidings.model.records import as_line, from_json
from tidings.ports import Reader

# So many documents are handed over at once: what is kept is never far behind what was read, and this machine's memory holds them. The readers
# start anew with each portion, which takes seconds, and a portion minutes.
PORTION = 10_000
# Documents that go to a reader together: few enough that all are busy until the end, enough that handing over costs nothing beside reading.
HANDED_OVER = 8
# A machine may be taken from the cluster and its work done elsewhere; what fails more often than this fails everywhere, and Ray would try for ever.
TRIES = 3
# Ray looks at these when it is loaded. Nothing is told to its makers. A cluster that doesn't answer is asked once, for half a minute, not twenty times.
_SETTINGS = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_NUM_REDIS_GET_RETRIES": "1"}


def read_on_ray(reader: Reader, documents: Iterable[Document]) -> Iterator[Reading | Refusal]:
    """The readings of the documents in their order, made by as many processes as the cluster has cores; the same as those made here.

    The cluster is the one that RAY_ADDRESS names, else one that Ray starts on this machine. Each of its machines needs the same Tidings.
    """
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        from ray.exceptions import RayError
    except ImportError as missing:
        raise TidingsError("reading on a cluster needs ray, which is not installed; `pip install 'tidings[ray]'` brings it") from missing
    started = not ray.is_initialized()
    if started:
        _start(ray)
    waiting, here = iter(documents), made()
    try:
        while portion := list(islice(waiting, PORTION)):
            for found in _mapped(reader, portion):
                if isinstance(found, Reading) and found.made not in (None, here):
                    raise TidingsError(
                        "a machine of the cluster reads with another version or other lexicons; install the same Tidings on all"
                    )
                yield found
    except RayError as fault:
        raise TidingsError(f"the cluster could not read on ({type(fault).__name__}); what was kept is kept: try again") from fault
    finally:
        if started:
            ray.shutdown()


def _start(ray: Any) -> None:
    yours = os.environ.get(VARIABLE)
    environment = {"env_vars": {VARIABLE: yours}} if yours else None
    where = os.environ.get("RAY_ADDRESS", "this machine")
    try:
        # no page is served that nobody asked for
        ray.init(include_dashboard=False, logging_level="ERROR", log_to_driver=False, runtime_env=environment)
    except (ConnectionError, OSError, ValueError, RuntimeError) as fault:
        raise TidingsError(f"{where}: no Ray cluster answers there; check RAY_ADDRESS, or leave it out to use this machine") from fault


def _mapped(reader: Reader, portion: list[Document]) -> Iterator[Reading | Refusal]:
    import ray
    from ray.data import ActorPoolStrategy, DataContext

    class ReadOne:
        """The reader, in a process of its own where its models stay. The class brings it along: an argument would be lost with its machine."""

        def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
            found = reader(from_json(Document, json.loads(row["document"])))
            return {"found": as_line(found), "refused": isinstance(found, Refusal)}

    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    cores = max(1, int(ray.cluster_resources().get("CPU", 1)))
    rows = [{"document": as_line(document)} for document in portion]
    handed_over = ray.data.from_items(rows, override_num_blocks=-(-len(rows) // HANDED_OVER))
    pool = ActorPoolStrategy(min_size=1, max_size=cores)
    with warnings.catch_warnings():  # see the version in pyproject.toml
        warnings.simplefilter("ignore")
        read = handed_over.map(ReadOne, compute=pool, max_restarts=TRIES, max_task_retries=TRIES)
    for row in read.iter_rows():
        found = json.loads(row["found"])
        yield from_json(Refusal, found) if row["refused"] else from_json(Reading, found)
