"""What people look at, row by row; each row carries the words it rests on and where they stand."""

from dataclasses import dataclass
from typing import Literal

from tidings.model.picture import ContradictionKind, Outcome, Ref
from tidings.model.reading import Stance, Status
from tidings.model.words import Words as Words  # rows are made of them, and whoever shows rows needs the name

News = Literal["new", "revised", "withdrawn", "resolved"]
Sort = Literal["event", "claim", "figure", "difference", "prediction"]
LineKind = Literal["event", "figure", "difference", "change", "outlook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One happening. `when` is a day or interval, None when no text says; `reported` the first day it was told of.

    `what` is words of the document that `refs` names first. `origins` are those on whose word it rests, each once, copies collapsed;
    an outlet that tells it in its own voice is one. `documents` are all that tell it.
    """

    when: str | None
    reported: str | None
    what: str
    status: Status
    type: str
    place: str | None
    who: tuple[str, ...]
    documents: tuple[str, ...]
    origins: tuple[str, ...]
    refs: tuple[Words, ...]
    events: tuple[str, ...] = ()
    records: tuple[Ref, ...] = ()
    others: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """One line of a brief, and the words that bear it; `pieces` are words of `refs`. `who` is None where the words alone say it."""

    kind: LineKind
    pieces: tuple[str, ...]
    refs: tuple[Words, ...]
    status: Status | None = None
    who: str | None = None
    when: str | None = None
    place: str | None = None
    documents: int = 1
    origins: int = 1
    records: tuple[Ref, ...] = ()
    others: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One document's telling of a claim: its content, who it gives as the source, and the cue; `chain` is nearest first."""

    content: Words
    source: Words | None = None
    cue: Words | None = None
    chain: tuple[str, ...] = ()
    via: str | None = None
    hedges: tuple[str, ...] = ()
    style: str = "indirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """What one source said once. `origin` is None where no text names who said it; `independent` are all on whose word the same rests.

    `judged` is what people said of it or of its source, a phrase each, with their names.
    """

    id: str
    words: str
    origin: str | None
    chain: tuple[str, ...]
    status: Status
    stance: Stance
    documents: tuple[str, ...]
    independent: tuple[str, ...]
    tellings: tuple[Telling, ...]
    records: tuple[Ref, ...] = ()
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePointRow:
    """One value of a figure: true as of a day, on somebody's word (None: the outlet's own), with its words and their sentence."""

    as_of: str | None
    value: float | None
    low: float | None
    high: float | None
    source: str | None
    words: Words
    sentence: str
    record: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One counted thing through time."""

    what: str
    unit: str | None
    points: tuple[FigurePointRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """Two accounts beside each other: a contradiction (both cannot hold) or a change (the later overtakes the earlier)."""

    sort: Literal["contradiction", "change"]
    kind: ContradictionKind | Literal["account", "correction"]
    why: str | None
    a: Words
    b: Words
    a_who: str | None = None
    b_who: str | None = None
    records: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForesightRow:
    """What somebody said would or may be, by when, and how it turned out as far as the documents show."""

    who: str | None
    words: Words
    horizon: str | None
    outcome: Outcome
    record: Ref
    evidence: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRow:
    """One thing that the later moment knows otherwise than the earlier: `words` as it is told now, `before` as it was told, None if it wasn't.

    `how` says in a word or two what changed: a status, an outcome, a kind of difference. `who` is on whose word it rests now.
    """

    news: News
    sort: Sort
    words: Words
    before: Words | None = None
    how: str | None = None
    when: str | None = None
    who: str | None = None
    documents: int = 1
    records: tuple[Ref, ...] = ()
