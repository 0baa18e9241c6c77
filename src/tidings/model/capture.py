"""The capture: what a ledger keeps of how a document came."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """When a ledger took a document in (ISO 8601, UTC), and the bytes it was made of, None where an older program kept none."""

    document: str
    added_at: str
    data: bytes | None = None
