"""A document's removal from the tables of a ledger: all that holds its words goes, what rested on it is made anew, a tombstone stays."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager

from sqlalchemy import ColumnElement, Connection, Engine, select

from tidings.ledger import schema
from tidings.ledger.alerts import MOST_VARIABLES, batched, notice_in, without_document
from tidings.ledger.versions import content_of
from tidings.model.document import Document
from tidings.model.records import as_line, from_json
from tidings.model.tombstone import Tombstone

# Under this key `about` says that words of a removed document may still lie in pages that the database has given up.
_UNSWEPT = "unswept"


class RemovalInSql(ABC):
    """Removal in the tables of a ledger: one transaction, and a sweep of the storage, which goes on at the next opening if it is cut off."""

    _engine: Engine
    situation: str

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _telling(self) -> AbstractContextManager[None]: ...

    @abstractmethod
    def _is_mine(self, content: ColumnElement[str]) -> ColumnElement[bool]: ...

    @abstractmethod
    def within(self, name: str) -> "RemovalInSql": ...

    @abstractmethod
    def _names_of(self, ids: dict[str, str]) -> dict[str, str]: ...

    @abstractmethod
    def _unindex(self, connection: Connection, content: str) -> None:
        """Makes the document's words findable no more."""

    @abstractmethod
    def _sweep(self) -> None:
        """Rewrites the storage, so that no page of it holds what was deleted."""

    def remove(self, document: str, who: str, at: str, reason: str) -> Tombstone | None:
        plain = sorted({document, document.rsplit("~", 1)[0]})
        table = schema.documents
        with self._telling(), self._engine.connect() as connection:
            query = select(table.c.content, table.c.id, table.c.captured).where(table.c.id.in_(plain), self._is_mine(table.c.content))
            rows = connection.execute(query).all()
        names = self._names_of({row.content: row.id for row in rows})
        found = next((row for row in rows if names[row.content] == document), None)
        if found is None:
            return None
        tombstone = Tombstone(document=document, content=found.content, captured=found.captured, who=who, at=at, reason=reason)
        with self._telling(), self._engine.connect() as connection:
            held = select(schema.members.c.situation).where(schema.members.c.content == found.content)
            situations = list(connection.execute(held).scalars())
        # by which name each situation has it: it may have other versions of it than this one
        called = {name: self.within(name)._names_of({found.content: found.id})[found.content] for name in situations}
        with self._telling(), self._writing() as connection:
            self._delete(connection, tombstone, called)
            connection.execute(schema.tombstones.delete().where(schema.tombstones.c.content == tombstone.content))
            connection.execute(schema.tombstones.insert().values(content=tombstone.content, tombstone=as_line(tombstone)))
            if not self._is_unswept(connection):
                connection.execute(schema.about.insert().values(key=_UNSWEPT, value="yes"))
        self.sweep()
        return tombstone

    def tombstones(self) -> tuple[Tombstone, ...]:
        with self._telling(), self._engine.connect() as connection:
            rows = connection.execute(select(schema.tombstones.c.tombstone)).scalars().all()
        return in_order_of_removal(from_json(Tombstone, json.loads(row)) for row in rows)

    def tombstone_of(self, document: Document) -> Tombstone | None:
        table = schema.tombstones
        with self._telling(), self._engine.connect() as connection:
            row = connection.execute(select(table.c.tombstone).where(table.c.content == content_of(document))).first()
        return from_json(Tombstone, json.loads(row.tombstone)) if row else None

    def sweep(self) -> None:
        """Ends what a removal began, where it was cut off."""
        with self._telling(), self._engine.connect() as connection:
            if not self._is_unswept(connection):
                return
        with self._telling():
            self._sweep()
        with self._telling(), self._writing() as connection:
            connection.execute(schema.about.delete().where(schema.about.c.key == _UNSWEPT))

    def _is_unswept(self, connection: Connection) -> bool:
        return connection.execute(select(schema.about.c.key).where(schema.about.c.key == _UNSWEPT)).first() is not None

    def _delete(self, connection: Connection, gone: Tombstone, called: Mapping[str, str]) -> None:
        documents, captures, leads = schema.documents, schema.captures, schema.leads
        connection.execute(documents.delete().where(documents.c.content == gone.content))
        self._unindex(connection, gone.content)
        if gone.captured and not connection.execute(select(documents.c.id).where(documents.c.captured == gone.captured)).first():
            connection.execute(captures.delete().where(captures.c.sha256 == gone.captured))
        # it may have been what tied the others of its thread together: all of them are placed anew at the next look
        for situation in called:
            own = leads.c.situation == situation
            thread = select(leads.c.thread).where(leads.c.content == gone.content, own)
            mates = list(connection.execute(select(leads.c.content).where(leads.c.thread.in_(thread), own)).scalars())
            for some in batched(mates, MOST_VARIABLES):
                for table in (leads, schema.lead_words):
                    connection.execute(table.delete().where(table.c.content.in_(some), table.c.situation == situation))
        connection.execute(schema.members.delete().where(schema.members.c.content == gone.content))
        # which of the derived pictures hold its words nobody has written down
        connection.execute(schema.pictures.delete())
        awaiting = schema.alert_awaiting
        connection.execute(awaiting.delete().where(awaiting.c.content.in_([f"{s}/{gone.content}" if s else gone.content for s in called])))
        for situation, document in called.items():
            _take_from_notices(connection, situation, document)


def _take_from_notices(connection: Connection, situation: str, document: str) -> None:
    notices, box, marks = schema.alert_notices, schema.alert_outbox, schema.alert_marks
    # an indicator's id holds no stroke, so that what stands before one is the situation
    own = marks.c.indicator.startswith(f"{situation}/", autoescape=True) if situation else ~marks.c.indicator.contains("/")
    connection.execute(marks.delete().where(marks.c.doc == document, own))
    for row in connection.execute(select(notices.c.number, notices.c.notice).where(notices.c.situation == situation)).all():
        before = notice_in(row.notice)
        if document not in before.alert.documents:
            continue
        after = without_document(before, document)
        if after is None:
            connection.execute(box.delete().where(box.c.number == row.number))
            connection.execute(notices.delete().where(notices.c.number == row.number))
        else:
            connection.execute(notices.update().where(notices.c.number == row.number).values(notice=as_line(after)))


def in_order_of_removal(tombstones: Iterable[Tombstone]) -> tuple[Tombstone, ...]:
    """The tombstones in the order in which they were set; of one moment, by content."""
    return tuple(sorted(tombstones, key=lambda t: (t.at, t.content)))
