"""Mentions of one document to the actors they mean: by name, title, role, office and pronoun; what fits two equally means nobody known."""

import dataclasses
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tidings.know.actors import (
    country_led_by,
    head_of,
    holder_of,
    is_of_ministry,
    ministry_of,
    office_of,
    organization_named,
    person_named,
    state_of,
)
from tidings.know.countries import Country, country_coded, country_named, country_of_capital, country_of_demonym
from tidings.know.forces import force_of, is_force, unit_of, words_of_force
from tidings.know.heads import kinds_of_heads
from tidings.match.names import root_of_people, same_person
from tidings.model.reading import Mention, Place
from tidings.read.parse import Parse
from tidings.read.pronouns import resolve_pronouns

if TYPE_CHECKING:
    from spacy.tokens import Token

# What any firm or body may be called when it is told of again.
_ANY_BODY = frozenset(
    "company firm group organization organisation agency business corporation retailer manufacturer maker airline carrier giant operator".split()
)
# Who tells of forces need not own them.
_TELLING = frozenset("say add claim report tell warn believe estimate assess note see observe describe confirm deny fear accuse".split())


def resolve_actors(parse: Parse, mentions: tuple[Mention, ...], places: tuple[Place, ...]) -> tuple[Mention, ...]:
    """The mentions with `actor`, `refers` and `basis` where the text settles who is meant; else as they were."""
    found = _Found(parse, mentions, places)
    found.name_countries()
    found.name_people()
    found.name_organizations()
    found.name_nominals()
    found.name_loose_forces()
    return resolve_pronouns(parse, tuple(found.resolved), found.roots)


class _Found:
    """The mentions of a document while their actors are found; each step only fills what is open."""

    def __init__(self, parse: Parse, mentions: tuple[Mention, ...], places: tuple[Place, ...]) -> None:
        self.parse = parse
        self.resolved = list(mentions)
        self.countries = {p.mention: c for p in places if p.grain == "country" and p.country and (c := country_coded(p.country))}
        self.sentence_starts = [sentence.start_char for sentence in parse.sentences()]
        self._loose_forces: list[int] = []
        self._offices: dict[str, str] = {}
        self.year = (parse.document.published.start or "")[:4]
        self.roots: dict[str, Token] = {m.id: phrase.root for m in mentions if (phrase := parse.phrase((m.start, m.end))) is not None}

    def settle(self, i: int, actor: str, basis: str, refers: str | None = None) -> None:
        """Writes down who a mention means."""
        self.resolved[i] = dataclasses.replace(self.resolved[i], actor=actor, basis=basis, refers=refers)

    def open(self, *kinds: str, form: str | None = None) -> list[tuple[int, Mention]]:
        """The mentions of these kinds that mean nobody yet."""
        return [
            (i, m)
            for i, m in enumerate(self.resolved)
            if m.actor is None and (not kinds or m.kind in kinds) and (form is None or m.form == form)
        ]

    # ---- names --------------------------------------------------------------------------------------------------

    def name_countries(self) -> None:
        """States, capitals that act, seats of government, and places under their own names."""
        for i, m in self.open(form="name"):
            country = (
                self.countries.get(m.id) or (country_of_capital(m.text) if m.kind == "organization" else None) or country_named(m.text)
            )
            if country is not None:
                self.settle(i, country.name, "a country or its government")
            elif m.kind == "place":
                self.settle(i, m.text, "its name")

    def name_people(self) -> None:
        """Full names, and last names that one full name of the text has."""
        people = [(i, m) for i, m in self.open("person", form="name")]
        full = [m.text for _, m in people if len(m.text.split()) > 1]
        groups: list[list[str]] = []
        for name in dict.fromkeys(full):
            group = next((g for g in groups if all(same_person(name, other).value >= 0.8 for other in g)), None)
            if group is None:
                groups.append([name])
            else:
                group.append(name)
        chosen = {name: self._canonical([n for n in full if n in group]) for group in groups for name in group}
        by_last: defaultdict[str, set[str]] = defaultdict(set)
        for name, actor in chosen.items():
            by_last[name.split()[-1].lower()].add(actor)
        for i, m in people:
            if m.text in chosen:
                self.settle(i, chosen[m.text], "full name")
                continue
            bearers = by_last.get(m.text.lower(), set()) or {
                a for last, actors in by_last.items() if same_person(m.text, last).value >= 0.8 for a in actors
            }
            if len(bearers) == 1:
                self.settle(i, bearers.pop(), "last name", self._first_of(i))
            elif not bearers:
                known = head_of(m.text, self.year)
                self.settle(i, known or m.text, "known holder of an office" if known else "the only name given")

    def _canonical(self, spellings: list[str]) -> str:
        """The name under which a person is known beforehand, else the spelling that the text uses most."""
        known = {name for spelling in spellings if (name := person_named(spelling)) is not None}
        return known.pop() if len(known) == 1 else Counter(spellings).most_common(1)[0][0]

    def _first_of(self, i: int) -> str | None:
        return next((m.id for m in self.resolved if m.kind == "person" and m.actor and self.resolved[i].text in m.actor), None)

    def name_organizations(self) -> None:
        """Ministries, forces, international bodies and outlets, the many spellings of one as one; acronyms of the text's own."""
        acronyms = self._acronyms()
        for i, m in self.open(form="name"):
            if m.kind == "person":
                continue  # a last name that two people of the text bear is nobody's
            words = acronyms.get(m.text, m.text)
            known = organization_named(words)
            if known is not None:
                self.settle(i, known, "a known organisation")
                continue
            office = office_of(words, self._country_beside(m)) or self._owned_office(m)
            if office is not None:
                self.settle(i, office, "a state's office")
                continue
            force = force_of(words, self._country_beside(m)) if m.kind == "unit" else None
            self.settle(i, force or words, "a state's forces" if force else "its name")

    def _owned_office(self, m: Mention) -> str | None:
        """A ministry of a land that no list has, in the first words that the text has for it: "Ostrel’s defence ministry", "the Ostrelian ministry"."""
        words = m.text.replace("’s", "").replace("'s", "").split()
        owner, named = next((w for w in words if w[:1].isupper() and not is_of_ministry(w)), None), m.text
        before = self.parse.text[max(0, m.start - 30) : m.start].rstrip()
        if owner is None and before.endswith(("’s", "'s")) and before[:-2].split():
            owner = before[:-2].split()[-1]
            named = f"{owner}{before[-2:]} {m.text}"
        office = ministry_of(m.text, root_of_people(owner.lower())) if owner and owner[:1].isupper() else None
        return self._offices.setdefault(office, named) if office else None

    def _acronyms(self) -> dict[str, str]:
        """“Center for Dam Safety (CDS)”: the acronym with the name it stands for."""
        out = {}
        for m in self.resolved:
            after = self.parse.text[m.end : m.end + 14]
            if m.form == "name" and after.startswith(" ("):
                acronym = after[2:].split(")")[0]
                letters = [w[0] for w in m.text.split() if w[0].isupper()]
                if acronym.isupper() and len(acronym) > 1 and acronym == "".join(letters):
                    out[acronym] = m.text
        return out

    def _country_beside(self, m: Mention) -> Country | None:
        """The country that the words themselves or the words right before them name: "Ukraine’s interior ministry", "the British ministry"."""
        before = self.parse.text[max(0, m.start - 40) : m.start].replace("’s", " 's").split()[-4:]
        for word in [w.strip(",.“”\"'") for w in (*before, *m.text.replace("’s", " 's").split())][::-1]:
            country = country_of_demonym(word) or country_named(word)
            if country is not None:
                return country
        return self._country_behind(m)

    def _country_behind(self, m: Mention) -> Country | None:
        """The country of "president of Osk", "the army of the Osk Republic"."""
        words = [w.strip(",.“”\"'").removesuffix("’s").removesuffix("'s") for w in self.parse.text[m.end : m.end + 40].split()]
        if words[:1] != ["of"]:
            return None
        names = words[2:] if words[1:2] == ["the"] else words[1:]
        return next((c for size in (3, 2, 1) if (c := country_named(" ".join(names[:size]))) is not None), None)

    # ---- nominals -----------------------------------------------------------------------------------------------

    def name_nominals(self) -> None:
        """Offices, forces and roles: by the country beside them, by a name in apposition, or by who had the role before in the text."""
        roles = self._roles()
        for i, m in self.open(form="nominal"):
            head = m.text.split()[-1].lower()
            apposed = self._apposed(i)
            if apposed is not None and m.kind == "person":
                self.settle(i, apposed.actor or apposed.text, "in apposition", apposed.id)
                continue
            country = self._country_in(m)
            if m.kind == "unit" or (m.kind == "group" and is_force(m.text)):
                self.name_force(i, country or self._state_whose(i))
                continue
            if m.kind == "organization":
                named = office_of(m.text, country) or self._owned_office(m)
                if named is not None:
                    self.settle(i, named, "an office of the state named")
                elif country and head in ("government", "regime", "authorities", "administration", "side"):
                    self.settle(i, country.name, "a government for its state")
                elif self._is_definite(m) and (one := self._told_of(i, head)) is not None:
                    self.settle(i, one.actor or one.text, "the one told of before", one.id)
                continue
            if m.kind == "person" and (self._is_definite(m) or country):
                role = _role([w.lower() for w in m.text.split()])
                holders = roles.get(role) or self._of_no_field(role, roles)
                if country:
                    same = {a for a in holders if (a, country.iso2) in self._role_countries}
                    holders = same or holders if len(holders) == 1 else same
                    known = holder_of(role, country.iso2, self.year)
                    if not holders and known:
                        holders = {known}
                if len(holders) == 1:
                    self.settle(i, next(iter(holders)), "the one who has this role in the text")

    def _of_no_field(self, role: str, roles: Mapping[str, set[str]]) -> set[str]:
        """Who is a chief, and the text doesn't say of what, for "military chief"; nobody whom it makes another's chief."""
        head = role.split()[-1]
        of_others = {a for other, actors in roles.items() if other != role and other.endswith(f" {head}") for a in actors}
        return roles.get(head, set()) - of_others

    def name_force(self, i: int, country: Country | None) -> None:
        """A state's forces or a part of them: of the state named, of the one whose forces of this name the text tells of, of the one that acts."""
        m = self.resolved[i]
        if country is not None:
            named = force_of(m.text, country) or unit_of(m.text, country)
            if named is not None:
                self.settle(i, named, "a force of the state named")
            return
        self._loose_forces.append(i)

    def name_loose_forces(self) -> None:
        """Forces beside which no state is named."""
        for i in self._loose_forces:
            m = self.resolved[i]
            told = {
                f.actor
                for f in self.resolved
                if f.kind in ("unit", "group") and f.actor and words_of_force(f.text)[-2:] == words_of_force(m.text)[-2:]
            }
            if len(words_of_force(m.text)) > 1 and len(told) == 1:
                self.settle(i, next(a for a in told if a), "the force of this name that the text tells of")
                continue
            country = self._state_that_acts(i)
            named = (force_of(m.text, country) or unit_of(m.text, country)) if country and len(words_of_force(m.text)) > 1 else None
            if named is not None:
                self.settle(i, named, "a force of the state that acts")

    def _state_whose(self, i: int) -> Country | None:
        """The state of "the Kremlin's forces", "President Olm's troops": a seat of government or a head of state who owns them."""
        root = self.roots.get(self.resolved[i].id)
        owners = [c for c in root.children if c.dep_ == "poss"] if root is not None else []
        return next((country for owner in owners for o in self.resolved if (r := self.roots.get(o.id)) is not None and r.i == owner.i
                     and o.actor and (country := self._state_behind(o.actor)) is not None), None)  # fmt: skip

    def _state_that_acts(self, i: int) -> Country | None:
        """The state, or the one who speaks or acts for it, that is the subject of the clause in which the force is moved or told of."""
        token = self.roots.get(self.resolved[i].id)
        if token is None:
            return None
        for _ in range(6):
            if token.dep_ in ("nsubj", "nsubjpass") or token.head.i == token.i:
                return None
            token = token.head
            subjects = [c.i for c in token.children if c.dep_ == "nsubj"] if token.pos_ in ("VERB", "AUX") else []
            if subjects and token.lemma_.lower() in _TELLING:
                return None
            if subjects:
                states = {
                    c.iso2: c
                    for o in self.resolved
                    if (r := self.roots.get(o.id)) is not None
                    and r.i in subjects
                    and o.actor
                    and (c := self._state_behind(o.actor)) is not None
                }
                return next(iter(states.values())) if len(states) == 1 else None
        return None

    def _state_behind(self, actor: str) -> Country | None:
        return country_named(actor) or country_led_by(actor, self.year) or state_of(actor)

    def _told_of(self, i: int, head: str) -> Mention | None:
        """The one organisation told of before that "the ministry" or "the company" can mean; None where there are two or none."""
        here = self.resolved[i]
        before = [m for m in self.resolved if m.kind == "organization" and m.end <= here.start and m.form != "pronoun"]
        same = [m for m in before if _head_of_name(m.text) == head and (len(m.text.split()) > 1 or m.refers)]
        if not same and head in _ANY_BODY:
            same = [m for m in before if m.form == "name" and m.actor and organization_named(m.actor) is None]
        if len({m.actor or m.text for m in same}) > 1:
            # of several, the one that the sentence before or its own tells of, where it is one
            sentence = bisect_right(self.sentence_starts, here.start)
            same = [m for m in same if sentence - bisect_right(self.sentence_starts, m.start) <= 1]
        return same[-1] if len({m.actor or m.text for m in same}) == 1 else None

    def _roles(self) -> dict[str, set[str]]:
        """Roles that the text gives to names: "President Ada Olm", "Ada Olm, an adviser to …"."""
        roles: defaultdict[str, set[str]] = defaultdict(set)
        self._role_countries: set[tuple[str, str]] = set()
        for m in self.resolved:
            if m.kind != "person" or m.form != "name" or not m.actor:
                continue
            before = self.parse.text[max(0, m.start - 60) : m.start].replace("\n", " . ").split()[-6:]
            after = self.parse.text[m.end : m.end + 60].split("\n")[0]
            words = [w.strip(",.“”\"'").lower() for w in before]
            for k in range(len(words) - 1, -1, -1):
                if words[k] in kinds_of_heads() and kinds_of_heads()[words[k]] == "person":
                    roles[words[k]].add(m.actor)
                    roles[_role(words[: k + 1])].add(m.actor)
                elif not before[k][:1].isupper() and words[k] not in (
                    "of",
                    "general",
                    "staff",
                    "deputy",
                    "foreign",
                    "prime",
                    "the",
                    "former",
                ):
                    break
                country = country_of_demonym(before[k].strip(",.’s")) or country_named(before[k].replace("’s", "").strip(",."))
                if country:
                    self._role_countries.add((m.actor, country.iso2))
            if after.startswith(", "):
                said = after[2:].replace("’s", " 's").split(",")[0].split()[:9]
                bares = [word.strip(".,").lower() for word in said]
                for n, word in enumerate(said):
                    if kinds_of_heads().get(bares[n]) == "person":
                        roles[bares[n]].add(m.actor)
                        roles[_role(bares[: n + 1])].add(m.actor)
                    country = country_of_demonym(word) or country_named(word)
                    if country:
                        self._role_countries.add((m.actor, country.iso2))
        return roles

    def _country_in(self, m: Mention) -> Country | None:
        for word in m.text.replace("’s", " ").replace("'s", " ").split():
            country = (
                country_of_demonym(word.strip(",."))
                or country_named(word.strip(",."))
                or (country_of_capital(word) if word != m.text else None)
            )
            if country is not None:
                return country
        if m.kind in ("organization", "unit"):
            return self._country_beside(m)
        return self._country_behind(m)

    def _is_definite(self, m: Mention) -> bool:
        before = self.parse.text[max(0, m.start - 5) : m.start].lower()
        return before.endswith(("the ", "his ", "her ", "its "))

    def _apposed(self, i: int) -> Mention | None:
        """The name that stands in apposition to a nominal: "the adviser, Ada Olm", "Ada Olm, an adviser"."""
        root = self.roots.get(self.resolved[i].id)
        if root is None:
            return None
        # as it stands in the text, where the parse has it otherwise: "the mayor, Ada Olm, said", "mayor Ada Olm"
        behind = self.parse.text[self.resolved[i].end : self.resolved[i].end + 2]
        starts = self.resolved[i].end + (2 if behind == ", " else 1)
        beside = next((m for m in self.resolved if m.start == starts and m.form == "name" and m.kind == "person"), None)
        if beside is not None and behind[:1] in (",", " ") and (behind[:1] == " " or self.parse.text[beside.end : beside.end + 1] == ","):
            return beside
        for other in self.resolved:
            other_root = self.roots.get(other.id)
            if other.form == "name" and other.kind == "person" and other_root is not None:
                if (other_root.dep_ == "appos" and other_root.head.i == root.i) or (root.dep_ == "appos" and root.head.i == other_root.i):
                    return other
                if (root.dep_ == "compound" and root.head.i == other_root.i) or (root.dep_ == "nmod" and root.head.i == other_root.i):
                    return other
        return None


# What these do depends on the word before them: an interior minister is no foreign minister.
_OF_A_FIELD = frozenset("minister secretary chief director head commander adviser advisor leader coach manager officer".split())
_ADJECTIVAL = frozenset("the a an his her its their our new former longtime senior deputy top late 's".split())


def _role(words: list[str]) -> str:
    """The role that a phrase names: its last word, with the one before where that tells of what ("interior minister", "prime minister")."""
    if len(words) > 1 and words[-1] in _OF_A_FIELD:
        before = words[-2].removesuffix("’s").removesuffix("'s")
        is_country = country_of_demonym(before.capitalize()) is not None or country_named(before.capitalize()) is not None
        if before not in _ADJECTIVAL and not is_country:
            return f"{before} {words[-1]}"
    return words[-1]


def _head_of_name(name: str) -> str:
    """The word that says what a body is: "ministry" for "Ministry of Defence" and "defence ministry"."""
    return name.split(" of ")[0].split()[-1].lower()
