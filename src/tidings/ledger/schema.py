"""The ledger's tables, the same in every database, and how an older ledger becomes a newer one."""

from collections.abc import Callable

from sqlalchemy import (
    DDL,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    event,
    inspect,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from tidings.ledger.columns import Key, Said

metadata = MetaData()

about = Table("about", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("content", String, primary_key=True, comment="hash of what the document holds: versions.content_of"),
    Column("id", Said, nullable=False),
    Column("url", Said),
    Column("outlet", Said),
    Column("title", Said),
    Column("published", Said),
    Column("language", Said),
    Column("captured", String, comment="SHA-256 of the bytes as they came"),
    Column("added_at", String, nullable=False),
    Column("reading", LargeBinary, nullable=False, comment="the reading's JSON, zlib"),
    # in PostgreSQL by hash: an address may be longer than an ordered index takes
    Index("documents_by_id", "id", postgresql_using="hash"),
    Index("documents_by_url", "url", postgresql_using="hash"),
)

situations = Table("situations", metadata, Column("name", Key, primary_key=True), Column("made_at", String, nullable=False))

members = Table(
    "members",
    metadata,
    Column("situation", Key, primary_key=True, comment="situations.name; empty for the one that every ledger has"),
    Column("content", String, primary_key=True, comment="documents.content"),
    sqlite_with_rowid=False,
)

captures = Table(
    "captures",
    metadata,
    Column("sha256", String, primary_key=True, comment="of the bytes: documents.captured"),
    Column("bytes", LargeBinary, nullable=False, comment="as they came, zlib"),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("content", String, primary_key=True, comment="hash of what was removed: as documents.content"),
    Column("tombstone", Text, nullable=False, comment="which, by whom, when, why, as JSON; no word of it"),
)

pictures = Table(
    "pictures",
    metadata,
    Column("situation", Key, primary_key=True),
    Column("digest", String, primary_key=True, comment="of the documents and of the program that made it"),
    Column("picture", LargeBinary, nullable=False, comment="the picture's JSON, zlib"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", String, primary_key=True),
    Column("judgement", Text, nullable=False, comment="the judgement's JSON, as the person gave it; never changed"),
    Column("undone", Text, comment="who took it back and when, as JSON"),
    Column("situation", Key, nullable=False, server_default=""),
)

written_down = Table(
    "written_down",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, comment="note or query"),
    Column("record", Text, nullable=False, comment="its JSON, as the person gave it; never changed"),
    Column("undone", Text, comment="who took it back and when, as JSON"),
    Column("situation", Key, nullable=False, server_default=""),
)

leads = Table(
    "leads",
    metadata,
    Column("situation", Key, primary_key=True),
    Column("content", String, primary_key=True, comment="of the document: documents.content"),
    Column("day", String, comment="the day it was published, ISO 8601; null where not known to the day"),
    Column("words", Text, nullable=False, comment="its most telling words with their weights, as JSON"),
    Column("thread", String, nullable=False, comment="the content of one of the thread's documents: a mark, nothing more"),
    Index("leads_by_thread", "situation", "thread"),
)

lead_words = Table(
    "lead_words",
    metadata,
    Column("situation", Key, primary_key=True),
    Column("word", Key, primary_key=True),
    Column("day", Key, primary_key=True, comment="as in leads; empty where null there"),
    Column("content", String, primary_key=True),
    Column("weight", Float, nullable=False, comment="of the word in the lead; 0 for a mark of a run of words"),
    sqlite_with_rowid=False,
)

alert_notices = Table(
    "alert_notices",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True, comment="in the order in which they were told"),
    Column("id", String, nullable=False, unique=True),
    Column("alert", String, nullable=False, comment="the id under which the alert was first told"),
    Column("notice", Text, nullable=False, comment="the notice's JSON; never changed"),
    Column("situation", Key, nullable=False, server_default=""),
    Index("alert_notices_by_alert", "alert"),
)

alert_marks = Table(
    "alert_marks",
    metadata,
    Column("indicator", String, primary_key=True),
    Column("doc", Key, primary_key=True),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, primary_key=True, autoincrement=False),
    Column("alert", String, nullable=False, comment="the alert that is known again by this trigger or content"),
    sqlite_with_rowid=False,
)

alert_outbox = Table(
    "alert_outbox",
    metadata,
    Column("sink", String, primary_key=True, comment="a hash of where it goes: an address may hold a secret"),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="of the notice that it has not got yet"),
    sqlite_with_rowid=False,
)

alert_awaiting = Table(
    "alert_awaiting",
    metadata,
    Column("content", String, primary_key=True, comment="of a document that was not looked through for alerts yet"),
    sqlite_with_rowid=False,
)


# The words of the documents are kept in each database's own way; the tables come with that of the documents.
_words_in_sqlite = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    'CREATE VIRTUAL TABLE documents_words USING fts5(content UNINDEXED, title, text, tokenize = "unicode61 remove_diacritics 2")'
)
event.listen(documents, "after_create", _words_in_sqlite.execute_if(dialect="sqlite"))
words_in_postgresql = Table(
    "documents_words",
    MetaData(),
    Column("content", String, primary_key=True),
    Column("part", Integer, primary_key=True, comment="a long text has several"),
    Column("words", TSVECTOR, nullable=False, comment="folded, with their places, as words.py parts them"),
    Index("documents_words_by_word", "words", postgresql_using="gin"),
)


@event.listens_for(documents, "after_create")
def _make_words(_: Table, connection: Connection, **__: object) -> None:
    if connection.dialect.name == "postgresql":
        words_in_postgresql.create(connection)


def _first(connection: Connection) -> None:
    metadata.create_all(connection, tables=[about, documents, pictures])


def _judgements(connection: Connection) -> None:
    metadata.create_all(connection, tables=[judgements])


def _threads(connection: Connection) -> None:
    metadata.create_all(connection, tables=[leads, lead_words])


def _alerts(connection: Connection) -> None:
    metadata.create_all(connection, tables=[alert_notices, alert_marks, alert_outbox, alert_awaiting])


def _captures(connection: Connection) -> None:
    metadata.create_all(connection, tables=[captures])


def _tombstones(connection: Connection) -> None:
    metadata.create_all(connection, tables=[tombstones])


def _written_down(connection: Connection) -> None:
    metadata.create_all(connection, tables=[written_down])


def _situations(connection: Connection) -> None:
    metadata.create_all(connection, tables=[situations, members])
    connection.execute(members.insert().from_select(["situation", "content"], select(literal(""), documents.c.content)))
    place = connection.get_execution_options().get("schema_translate_map", {}).get(None)
    quoted = connection.dialect.identifier_preparer.quote
    for table in (judgements, written_down, alert_notices):
        if "situation" not in {column["name"] for column in inspect(connection).get_columns(table.name, schema=place)}:
            name = f"{quoted(place)}.{quoted(table.name)}" if place else quoted(table.name)
            connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN situation VARCHAR NOT NULL DEFAULT ''")
    # what is derived is made anew at the next look
    metadata.drop_all(connection, tables=[lead_words, leads, pictures])
    metadata.create_all(connection, tables=[lead_words, leads, pictures])


def _weights(connection: Connection) -> None:
    metadata.drop_all(connection, tables=[lead_words, leads])
    metadata.create_all(connection, tables=[lead_words, leads])


# MIGRATIONS[n] makes a ledger of version n one of version n + 1, in one transaction; a released one is never edited.
MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _first,
    _judgements,
    _threads,
    _alerts,
    _captures,
    _tombstones,
    _written_down,
    _situations,
    _weights,
)
VERSION = len(MIGRATIONS)
