"""The ledger in one SQLite file: WAL, FTS5, and what a file can be that is no ledger."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from tidings.ledger.sql import NO_LEDGER, PATIENCE, SqlLedger
from tidings.model.document import Document
from tidings.model.errors import LedgerError

_REASONS = {
    "readonly": "the ledger can't be written; check the permissions of the file and its folder, or name another with --ledger",
    "attempt to write": "the ledger can't be written; check the permissions of the file and its folder, or name another with --ledger",
    "unable to open": "the ledger can't be opened; check that the folder exists and may be written, or name another with --ledger",
    "full": "the disk is full; what was added before is kept: make room and add the rest again",
    "disk i/o": "the disk refused to write; what was added before is kept: check the disk and add the rest again",
    "locked": "another program has held the ledger for a minute; try again when it is done",
    "not a database": "this file is no ledger; name another with --ledger",
    "malformed": "this ledger is damaged; restore it from a copy",
}


class SqliteLedger(SqlLedger):
    """Readings kept in one file, behind the Ledger port. Raises LedgerError with one line that says what to do."""

    def __init__(self, path: Path, make: bool = True) -> None:
        if not make and not path.exists():
            raise LedgerError(f"{path}: {NO_LEDGER}")
        super().__init__(str(path), _engine(path))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            # IMMEDIATE: a writer queues before it reads
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")

    def _index(self, connection: Connection, content: str, document: Document) -> None:
        connection.execute(
            text("INSERT INTO documents_words (content, title, text) VALUES (:content, :title, :text)"),
            {"content": content, "title": document.title or "", "text": document.text},
        )

    def _unindex(self, connection: Connection, content: str) -> None:
        connection.execute(text("DELETE FROM documents_words WHERE content = :content"), {"content": content})

    def _sweep(self) -> None:
        with self._engine.connect() as connection:
            # the index keeps what was deleted until its parts are merged; the file, until it is written anew; the log, until it is emptied
            connection.exec_driver_sql("INSERT INTO documents_words (documents_words) VALUES ('optimize')")
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _found(self, connection: Connection, choices: tuple[tuple[tuple[str, ...], ...], ...], limit: int) -> list[str]:
        # joined by their keys: as a list of what is in it, the situation would be gone through anew for each search
        query = text(
            "SELECT d.content FROM documents_words w JOIN documents d ON d.content = w.content "
            "JOIN members m ON m.situation = :situation AND m.content = w.content "
            "WHERE documents_words MATCH :words ORDER BY bm25(documents_words), d.id, d.content LIMIT :limit"
        )
        # each word quoted: what the user types is text, never FTS5 syntax
        any_of = {group: " OR ".join(f'"{word}"*' for word in group) for choice in choices for group in choice}
        terms = " OR ".join(f"({' AND '.join(f'({any_of[group]})' for group in choice)})" for choice in choices)
        return list(connection.execute(query, {"words": terms, "limit": limit, "situation": self.situation}).scalars())

    def _meaning(self, fault: DBAPIError) -> str:
        raw = str(fault.orig).lower()
        return next((reason for sign, reason in _REASONS.items() if sign in raw), f"the ledger can't be used ({fault.orig})")


def _engine(path: Path) -> Engine:
    if path.is_dir():
        raise LedgerError(f"{path}: this is a folder; name a file with --ledger")
    is_shut = _is_shut(path)
    where = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1&uri=true" if is_shut else str(path)
    # NullPool: a connection belongs to one call, so threads and forks never share one
    engine = create_engine(f"sqlite:///{where}", poolclass=NullPool, connect_args={"timeout": PATIENCE, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        if is_shut:
            return
        connection.execute("PRAGMA journal_mode = WAL")
        # NORMAL loses nothing at a crash of the program in WAL mode, but may lose the last commits at a loss of power; FULL does not
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    return engine


def _is_shut(path: Path) -> bool:
    """Whether the ledger lies where nothing may be written and nothing waits to be written into it: then it can be read as it stands."""
    return path.is_file() and not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
