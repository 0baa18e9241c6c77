"""A ledger as it stood to a reader of the press at one moment: the documents that had certainly been published by then."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from tidings.ledger.memory import MemoryLedger
from tidings.model.alert import Mark, Notice
from tidings.model.capture import Capture
from tidings.model.document import Document
from tidings.model.errors import LedgerError
from tidings.model.judgement import Judgement, Undone
from tidings.model.note import Note, SavedQuery
from tidings.model.reading import Reading
from tidings.model.tombstone import Tombstone
from tidings.ports import Added, Ledger

# When a document came into this ledger says nothing and is never asked for; the memory wants a moment all the same.
_NO_MOMENT = datetime.min.replace(tzinfo=UTC)


class KnownBy(MemoryLedger):
    """The part of a ledger that had been published by the end of `moment`, behind the Ledger port; it can be looked at, not added to.

    A document whose date leaves open whether it was out by then is left out. Judgements are kept in the ledger behind it: what a person
    says holds of the records, whenever it is said.
    """

    def __init__(self, ledger: Ledger, moment: str) -> None:
        super().__init__()
        self._ledger = ledger
        self.moment = moment
        for reading in ledger.readings():
            if reading.document.published.was_by(moment):
                super().keep(reading, _NO_MOMENT)

    def keep(self, reading: Reading, at: datetime, *, captured: bytes | None = None, watched: bool = False) -> Added:
        raise LedgerError(f"what was known by {self.moment} can't be added to; leave out --as-of")

    def situations(self) -> tuple[str, ...]:
        return self._ledger.situations()

    def add_situation(self, name: str, at: datetime) -> bool:
        return self._ledger.add_situation(name, at)

    def within(self, name: str) -> "KnownBy":
        return KnownBy(self._ledger.within(name), self.moment)

    def remove(self, document: str, who: str, at: str, reason: str) -> Tombstone | None:
        raise LedgerError(f"what was known by {self.moment} can't be changed; leave out --as-of")

    def tombstones(self) -> tuple[Tombstone, ...]:
        return self._ledger.tombstones()

    def tombstone_of(self, document: Document) -> Tombstone | None:
        return self._ledger.tombstone_of(document)

    def captures(self, ids: Iterable[str]) -> tuple[Capture, ...]:
        return self._ledger.captures(ids)

    def judge(self, judgement: Judgement) -> None:
        self._ledger.judge(judgement)

    def judgements(self) -> tuple[Judgement, ...]:
        return self._ledger.judgements()

    def take_back(self, judgement_id: str, undone: Undone) -> bool:
        return self._ledger.take_back(judgement_id, undone)

    def write_down(self, record: Note | SavedQuery) -> None:
        self._ledger.write_down(record)

    def notes(self) -> tuple[Note, ...]:
        return self._ledger.notes()

    def queries(self) -> tuple[SavedQuery, ...]:
        return self._ledger.queries()

    def strike_out(self, record_id: str, undone: Undone) -> bool:
        return self._ledger.strike_out(record_id, undone)

    def told_of(self, indicator: str, marks: Collection[Mark]) -> tuple[Notice, ...]:
        return self._ledger.told_of(indicator, marks)

    def close(self) -> None:
        self._ledger.close()
