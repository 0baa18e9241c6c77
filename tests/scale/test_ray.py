"""Reading on Ray gives the bytes that reading here gives, in the same order."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tidings.engine import documents_in, read_document
from tidings.know.example import example_folder
from tidings.model.document import Document, Refusal
from tidings.model.errors import TidingsError
from tidings.model.reading import Made, Reading
from tidings.model.records import as_line
from tidings.scale.processes import read_here, read_on_all_cores
from tidings.scale.ray import read_on_ray


def test_without_ray_it_is_told_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(TidingsError, match=r"tidings\[ray\]"):
        list(read_on_ray(read_document, []))


def test_a_cluster_that_is_not_there_is_told() -> None:
    pytest.importorskip("ray", reason="the extra `ray` is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"127.0.0.1:{free.getsockname()[1]}"
    # in a process of its own: Ray looks at its settings once
    program = "from tidings.scale.ray import read_on_ray; from tidings.model.document import Document; list(read_on_ray(print, [Document(id='a', text='')]))"
    environment = {**os.environ, "RAY_ADDRESS": nobody}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120, env=environment)
    assert "check RAY_ADDRESS" in done.stderr.splitlines()[-1]


@pytest.fixture(scope="module")
def cluster_here() -> Iterator[Any]:
    """One cluster for all tests of the module: starting it takes seconds."""
    ray = pytest.importorskip("ray", reason="the extra `ray` is not installed")
    pytest.importorskip("ray.data", reason="the extra `ray` is not installed")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    yield ray
    ray.shutdown()


def examples() -> list[Document]:
    return [d for d in documents_in([str(example_folder())]) if isinstance(d, Document)]


def lines(found: Iterator[Reading | Refusal]) -> list[str]:
    return [as_line(one) for one in found]


def test_it_gives_what_reading_here_and_in_processes_gives(cluster_here: object) -> None:
    # as many again as make a second process worth its while
    documents = [replace(d, id=f"{d.id}-{n}") for n in range(5) for d in examples()]
    on_ray = lines(read_on_ray(read_document, iter(documents)))
    assert on_ray == lines(read_here(read_document, documents))
    assert on_ray == lines(read_on_all_cores(read_document, documents))
    assert len(on_ray) == len(documents)


def echo(document: Document) -> Reading | Refusal:
    return Refusal(where=document.id, why="odd") if int(document.id) % 2 else Reading(document=document)


def test_the_order_and_refusals_are_kept_over_several_portions(cluster_here: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tidings.scale.ray.PORTION", 50)
    documents = [Document(id=str(n), text=f"Gate {n} held.") for n in range(120)]
    assert list(read_on_ray(echo, documents)) == [echo(d) for d in documents]


def other(document: Document) -> Reading:
    return Reading(document=document, made=Made(version="0.0.0"))


def test_a_machine_that_reads_with_something_else_is_told(cluster_here: object) -> None:
    with pytest.raises(TidingsError, match="another version"):
        list(read_on_ray(other, [Document(id="a", text="")]))


def falls(document: Document) -> Reading:
    os._exit(1)


def test_a_reader_that_dies_is_told_in_one_line(cluster_here: object) -> None:
    with pytest.raises(TidingsError, match="what was kept is kept") as fault:
        list(read_on_ray(falls, [Document(id="a", text="")]))
    assert "\n" not in str(fault.value)
