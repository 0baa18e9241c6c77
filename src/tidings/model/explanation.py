"""The explanation: every step, score and reason behind one item of the picture."""

from dataclasses import dataclass

from tidings.model.picture import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What was made of two records that were compared: the score, the least that joins, why, and whether they stand in one item."""

    a: Ref
    b: Ref
    score: float
    least: float
    why: str
    is_joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line: what was decided of which record, in which words of the text, why, and with which score where one was given."""

    what: str
    why: str | None = None
    score: float | None = None
    record: Ref | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedStep:
    """One step of the way to the item, and what was decided in it."""

    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How one claim, event or figure came to stand in the picture as it does."""

    ref: str
    kind: str
    what: str
    steps: tuple[ExplainedStep, ...]
