"""A part of the situation as it is written down for other programs: documents, claims and events, with what they are looked up in."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from tidings.model.ids import made_of
from tidings.model.picture import Picture, Ref
from tidings.model.reading import Reading
from tidings.show.happenings import EventRow
from tidings.show.index import Index
from tidings.show.rows import ClaimRow

# Drawn once for this program: ids of other standards are made in it from ours, so that the same thing always has the same id there.
NAMESPACE = UUID("6c2f0b5e-7d0f-4a53-9b0e-2f6f4c1f8a57")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What is written; `documents` are those that the claims and events rest on, and those that were asked for."""

    picture: Picture
    index: Index
    documents: tuple[Reading, ...]
    claims: tuple[ClaimRow, ...] = ()
    events: tuple[EventRow, ...] = ()

    def event_of(self) -> dict[Ref, EventRow]:
        """The row that a record of an event stands in, for the rows that are written."""
        rows = {row.id: row for row in self.events}
        found: dict[Ref, EventRow] = {}
        for event in self.picture.events:
            for m in event.mentions:
                row = rows.get(event.id if m.status == event.mentions[0].status else f"{event.id}-{m.status}")
                if row is not None:
                    found[m.doc, m.id] = row
        return found


def extract_of(
    picture: Picture,
    index: Index,
    *,
    claims: Sequence[ClaimRow] = (),
    events: Sequence[EventRow] = (),
    documents: Sequence[Reading] = (),
) -> Extract:
    """The extract, with all the documents that tell its claims and events, so that whatever it names is in it."""
    told = *(row.documents for row in claims), *(row.documents for row in events)
    named = {r.document.id for r in documents}.union(*told)
    kept = tuple(index.readings[d] for d in sorted(named) if d in index.readings)
    return Extract(picture=picture, index=index, documents=kept, claims=tuple(claims), events=tuple(events))


def uuid_of(*parts: str) -> str:
    """A UUID (version 5) made of the parts: the same parts, the same id."""
    return str(uuid5(NAMESPACE, made_of("u", *parts)))


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web; anything else that stands in its place is not written where programs follow it."""
    return (
        url if url and url.startswith(("http://", "https://")) and not any(c.isspace() or ord(c) < 32 or c in '<>"' for c in url) else None
    )
