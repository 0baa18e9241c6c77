"""A ledger as it stood to a reader of the press at one moment: the documents that had certainly been published by then."""

from datetime import datetime
from functools import cached_property

from tidings.ledger.versions import content_of, digest_of
from tidings.model.document import Document
from tidings.model.errors import LedgerError
from tidings.model.judgement import Judgement, Undone
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.ports import Added, Hit, Ledger


class KnownBy:
    """The part of a ledger that had been published by the end of `moment`, behind the Ledger port; it can be looked at, not added to.

    A document whose date leaves open whether it was out by then is left out. Judgements are kept in the ledger behind it: what a person
    says holds of the records, whenever it is said.
    """

    def __init__(self, ledger: Ledger, moment: str) -> None:
        self._ledger = ledger
        self.moment = moment
        self._pictures: dict[str, Picture] = {}

    @cached_property
    def _readings(self) -> tuple[Reading, ...]:
        return tuple(r for r in self._ledger.readings() if r.document.published.was_by(self.moment))

    def holds(self, document: Document) -> bool:
        return self._ledger.holds(document)

    def keep(self, reading: Reading, at: datetime) -> Added:
        raise LedgerError(f"what was known by {self.moment} can't be added to; leave out --as-of")

    def readings(self) -> tuple[Reading, ...]:
        return self._readings

    def reading(self, document_id: str) -> Reading | None:
        return next((r for r in self._readings if r.document.id == document_id), None)

    def count(self) -> int:
        return len(self._readings)

    def digest(self) -> str:
        return digest_of(content_of(r.document) for r in self._readings)

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        known = {r.document.id for r in self._readings}
        return tuple(hit for hit in self._ledger.search(words, self._ledger.count()) if hit.document in known)[:limit]

    def kept_picture(self, digest: str) -> Picture | None:
        return self._pictures.get(digest)

    def keep_picture(self, digest: str, picture: Picture) -> None:
        self._pictures = {digest: picture}

    def judge(self, judgement: Judgement) -> None:
        self._ledger.judge(judgement)

    def judgements(self) -> tuple[Judgement, ...]:
        return self._ledger.judgements()

    def take_back(self, judgement_id: str, undone: Undone) -> bool:
        return self._ledger.take_back(judgement_id, undone)

    def close(self) -> None:
        self._ledger.close()
