"""An event and its trigger in; out, whether it tells of a kind of thing rather than of one that happened: "killings are commonplace"."""

from typing import TYPE_CHECKING

from tidings.know.countries import country_of_demonym
from tidings.model.reading import Event

if TYPE_CHECKING:
    from spacy.tokens import Token

# A toll of so many that has grown "since" a day long past sums up a war; no event of a report has it.
_TOLL = 1000
# Of such nouns a bare one behind "of" only says the kind: "threats of murder", "a charge of arson", "weapons of mass destruction".
_KINDS = frozenset(
    "threat charge crime count allegation accusation suspicion fear risk danger history culture climate cycle weapon offence offense use".split()
)
# Of what is listed behind these the kinds are named: "abuses such as torture and beatings".
_LISTING = frozenset("including like as".split())


def is_general(event: Event, token: "Token") -> bool:
    """Whether nothing in the text makes one event of it: a bare noun without who, whom, where, when or how many; or a war's toll of years."""
    if token.pos_ == "NOUN":
        told = event.place or event.time or event.actors or event.recipients or event.quantities
        return not told and _is_bare(token) and _is_of_a_kind(token)
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    perfect = {"been"} <= helpers and bool(helpers & {"has", "have", "’ve", "'ve"})
    since = any(c.lower_ == "since" and c.dep_ in ("prep", "mark") for d in (token, *token.children) for c in d.children)
    return perfect and since and any((q.low or q.value or 0) >= _TOLL for q in event.quantities)


def _is_bare(noun: "Token") -> bool:
    """“Torture”, “killings”: no article, owner, number or name before it, nothing but its kind said of it."""
    return not any(
        c.dep_ in ("det", "poss", "nummod", "predet", "acl", "relcl", "prep") or c.ent_type_ or country_of_demonym(c.text) is not None
        for c in noun.children
    )


def _is_of_a_kind(noun: "Token") -> bool:
    first = noun
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    if first.dep_ != "pobj":
        return False
    if first.head.lower_ == "of":
        return first.head.head.lemma_.lower() in _KINDS
    return first.head.lower_ in _LISTING and _is_bare_list(first)


def _is_bare_list(first: "Token") -> bool:
    return first.tag_ == "NNS" or any(c.dep_ == "conj" for c in first.children)
