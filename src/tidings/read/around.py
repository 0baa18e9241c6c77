"""A document's records, found by where they stand: what an event may point to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tidings.know.countries import country_of_demonym
from tidings.model.reading import Claim, Mention, Place, Quantity, Time
from tidings.model.span import Span, holds

if TYPE_CHECKING:
    from spacy.tokens import Token


class Around:
    """The records of the document that an event may point to."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        places: Sequence[Place],
        times: Sequence[Time],
        quantities: Sequence[Quantity],
        claims: Sequence[Claim],
    ) -> None:
        self.mentions = mentions
        self.by_start: dict[int, list[Mention]] = {}
        for m in mentions:
            for at in range(m.start, m.end):
                self.by_start.setdefault(at, []).append(m)
        self.placed = {p.mention: p for p in places}
        self.times = times
        self.quantities = quantities
        self.claims = claims
        self.countries = [(m, p.country) for m in mentions if (p := self.placed.get(m.id)) and p.grain == "country" and p.country]
        self.nationality = _nationalities(mentions)

    def mention_of(self, token: "Token") -> Mention | None:
        """The mention that the word heads: the widest one that ends with it, else the narrowest that holds it."""
        end = token.idx + len(token)
        over = self.by_start.get(token.idx, [])
        headed = [m for m in over if m.end == end]
        if headed:
            return max(headed, key=lambda m: (m.end - m.start, m.form == "name"))
        return min(over, key=lambda m: m.end - m.start, default=None)

    def place_of(self, token: "Token") -> Mention | None:
        """The named place that the word belongs to."""
        return next((m for m in self.by_start.get(token.idx, ()) if m.id in self.placed), None)

    def claim_at(self, span: Span) -> str | None:
        """The innermost claim whose content holds the span."""
        fitting = [c for c in self.claims if any(holds(s, span) for s in c.content)]
        return min(fitting, key=lambda c: (sum(e - s for s, e in c.content), c.id)).id if fitting else None

    def country_near(self, code: str, at: int) -> Mention | None:
        """The name of a country that stands nearest before an offset, else nearest behind it; None where the text doesn't name it."""
        named = [m for m, of in self.countries if of == code]
        return min(named, key=lambda m: (m.start > at, abs(m.start - at)), default=None)

    def country_of(self, token: "Token") -> str | None:
        """The code of the country that a word, or what stands before it, belongs to: "Osk", "Oskan officials", "the Oskan president, he"."""
        for t in (token, *(c for c in token.children if c.dep_ in ("amod", "compound", "nmod", "poss"))):
            place = self.place_of(t)
            if place is not None:
                return self.placed[place.id].country
            country = country_of_demonym(t.text)
            if country is not None:
                return country.iso2
        mention = self.mention_of(token)
        return self.nationality.get(mention.actor) if mention is not None and mention.actor else None


def _nationalities(mentions: Sequence[Mention]) -> dict[str, str]:
    """By actor, the country whose demonym is said of him first: "the Oskan minister, Ada Olm"."""
    found: dict[str, str] = {}
    for m in mentions:
        country = next((c for word in m.text.split() if (c := country_of_demonym(word)) is not None), None) if m.actor else None
        if m.actor and country is not None:
            found.setdefault(m.actor, country.iso2)
    return found
