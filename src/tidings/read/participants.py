"""A trigger's actor and recipient words to mentions: pronouns to whom they mean, phrases to the names in them, adjectives of nationality."""

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tidings.know.countries import country_named, country_of_demonym
from tidings.know.events import Pattern, event_lexicon
from tidings.model.reading import Mention
from tidings.read.antecedents import antecedent_guess
from tidings.read.arguments import inner_names, inner_recipients_of, recipients_of, where_it_is_done
from tidings.read.around import Around
from tidings.read.doers import actors_of
from tidings.read.lemmas import lemma_of
from tidings.read.triggers import is_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# What is said to or of somebody: where nobody is named beside the word, the one whom its content is about is meant.
_AIMED = frozenset("AGREE SUPPORT CONCEDE AID REQUEST ACCUSE REJECT THREATEN SANCTION PROTEST COERCE RETREAT".split())
# Such acts are said or done to somebody, not to weapons and buildings.
_SAID = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION".split())
# Those sent by others: whose they are, acts ("representatives of Osk").
_SENT = frozenset("representative delegation delegate team negotiator".split())
# Who is moved is no recipient: whose the troops are, acts.
_MOVES = frozenset("MOBILIZE RETREAT".split())
# Whom a place stands for when such a thing is done in it, or one goes to or from it, and nobody else is named.
_PLACED = frozenset("ASSAULT COERCE CONCEDE RETREAT CONSULT AID SANCTION THREATEN PROTEST REQUEST".split())


class Named:
    """The mentions of a document by the words they stand on; adjectives of nationality become mentions as they are asked for."""

    def __init__(self, around: Around) -> None:
        self.around = around
        self.by_id = {m.id: m for m in around.mentions}
        self._adjectives: dict[int, Mention] = {}

    def headed_by(self, token: "Token") -> Mention | None:
        """The mention that the word heads: the widest one that ends with it, else the narrowest that holds it."""
        mention = self.around.mention_of(token)
        inside = token.dep_ in ("amod", "compound", "nmod") and token.ent_type_ not in ("GPE", "ORG", "PERSON")
        return None if inside and mention is not None and mention.end != token.idx + len(token) else mention

    def of_adjective(self, token: "Token") -> Mention | None:
        """The mention of an adjective of nationality that acts or is acted on: like a pronoun, it only points to somebody; else None."""
        country = country_of_demonym(token.text)
        if country is None:
            return None
        if token.idx not in self._adjectives:
            made = Mention(
                id=f"m{len(self.by_id) + 1}",
                start=token.idx,
                end=token.idx + len(token),
                text=token.text,
                kind="place",
                form="pronoun",
                actor=country.name,
                basis="an adjective for a country",
            )
            self.by_id[made.id] = self._adjectives[token.idx] = made
        return self._adjectives[token.idx]

    def meant_by(self, mention: Mention, token: "Token") -> Mention | None:
        """The mention that a pronoun points back to, by the text or by its sentence; None where neither says."""
        if mention.form != "pronoun" or mention.basis == "an adjective for a country":
            return mention
        if mention.refers is not None:
            meant = self.by_id.get(mention.refers)
            # "he … his … him": what is meant stands at the beginning of the row
            while meant is not None and meant.form == "pronoun" and meant.refers in self.by_id:
                meant = self.by_id[meant.refers]
            return meant
        before = antecedent_guess(token)
        return None if before is None else next(iter(self.named((before,))), None)

    def named(self, heads: "Iterable[Token]", *, deep: int = 2) -> list[Mention]:
        """The mentions that these words mean, each once, in their order; `deep` is how far inside a phrase a name may stand."""
        found: list[Mention] = []
        for head in heads:
            for mention in self._one(head, deep):
                if mention not in found:
                    found.append(mention)
        return found

    def doers(self, heads: "Iterable[Token]") -> list[Mention]:
        """The mentions that these words mean as doers: whose the weapons are, acts ("Oskan missiles hit the town")."""
        found: list[Mention] = []
        for head in heads:
            own = self._one(head, 2)
            if own and all(m.kind in ("equipment", "facility") for m in own):
                own = self.named(inner_names(head), deep=0)[:1]
            found += [m for m in own if m not in found]
        return found

    def _one(self, head: "Token", deep: int) -> list[Mention]:
        mention = self.headed_by(head) or self._speaker(head)
        if mention is not None:
            if (
                mention.form == "nominal"
                and mention.actor is None
                and lemma_of(head) in _SENT
                and (of := self.named(inner_names(head), deep=0))
            ):
                return of
            meant = self.meant_by(mention, head)
            if mention.kind == "unit" and meant is mention and (owner := self._owner(head)) is not None:
                return [owner]
            if meant is mention and mention.form == "nominal" and (name := self._apposed(head)) is not None:
                return [name]
            return [] if meant is None else [meant]
        if (adjective := self.of_adjective(head)) is not None and (
            head.dep_ in ("amod", "nmod", "compound", "poss") or head.tag_ in ("NN", "NNP")
        ):
            return [adjective]
        if head.pos_ == "PRON" or not deep:
            return []
        return self.named(inner_names(head), deep=deep - 1)[:2]

    def _speaker(self, head: "Token") -> Mention | None:
        """Who says "I": the source of the claim in which the word stands, where the text names one."""
        if head.lower_ not in ("i", "me"):
            return None
        span = (head.idx, head.idx + len(head))
        claim = next((c for c in self.around.claims if c.id == self.around.claim_at(span)), None)
        if claim is None or claim.source is None:
            return None
        start, end = claim.source
        return next(
            (m for m in self.around.mentions if start <= m.start and m.end <= end and m.form == "name" and m.kind == "person"), None
        )

    def _apposed(self, head: "Token") -> Mention | None:
        """The name that a noun is given beside it: "the newspaper La Gazeta"."""
        found = [m for c in head.children if c.dep_ == "appos" and (m := self.headed_by(c)) is not None and m.form == "name"]
        return found[0] if len(found) == 1 else None

    def _owner(self, head: "Token") -> Mention | None:
        """Whose a force is that only a pronoun calls somebody's: "their forces" are theirs."""
        pronoun = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
        if pronoun is None or (mention := self.headed_by(pronoun)) is None or mention.form != "pronoun":
            return None
        return self.meant_by(mention, pronoun)

    def with_adjectives(self) -> tuple[Mention, ...]:
        """All mentions in the text's order, those of adjectives among them."""
        given = tuple(self.around.mentions)
        return tuple(sorted((*given, *self._adjectives.values()), key=lambda m: (m.start, -m.end))) if self._adjectives else given


@dataclasses.dataclass(frozen=True, slots=True)
class Participants:
    """Who does it and to whom; and the place that was taken for whom, where nobody else was named."""

    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]


def participants_of(token: "Token", pattern: Pattern, place: Mention | None, named: Named) -> Participants:
    """Those who do what the trigger reports, and those to whom it is done."""
    actors = named.doers(actors_of(token, pattern))
    if not actors:
        actors = _through_nouns(token, pattern, named)
    direct = [h for h in recipients_of(token, pattern) if not _is_aside(h)]
    actors = actors or _through_weapons(direct, pattern, named)
    recipients = [m for m in named.named(h for h in direct if not _is_thing(h, pattern)) if m not in actors]
    if pattern.type in _SAID:
        recipients = [m for m in recipients if m.kind not in ("equipment", "facility")]
    if pattern.type in _MOVES:
        moved = [m for m in recipients if m.kind in ("unit", "equipment", "facility")]
        recipients = [m for m in recipients if m not in moved and (m.kind != "place" or pattern.type == "RETREAT")]
        recipients = [m for m in recipients if not (pattern.mode in ("withdraw", "disarm") and m.kind == "group" and not actors)]
        actors = actors or [
            m
            for h in direct
            for m in named.named((h,))
            if m.kind in ("unit", "group") or ((own := named.headed_by(h)) and own.kind == "unit")
        ]
        if actors and pattern.type == "MOBILIZE":
            actors += [m for m in _moved_with(token, named) if m not in actors]
    if pattern.type == "PROTEST":
        recipients = [m for m in recipients if m.kind not in ("facility", "equipment")]
    if not recipients:
        recipients = [m for m in named.named(_against_inside(token)) if m not in actors]
    if pattern.type == "CONSULT" and not recipients and len(actors) == 1:
        recipients = [m for m in named.named(_partners(token)) if m not in actors]
    if not recipients and pattern.type in _AIMED:
        recipients = _first_inner(token, actors, named, pattern)
    if not recipients:
        recipients = [m for m in named.named(where_it_is_done(token, pattern)) if m not in actors]
    if not recipients and place is not None and place not in actors and _is_hit_in(token, pattern, place):
        recipients = [place]
    return Participants(tuple(actors), tuple(recipients))


def _is_thing(head: "Token", pattern: Pattern) -> bool:
    """Whether a word is what the act is about, not whom it is done to: of "sent doctors to Osk" the doctors, of "cut ties with Osk" the ties."""
    things = event_lexicon().things | ({"troops"} if pattern.type in _MOVES else frozenset())
    asked = {w for c in pattern.conditions if c.relation == "obj" and not c.negated for w in c.wanted}
    return head.dep_ in ("dobj", "nsubjpass") and any(is_of(head, w) for w in asked & things)


def _is_hit_in(token: "Token", pattern: Pattern, place: Mention) -> bool:
    """Whether the place where it is done stands for whom it is done to; for a noun, its own place only."""
    lexicon = event_lexicon()
    if pattern.type not in _PLACED or lemma_of(token) in lexicon.mutual:
        return False
    return token.pos_ != "NOUN" or lemma_of(token.head) in lexicon.light or any(t.idx == place.start for t in token.subtree)


def _through_nouns(token: "Token", pattern: Pattern, named: Named) -> list[Mention]:
    """Who stands behind a subject that is an event itself: "the rebels' raid killed ten", "US air strikes hit the town"."""
    lexicon = event_lexicon()
    heads = [h for h in actors_of(token, pattern) if h.pos_ == "NOUN" and lemma_of(h) in lexicon.patterns]
    return named.named([a for h in heads for a in actors_of(h)])


def _through_weapons(heads: "list[Token]", pattern: Pattern, named: Named) -> list[Mention]:
    """Whose the weapons are that are used or moved and nobody is said to use or move: "Oskan rockets were stationed there"."""
    if pattern.type not in ("ASSAULT", "MOBILIZE"):
        return []
    weapons = [h for h in heads if any(is_of(h, c) for c in ("weapons", "projectile"))]
    owners = [n for h in weapons for n in inner_names(h) if n.dep_ == "poss" or n.ent_type_ == "GPE" or country_of_demonym(n.text)]
    return named.named(owners, deep=0)[:1]


def _moved_with(token: "Token", named: Named) -> list[Mention]:
    """With whom troops are moved: "deployed with Oskan forces"."""
    ends = {token.i, *(c.right_edge.i for c in token.children if c.dep_ in ("dobj", "advmod"))}
    behind = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "with" and c.i - 1 in ends]
    found = [g for c in behind for g in c.children if g.dep_ == "pobj"]
    return [m for m in named.named(found) if m.kind == "unit" or (m.kind == "place" and country_named(m.actor or m.text))]


def _partners(token: "Token") -> "list[Token]":
    """With whom one talks, where the noun hangs on the verb: "met in Tolm for talks with Osk"."""
    verb = token.head if token.dep_ in ("dobj", "pobj") else token
    near = [*verb.children, *(x for c in verb.children if c.dep_ in ("prep", "agent") for g in c.children for x in g.children)]
    return [g for c in near if c.dep_ == "prep" and c.lower_ == "with" for g in c.children if g.dep_ == "pobj"]


def _against_inside(token: "Token") -> "list[Token]":
    """Against whom it is, though the word hangs further down: "troops for a war against Osk"."""
    return [t for t in token.subtree if t.dep_ == "pobj" and t.head.lower_ == "against"]


def _first_inner(token: "Token", actors: list[Mention], named: Named, pattern: Pattern) -> list[Mention]:
    """The nearest who is named in what the trigger is about, with those listed beside; people before places."""
    places: list[Mention] = []
    for head in inner_recipients_of(token):
        if _is_aside(head):
            continue
        found = [m for m in named.named((head, *head.conjuncts), deep=0) if m not in actors and m.kind not in ("equipment", "facility")]
        if pattern.type in _MOVES:
            found = [m for m in found if m.kind != "unit"]
        if head.dep_ == "pobj" and head.head.lower_ == "in":  # where the content is done; a country in which it is done may be meant
            found = [m for m in found if m.id not in named.around.placed or country_named(m.text)]
        if any(m.id not in named.around.placed or country_named(m.text) or m.form == "pronoun" for m in found):
            return found
        places = places or found
    return places


def _is_aside(token: "Token") -> bool:
    return token.ent_type_ in ("DATE", "TIME", "PERCENT", "MONEY", "ORDINAL")
