"""Every step from documents to a picture by name, with what it reads and writes; and the situation, which runs them over a ledger."""

import hashlib
import importlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tidings.know.manifest import made
from tidings.model.document import Document, Refusal
from tidings.model.errors import BadInput, LedgerError, UnknownName
from tidings.model.picture import Picture, Story
from tidings.model.reading import Reading
from tidings.ports import Clock, Hit, Ledger, Runner

if TYPE_CHECKING:
    from tidings.show.rows import BriefLine, ClaimRow, DifferenceRow, FigureRow, TimelineRow


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the function, as "module:name" so that it loads when it runs, what it takes and what it gives, in that order."""

    function: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]


READING: tuple[Step, ...] = (
    Step("tidings.read.parse:parse", ("document",), ("parse",)),
    Step("tidings.read.times:find_times", ("parse",), ("times",)),
    Step("tidings.read.mentions:find_mentions", ("parse",), ("mentions",)),
    Step("tidings.read.places:resolve_places", ("parse", "mentions"), ("mentions", "places")),
    Step("tidings.read.actors:resolve_actors", ("parse", "mentions", "places"), ("mentions",)),
    Step("tidings.read.quantities:find_quantities", ("parse", "mentions", "times"), ("quantities",)),
    Step("tidings.read.claims:find_claims", ("parse", "mentions"), ("claims",)),
    Step("tidings.read.status:with_status", ("parse", "claims"), ("claims",)),
    Step(
        "tidings.read.events:find_events",
        ("parse", "mentions", "places", "times", "quantities", "claims"),
        ("events", "quantities"),
    ),
)

COMPARING: tuple[Step, ...] = (
    Step("tidings.compare.stories:find_stories", ("readings",), ("stories",)),
    Step("tidings.compare.cites:find_cites", ("readings",), ("cites",)),
    Step("tidings.compare.copies:find_copies", ("readings", "cites"), ("copies",)),
    Step("tidings.compare.actors:link_actors", ("readings", "stories"), ("actors",)),
    Step("tidings.compare.events:link_events", ("readings", "stories", "actors"), ("events",)),
    Step("tidings.compare.claims:link_claims", ("readings", "actors", "stories"), ("claims",)),
    Step("tidings.compare.figures:find_figures", ("readings", "stories", "actors"), ("figures",)),
    Step("tidings.compare.corroboration:find_corroboration", ("readings", "claims", "stories", "actors", "copies"), ("corroboration",)),
    Step(
        "tidings.compare.contradictions:find_contradictions",
        ("readings", "figures", "events", "claims", "stories", "actors"),
        ("contradictions",),
    ),
    Step("tidings.compare.changes:find_changes", ("readings", "figures", "events", "stories", "actors"), ("changes",)),
    Step("tidings.compare.predictions:find_predictions", ("readings", "events", "actors"), ("predictions",)),
    Step("tidings.compare.predictions:track_record", ("predictions", "changes", "readings", "claims"), ("track_record",)),
)


def checked(steps: Sequence[Step], given: str) -> tuple[Step, ...]:
    """The steps, when each reads only what was given or written before it; raises ValueError naming the first that doesn't."""
    have = {given}
    for step in steps:
        if missing := [name for name in step.reads if name not in have]:
            raise ValueError(f"{step.function} reads {', '.join(missing)}, which no step before it writes")
        have.update(step.writes)
    return tuple(steps)


READING = checked(READING, "document")
COMPARING = checked(COMPARING, "readings")


@cache
def _function(name: str) -> Any:
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


def _results(steps: Sequence[Step], given: str, value: object) -> dict[str, Any]:
    have: dict[str, Any] = {given: value}
    for step in steps:
        result = _function(step.function)(*(have[name] for name in step.reads))
        have.update(zip(step.writes, result if len(step.writes) > 1 else (result,), strict=True))
    return have


def read_document(document: Document) -> Reading | Refusal:
    """What one document says; or a refusal, when a step fails on it, so that one bad document never stops the others."""
    try:
        found = _results(READING, "document", document)
    except Exception as fault:  # the boundary between one document and the others; TIDINGS_DEBUG shows the traceback
        if os.environ.get("TIDINGS_DEBUG"):
            raise
        return Refusal(where=document.id, why=f"could not be read ({type(fault).__name__}: {fault}); please report it")
    return Reading(
        document=document,
        sentences=tuple((s.start_char, s.end_char) for s in found["parse"].sentences()),
        mentions=found["mentions"],
        places=found["places"],
        times=found["times"],
        claims=found["claims"],
        events=found["events"],
        quantities=found["quantities"],
        skipped=document.skipped,
        made=made(),
    )


def picture_of(readings: Sequence[Reading]) -> Picture:
    """What the readings say together; the same in whatever order they come."""
    ordered = tuple(sorted(readings, key=lambda r: r.document.id))
    found = _results(COMPARING, "readings", ordered)
    found.pop("readings")
    return Picture(**found, made=made())


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an `add` did: ids of documents that are new, known, or another version of a known one; and what was refused."""

    new: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


def utc_now() -> datetime:
    """The present moment, in UTC: the default clock."""
    return datetime.now(UTC)


def documents_in(inputs: Iterable[str | Path]) -> Iterator[Document | Refusal]:
    """The documents in files, folders and addresses, in their order; what can't be taken comes as a refusal."""
    from tidings.ingest.sources import documents

    return documents([Path(i) if not str(i).startswith(("http://", "https://")) else i for i in inputs])


class Situation:
    """Documents of one unfolding situation and what they say; each verb gives the nouns of `tidings.model` or rows that point to them."""

    def __init__(self, ledger: Ledger, *, clock: Clock = utc_now, runner: Runner | None = None) -> None:
        from tidings.scale.processes import read_here

        self.ledger = ledger
        self._clock = clock
        self._runner: Runner = runner or read_here

    def add(self, *inputs: str | Path) -> Added:
        """What became of the documents in the inputs. Raises BadInput when there was none that could be read."""
        outcomes = list(self.adding(*inputs))
        refused = tuple(what for what, _ in outcomes if isinstance(what, Refusal))
        if outcomes and len(refused) == len(outcomes):
            raise BadInput("\n".join(map(str, refused)))
        ids = {how: tuple(d.id for d, h in outcomes if h == how and isinstance(d, Document)) for how in ("new", "unchanged", "version")}
        return Added(new=ids["new"], unchanged=ids["unchanged"], versions=ids["version"], refused=refused)

    def adding(self, *inputs: str | Path) -> Iterator[tuple[Document | Refusal, str]]:
        """Each document with what became of it ("new", "unchanged", "version", "refused"), as it is kept: one transaction each."""
        held: list[tuple[Document | Refusal, str]] = []

        def fresh() -> Iterator[Document]:
            for found in documents_in(inputs):
                if isinstance(found, Refusal):
                    held.append((found, "refused"))
                elif self.ledger.holds(found):
                    held.append((found, "unchanged"))
                else:
                    yield found

        for reading in self._runner(read_document, fresh()):
            while held:
                yield held.pop(0)
            if isinstance(reading, Refusal):
                yield reading, "refused"
            else:
                yield reading.document, self.ledger.keep(reading, self._clock())
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
                which = "several documents begin so" if fitting else "there is no such document"
                raise UnknownName(f"{document}: {which}; `tidings status` lists them")
            found = fitting[0]
        return found

    def picture(self) -> Picture:
        """What all documents say together; kept beside them until documents come."""
        digest = f"{self.ledger.digest()} {hashlib.sha256(repr(made()).encode()).hexdigest()[:16]}"
        picture = self.ledger.kept_picture(digest)
        if picture is None:
            picture = picture_of(self.readings())
            with suppress(LedgerError):  # a ledger that may only be read: the picture is made again next time
                self.ledger.keep_picture(digest, picture)
        return picture

    def timeline(self, *, since: str | None = None, until: str | None = None) -> "tuple[TimelineRow, ...]":
        """What happened when, status told apart, with the words each row rests on; `since` and `until` are days it happened on."""
        from tidings.show.views import timeline

        return timeline(self.picture(), self.readings(), since=since, until=until)

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
        return _results(COMPARING[:1], "readings", self.readings())["stories"]  # type: ignore[no-any-return]

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

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """The documents that hold all the words, best first."""
        return self.ledger.search(words, limit)

    def close(self) -> None:
        """Lets go of the ledger's file."""
        self.ledger.close()

    def __enter__(self) -> "Situation":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_ledger(path: str | Path, *, runner: Runner | None = None) -> Situation:
    """The situation kept in a ledger file, made if it isn't there. Raises LedgerError."""
    from tidings.ledger.sqlite import SqliteLedger

    return Situation(SqliteLedger(Path(path)), runner=runner)


def situation_in_memory(*, runner: Runner | None = None) -> Situation:
    """A situation that lives as long as the program: for inputs that nobody asked to keep."""
    from tidings.ledger.memory import MemoryLedger

    return Situation(MemoryLedger(), runner=runner)
