"""What a time expression's meaning may rest on: the day of publication, the tense of its clause; and what it comes to."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tidings.model.document import Grain
from tidings.model.reading import TimeType
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Anchor:
    """The days on which the text was published, first and last; None where nothing is known."""

    first: date | None
    last: date | None

    @property
    def day(self) -> date | None:
        return self.first if self.first is not None and self.first == self.last else None


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means: TimeML type and value, first and last day, grain, and how it is known."""

    type: TimeType
    value: str | None
    earliest: date | None = None
    latest: date | None = None
    grain: Grain | None = None
    basis: str | None = None


@dataclass(slots=True)
class Scope:
    """What a rule may look at: the text, the parse for tense, the anchor, and the last full date named before."""

    parse: Parse
    anchor: Anchor

    def is_future(self, at: int) -> bool:
        """Whether the clause around an offset speaks of the future."""
        token = self._token(at)
        return token is not None and _future(token)

    def is_past(self, at: int) -> bool:
        """Whether the clause around an offset is in the past tense."""
        token = self._token(at)
        verb = _verb(token) if token is not None else None
        return verb is not None and (
            verb.tag_ in ("VBD", "VBN") or any(c.tag_ == "VBD" for c in verb.children if c.dep_ in ("aux", "auxpass"))
        )

    def _token(self, at: int) -> "Token | None":
        phrase = self.parse.phrase((at, at + 1))
        return phrase[0] if phrase is not None and len(phrase) else None


def _verb(token: "Token") -> "Token | None":
    for ancestor in (token, *token.ancestors):
        if ancestor.pos_ in ("VERB", "AUX"):
            return ancestor
    return None


def _future(token: "Token") -> bool:
    verb = _verb(token)
    if verb is None:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "’ll", "'ll", "shall", "would", "could", "may", "might", "should"} and "have" not in helpers:
        return True
    if verb.lower_ in ("due", "scheduled", "expected", "planned", "set", "slated") or verb.lemma_ in ("schedule", "plan", "expect"):
        return True
    if "to" in helpers and verb.dep_ in ("xcomp", "acl", "ROOT", "advcl"):
        return verb.dep_ == "ROOT" or verb.head.lemma_ in (
            "plan",
            "expect",
            "schedule",
            "set",
            "due",
            "intend",
            "aim",
            "want",
            "prepare",
            "agree",
            "promise",
            "vow",
            "hope",
        )
    return False
