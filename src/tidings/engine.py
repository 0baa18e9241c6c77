"""Every step from documents to a picture by name, with what it reads and writes; and what runs them."""

import importlib
import os
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tidings.know.manifest import made
from tidings.model.document import Captured, Document, Refusal
from tidings.model.explanation import Tie
from tidings.model.judgement import Anchor, Judgement
from tidings.model.picture import Picture, Story
from tidings.model.reading import Reading
from tidings.ports import Ledger


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
    Step("tidings.read.reserves:find_reserves", ("parse", "claims"), ("reserves",)),
    Step("tidings.read.claim_status:with_status", ("parse", "claims"), ("claims",)),
    Step(
        "tidings.read.events:find_events",
        ("parse", "mentions", "places", "times", "quantities", "claims"),
        ("events", "quantities", "mentions"),
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
    Step("tidings.compare.predictions:find_predictions", ("readings", "events", "actors", "figures", "claims"), ("predictions",)),
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


def documents_in(inputs: Iterable[str | Path]) -> Iterator[Document | Refusal]:
    """The documents in files, folders and addresses, in their order; what can't be taken comes as a refusal."""
    return (found.document if isinstance(found, Captured) else found for found in captured_in(inputs))


def captured_in(inputs: Iterable[str | Path]) -> Iterator[Captured | Refusal]:
    """The same documents with the bytes that they were made of."""
    from tidings.ingest.sources import documents

    return documents([Path(i) if not str(i).startswith(("http://", "https://")) else i for i in inputs])


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
        reserves=found["reserves"],
        skipped=document.skipped,
        made=made(),
    )


def picture_of(readings: Sequence[Reading], kept: MutableMapping[tuple[str, ...], Picture] | None = None) -> Picture:
    """What the readings say together, thread by thread; the same in whatever order they come.

    `kept` are pictures of threads by their documents, taken from there and added: for whoever asks of the same readings more than once.
    """
    by_id = {r.document.id: r for r in readings}
    known = kept if kept is not None else {}
    pictures = []
    for thread in _function("tidings.compare.threads:find_threads")(readings):
        name = tuple(sorted(thread))
        if name not in known:
            known[name] = thread_picture([by_id[d] for d in thread])
        pictures.append(known[name])
    return joined_pictures(pictures)


def thread_picture(readings: Sequence[Reading]) -> Picture:
    """What the readings of one thread say together."""
    ordered = tuple(sorted(readings, key=lambda r: r.document.id))
    found = _results(COMPARING, "readings", ordered)
    found.pop("readings")
    return Picture(**found)


def joined_pictures(pictures: Sequence[Picture]) -> Picture:
    """The picture of all threads from those of each, and what it is made with."""
    together: Picture = _function("tidings.compare.together:all_together")(pictures)
    return replace(together, made=made())


def stories_of(readings: Sequence[Reading]) -> tuple[Story, ...]:
    """Which documents are on the same happening; of the steps of comparing the first alone."""
    by_id = {r.document.id: r for r in readings}
    threads = _function("tidings.compare.threads:find_threads")(readings)
    found = (_results(COMPARING[:1], "readings", tuple(by_id[d] for d in thread))["stories"] for thread in threads)
    return tuple(sorted((story for stories in found for story in stories), key=lambda s: s.documents))


def placed(ledger: Ledger) -> int:
    """Ties every document that the ledger has not yet placed to its thread; gives how many others were looked at."""
    lead_of, are_tied = _function("tidings.compare.threads:lead_of"), _function("tidings.compare.threads:are_tied")
    return sum(ledger.place(content, lead_of(reading), are_tied) for content, reading in ledger.unplaced())


def picture_judged(picture: Picture, readings: Sequence[Reading], judgements: Sequence[Judgement]) -> Picture:
    """The picture as people have it: where a person judged, that person's word instead of the program's."""
    return _function("tidings.compare.judged:with_judgements")(picture, readings, judgements)  # type: ignore[no-any-return]


def each_thread(picture: Picture) -> dict[str, Picture]:
    """The picture of its thread for each document."""
    return _function("tidings.compare.together:each_thread")(picture)  # type: ignore[no-any-return]


def ties_of(anchor: Anchor, picture: Picture, readings: Sequence[Reading]) -> tuple[Tie, ...]:
    """What was made of each pair in which a claim or event was compared; the likeliest of those that were not joined as well."""
    return _function("tidings.compare.reasons:ties_of")((anchor.doc, anchor.id), picture, readings)  # type: ignore[no-any-return]


def anchor_named(name: str, picture: Picture, readings: Sequence[Reading]) -> Anchor:
    """The record that a name of the user's means: `DOCUMENT:ID`, or an item of the picture by its id. Raises UnknownName."""
    return _function("tidings.compare.judged:anchor_of")(name, picture, readings)  # type: ignore[no-any-return]
