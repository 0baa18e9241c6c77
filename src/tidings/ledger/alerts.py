"""What was told of alerts, kept beside the documents: the same rules in memory and in a SQL database."""

import json
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Engine, Table, select

from tidings.ledger import schema
from tidings.model.alert import Account, Mark, Notice
from tidings.model.records import as_line, from_json

# SQLite's default limit of values in one statement is 32,766; older builds have 999. PostgreSQL takes 65,535.
MOST_VARIABLES = 900


class AlertsInMemory:
    """Notices as long as the program lives."""

    def __init__(self) -> None:
        self._notices: list[Notice] = []
        self._marks: dict[tuple[str, Mark], str] = {}
        self._outbox: defaultdict[str, list[Notice]] = defaultdict(list)
        self._awaiting: dict[str, None] = {}

    def awaiting(self) -> tuple[str, ...]:
        return tuple(self._awaiting)

    def told_of(self, indicator: str, marks: Collection[Mark]) -> tuple[Notice, ...]:
        shared = Counter(alert for mark in marks if (alert := self._marks.get((indicator, mark))))
        last = {notice.alert.id: notice for notice in self._notices}
        return tuple(last[alert] for alert in by_share(shared))

    def tell(self, notices: Sequence[Notice], sinks: Collection[str], looked_at: Collection[str] = ()) -> tuple[Notice, ...]:
        known = {notice.id for notice in self._notices}
        fresh = [notice for notice in notices if notice.id not in known]
        self._notices += fresh
        for notice in fresh:
            self._marks.update({(notice.alert.indicator_id, mark): notice.alert.id for mark in notice.alert.marks})
        for sink in sinks:
            self._outbox[sink] += fresh
        for content in looked_at:
            self._awaiting.pop(content, None)
        return tuple(fresh)

    def told(self, limit: int) -> tuple[Notice, ...]:
        return tuple(reversed(self._notices[-limit:])) if limit else ()

    def untold(self, sink: str, limit: int) -> tuple[Notice, ...]:
        return tuple(self._outbox[sink][:limit])

    def told_to(self, sink: str, ids: Collection[str]) -> None:
        self._outbox[sink] = [notice for notice in self._outbox[sink] if notice.id not in ids]

    def _forget_document(self, document: str, content: str) -> None:
        """Lets go of what was told of a document that was removed."""
        self._awaiting.pop(content, None)
        self._marks = {key: alert for key, alert in self._marks.items() if key[1][0] != document}

        def left(notices: Iterable[Notice]) -> list[Notice]:
            return [kept for notice in notices if (kept := without_document(notice, document)) is not None]

        self._notices = left(self._notices)
        for sink, notices in self._outbox.items():
            self._outbox[sink] = left(notices)


class AlertsInSql(ABC):
    """Notices in the tables of a ledger. What names a row is tagged with the situation, as two of them may be told of the same."""

    _engine: Engine
    situation: str

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _telling(self) -> AbstractContextManager[None]: ...

    def _tagged(self, name: str) -> str:
        """A name within the situation; those of the one that every ledger has are as they are."""
        return f"{self.situation}/{name}" if self.situation else name

    def awaiting(self) -> tuple[str, ...]:
        with self._telling(), self._engine.connect() as connection:
            every = connection.execute(select(schema.alert_awaiting.c.content)).scalars().all()
        parts = (name.rpartition("/") for name in every)
        return tuple(content for situation, _, content in parts if situation == self.situation)

    def told_of(self, indicator: str, marks: Collection[Mark]) -> tuple[Notice, ...]:
        table, notices = schema.alert_marks, schema.alert_notices
        wanted, shared = set(marks), Counter[str]()
        spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for doc, span in wanted:
            spans[doc].append(span)
        with self._telling(), self._engine.connect() as connection:
            for doc, its in sorted(spans.items()):
                query = select(table.c.first, table.c.last, table.c.alert).where(
                    table.c.indicator == self._tagged(indicator), table.c.doc == doc
                )
                shared.update(row.alert for row in connection.execute(query) if (row.first, row.last) in its)
            found = {}
            for alert in shared:
                query_last = (
                    select(notices.c.notice)
                    .where(notices.c.alert == alert, notices.c.situation == self.situation)
                    .order_by(notices.c.number.desc())
                    .limit(1)
                )
                row = connection.execute(query_last).first()
                if row:
                    found[alert] = notice_in(row.notice)
        return tuple(found[alert] for alert in by_share(shared) if alert in found)

    def tell(self, notices: Sequence[Notice], sinks: Collection[str], looked_at: Collection[str] = ()) -> tuple[Notice, ...]:
        table, fresh = schema.alert_notices, []
        with self._telling(), self._writing() as connection:
            for notice in notices:
                name = self._tagged(notice.id)
                if connection.execute(select(table.c.id).where(table.c.id == name)).first():
                    continue
                fresh.append(notice)
                row = {"id": name, "alert": notice.alert.id, "notice": as_line(notice), "situation": self.situation}
                connection.execute(table.insert().values(row))
                number = connection.execute(select(table.c.number).where(table.c.id == name)).scalar_one()
                _put_marks(connection, notice, self._tagged(notice.alert.indicator_id))
                if sinks:
                    connection.execute(schema.alert_outbox.insert(), [{"sink": self._tagged(sink), "number": number} for sink in sinks])
            for contents in batched(map(self._tagged, looked_at), MOST_VARIABLES):
                connection.execute(schema.alert_awaiting.delete().where(schema.alert_awaiting.c.content.in_(contents)))
        return tuple(fresh)

    def told(self, limit: int) -> tuple[Notice, ...]:
        table = schema.alert_notices
        with self._telling(), self._engine.connect() as connection:
            own = select(table.c.notice).where(table.c.situation == self.situation)
            rows = connection.execute(own.order_by(table.c.number.desc()).limit(limit)).all()
        return tuple(notice_in(row.notice) for row in rows)

    def untold(self, sink: str, limit: int) -> tuple[Notice, ...]:
        table, box = schema.alert_notices, schema.alert_outbox
        query = (
            select(table.c.notice)
            .join(box, box.c.number == table.c.number)
            .where(box.c.sink == self._tagged(sink))
            .order_by(table.c.number)
            .limit(limit)
        )
        with self._telling(), self._engine.connect() as connection:
            return tuple(notice_in(row.notice) for row in connection.execute(query))

    def told_to(self, sink: str, ids: Collection[str]) -> None:
        table, box = schema.alert_notices, schema.alert_outbox
        with self._telling(), self._writing() as connection:
            for some in batched(map(self._tagged, ids), MOST_VARIABLES):
                numbers = select(table.c.number).where(table.c.id.in_(some))
                connection.execute(box.delete().where(box.c.sink == self._tagged(sink), box.c.number.in_(numbers)))


def without_document(notice: Notice, document: str) -> Notice | None:
    """A notice without what it has of a document; None where it has nothing else.

    An account whose words were the document's goes, with the other documents that told it: the next look tells it in their words.
    """
    alert = notice.alert
    if document not in alert.documents:
        return notice
    left = tuple(_without(account, document) for account in alert.accounts if account.words.doc != document)
    if not left:
        return None
    hits = alert.hits if alert.accounts[0] is left[0] or alert.words.doc == left[0].words.doc else ()
    marks = tuple(mark for mark in alert.marks if mark[0] != document)
    return replace(notice, alert=replace(alert, accounts=left, marks=marks, hits=hits), changes=())


def _without(account: Account, document: str) -> Account:
    return replace(account, documents=tuple(d for d in account.documents if d != document))


def by_share(shared: Counter[str]) -> list[str]:
    """Alerts by how many marks they share, those that share most first."""
    return sorted(shared, key=lambda alert: (-shared[alert], alert))


def batched(items: Iterable[str], size: int) -> Iterator[list[str]]:
    """The items in lists of at most `size`; itertools has it from Python 3.12 on."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def _put_marks(connection: Connection, notice: Notice, indicator: str) -> None:
    table, alert = schema.alert_marks, notice.alert
    for doc, (first, last) in dict.fromkeys(alert.marks):
        here = _at(table, indicator, doc, first, last)
        if not connection.execute(table.update().where(*here).values(alert=alert.id)).rowcount:
            row = {"indicator": indicator, "doc": doc, "first": first, "last": last, "alert": alert.id}
            connection.execute(table.insert().values(row))


def _at(table: Table, indicator: str, doc: str, first: int, last: int) -> list[ColumnElement[bool]]:
    return [table.c.indicator == indicator, table.c.doc == doc, table.c.first == first, table.c.last == last]


def notice_in(text: str) -> Notice:
    """The notice that a row holds."""
    return from_json(Notice, json.loads(text))
