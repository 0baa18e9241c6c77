"""What a time expression's meaning may rest on: the day of publication, the tense of its clause, the other times of the text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from tidings.model.document import Grain
from tidings.model.reading import TimeType
from tidings.model.span import Span
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

Tense = Literal["past", "present", "future"]

_AHEAD = frozenset("will ’ll 'll wo shall would could may might should must can ca".split())
# Verbs whose infinitive lies ahead of them: what is planned, promised or asked for has not happened yet.
_PROSPECTIVE = frozenset(
    "plan expect schedule set slate due intend aim want prepare agree promise vow hope pledge propose decide ask urge order tell ready bound likely"
    " go need threaten poise invite call allow want seek wait".split()
)
_PLANNED = frozenset("due scheduled expected planned set slated tipped timed earmarked bound poised".split())


@dataclass(frozen=True, slots=True)
class Anchor:
    """The days on which the text was published, first and last; None where nothing is known."""

    first: date | None
    last: date | None

    @property
    def day(self) -> date | None:
        return self.first if self.first is not None and self.first == self.last else None

    @property
    def around(self) -> date | None:
        """A day of the publication, where one of its ends at least is known."""
        return self.first or self.last


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means: TimeML type and value, first and last day, grain, and how it is known."""

    type: TimeType
    value: str | None
    earliest: date | None = None
    latest: date | None = None
    grain: Grain | None = None
    basis: str | None = None

    @property
    def day(self) -> date | None:
        """The one day it lies on, or None."""
        return self.earliest if self.earliest == self.latest else None


Told = Sequence[tuple[Span, Value]]
"""The times of a text whose meaning is known already, in the order in which they stand."""


@dataclass(frozen=True, slots=True)
class Later:
    """The meaning of an expression that other times of the text decide: to be asked once those that stand on their own are known."""

    look: Callable[[Told], Value | None]
    is_last: bool = False
    """Whether it is asked after the others: a clock time takes the day from “the next day” beside it."""


Meaning = Value | Later | None


def said(match: re.Match[str], group: str) -> str:
    """What a group of a rule caught, in small letters and single spaces; "" where the rule has no such group or it caught nothing."""
    return " ".join((match.groupdict().get(group) or "").lower().split())


@dataclass(slots=True)
class Scope:
    """What a rule may look at: the text, the parse for tense and sentences, and the anchor."""

    parse: Parse
    anchor: Anchor
    _tenses: dict[int, Tense | None] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.parse.text

    def before(self, at: int, width: int = 24) -> str:
        """The words before an offset in small letters, on the same line, without the space at their end."""
        return self.text[max(0, at - width) : at].rsplit("\n", 1)[-1].lower().rstrip()

    def after(self, at: int, width: int = 24) -> str:
        """The words behind an offset in small letters, on the same line."""
        return self.text[at : at + width].split("\n", 1)[0].lower()

    def token(self, at: int) -> "Token | None":
        """The token that covers an offset."""
        phrase = self.parse.phrase((at, at + 1))
        return phrase[0] if phrase is not None and len(phrase) else None

    def sentence(self, at: int) -> Span:
        """The sentence around an offset."""
        token = self.token(at)
        return (token.sent.start_char, token.sent.end_char) if token is not None else (at, at)

    def tense(self, at: int) -> Tense | None:
        """The time that the clause around an offset speaks of, as its verb tells it; None where no verb does.

        A present tense that speaks of appointments counts as future: “the talks begin Friday”, “the envoy is flying in on Friday”.
        """
        token = self.token(at)
        if token is None:
            return None
        if token.i not in self._tenses:
            self._tenses[token.i] = _tense_around(token)
        return self._tenses[token.i]

    def is_planned_for(self, at: int) -> bool:
        """“Planned a meeting for Friday”: whether the clause's verb sets a day and the day stands behind "for"."""
        token = self.token(at)
        verb = _verb(token) if token is not None else None
        return verb is not None and verb.lemma_ in _SETTING and self.before(at).endswith(" for")


_SETTING = frozenset("plan schedule set call book announce convene slate order postpone fix arrange move delay".split())
_FORESEEING = frozenset("plan expect await schedule anticipate foresee".split())
_SET_DAYS = frozenset(
    "vote election runoff referendum ballot summit meeting talk match game final hearing debate session conference ceremony deadline trial launch rally"
    " inauguration anniversary festival parade congress poll funeral opening release".split()
)
_TIMETABLED = frozenset("begin start open launch arrive leave depart end expire close resume return".split())


def _verb(token: "Token") -> "Token | None":
    return next((a for a in (token, *token.ancestors) if a.pos_ in ("VERB", "AUX")), None)


def _tense_around(token: "Token") -> Tense | None:
    verb = _verb(token)
    if verb is None:
        return None
    found = _tense(verb)
    between = [t for t in (token, *token.ancestors) if t.is_ancestor(token) and verb.is_ancestor(t)]
    if token.dep_ == "poss" or any(t.dep_ == "poss" for t in between):
        # "will discuss Friday’s attack": the verb does not date the noun, unless such a thing is held on a set day
        noun = next((t.head for t in (token, *between) if t.dep_ == "poss"), token)
        return found if found != "future" or noun.lemma_.lower() in _SET_DAYS else None
    if found == "future" and (_is_set_back(token, verb) or _is_of_the_telling(token, verb)):
        return "past"
    is_own = all(t.pos_ not in ("NOUN", "PROPN") or t.ent_type_ in ("DATE", "TIME") for t in between)
    if (
        found == "present"
        and is_own
        and (_is_progressive(verb) or verb.lemma_ in _TIMETABLED or (verb.lemma_ == "be" and token.dep_ != "nsubj"))
    ):
        return "future"
    return found


def _is_of_the_telling(token: "Token", verb: "Token") -> bool:
    """“Told reporters on Thursday aid would come”: a day between the telling and what is told is the telling's."""
    if token.i > verb.i:
        return False
    # so many words hold the verb, whom it is told to, and a preposition
    near = token.doc[max(token.sent.start, token.i - 5) : token.i]
    teller = next((t for t in reversed(near) if t.pos_ in ("VERB", "AUX")), None)
    return teller is not None and teller.tag_ == "VBD" and teller.lemma_ in _TELLING


_TELLING = frozenset("say tell announce report add write warn state declare note claim insist confirm tweet predict promise vow".split())


def _is_progressive(verb: "Token") -> bool:
    """“Is flying”: a definite day puts it into the future."""
    return verb.tag_ == "VBG" and any(c.lower_ in ("is", "are", "am", "’s", "'s", "’re", "'re") for c in verb.children)


def _is_set_back(token: "Token", verb: "Token") -> bool:
    """“On Monday, envoys were to meet”: a day in front of a plan of the past is told as past."""
    above = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)
    return token.i < verb.i and any(c.lower_ in ("was", "were") for v in above for c in (v, *v.children))


def _tense(verb: "Token | None", depth: int = 0) -> Tense | None:
    if verb is None or depth > 6:  # no sentence of news hangs verbs deeper under one another than this
        return None
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _AHEAD:
        return "past" if helpers & {"have", "’ve", "'ve"} else "future"
    if "to" in helpers and verb.tag_ != "VBD":
        return _tense_of_infinitive(verb, depth)
    if verb.lower_ in _PLANNED and (verb.tag_ in ("VBN", "JJ") or not helpers):
        return "future"
    if verb.tag_ == "VBD" or helpers & {"had", "was", "were", "did", "has", "have", "’ve", "'ve", "’d"}:
        return "past"
    if verb.tag_ == "VBN":
        return "present" if helpers & {"is", "are", "am", "’s", "'s", "be"} else "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "future" if verb.lemma_ in _FORESEEING else "present"
    if verb.tag_ == "VBG" and helpers & {"is", "are", "am", "’s", "'s", "’re", "'re", "’m", "'m"}:
        return "present"
    above = next((a for a in verb.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return _tense(above, depth + 1)


def _tense_of_infinitive(verb: "Token", depth: int) -> Tense | None:
    """“Plans to meet”, “is to be held”, “a meeting to be held”: ahead; else as the verb above: “managed to leave”."""
    above = verb.head
    if any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children):
        return "past"  # "was to have been freed"
    if any(c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i for c in verb.children):
        return "future"  # "asked them to leave", "announced a summit to be held": who is to do it stands before
    if verb.dep_ in ("ROOT", "relcl") or above.lemma_ in _PROSPECTIVE or above.lower_ in _PROSPECTIVE:
        return "future"
    if above.lemma_ == "be" and verb.dep_ in ("xcomp", "ccomp"):
        return "future"
    if verb.dep_ == "acl":
        # "the first to leave" looks back
        return None if above.lower_ in ("first", "last", "only", "one") else "future"
    if above.pos_ in ("VERB", "AUX") and above.i != verb.i:
        return _tense(above, depth + 1)
    return None
