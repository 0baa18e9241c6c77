"""A ledger that lives as long as the program: for readings of inputs that nobody asked to keep."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime

from tidings.ledger.alerts import AlertsInMemory
from tidings.ledger.notes import NotesInMemory
from tidings.ledger.removal import in_order_of_removal
from tidings.ledger.versions import content_of, digest_of, in_order, told_apart, versions_named
from tidings.ledger.words import spans_of_words, words_in_order, words_of_query
from tidings.model.capture import Capture
from tidings.model.document import Document
from tidings.model.judgement import Judgement, Undone
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.model.thread import Lead
from tidings.model.tombstone import Tombstone
from tidings.ports import APART_DAYS, REACH, SLACK, Added, Hit


class MemoryLedger(AlertsInMemory, NotesInMemory):
    """Readings kept in memory, behind the Ledger port."""

    def __init__(self) -> None:
        AlertsInMemory.__init__(self)
        NotesInMemory.__init__(self)
        self._readings: dict[str, Reading] = {}
        self._situations: dict[str, MemoryLedger] = {}
        self._tombstones: dict[str, Tombstone] = {}
        self._captures: dict[str, tuple[str, bytes | None]] = {}
        self._ids: defaultdict[str, list[str]] = defaultdict(list)
        self._urls: set[str] = set()
        self._leads: dict[str, Lead] = {}
        self._holders: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        self._thread_of: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._pictures: dict[str, Picture] = {}
        self._judgements: dict[str, Judgement] = {}

    def situations(self) -> tuple[str, ...]:
        return tuple(sorted(name for name in self._situations if name))

    def add_situation(self, name: str, at: datetime) -> bool:
        if name in self._situations:
            return False
        self.within(name)
        return True

    def within(self, name: str) -> "MemoryLedger":
        self._situations.setdefault("", self)
        if name not in self._situations:
            other = MemoryLedger()
            other._situations, other._tombstones = self._situations, self._tombstones
            self._situations[name] = other
        return self._situations[name]

    def holds(self, document: Document) -> bool:
        return content_of(document) in self._readings

    def keep(self, reading: Reading, at: datetime, *, captured: bytes | None = None, watched: bool = False) -> Added:
        document, key = reading.document, content_of(reading.document)
        if key in self._readings:
            return "unchanged"
        is_version = document.id in self._ids or (document.url is not None and document.url in self._urls)
        self._readings[key] = reading
        self._captures[key] = at.isoformat(), captured
        self._ids[document.id].append(key)
        if document.url is not None:
            self._urls.add(document.url)
        if watched:
            self._awaiting[key] = None
        return "version" if is_version else "new"

    def readings(self) -> tuple[Reading, ...]:
        return told_apart(self._readings.values())

    def reading(self, document_id: str) -> Reading | None:
        plain = document_id.rsplit("~", 1)[0]
        versions = [self._readings[key] for name in {document_id, plain} for key in self._ids.get(name, ())]
        return next((r for r in told_apart(versions) if r.document.id == document_id), None)

    def readings_of(self, ids: Iterable[str]) -> tuple[Reading, ...]:
        found = (self.reading(name) for name in ids)
        return tuple(sorted((r for r in found if r is not None), key=lambda r: r.document.id))

    def remove(self, document: str, who: str, at: str, reason: str) -> Tombstone | None:
        plain = sorted({document, document.rsplit("~", 1)[0]})
        versions = [pair for name in plain if name in self._ids for pair in versions_named(self._readings[k] for k in self._ids[name])]
        key, found = next(((key, reading) for key, reading in versions if reading.document.id == document), ("", None))
        if found is None:
            return None
        captured = self._readings[key].document.captured
        for ledger in {id(one): one for one in (self, *self._situations.values())}.values():
            ledger._take_out(key)
        tombstone = Tombstone(document=document, content=key, captured=captured, who=who, at=at, reason=reason)
        self._tombstones[key] = tombstone
        return tombstone

    def _take_out(self, key: str) -> None:
        """Lets go of a document in this situation, if it is here."""
        if key not in self._readings:
            return
        plain = self._readings[key].document.id
        document = next(r.document.id for k, r in versions_named(self._readings[k] for k in self._ids[plain]) if k == key)
        reading = self._readings.pop(key)
        self._ids[reading.document.id].remove(key)
        if not self._ids[reading.document.id]:
            del self._ids[reading.document.id]
        self._urls = {r.document.url for r in self._readings.values() if r.document.url is not None}
        del self._captures[key]
        for other in self._members.pop(self._thread_of.get(key, ""), []):
            del self._thread_of[other]
            for word, weight in self._leads.pop(other).words:
                self._holders[word].remove((other, weight))
        self._pictures = {}
        self._forget_document(document, key)

    def tombstones(self) -> tuple[Tombstone, ...]:
        return in_order_of_removal(self._tombstones.values())

    def tombstone_of(self, document: Document) -> Tombstone | None:
        return self._tombstones.get(content_of(document))

    def captures(self, ids: Iterable[str]) -> tuple[Capture, ...]:
        wanted = set(ids)
        found = []
        for name in sorted(wanted | {i.rsplit("~", 1)[0] for i in wanted}):
            for content, reading in versions_named(self._readings[key] for key in self._ids.get(name, ())) if name in self._ids else ():
                if reading.document.id in wanted:
                    at, data = self._captures[content]
                    found.append(Capture(document=reading.document.id, added_at=at, data=data))
        return tuple(sorted(found, key=lambda c: c.document))

    def count(self) -> int:
        return len(self._readings)

    def digest(self) -> str:
        return digest_of(self._readings)

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        return self.find([(word,) for word in words_of_query(words)], 0, limit)

    def find(self, groups: Sequence[tuple[str, ...]], missing: int, limit: int) -> tuple[Hit, ...]:
        wanted = tuple(word for group in groups for word in group)
        least = max(1, len(groups) - missing)
        hits = []
        for reading in self.readings() if wanted else ():
            document = reading.document
            words = frozenset(words_in_order(f"{document.title or ''}\n{document.text}"))
            if sum(any(word.startswith(tuple(group)) for word in words) for group in groups) >= least:
                hits.append(
                    Hit(
                        document=document.id,
                        title=document.title,
                        outlet=document.outlet,
                        published=document.published.start,
                        spans=spans_of_words(document.text, wanted),
                        words=tuple(sorted(word for word in words if word.startswith(wanted))),
                    )
                )
        hits.sort(key=lambda hit: (-len(hit.spans), hit.document))
        return tuple(hits[:limit])

    def unplaced(self) -> Iterator[tuple[str, Reading]]:
        return iter([(key, reading) for key, reading in self._readings.items() if key not in self._leads])

    def place(self, content: str, lead: Lead, are_tied: Callable[[Lead, Lead], bool]) -> int:
        if content in self._leads:
            return 0
        near = [other for other in self._sharing(lead) if _are_near(lead, self._leads[other])]
        threads = {self._thread_of[other] for other in near if are_tied(lead, self._leads[other])}
        home = max(threads, key=lambda t: (len(self._members[t]), t), default=content)
        members = self._members.setdefault(home, [])
        for other in threads - {home}:
            members += self._members.pop(other)
        members.append(content)
        self._thread_of.update(dict.fromkeys(members, home))
        self._leads[content] = lead
        for word, weight in lead.words:
            self._holders[word].append((content, weight))
        return len(near)

    def _sharing(self, lead: Lead) -> Iterator[str]:
        """The placed documents that have two words of the lead which together reach it, or a mark among them."""
        shared: Counter[str] = Counter()
        reached: defaultdict[str, float] = defaultdict(float)
        for word, weight in lead.words:
            for other, theirs in self._holders[word]:
                shared[other] += 1
                # a mark weighs nothing, and what has one is looked at
                reached[other] += weight * theirs or REACH
        return (other for other, count in shared.items() if count > 1 and reached[other] >= REACH - SLACK)

    def threads(self, of: Collection[str] | None = None) -> tuple[tuple[tuple[str, str], ...], ...]:
        homes = None if of is None else {self._thread_of[content] for content in of if content in self._thread_of}
        names = {
            content: reading.document.id
            for keys in self._ids.values()
            for content, reading in versions_named(self._readings[key] for key in keys)
        }
        return tuple(
            sorted(
                tuple(sorted((c, names[c]) for c in members)) for home, members in self._members.items() if homes is None or home in homes
            )
        )

    def kept_picture(self, digest: str) -> Picture | None:
        return self._pictures.get(digest)

    def keep_picture(self, digest: str, picture: Picture) -> None:
        self._pictures[digest] = picture

    def forget_pictures(self, but: Collection[str]) -> None:
        self._pictures = {digest: picture for digest, picture in self._pictures.items() if digest in but}

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


def _are_near(a: Lead, b: Lead) -> bool:
    return not (a.day and b.day) or abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) <= APART_DAYS
