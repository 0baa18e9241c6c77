"""The few interfaces through which the rooms meet the world: a clock, a reader, a ledger, a runner, a fetcher, a notifier."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from tidings.model.alert import Mark, Notice
from tidings.model.capture import Capture
from tidings.model.document import Document, Refusal
from tidings.model.judgement import Judgement, Undone
from tidings.model.note import Note, SavedQuery
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.model.span import Span
from tidings.model.thread import Lead
from tidings.model.tombstone import Tombstone

# Reports further apart than this are on two happenings, however alike (compare/stories.py): no tie is looked for beyond.
APART_DAYS = 60
# Leads whose weights' products over the words in common sum to less are of two matters: from .11 to .18 the stories found within threads stay
# the same (compare/threads.py).
REACH = 0.12
# Sums of weights that are added up in another order differ by less than this: who looks, looks a little farther.
SLACK = 1e-6
Added = Literal["new", "unchanged", "version"]


class Clock(Protocol):
    """Gives the present moment, so that nothing else asks the machine for it."""

    def __call__(self) -> datetime: ...


class Reader(Protocol):
    """Reads one document alone; picklable, so that it can be handed to other processes."""

    def __call__(self, document: Document) -> Reading | Refusal: ...


class Runner(Protocol):
    """Maps a reader over documents, in their order, on one process or many."""

    def __call__(self, reader: Reader, documents: Iterable[Document]) -> Iterator[Reading | Refusal]: ...


class Fetcher(Protocol):
    """Gives the bytes at an address that the user asked for; raises OSError."""

    def __call__(self, url: str) -> bytes: ...


class Notifier(Protocol):
    """Sends a message out of the machine, to an address that the user wrote down."""

    def __call__(self, address: str, message: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that holds the words looked for: the spans of its text where they stand.

    `words` are those that stand there and were looked for, without case and accents; `near` are those of them that are only near in
    meaning to what was asked.
    """

    document: str
    title: str | None
    outlet: str | None
    published: str | None
    spans: tuple[Span, ...]
    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class Ledger(Protocol):
    """What was read, kept. One reading is one transaction; nothing kept is ever overwritten."""

    def situations(self) -> tuple[str, ...]:
        """The names of the situations besides the one that every ledger has, whose name is empty."""
        ...

    def add_situation(self, name: str, at: datetime) -> bool:
        """Makes a situation of this name; False where there is one."""
        ...

    def within(self, name: str) -> "Ledger":
        """The ledger as one of its situations has it: its own documents, threads, judgements, notes and alerts, beside the others.

        A document that several have is kept once; a removal takes it out of all.
        """
        ...

    def holds(self, document: Document) -> bool:
        """Whether this very document (same id, address, outlet and text) is kept already."""
        ...

    def keep(self, reading: Reading, at: datetime, *, captured: bytes | None = None, watched: bool = False) -> Added:
        """Keeps a reading: "new", "unchanged" when the document was there, "version" when its id or address was, with another text.

        `captured` are the bytes that the document was made of.

        One that is `watched` awaits, from the same transaction on, to be looked through for alerts.
        """
        ...

    def readings(self) -> tuple[Reading, ...]:
        """All readings, by document id; documents that share an id told apart by what they hold, never by when they came."""
        ...

    def reading(self, document_id: str) -> Reading | None:
        """The reading of one document, or None."""
        ...

    def captures(self, ids: Iterable[str]) -> tuple[Capture, ...]:
        """How these documents came, by id."""
        ...

    def remove(self, document: str, who: str, at: str, reason: str) -> Tombstone | None:
        """Takes out a document, by the id it goes by, with all that holds its words, for good; gives its tombstone, None where it isn't here.

        Its thread's other documents are unplaced, and derived pictures are forgotten: what is made next is as if it had never been kept.
        """
        ...

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Which documents were removed, in that order."""
        ...

    def tombstone_of(self, document: Document) -> Tombstone | None:
        """The tombstone of this very document, or None."""
        ...

    def count(self) -> int:
        """How many documents are kept."""
        ...

    def digest(self) -> str:
        """A hash of the set of documents kept, the same whatever order they came in."""
        ...

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """The documents that hold all the words, best first."""
        ...

    def find(self, groups: Sequence[tuple[str, ...]], missing: int, limit: int) -> tuple[Hit, ...]:
        """The documents that hold a word of each group, or of all but so many, best first; a word is also what begins with it."""
        ...

    def unplaced(self) -> Iterator[tuple[str, Reading]]:
        """The documents that belong to no thread yet, by the hash of their content."""
        ...

    def place(self, content: str, lead: Lead, are_tied: Callable[[Lead, Lead], bool]) -> int:
        """Puts a document into the thread of those it is tied to, making one of theirs; gives how many others were looked at.

        Looked at are those at most APART_DAYS away with two words of the lead that together weigh REACH, or a mark among them: an index
        adds the weights up; all in one transaction.
        """
        ...

    def threads(self, of: Collection[str] | None = None) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The placed documents of each thread, as (hash of content, document id); with `of` of those threads alone that hold these contents."""
        ...

    def readings_of(self, ids: Iterable[str]) -> tuple[Reading, ...]:
        """The readings of these documents, by id."""
        ...

    def kept_picture(self, digest: str) -> Picture | None:
        """The picture that was derived from exactly these documents by exactly this program, or None."""
        ...

    def keep_picture(self, digest: str, picture: Picture) -> None:
        """Keeps a derived picture. It can be lost and made again."""
        ...

    def forget_pictures(self, but: Collection[str]) -> None:
        """Lets go of all derived pictures but those of these digests."""
        ...

    def judge(self, judgement: Judgement) -> None:
        """Keeps a person's judgement; one that is there already changes nothing."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements in the order in which they were made, those that were taken back as well."""
        ...

    def take_back(self, judgement_id: str, undone: Undone) -> bool:
        """Marks a judgement as taken back; False when there is none of that id that stands."""
        ...

    def write_down(self, record: Note | SavedQuery) -> None:
        """Keeps a person's note or query; one that is there already changes nothing."""
        ...

    def notes(self) -> tuple[Note, ...]:
        """All notes in the order in which they were written, those that were taken back as well."""
        ...

    def queries(self) -> tuple[SavedQuery, ...]:
        """All saved queries in the order in which they were saved, those that were taken back as well."""
        ...

    def strike_out(self, record_id: str, undone: Undone) -> bool:
        """Marks a note or query as taken back; False when there is none of that id that stands."""
        ...

    def awaiting(self) -> tuple[str, ...]:
        """The contents of watched documents that were not looked through for alerts yet."""
        ...

    def told_of(self, indicator: str, marks: Collection[Mark]) -> tuple[Notice, ...]:
        """The last notice of each alert of an indicator (by its id) that bears one of the marks, the one that shares most first."""
        ...

    def tell(self, notices: Sequence[Notice], sinks: Collection[str], looked_at: Collection[str] = ()) -> tuple[Notice, ...]:
        """Keeps those of the notices that are not kept yet, and gives them; each is due to every sink until `told_to` says otherwise.

        The documents looked at await no more; all in one transaction.
        """
        ...

    def told(self, limit: int) -> tuple[Notice, ...]:
        """The last notices, the last one first."""
        ...

    def untold(self, sink: str, limit: int) -> tuple[Notice, ...]:
        """The notices that are due to a sink, the first one first."""
        ...

    def told_to(self, sink: str, ids: Collection[str]) -> None:
        """Says that a sink has got these notices."""
        ...

    def close(self) -> None:
        """Lets go of files and connections."""
        ...
