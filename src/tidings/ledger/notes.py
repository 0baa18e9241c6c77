"""What people wrote down, kept beside the documents: the same rules in memory and in a SQL database."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection, Engine, select

from tidings.ledger import schema
from tidings.model.judgement import Undone
from tidings.model.note import Note, SavedQuery
from tidings.model.records import as_line, from_json

R = TypeVar("R", Note, SavedQuery)


class NotesInMemory:
    """Notes and queries as long as the program lives."""

    def __init__(self) -> None:
        self._written: dict[str, Note | SavedQuery] = {}

    def write_down(self, record: Note | SavedQuery) -> None:
        self._written.setdefault(record.id, record)

    def notes(self) -> tuple[Note, ...]:
        return as_written(r for r in self._written.values() if isinstance(r, Note))

    def queries(self) -> tuple[SavedQuery, ...]:
        return as_written(r for r in self._written.values() if isinstance(r, SavedQuery))

    def strike_out(self, record_id: str, undone: Undone) -> bool:
        found = self._written.get(record_id)
        if found is None or found.undone:
            return False
        self._written[record_id] = replace(found, undone=undone)
        return True


class NotesInSql(ABC):
    """Notes and queries in a table of a ledger."""

    _engine: Engine
    situation: str

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _telling(self) -> AbstractContextManager[None]: ...

    def write_down(self, record: Note | SavedQuery) -> None:
        table, kind = schema.written_down, "note" if isinstance(record, Note) else "query"
        with self._telling(), self._writing() as connection:
            if not connection.execute(select(table.c.id).where(table.c.id == record.id)).first():
                connection.execute(table.insert().values(id=record.id, kind=kind, record=as_line(record), situation=self.situation))

    def notes(self) -> tuple[Note, ...]:
        return self._all(Note, "note")

    def queries(self) -> tuple[SavedQuery, ...]:
        return self._all(SavedQuery, "query")

    def _all(self, of: type[R], kind: str) -> tuple[R, ...]:
        table = schema.written_down
        with self._telling(), self._engine.connect() as connection:
            rows = connection.execute(
                select(table.c.record, table.c.undone).where(table.c.kind == kind, table.c.situation == self.situation)
            ).all()
        found = ((from_json(of, json.loads(row.record)), row.undone) for row in rows)
        return as_written(replace(record, undone=from_json(Undone, json.loads(undone))) if undone else record for record, undone in found)

    def strike_out(self, record_id: str, undone: Undone) -> bool:
        table = schema.written_down
        standing = table.update().where(table.c.id == record_id, table.c.undone.is_(None), table.c.situation == self.situation)
        with self._telling(), self._writing() as connection:
            return connection.execute(standing.values(undone=as_line(undone))).rowcount > 0


def as_written(records: Iterable[R]) -> tuple[R, ...]:
    """In the order in which they were written; of one moment, by id."""
    return tuple(sorted(records, key=lambda record: (record.at, record.id)))
