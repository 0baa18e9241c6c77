"""The situation: documents of one unfolding matter, what they say, and the verbs that ask for it; from Python, the front door."""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tidings.by_people import ByPeople
from tidings.engine import (
    captured_in,
    joined_pictures,
    picture_judged,
    picture_of,
    placed,
    read_document,
    stories_of,
    thread_picture,
)
from tidings.explaining import Explaining
from tidings.know.manifest import made
from tidings.model.document import Document, Refusal
from tidings.model.errors import BadInput, LedgerError, UnknownName
from tidings.model.ids import made_of
from tidings.model.picture import Picture, Story
from tidings.model.reading import Reading
from tidings.model.tombstone import Tombstone
from tidings.ports import Clock, Hit, Ledger, Runner

if TYPE_CHECKING:
    from tidings.ledger.address import Address
    from tidings.show.coded import EventScore
    from tidings.show.happenings import EventRow
    from tidings.show.index import Index
    from tidings.show.rows import BriefLine, ClaimRow, DifferenceRow, DiffRow, FigureRow, TimelineRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an `add` did: ids of documents that are new, known, or another version of a known one; and what was refused."""

    new: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


# How a situation may be named: it stands in addresses and menus.
SITUATION_NAME = r"(?=\S)[\w -]{1,60}(?<=\S)"


def utc_now() -> datetime:
    """The present moment, in UTC: the default clock."""
    return datetime.now(UTC)


def _refused(document: Document, gone: Tombstone) -> Refusal:
    why = f"removed on {gone.at[:10]} by {gone.who} ({gone.reason}); `tidings add --again` takes it in all the same"
    return Refusal(where=document.id, why=why)


def _digest_of(thread: Sequence[tuple[str, str]]) -> str:
    """A hash of a thread's documents, of the ids they go by, and of the program that compares them."""
    return made_of("t", *(part for pair in thread for part in pair), repr(made()))


class Situation(ByPeople, Explaining):
    """Documents of one unfolding situation and what they say; each verb gives the nouns of `tidings.model` or rows that point to them."""

    def __init__(self, ledger: Ledger, *, clock: Clock = utc_now, runner: Runner | None = None) -> None:
        from tidings.scale.processes import read_here

        self.ledger = ledger
        self._clock = clock
        self._runner: Runner = runner or read_here
        self._whole: tuple[str, Picture] | None = None

    def add(self, *inputs: str | Path) -> Added:
        """What became of the documents in the inputs. Raises BadInput when there was none that could be read."""
        outcomes = list(self.adding(*inputs))
        refused = tuple(what for what, _ in outcomes if isinstance(what, Refusal))
        if outcomes and len(refused) == len(outcomes):
            raise BadInput("\n".join(map(str, refused)))
        ids = {how: tuple(d.id for d, h in outcomes if h == how and isinstance(d, Document)) for how in ("new", "unchanged", "version")}
        return Added(new=ids["new"], unchanged=ids["unchanged"], versions=ids["version"], refused=refused)

    def adding(self, *inputs: str | Path, watched: bool = False, again: bool = False) -> Iterator[tuple[Document | Refusal, str]]:
        """Each document with what became of it ("new", "unchanged", "version", "refused"), as it is kept: one transaction each.

        Those that are `watched` await to be looked through for alerts. One that was removed is refused, unless it is to come in `again`.
        """
        held: list[tuple[Document | Refusal, str]] = []
        # the bytes wait here: what reads a document in another process has no need of them
        came: dict[tuple[str, str | None], bytes] = {}

        def fresh() -> Iterator[Document]:
            for found in captured_in(inputs):
                if isinstance(found, Refusal):
                    held.append((found, "refused"))
                elif self.ledger.holds(found.document):
                    held.append((found.document, "unchanged"))
                elif not again and (gone := self.ledger.tombstone_of(found.document)) is not None:
                    held.append((_refused(found.document, gone), "refused"))
                else:
                    came[found.document.id, found.document.captured] = found.data
                    yield found.document

        for reading in self._runner(read_document, fresh()):
            while held:
                yield held.pop(0)
            if isinstance(reading, Refusal):
                yield reading, "refused"
            else:
                data = came.pop((reading.document.id, reading.document.captured), None)
                yield reading.document, self.ledger.keep(reading, self._clock(), captured=data, watched=watched)
        yield from held

    def readings(self) -> tuple[Reading, ...]:
        """The readings of all documents, by id."""
        return self.ledger.readings()

    def reading(self, document: str) -> Reading:
        """The reading of one document, by its id, or by the part of it that no other begins with. Raises UnknownName."""
        found = self.ledger.reading(document)
        if found is None:
            fitting = [r for r in self.ledger.readings() if r.document.id.startswith(document)]
            if len(fitting) != 1:
                gone = next((t for t in self.ledger.tombstones() if t.document == document), None)
                if gone is not None:
                    raise UnknownName(f"{document}: removed on {gone.at[:10]} by {gone.who} ({gone.reason})")
                which = "several documents begin so" if fitting else "there is no such document"
                raise UnknownName(f"{document}: {which}; `tidings status` lists them")
            found = fitting[0]
        return found

    def within(self, name: str) -> "Situation":
        """One of the ledger's situations, with its own documents, picture, judgements, notes and alerts. Raises UnknownName."""
        if not name:
            return self
        if name not in self.ledger.situations():
            raise UnknownName(
                f"{name}: the ledger has no such situation; `tidings situations` lists them, `tidings situation {name}` makes it"
            )
        return Situation(self.ledger.within(name), clock=self._clock, runner=self._runner)

    def add_situation(self, name: str) -> bool:
        """Makes a situation in the ledger; False where there is one of this name. Raises BadInput."""
        if not re.fullmatch(SITUATION_NAME, name):
            raise BadInput(f"{name}: a situation is named with letters, digits, spaces, - and _, 60 at the most")
        return self.ledger.add_situation(name, self._clock())

    def situations(self) -> tuple[str, ...]:
        """The names of the ledger's situations besides the one that every ledger has."""
        return self.ledger.situations()

    def as_known(self, moment: str) -> "Situation":
        """The situation as it could be known at the end of a year, day or minute (ISO 8601): the documents published by then."""
        from tidings.ledger.known_by import KnownBy

        return Situation(KnownBy(self.ledger, moment), clock=self._clock, runner=self._runner)

    def own_picture(self) -> Picture:
        """What all documents say together by the program alone, whatever people judged.

        Made thread by thread and kept so: documents that come make anew the pictures of the threads they fall into, and no other.
        """
        try:
            placed(self.ledger)
        except LedgerError:  # a ledger that may only be read
            return picture_of(self.readings())
        threads = {_digest_of(thread): thread for thread in self.ledger.threads()}
        whole = made_of("p", *sorted(threads))
        if self._whole is None or self._whole[0] != whole:
            pictures = [self._of_thread(digest, thread) for digest, thread in threads.items()]
            with suppress(LedgerError):
                self.ledger.forget_pictures(threads.keys())
            self._whole = whole, joined_pictures(pictures)
        return self._whole[1]

    def _of_thread(self, digest: str, thread: Sequence[tuple[str, str]]) -> Picture:
        picture = self.ledger.kept_picture(digest)
        if picture is None:
            picture = thread_picture(self.ledger.readings_of(name for _, name in thread))
            with suppress(LedgerError):  # a ledger that may only be read: the picture is made again next time
                self.ledger.keep_picture(digest, picture)
        return picture

    def threads_with(self, contents: Collection[str]) -> Iterator[tuple[Picture, tuple[Reading, ...]]]:
        """The threads that documents of these contents fall into, each as its picture, judged, and its readings; no other is looked at."""
        placed(self.ledger)
        judgements = self.ledger.judgements()
        for thread in self.ledger.threads(contents):
            readings = self.ledger.readings_of(name for _, name in thread)
            picture = self.ledger.kept_picture(_digest_of(thread)) or thread_picture(readings)
            yield picture_judged(picture, readings, judgements) if judgements else picture, readings

    def picture(self) -> Picture:
        """What all documents say together, and where a person judged, what that person said."""
        judgements = self.ledger.judgements()
        return picture_judged(self.own_picture(), self.readings(), judgements) if judgements else self.own_picture()

    def diff(self, since: str, until: str) -> "tuple[DiffRow, ...]":
        """What was new, revised, withdrawn or resolved between what could be known at two moments (as `as_known` takes them)."""
        from tidings.show.diff import diff

        before, after = self.as_known(since), self.as_known(until)
        return diff((before.picture(), before.readings()), (after.picture(), after.readings()))

    def timeline(self, *, since: str | None = None, until: str | None = None) -> "tuple[TimelineRow, ...]":
        """What happened when, status told apart, with the words each row rests on; `since` and `until` are days it happened on."""
        from tidings.show.views import timeline

        return timeline(self.picture(), self.readings(), since=since, until=until)

    def events(
        self,
        *,
        types: Sequence[str] = (),
        actor: str | None = None,
        statuses: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        near: tuple[float, float] | None = None,
        within: float = 50.0,
    ) -> "tuple[EventRow, ...]":
        """Each event once, however many documents tell it, a row for each status it is told under; `near` is latitude and longitude."""
        from tidings.show.happenings import events

        picture, readings = self.picture(), self.readings()
        return events(picture, readings, types=types, actor=actor, statuses=statuses, since=since, until=until, near=near, within=within)

    def exported(self, rows: "Sequence[EventRow]", form: str) -> str:
        """Events as the text of a file: "plover" and "geojson" are JSON, "polecat" and "gdelt" tab-separated, "acled" and "csv" comma-separated."""
        from tidings.show.exports.files import events_text

        return events_text(rows, self.readings(), form)

    def index(self) -> "Index":
        """What rows are looked up in: records, words, places and names of all documents."""
        from tidings.show.index import index_of

        return index_of(self.picture(), self.readings())

    def exchanged(self, form: str, *, claims: "Sequence[ClaimRow]" = (), events: "Sequence[EventRow]" = ()) -> str:
        """Claims or events, with the documents they rest on, as "stix", "ftm", "annotations" or "claimreview". Raises BadInput, NotInstalled."""
        from tidings.show.exports.exchange import EXCHANGE
        from tidings.show.exports.extract import extract_of

        if form not in EXCHANGE:
            raise BadInput(f"{form}: they can be written as {', '.join(EXCHANGE)}")
        return EXCHANGE[form](extract_of(self.picture(), self.index(), claims=claims, events=events))

    def spot(self, name: str) -> tuple[float, float]:
        """Latitude and longitude of a place by name, or of "53.9,27.6". A name means the most peopled place that has it. Raises UnknownName."""
        from tidings.know.gazetteer import candidates

        given = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", name)
        if given and abs(float(given[1])) <= 90 and abs(float(given[2])) <= 180:
            return float(given[1]), float(given[2])
        found = candidates(name)
        if not found:
            raise UnknownName(f"{name}: there is no such place in the gazetteer; give its latitude,longitude instead")
        return found[0].lat, found[0].lon

    def score_events(self, coded: Path) -> "EventScore":
        """The program's events against those of a CSV file that a person coded. Raises BadInput."""
        from tidings.show.coded import coded_in, scored
        from tidings.show.index import index_of

        readings = self.readings()
        return scored(coded_in(coded), readings, index_of(self.picture(), readings))

    def brief(self) -> "tuple[BriefLine, ...]":
        """The situation in a few sentences, each borne out by the words it names."""
        from tidings.show.views import brief

        return brief(self.picture(), self.readings())

    def claims(self, *, about: str | None = None, by: str | None = None, since: str | None = None) -> "tuple[ClaimRow, ...]":
        """Who says what on whose word; `about` is words of the content, `by` any name of the one it goes back to, `since` a day of telling."""
        from tidings.show.views import claims

        return claims(self.picture(), self.readings(), about=about, by=by, since=since)

    def figures(self) -> "tuple[FigureRow, ...]":
        """Each counted thing through time."""
        from tidings.show.views import figures

        return figures(self.picture(), self.readings())

    def differences(self) -> "tuple[DifferenceRow, ...]":
        """Where accounts differ, both sides with their words."""
        from tidings.show.views import differences

        return differences(self.picture(), self.readings())

    def stories(self) -> tuple[Story, ...]:
        """Which documents are on the same happening."""
        return stories_of(self.readings())

    def coreference(self) -> dict[str, list[list[tuple[str, int, int]]]]:
        """Which mentions in all documents are one event, and which one actor: COREF_FORMAT.md's object."""
        from tidings.compare.actors import coreference_clusters
        from tidings.compare.events import event_clusters

        picture, readings = self.picture(), self.readings()
        return {
            "events": event_clusters(readings, picture.events),
            "actors": coreference_clusters(readings, picture.actors, picture.stories),
        }

    def page(self, title: str | None = None) -> str:
        """The picture as one self-contained HTML page."""
        from tidings.show.report import page

        return page(self.picture(), self.readings(), title)

    def search(self, words: str, limit: int = 20, *, meant: bool = False) -> tuple[Hit, ...]:
        """The documents that hold all the words, best first; with `meant`, behind them those that hold words near to them in meaning."""
        from tidings.ledger.nearness import near_hits

        hits = self.ledger.search(words, limit)
        if not meant or len(hits) == limit:
            return hits
        return (*hits, *near_hits(self.ledger, words, frozenset(hit.document for hit in hits))[: limit - len(hits)])

    def close(self) -> None:
        """Lets go of the ledger's file."""
        self.ledger.close()

    def __enter__(self) -> "Situation":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_ledger(where: "str | Path | Address", *, situation: str = "", runner: Runner | None = None, make: bool = True) -> Situation:
    """The situation kept in a ledger: in a file, or at `postgresql://USER@HOST/DATABASE`; made if it isn't there, or not if `make` is false.

    `situation` names one of the ledger's; without, it is the one that every ledger has. Raises LedgerError, and UnknownName for a name that
    the ledger hasn't.
    """
    from tidings.ledger.address import Address, address_of

    address = where if isinstance(where, Address) else address_of(where)
    ledger: Ledger
    if address.file is None:
        from tidings.ledger.postgresql import PostgresqlLedger

        ledger = PostgresqlLedger(address, make)
    else:
        from tidings.ledger.sqlite import SqliteLedger

        ledger = SqliteLedger(address.file, make)
    return Situation(ledger, runner=runner).within(situation or address.situation)


def situation_in_memory(*, runner: Runner | None = None) -> Situation:
    """A situation that lives as long as the program: for inputs that nobody asked to keep."""
    from tidings.ledger.memory import MemoryLedger

    return Situation(MemoryLedger(), runner=runner)
