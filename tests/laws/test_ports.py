"""The clock, ids, chance and the network come in through ports: no other module asks the machine for them."""

import ast
from pathlib import Path

import pytest

import tidings

SOURCE = Path(tidings.__file__).parent
# Who may: the engine's default clock, the one place where addresses of users are opened, and the edge at which the pages are served, which
# listens, and hands them the bytes that sign their cookies and forms. A webhook posts to an address that the user's file of indicators names.
ALLOWED = {
    "situation.py": {"datetime.now"},
    "ingest/fetch.py": {"urllib.request", "socket"},
    "cli/serving.py": {"socket", "secrets"},
    "watch/webhook.py": {"urllib.request"},
    # a UUID of version 5 is a hash of what it stands for; those of the clock and of chance stay forbidden here too
    "show/exports/extract.py": {"uuid"},
}
CALLS = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "time.time",
    "time.time_ns",
    "os.urandom",
    "uuid.uuid1",
    "uuid.uuid4",
}
MODULES = {"random", "uuid", "secrets", "socket", "urllib.request", "http.client", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_module_asks_the_machine(path: Path) -> None:
    allowed = ALLOWED.get(path.relative_to(SOURCE).as_posix(), set())
    used = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used.add(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Import):
            used |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            used |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    assert (used & (CALLS | MODULES)) - allowed == set()
