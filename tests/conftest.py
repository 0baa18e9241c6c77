"""What the tests share: where the development data stand, and a reason to skip where they don't."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cluster import Cluster, programs, running

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data; a test that asks for it skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the development data (../shared) are not here")
    return SHARED


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of the tests' own; a test that asks for it skips where there is none to start."""
    pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL's initdb and pg_ctl are not here")
    with running(folder) as server:
        yield server
