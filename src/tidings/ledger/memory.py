"""A ledger that lives as long as the program: for readings of inputs that nobody asked to keep."""

import dataclasses
from datetime import datetime

from tidings.ledger.versions import content_of, digest_of, in_order, told_apart
from tidings.ledger.words import spans_of_words, words_of_query
from tidings.model.document import Document
from tidings.model.judgement import Judgement, Undone
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.ports import Added, Hit


class MemoryLedger:
    """Readings kept in memory, behind the Ledger port."""

    def __init__(self) -> None:
        self._readings: dict[str, Reading] = {}
        self._pictures: dict[str, Picture] = {}
        self._judgements: dict[str, Judgement] = {}

    def holds(self, document: Document) -> bool:
        return content_of(document) in self._readings

    def keep(self, reading: Reading, at: datetime) -> Added:
        document, key = reading.document, content_of(reading.document)
        if key in self._readings:
            return "unchanged"
        others = [r.document for r in self._readings.values()]
        is_version = any(d.id == document.id or (document.url is not None and d.url == document.url) for d in others)
        self._readings[key] = reading
        return "version" if is_version else "new"

    def readings(self) -> tuple[Reading, ...]:
        return told_apart(self._readings.values())

    def reading(self, document_id: str) -> Reading | None:
        return next((r for r in self.readings() if r.document.id == document_id), None)

    def count(self) -> int:
        return len(self._readings)

    def digest(self) -> str:
        return digest_of(self._readings)

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        wanted = words_of_query(words)
        hits = []
        for reading in self.readings() if wanted else ():
            document = reading.document
            if all(spans_of_words(f"{document.title or ''}\n{document.text}", (word,)) for word in wanted):
                hits.append(
                    Hit(
                        document=document.id,
                        title=document.title,
                        outlet=document.outlet,
                        published=document.published.start,
                        spans=spans_of_words(document.text, wanted),
                    )
                )
        hits.sort(key=lambda hit: (-len(hit.spans), hit.document))
        return tuple(hits[:limit])

    def kept_picture(self, digest: str) -> Picture | None:
        return self._pictures.get(digest)

    def keep_picture(self, digest: str, picture: Picture) -> None:
        self._pictures = {digest: picture}

    def judge(self, judgement: Judgement) -> None:
        self._judgements.setdefault(judgement.id, judgement)

    def judgements(self) -> tuple[Judgement, ...]:
        return in_order(self._judgements.values())

    def take_back(self, judgement_id: str, undone: Undone) -> bool:
        found = self._judgements.get(judgement_id)
        if found is None or found.undone:
            return False
        self._judgements[judgement_id] = dataclasses.replace(found, undone=undone)
        return True

    def close(self) -> None:
        pass
