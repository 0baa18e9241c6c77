"""The picture: what many documents say together; every item points back to records of their readings (PICTURE.md)."""

from dataclasses import dataclass
from typing import Literal

from tidings.model.judgement import Judgement
from tidings.model.reading import Made, Status
from tidings.model.span import Span

Ref = tuple[str, str]
"""(document id, id of a claim, event, quantity or mention in that document's reading)."""

CopyKind = Literal["identical", "revised", "translated", "shared wire"]
ContradictionKind = Literal["number", "status", "actor", "place", "time", "wording", "assessment"]
ChangeKind = Literal["number", "account", "status", "correction"]
Outcome = Literal["happened", "did not happen", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Documents on one happening."""

    id: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Stories that follow on one another: documents tied directly or by way of others. Nothing outside a thread bears on what is in it."""

    id: str
    documents: tuple[str, ...]
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Documents that are one report; `spans` are (document, start, end) of the passages they share."""

    documents: tuple[str, ...]
    kind: CopyKind
    extent: Literal["whole", "part"]
    origin: str | None = None
    spans: tuple[tuple[str, int, int], ...] = ()
    score: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A document that tells what another outlet reported, and names it."""

    document: str
    source: str
    documents: tuple[str, ...] = ()
    span: Span | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMention:
    """One document's telling of an utterance."""

    doc: str
    id: str
    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    chain: tuple[str, ...] = ()
    status: Status = "actual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What one source said once, wherever it is told again. `origin` is the last link of the chain."""

    id: str
    documents: tuple[str, ...]
    mentions: tuple[ClaimMention, ...]
    origin: str | None = None
    score: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """Different utterances (or figures) that say the same, and on whose word it rests, each origin once."""

    on: str
    claim_ids: tuple[Ref, ...]
    agreeing: tuple[str, ...]
    copies: int
    independent_origins: tuple[str, ...]
    score: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two records that cannot both hold, said of the same thing at the same time."""

    a: Ref
    b: Ref
    kind: ContradictionKind
    why: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePoint:
    """One value in a figure's series: the day it is true for, and on whose word (None: the outlet's own); `unit` where it is measured."""

    doc: str
    id: str
    span: Span
    value: float | None = None
    low: float | None = None
    high: float | None = None
    as_of: str | None = None
    source: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One counted thing through time."""

    what: str
    series: tuple[FigurePoint, ...]
    id: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a number, an account or a status moved on."""

    what: str
    kind: ChangeKind
    from_: Ref
    to: Ref
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """Who said that something will or may happen, by when, and what the documents show of it."""

    doc: str
    claim: str
    outcome: Outcome
    who: str | None = None
    horizon: str | None = None
    evidence: Ref | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """Outcomes by source, with a 95 % Wilson interval for the share of borne out among the decided."""

    who: str
    happened: int
    did_not_happen: int
    open: int
    reversed: int
    low: float | None = None
    high: float | None = None
    predictions: tuple[Ref, ...] = ()
    changes: tuple[tuple[Ref, Ref], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One document's report of an event."""

    doc: str
    id: str
    trigger: Span
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossEvent:
    """One event across documents. `place` is a name, `time` a day or an ISO interval `a/b`."""

    id: str
    documents: tuple[str, ...]
    type: str
    mentions: tuple[EventMention, ...]
    place: str | None = None
    time: str | None = None
    score: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The one who is meant by mentions in many documents."""

    id: str
    name: str
    mentions: tuple[Ref, ...]
    names: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What many documents say together. Lists are sorted, so that the same documents give the same bytes.

    `judgements` is empty in the program's own picture; in the one that people's word has changed it holds all of theirs.
    """

    stories: tuple[Story, ...] = ()
    threads: tuple[Thread, ...] = ()
    copies: tuple[Copy, ...] = ()
    cites: tuple[Cite, ...] = ()
    claims: tuple[Utterance, ...] = ()
    corroboration: tuple[Corroboration, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    figures: tuple[Figure, ...] = ()
    changes: tuple[Change, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    track_record: tuple[TrackRecord, ...] = ()
    events: tuple[CrossEvent, ...] = ()
    actors: tuple[Actor, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    made: Made | None = None
