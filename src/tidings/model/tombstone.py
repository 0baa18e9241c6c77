"""The tombstone: what is left of a document that was removed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """Which document was removed, by whom, when (ISO 8601) and why; `content` and `captured` are hashes, and no word of it is here."""

    document: str
    content: str
    captured: str | None
    who: str
    at: str
    reason: str
