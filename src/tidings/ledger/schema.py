"""The ledger's tables, the same in every database, and how an older ledger becomes a newer one."""

from collections.abc import Callable

from sqlalchemy import DDL, Column, Connection, Index, LargeBinary, MetaData, String, Table, Text, event

metadata = MetaData()

about = Table("about", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("content", String, primary_key=True, comment="hash of what the document holds: versions.content_of"),
    Column("id", String, nullable=False),
    Column("url", String),
    Column("outlet", String),
    Column("title", Text),
    Column("published", String),
    Column("language", String),
    Column("captured", String, comment="SHA-256 of the bytes as they came"),
    Column("added_at", String, nullable=False),
    Column("reading", LargeBinary, nullable=False, comment="the reading's JSON, zlib"),
    Index("documents_by_id", "id"),
    Index("documents_by_url", "url"),
)

pictures = Table(
    "pictures",
    metadata,
    Column("digest", String, primary_key=True, comment="of the documents and of the program that made it"),
    Column("picture", LargeBinary, nullable=False, comment="the picture's JSON, zlib"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", String, primary_key=True),
    Column("judgement", Text, nullable=False, comment="the judgement's JSON, as the person gave it; never changed"),
    Column("undone", Text, comment="who took it back and when, as JSON"),
)

leads = Table(
    "leads",
    metadata,
    Column("content", String, primary_key=True, comment="of the document: documents.content"),
    Column("day", String, comment="the day it was published, ISO 8601; null where not known to the day"),
    Column("words", Text, nullable=False, comment="its most telling words with their weights, as JSON"),
    Column("thread", String, nullable=False, comment="the content of one of the thread's documents: a mark, nothing more"),
    Index("leads_by_thread", "thread"),
)

lead_words = Table(
    "lead_words",
    metadata,
    Column("word", String, primary_key=True),
    Column("day", String, primary_key=True, comment="as in leads; empty where null there"),
    Column("content", String, primary_key=True),
    sqlite_with_rowid=False,
)


# The words of the documents are kept in each database's own way; the tables come with that of the documents.
_words_in_sqlite = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    'CREATE VIRTUAL TABLE documents_words USING fts5(content UNINDEXED, title, text, tokenize = "unicode61 remove_diacritics 2")'
)
event.listen(documents, "after_create", _words_in_sqlite.execute_if(dialect="sqlite"))


def _first(connection: Connection) -> None:
    metadata.create_all(connection, tables=[about, documents, pictures])


def _judgements(connection: Connection) -> None:
    metadata.create_all(connection, tables=[judgements])


def _threads(connection: Connection) -> None:
    metadata.create_all(connection, tables=[leads, lead_words])


# MIGRATIONS[n] makes a ledger of version n one of version n + 1, in one transaction; a released one is never edited.
MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_first, _judgements, _threads)
VERSION = len(MIGRATIONS)
