"""The ledger in a PostgreSQL database: in a schema of its own, written by several at once, its words in tsvectors."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count

from sqlalchemy import ColumnElement, Connection, Engine, and_, cast, create_engine, event, func, or_, select, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlalchemy.schema import CreateSchema

from tidings.ledger import schema
from tidings.ledger.address import Address
from tidings.ledger.alerts import batched
from tidings.ledger.sql import PATIENCE, SqlLedger
from tidings.ledger.words import words_in_order
from tidings.model.document import Document
from tidings.model.errors import LedgerError

# Seconds to wait for a server that doesn't answer; a user's own connect_timeout comes before it.
REACHED_WITHIN = 10
# A tsvector takes a megabyte. So many words of this length at the most, with four bytes a letter, stay below it; a report has one part.
PART_OF_WORDS, LONGEST_WORD = 4000, 60
_NO_SERVER = "no PostgreSQL server answers there; check the host and port, and that the server runs"
_NOT_LET_IN = "the server doesn't let this user in; check the user, and the password in PGPASSWORD or ~/.pgpass"
# What the server or libpq says when no connection comes about: for that there are no codes.
_AT_THE_DOOR = {
    "failed to resolve": _NO_SERVER,
    "could not translate": _NO_SERVER,
    "permission denied": _NOT_LET_IN,
    "password": _NOT_LET_IN,
    "authentication": _NOT_LET_IN,
    "pg_hba.conf": _NOT_LET_IN,
    "role ": _NOT_LET_IN,
    "database ": "the server has no such database; `createdb NAME` makes one",
    "too many": "the server has no room for one more connection; try again later",
    "connection slots": "the server has no room for one more connection; try again later",
    "starting up": "the server is starting or stopping; try again in a moment",
    "shutting down": "the server is starting or stopping; try again in a moment",
    "ssl ": "the server and this program find no encryption that both take; check sslmode",
    "certificate": "the server and this program find no encryption that both take; check sslmode",
    "": _NO_SERVER,
}
_LOST = "the connection to the server was lost; what was added before is kept: add the rest again"
# By SQLSTATE, or the class that its first two signs name: https://www.postgresql.org/docs/current/errcodes-appendix.html
_REASONS = {
    "42501": "this user has no right to do that in the ledger; its owner can give it (docs/ledgers.md), or name another user",
    "25006": "the server takes no writing here, perhaps because it is a replica; name the one that does",
    "55P03": "another program has held the ledger for a minute; try again when it is done",
    "53100": "the server's disk is full; what was added before is kept: make room and add the rest again",
    "53300": _AT_THE_DOOR["too many"],
    "57014": "the server broke off what takes long; see its statement_timeout",
    "08": _LOST,
    "57": _LOST,
    "XX": "the server found its data damaged; restore the database from a copy",
}


class PostgresqlLedger(SqlLedger):
    """Readings kept in a database on a server, behind the Ledger port. Raises LedgerError with one line that says what to do."""

    def __init__(self, address: Address, make: bool = True) -> None:
        self._address, self._schema = address, address.schema
        super().__init__(str(address), _engine(address), make=make)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            # a commit that has come back is on the disk, however carelessly the server is set; a stricter setting stays
            connection.execute(
                text(
                    "SELECT set_config('lock_timeout', :patience, true), "
                    "set_config('synchronous_commit', coalesce(nullif(current_setting('synchronous_commit'), 'off'), 'on'), true)"
                ),
                {"patience": f"{PATIENCE}s"},
            )
            # one writer at a time in each ledger of a database; the lock goes with the transaction, and with a writer that dies
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('tidings'), hashtext(:schema))"), {"schema": self._schema})
            yield connection

    def _make_room(self, connection: Connection) -> None:
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise LedgerError(
                f"{self}: this database keeps text as {encoding}; `createdb --encoding UTF8 --template template0 NAME` makes one"
            )
        if connection.execute(text("SELECT to_regnamespace(:name) IS NOT NULL"), {"name": self._schema}).scalar_one():
            return
        if not connection.execute(text("SELECT has_database_privilege(current_database(), 'CREATE')")).scalar_one():
            raise LedgerError(
                f"{self}: there is no ledger here, and this user has no right to make one; the database's owner can, or can give the right "
                f"with GRANT CREATE ON DATABASE"
            )
        connection.execute(CreateSchema(self._address.schema))

    def _index(self, connection: Connection, content: str, document: Document) -> None:
        words = words_in_order(f"{document.title or ''}\n{document.text}")
        rows = [
            {"content": content, "part": part, "words": _as_tsvector(some)}
            for part, some in zip(count(), batched(words, PART_OF_WORDS), strict=False)
        ]
        if rows:
            connection.execute(schema.words_in_postgresql.insert(), rows)

    def _unindex(self, connection: Connection, content: str) -> None:
        connection.execute(schema.words_in_postgresql.delete().where(schema.words_in_postgresql.c.content == content))

    def _sweep(self) -> None:
        swept = ("documents", "documents_words", "captures", "pictures", "leads", "lead_words", "alert_notices", "alert_marks")
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            quoted = connection.dialect.identifier_preparer.quote
            for name in swept:
                connection.execute(text(f"VACUUM FULL {quoted(self._address.schema)}.{quoted(name)}"))

    def _found(self, connection: Connection, choices: tuple[tuple[tuple[str, ...], ...], ...], limit: int) -> list[str]:
        documents, parts = schema.documents, schema.words_in_postgresql
        # a text in several parts may hold one word here and another there
        held = [
            and_(
                *(
                    documents.c.content.in_(select(parts.c.content).where(parts.c.words.bool_op("@@")(_as_tsquery(group))))
                    for group in choice
                )
            )
            for choice in choices
        ]
        words = tuple(dict.fromkeys(word for choice in choices for group in choice for word in group))
        # 1: a long document holds every word more often, and counts for less
        rank = func.sum(func.ts_rank(parts.c.words, _as_tsquery(words), 1))
        query = (
            select(documents.c.content)
            .join(parts, parts.c.content == documents.c.content)
            .where(or_(*held), self._is_mine(documents.c.content))
            .group_by(documents.c.content)
            .order_by(rank.desc(), documents.c.id, documents.c.content)
            .limit(limit)
        )
        return list(connection.execute(query).scalars())

    def _meaning(self, fault: DBAPIError) -> str:
        state = getattr(fault.orig, "sqlstate", None)
        if state is not None:
            known = _REASONS.get(state) or _REASONS.get(state[:2])
            # the first line alone: what follows may quote a document
            return known or f"the ledger can't be used ({str(fault.orig).splitlines()[0]})"
        if fault.connection_invalidated:
            return _LOST
        # before the last "failed:" stands where it was tried: a host may be called anything
        raw = str(fault.orig).lower().rpartition("failed:")[2]
        return next(reason for sign, reason in _AT_THE_DOOR.items() if sign in raw)


def _as_tsvector(words: list[str]) -> str:
    """Words with their places, as PostgreSQL writes a tsvector. Its own parser would part them by rules of its own and of the server's locale."""
    return " ".join(f"'{word[:LONGEST_WORD]}':{place}" for place, word in enumerate(words, 1))


def _as_tsquery(words: Sequence[str]) -> ColumnElement[str]:
    """Any of the words, or what begins with it; they hold letters and digits alone."""
    return cast(" | ".join(f"'{word[:LONGEST_WORD]}':*" for word in words), TSQUERY)


def _engine(address: Address) -> Engine:
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict, make_conninfo
    except ImportError as missing:
        raise LedgerError(
            f"{address}: a ledger in PostgreSQL needs psycopg, which is not installed; `pip install 'tidings[postgres]'` brings it"
        ) from missing
    own: dict[str, str | int] = {"fallback_application_name": "tidings"}
    try:
        if "connect_timeout" not in conninfo_to_dict(address.conninfo) and "PGCONNECT_TIMEOUT" not in os.environ:
            own["connect_timeout"] = REACHED_WITHIN
        conninfo = make_conninfo(address.conninfo, **own)
    except psycopg.Error:
        # from None, and not a word of libpq's: it quotes what it was given
        raise LedgerError(f"{address}: this address can't be understood; write postgresql://USER@HOST/DATABASE") from None

    def connect() -> "psycopg.Connection[tuple[object, ...]]":
        # nothing is prepared: a pooler in between may give each transaction another server process
        return psycopg.connect(conninfo, prepare_threshold=None)

    # READ COMMITTED: who got the lock has to see what the one before committed, whatever the server's default
    engine = create_engine(
        "postgresql+psycopg://", creator=connect, isolation_level="READ COMMITTED", pool_pre_ping=True, use_native_hstore=False
    )
    _keep_from_forks(engine)
    return engine.execution_options(schema_translate_map={None: address.schema})


def _keep_from_forks(engine: Engine) -> None:
    """A process that was forked makes connections of its own."""

    @event.listens_for(engine, "connect")
    def _born(_: object, record: ConnectionPoolEntry) -> None:
        record.info["process"] = os.getpid()

    @event.listens_for(engine, "checkout")
    def _taken(_: object, record: ConnectionPoolEntry, proxy: PoolProxiedConnection) -> None:
        if record.info["process"] != os.getpid():
            record.dbapi_connection = proxy.dbapi_connection = None  # type: ignore[misc]  # as SQLAlchemy's manual has it
            raise DisconnectionError("a connection of another process")
