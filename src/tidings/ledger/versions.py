"""Which documents are the same, and how versions of one are told apart: the same rule for every backend."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable

from tidings.model.document import Document
from tidings.model.ids import made_of
from tidings.model.judgement import Judgement
from tidings.model.reading import Reading


def content_of(document: Document) -> str:
    """A hash that two documents share when they are the same text of the same outlet at the same address, whenever fetched."""
    stated = document.published
    return made_of("", document.id, document.text, document.outlet or "", document.url or "", stated.start or "", stated.end or "")


def told_apart(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings by document id, where versions of one id get ids of their own.

    The version published (else fetched) first keeps the id, the others get `~` and a part of their content's hash. The rule looks at
    what the versions hold alone, so it gives the same ids in whatever order they came.
    """
    by_id: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_id[reading.document.id].append(reading)
    out = [one for versions in by_id.values() for _, one in versions_named(versions)]
    return tuple(sorted(out, key=lambda r: r.document.id))


def versions_named(versions: Iterable[Reading]) -> list[tuple[str, Reading]]:
    """The versions of one id, each with the hash of its content and under the id that it goes by."""
    hashed = [(content_of(r.document), r) for r in versions]
    first, *others = sorted(hashed, key=lambda v: (v[1].document.published.start or "~", v[1].document.fetched_at or "~", v[0]))
    return [first, *((content, _renamed(r)) for content, r in others)]


def _renamed(reading: Reading) -> Reading:
    document = reading.document
    # eight hex digits: a document with a thousand versions has a chance of 1 in 8,000 that two share a name
    name = f"{document.id}~{content_of(document)[:8]}"
    return dataclasses.replace(reading, document=dataclasses.replace(document, id=name))


def digest_of(contents: Iterable[str]) -> str:
    """A hash of a set of documents by their contents' hashes, the same in any order."""
    return made_of("d", *sorted(contents))


def in_order(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Judgements in the order in which they were made; of one moment, by id."""
    return tuple(sorted(judgements, key=lambda j: (j.at, j.id)))
