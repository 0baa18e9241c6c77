"""The reading: what one document says, each record with the span of the words it rests on (READING.md)."""

from dataclasses import dataclass
from typing import Literal

from tidings.model.document import Document, Grain, Skipped
from tidings.model.span import Span

MentionKind = Literal["person", "organization", "place", "group", "unit", "equipment", "facility"]
Form = Literal["name", "nominal", "pronoun"]
Status = Literal["actual", "planned", "possible", "conditional", "negated"]
Style = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "questions", "demands"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceGrain = Literal["country", "region", "city", "site"]
# PLOVER's sixteen types of events, and what is none of them.
EVENT_TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"),
    *("SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "other"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for somebody or something. `actor` is a name of the one meant, or None where the text leaves it open.

    `refers` is the id of the mention that this one points back to.
    An adjective of nationality that acts in an event ("Oskan missiles hit the town") stands among the pronouns: it only points to somebody.
    """

    id: str
    start: int
    end: int
    text: str
    kind: MentionKind
    form: Form
    actor: str | None = None
    refers: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place, resolved. `lat`, `lon` in degrees (WGS 84), None when no entry of the gazetteer fits or several do equally."""

    mention: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    grain: PlaceGrain | None = None
    geonames: int | None = None
    basis: str | None = None
    why: str | None = None

    @property
    def spot(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, where they are known."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression with its TimeML value. `earliest` and `latest` are days, ISO 8601, both in it; None when open."""

    id: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    grain: Grain | None = None
    basis: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a chain: who had it, by name, and the words that name them."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a text puts in somebody's mouth. `chain` runs from the nearest to the document to the one who first said it.

    `source` and `cue` are None where the text has none; `content` may be broken into several spans.
    """

    id: str
    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    style: Style = "indirect"
    stance: Stance = "asserts"
    chain: tuple[Link, ...] = ()
    via: str | None = None
    hedges: tuple[Span, ...] = ()
    status: Status = "actual"
    basis: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """What a text says in its own voice, and the words by which it leaves open whether it is so: “allegedly”, “appears to”, “so-called”."""

    content: tuple[Span, ...]
    hedges: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A counted or measured thing: `value` where the text gives one, bounds where it gives those; None is an open bound.

    `span` is the number with its qualifier and unit's head, `counted` the noun phrase that says of what. `what` is that mention's id.
    """

    id: str
    span: Span
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    what: str | None = None
    counted: Span | None = None
    time: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One mention of an event. `type` is one of PLOVER's sixteen or "other".

    `actors`, `recipients` and `place` are ids of mentions, `time` of a time, `claim` of the innermost claim that holds the trigger.
    """

    id: str
    trigger: Span
    lemma: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    status: Status = "actual"
    quantities: tuple[Quantity, ...] = ()
    claim: str | None = None
    basis: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What made a reading or a picture: the program's version, and each model, gazetteer and lexicon with its hash."""

    version: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one document says. Equal when every field is; the same document and the same `made` give the same reading."""

    document: Document
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    made: Made | None = None
