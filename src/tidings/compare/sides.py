"""Claims and readings in, out whose side each source speaks for: a state, by its own name or by the office before it, else who it is."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tidings.compare.contents import Said, is_named
from tidings.compare.meant import Key
from tidings.know.actors import country_led_by
from tidings.know.publishers import publisher_named
from tidings.know.voices import party_of, state_of
from tidings.model.reading import Reading
from tidings.model.span import shared

# An office stands before a name in so many words: "Ostrelian defence ministry spokesman Anselm Roke".
OFFICE_WORDS = 7
_STATEMENT = re.compile(
    r"^(?:an? |the )?(?:joint |official |later )?(?:statement|post|message|briefing)s? (?:by|from|of) (?:the )?", re.IGNORECASE
)
_ON_PLATFORM = re.compile(r" (?:on|in|via) (?:its |his |her |the )?[A-Z]\w+(?: (?:channel|page|account))?$")


def sides_of(everything: Sequence[Said], texts: Mapping[str, Reading]) -> dict[str, str]:
    """For each claim, by its name, whose word it is: a state's code, or who it is otherwise.

    Left out are claims of nobody named, and of outlets, which take no side. Somebody whom one report calls a state's official speaks
    for it in all, unless reports differ.
    """
    offices = _offices(everything, texts)
    found = {}
    for said in everything:
        if said.who is None or said.origin is None or publisher_named(said.origin):
            continue
        if len(said.who) == 2 and said.who[0] == "state":
            state: str | None = said.who[1]
        elif _is_person(said, texts[said.doc]):
            state = offices.get(said.who) or _state_led(said, texts[said.doc])  # a surname has the form of a country's name
        else:
            state = party_of(_ON_PLATFORM.sub("", _STATEMENT.sub("", said.origin))) or offices.get(said.who) or _of_source(said, texts)
        if state or is_named(said):
            found[said.name] = state or " ".join(said.who)
    return found


def _is_person(said: Said, reading: Reading) -> bool:
    """Whether the source is somebody by name, and not an office beside whose name a person stands."""
    named = [m for m in reading.mentions if said.claim.source and shared((m.start, m.end), said.claim.source)]
    return any(m.kind == "person" and (m.actor or m.text) == said.origin for m in named)


def _state_led(said: Said, reading: Reading) -> str | None:
    """The state that the source is known to have led when the report was published."""
    country = country_led_by(said.origin or "", (reading.document.published.start or "")[:4])
    return country.iso2 if country else None


def _offices(everything: Sequence[Said], texts: Mapping[str, Reading]) -> dict[Key, str]:
    """The state that each named person is an official of, by the words before the name in the sources of claims."""
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    for said in everything:
        if said.who and said.who[0] != "state" and said.claim.source and is_named(said):
            words = texts[said.doc].document.text[slice(*said.claim.source)].split()
            first = min((n for n, word in enumerate(words) if word.strip(",.").lower() in _last_words(said)), default=0)
            before = [" ".join(words[:end]).rstrip(",") for end in range(min(first, OFFICE_WORDS), 0, -1)]
            # a known state first: of "Ostrelian president Anselm", spelled otherwise than elsewhere, more than the state seems to be left
            if state := next(filter(None, (f(office) for f in (state_of, party_of) for office in before)), None):
                votes[said.who][state] += 1
    return {who: states.most_common(1)[0][0] for who, states in votes.items() if len(states) == 1}


def _of_source(said: Said, texts: Mapping[str, Reading]) -> str | None:
    """The party that the words of the source name where the name in the chain is without it: "Ostrel's" of its "Ministry of Defence"."""
    return party_of(texts[said.doc].document.text[slice(*said.claim.source)]) if said.claim.source else None


def _last_words(said: Said) -> set[str]:
    return {word.lower() for word in (said.origin or "").split()[-2:]}
