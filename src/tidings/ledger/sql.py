"""The ledger in a SQL database: what is the same whichever database it is. One document is one transaction."""

import dataclasses
import json
import zlib
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from copy import copy
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Self

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, case, func, inspect, literal, or_, select
from sqlalchemy.exc import DBAPIError

from tidings.ledger import schema
from tidings.ledger.alerts import MOST_VARIABLES, AlertsInSql, batched
from tidings.ledger.notes import NotesInSql
from tidings.ledger.removal import RemovalInSql
from tidings.ledger.versions import content_of, digest_of, in_order, told_apart, versions_named
from tidings.ledger.words import held_words, spans_of_words, words_of_query
from tidings.model.capture import Capture
from tidings.model.document import Document
from tidings.model.errors import LedgerError
from tidings.model.ids import hash_of
from tidings.model.judgement import Judgement, Undone
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.model.records import as_line, from_json
from tidings.model.thread import Lead
from tidings.ports import APART_DAYS, REACH, SLACK, Added, Hit

# Seconds that a writer waits for another one; one document's transaction takes milliseconds.
PATIENCE = 60
NO_LEDGER = "there is no such ledger; `tidings add FILES` makes one, or name files to speak of those"


class SqlLedger(AlertsInSql, NotesInSql, RemovalInSql, ABC):
    """Readings kept in a SQL database, behind the Ledger port. Raises LedgerError with one line that says what to do.

    What each database does in its own way is below the class: how a writer gets its turn, how words are found, what its errors mean.
    """

    # which of the ledger's situations is spoken of; the empty name is that of the one that every ledger has
    situation: str = ""
    # where the database keeps the tables, if it has such places
    _schema: str | None = None

    def __init__(self, name: str, engine: Engine, *, make: bool = True) -> None:
        self._name = name
        self._engine = engine
        with self._telling():
            self._migrate(make)
        with suppress(LedgerError):  # a ledger that may only be read is swept by who may write it
            self.sweep()

    def __str__(self) -> str:
        return self._name

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]:
        """One transaction. A writer queues before it reads, so that two at once can't both think a document new."""

    def _make_room(self, connection: Connection) -> None:
        """What has to be there before a new ledger's tables."""
        return

    @abstractmethod
    def _index(self, connection: Connection, content: str, document: Document) -> None:
        """Makes the document's words findable."""

    @abstractmethod
    def _found(self, connection: Connection, choices: tuple[tuple[tuple[str, ...], ...], ...], limit: int) -> list[str]:
        """The contents of the documents that hold, for each group of one of the choices, a word beginning with one of it, best first."""

    @abstractmethod
    def _meaning(self, fault: DBAPIError) -> str:
        """What an error of the database means, and what to do."""

    def holds(self, document: Document) -> bool:
        query = self._mine().where(schema.members.c.content == content_of(document))
        with self._telling(), self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def keep(self, reading: Reading, at: datetime, *, captured: bytes | None = None, watched: bool = False) -> Added:
        document, key = reading.document, content_of(reading.document)
        row = {
            "content": key,
            "id": document.id,
            "url": document.url,
            "outlet": document.outlet,
            "title": document.title,
            "published": document.published.start,
            "language": document.language,
            "captured": document.captured,
            "added_at": at.isoformat(),
            "reading": zlib.compress(as_line(reading).encode()),
        }
        table = schema.documents
        with self._telling(), self._writing() as connection:
            if connection.execute(self._mine().where(schema.members.c.content == key)).first():
                return "unchanged"
            same = [table.c.id == document.id] + ([table.c.url == document.url] if document.url else [])
            is_version = connection.execute(select(table.c.content).where(or_(*same), self._is_mine(table.c.content))).first() is not None
            # another situation of the ledger may have it
            if not connection.execute(select(table.c.content).where(table.c.content == key)).first():
                connection.execute(table.insert().values(row))
                self._index(connection, key, document)
            connection.execute(schema.members.insert().values(situation=self.situation, content=key))
            if captured is not None:
                self._capture(connection, captured)
            if watched:
                connection.execute(schema.alert_awaiting.insert().values(content=self._tagged(key)))
        return "version" if is_version else "new"

    def _mine(self) -> Select[str]:
        """The contents of the situation's documents."""
        return select(schema.members.c.content).where(schema.members.c.situation == self.situation)

    def _is_mine(self, content: ColumnElement[str]) -> ColumnElement[bool]:
        """Whether a document is of the situation: asked of each row by itself, so that it costs the same however many there are."""
        members = schema.members
        return select(members.c.content).where(members.c.situation == self.situation, members.c.content == content).exists()

    def situations(self) -> tuple[str, ...]:
        with self._telling(), self._engine.connect() as connection:
            return tuple(connection.execute(select(schema.situations.c.name).order_by(schema.situations.c.name)).scalars())

    def add_situation(self, name: str, at: datetime) -> bool:
        table = schema.situations
        with self._telling(), self._writing() as connection:
            if connection.execute(select(table.c.name).where(table.c.name == name)).first():
                return False
            connection.execute(table.insert().values(name=name, made_at=at.isoformat()))
        return True

    def within(self, name: str) -> Self:
        other = copy(self)
        other.situation = name
        return other

    def _capture(self, connection: Connection, data: bytes) -> None:
        table, name = schema.captures, hash_of(data)
        if not connection.execute(select(table.c.sha256).where(table.c.sha256 == name)).first():
            connection.execute(table.insert().values(sha256=name, bytes=zlib.compress(data)))

    def captures(self, ids: Iterable[str]) -> tuple[Capture, ...]:
        documents, kept = schema.documents, schema.captures
        wanted = set(ids)
        columns = documents.c.content, documents.c.id, documents.c.added_at, kept.c.bytes
        query = select(*columns).outerjoin(kept, kept.c.sha256 == documents.c.captured).where(self._is_mine(documents.c.content))
        with self._telling(), self._engine.connect() as connection:
            plain = sorted(wanted | {name.rsplit("~", 1)[0] for name in wanted})
            rows = [row for some in batched(plain, MOST_VARIABLES) for row in connection.execute(query.where(documents.c.id.in_(some)))]
        names = self._names_of({row.content: row.id for row in rows})
        found = ((names[r.content], r.added_at, None if r.bytes is None else zlib.decompress(r.bytes)) for r in rows)
        return tuple(Capture(document=name, added_at=at, data=data) for name, at, data in sorted(found) if name in wanted)

    def readings(self) -> tuple[Reading, ...]:
        with self._telling(), self._engine.connect() as connection:
            query = select(schema.documents.c.reading).where(self._is_mine(schema.documents.c.content))
            return told_apart(unpacked(row.reading) for row in connection.execute(query))

    def reading(self, document_id: str) -> Reading | None:
        return next(iter(self.readings_of((document_id,))), None)

    def readings_of(self, ids: Iterable[str]) -> tuple[Reading, ...]:
        wanted = set(ids)
        plain = sorted(wanted | {name.rsplit("~", 1)[0] for name in wanted})
        table, found = schema.documents, []
        with self._telling(), self._engine.connect() as connection:
            for names in batched(plain, MOST_VARIABLES):
                query = select(table.c.reading).where(table.c.id.in_(names), self._is_mine(table.c.content))
                found += [unpacked(row.reading) for row in connection.execute(query)]
        return tuple(r for r in told_apart(found) if r.document.id in wanted)

    def count(self) -> int:
        with self._telling(), self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(self._mine().subquery())).scalar_one()

    def digest(self) -> str:
        with self._telling(), self._engine.connect() as connection:
            return digest_of(row.content for row in connection.execute(self._mine()))

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        return self.find([(word,) for word in words_of_query(words)], 0, limit)

    def find(self, groups: Sequence[tuple[str, ...]], missing: int, limit: int) -> tuple[Hit, ...]:
        wanted = tuple(word for group in groups for word in group)
        if not wanted:
            return ()
        table = schema.documents
        with self._telling(), self._engine.connect() as connection:
            found = self._found(connection, tuple(combinations(groups, max(1, len(groups) - missing))), limit)
            documents = {
                row.content: unpacked(row.reading).document
                for contents in batched(found, MOST_VARIABLES)
                for row in connection.execute(select(table.c.content, table.c.reading).where(table.c.content.in_(contents)))
            }
        names = self._names_of({content: document.id for content, document in documents.items()})
        return tuple(
            Hit(
                document=names[content],
                title=documents[content].title,
                outlet=documents[content].outlet,
                published=documents[content].published.start,
                spans=spans_of_words(documents[content].text, wanted),
                words=held_words(f"{documents[content].title or ''}\n{documents[content].text}", wanted),
            )
            for content in found
        )

    def kept_picture(self, digest: str) -> Picture | None:
        query = select(schema.pictures.c.picture).where(schema.pictures.c.digest == digest, schema.pictures.c.situation == self.situation)
        with self._telling(), self._engine.connect() as connection:
            row = connection.execute(query).first()
        return from_json(Picture, _json(row.picture)) if row else None

    def keep_picture(self, digest: str, picture: Picture) -> None:
        packed = zlib.compress(as_line(picture).encode())
        with self._telling(), self._writing() as connection:
            table = schema.pictures
            connection.execute(table.delete().where(table.c.digest == digest, table.c.situation == self.situation))
            connection.execute(table.insert().values(situation=self.situation, digest=digest, picture=packed))

    def forget_pictures(self, but: Collection[str]) -> None:
        table = schema.pictures
        with self._telling(), self._engine.connect() as connection:
            own = select(table.c.digest).where(table.c.situation == self.situation)
            gone = [row.digest for row in connection.execute(own) if row.digest not in but]
        if gone:
            with self._telling(), self._writing() as connection:
                for digests in batched(gone, MOST_VARIABLES):
                    connection.execute(table.delete().where(table.c.digest.in_(digests), table.c.situation == self.situation))

    def unplaced(self) -> Iterator[tuple[str, Reading]]:
        documents, leads, members = schema.documents, schema.leads, schema.members
        placed = select(leads.c.content).where(leads.c.content == members.c.content, leads.c.situation == self.situation)
        missing = self._mine().where(~placed.exists())
        with self._telling(), self._engine.connect() as connection:
            contents = [row.content for row in connection.execute(missing)]
        for content in contents:
            with self._telling(), self._engine.connect() as connection:
                row = connection.execute(select(documents.c.reading).where(documents.c.content == content)).first()
            if row:
                yield content, unpacked(row.reading)

    def place(self, content: str, lead: Lead, are_tied: Callable[[Lead, Lead], bool]) -> int:
        leads, words = schema.leads, schema.lead_words
        with self._telling(), self._writing() as connection:
            own = leads.c.situation == self.situation
            if connection.execute(select(leads.c.content).where(leads.c.content == content, own)).first():
                return 0
            near = connection.execute(_near(lead, self.situation)).all()
            tied = {row.thread for row in near if are_tied(lead, Lead(words=_pairs(row.words), day=row.day))}
            sizes = {thread: connection.execute(_size_of(thread, self.situation)).scalar_one() for thread in tied}
            home = max(tied, key=lambda thread: (sizes[thread], thread), default=content)
            for thread in tied - {home}:
                connection.execute(leads.update().where(leads.c.thread == thread, own).values(thread=home))
            row = {"situation": self.situation, "content": content, "day": lead.day, "words": json.dumps(lead.words), "thread": home}
            connection.execute(leads.insert().values(row))
            held = [
                {"situation": self.situation, "word": word, "day": lead.day or "", "content": content, "weight": weight}
                for word, weight in lead.words
            ]
            if held:
                connection.execute(words.insert(), held)
        return len(near)

    def threads(self, of: Collection[str] | None = None) -> tuple[tuple[tuple[str, str], ...], ...]:
        documents, leads = schema.documents, schema.leads
        columns = leads.c.thread, leads.c.content, documents.c.id
        query = select(*columns).join(documents, documents.c.content == leads.c.content).where(leads.c.situation == self.situation)
        with self._telling(), self._engine.connect() as connection:
            if of is None:
                rows = list(connection.execute(query))
            else:
                contents = batched(of, MOST_VARIABLES)
                own = [select(leads.c.thread).where(leads.c.content.in_(some), leads.c.situation == self.situation) for some in contents]
                marks = sorted({thread for some in own for thread in connection.execute(some).scalars()})
                rows = [row for some in batched(marks, MOST_VARIABLES) for row in connection.execute(query.where(leads.c.thread.in_(some)))]
        names = self._names_of({row.content: row.id for row in rows})
        members: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in rows:
            members[row.thread].append((row.content, names[row.content]))
        return tuple(sorted(tuple(sorted(thread)) for thread in members.values()))

    def _names_of(self, ids: dict[str, str]) -> dict[str, str]:
        """Under which ids documents go, by their contents, where several versions may have one id."""
        table, versions = schema.documents, []
        with self._telling(), self._engine.connect() as connection:
            for some in batched(sorted(set(ids.values())), MOST_VARIABLES):
                mine = self._is_mine(table.c.content)
                several = select(table.c.id).where(table.c.id.in_(some), mine).group_by(table.c.id).having(func.count() > 1)
                shared = [row.id for row in connection.execute(several)]
                query = select(table.c.id, table.c.reading).where(table.c.id.in_(shared), mine)
                versions += [unpacked(row.reading) for row in connection.execute(query)] if shared else []
        by_id: defaultdict[str, list[Reading]] = defaultdict(list)
        for reading in versions:
            by_id[reading.document.id].append(reading)
        return ids | {
            content: reading.document.id for same in by_id.values() for content, reading in versions_named(same) if content in ids
        }

    def judge(self, judgement: Judgement) -> None:
        table = schema.judgements
        with self._telling(), self._writing() as connection:
            if not connection.execute(select(table.c.id).where(table.c.id == judgement.id)).first():
                connection.execute(table.insert().values(id=judgement.id, judgement=as_line(judgement), situation=self.situation))

    def judgements(self) -> tuple[Judgement, ...]:
        with self._telling(), self._engine.connect() as connection:
            table = schema.judgements
            query = select(table.c.judgement, table.c.undone).where(table.c.situation == self.situation)
            rows = connection.execute(query).all()
        made = (from_json(Judgement, json.loads(row.judgement)) for row in rows)
        taken_back = (from_json(Undone, json.loads(row.undone)) if row.undone else None for row in rows)
        return in_order(dataclasses.replace(j, undone=undone) for j, undone in zip(made, taken_back, strict=True))

    def take_back(self, judgement_id: str, undone: Undone) -> bool:
        table = schema.judgements
        standing = table.update().where(table.c.id == judgement_id, table.c.undone.is_(None), table.c.situation == self.situation)
        with self._telling(), self._writing() as connection:
            return connection.execute(standing.values(undone=as_line(undone))).rowcount > 0

    def close(self) -> None:
        self._engine.dispose()

    def _migrate(self, make: bool) -> None:
        with self._engine.connect() as connection:
            at = self._version(connection)
        if at == schema.VERSION:
            return
        if not at and not make:
            raise LedgerError(f"{self}: {NO_LEDGER}")
        with self._writing() as connection:
            at = self._version(connection)
            if at > schema.VERSION:
                raise LedgerError(
                    f"{self}: this ledger is of version {at}, and this program knows versions up to {schema.VERSION}; "
                    "install a newer Tidings to open it"
                )
            if not at:
                self._make_room(connection)
            for migration in schema.MIGRATIONS[at:]:
                migration(connection)
            connection.execute(schema.about.delete().where(schema.about.c.key == "version"))
            connection.execute(schema.about.insert().values(key="version", value=str(schema.VERSION)))

    def _version(self, connection: Connection) -> int:
        if not inspect(connection).has_table(schema.about.name, schema=self._schema):
            return 0
        row = connection.execute(select(schema.about.c.value).where(schema.about.c.key == "version")).first()
        return int(row.value) if row else 0

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turns the database's own errors into one line that says what to do."""
        try:
            yield
        except DBAPIError as fault:
            raise LedgerError(f"{self}: {self._meaning(fault)}") from fault


def _near(lead: Lead, situation: str) -> Select[tuple[str, str | None, str]]:
    """The placed documents that reach the lead by two of its words or more, no further from its day than reports on one happening are."""
    leads, words = schema.leads, schema.lead_words
    held = select(words.c.content).where(words.c.word.in_([word for word, _ in lead.words]), words.c.situation == situation)
    if lead.day:
        day = date.fromisoformat(lead.day)
        first, last = ((day + timedelta(days)).isoformat() for days in (-APART_DAYS, APART_DAYS))
        held = held.where(or_(words.c.day == "", and_(words.c.day >= first, words.c.day <= last)))
    weights = {word: weight for word, weight in lead.words if weight}
    product = words.c.weight * case(weights, value=words.c.word, else_=0.0) if weights else literal(0.0)
    reaches = or_(func.sum(product) >= REACH - SLACK, func.min(words.c.weight) == 0)
    near = held.group_by(words.c.content).having(and_(func.count() > 1, reaches))
    return select(leads.c.thread, leads.c.day, leads.c.words).where(leads.c.content.in_(near), leads.c.situation == situation)


def _size_of(thread: str, situation: str) -> Select[int]:
    return select(func.count()).select_from(schema.leads).where(schema.leads.c.thread == thread, schema.leads.c.situation == situation)


def _pairs(words: str) -> tuple[tuple[str, float], ...]:
    return tuple((word, weight) for word, weight in json.loads(words))


def _json(packed: bytes) -> object:
    return json.loads(zlib.decompress(packed))


def unpacked(packed: bytes) -> Reading:
    return from_json(Reading, _json(packed))
