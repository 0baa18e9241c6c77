"""Names of places in a parse to places with coordinates: one candidate that the context bears out, or none."""

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tidings.know.countries import country_coded, country_named, country_of_capital, country_of_demonym
from tidings.know.gazetteer import Entry, candidates
from tidings.know.heads import kinds_of_heads
from tidings.model.reading import Mention, Place
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs whose subject is somebody: a capital that does one of these is its government.
_ACTS = frozenset(
    "say announce claim warn accuse deny reject insist demand urge threaten agree refuse decide want seek deploy send order invade attack declare vow pledge "
    "offer propose support back condemn criticize impose respond retaliate plan hope fear consider believe view see call tell ask allow help use launch "
    "withdraw hold look achieve promise argue maintain dismiss sign ratify recall expel move push press".split()
)
_MODIFIERS = (
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "north",
    "south",
    "east",
    "west",
    "northeastern",
    "southeastern",
    "northwestern",
    "southwestern",
)
_KIND_WORDS = frozenset(
    "region oblast province district county governorate state area city town village peninsula border bridge airport base river sea".split()
)
# A namesake must be this many times larger than the next to be taken on its size alone (as in most gazetteer resolvers, populations
# being the strongest single prior; Leidner 2007), when nothing in the text speaks for another.
LARGER = 3.0
# Two places of one report are as a rule closer than this; beyond it distance says nothing.
FAR_KM = 3000.0
EARTH_KM = 6371.0


def resolve_places(parse: Parse, mentions: tuple[Mention, ...]) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """The mentions, corrected where a name turns out to be a place or a government, and the places of those that are places."""
    corrected = [_corrected(parse, m) for m in mentions]
    found = [m for m in corrected if m.kind == "place"]
    home = _home(parse, found)
    firm: dict[str, Entry] = {}
    for mention in found:  # names with one bearer first: they are the context of the others
        entry = _alone(_candidates(mention))
        if entry is not None:
            firm[mention.text] = entry
    chosen: dict[str, tuple[Entry | None, str]] = {}
    for mention in found:
        stated = _stated_container(parse, mention)
        if mention.text not in chosen or stated:
            entry, why = _chosen(mention, stated, firm, home)
            if mention.text not in chosen or entry is not None:
                chosen[mention.text] = (entry, why)
    return tuple(corrected), tuple(_place(m, *chosen[m.text]) for m in found)


def _candidates(mention: Mention) -> tuple[Entry, ...]:
    country = country_named(mention.text)
    found = candidates(mention.text)
    if country:
        return tuple(e for e in found if e.grain == "country" and e.country == country.iso2) or found
    if not found:
        words = mention.text.split()
        if len(words) > 1 and words[0].lower() in _MODIFIERS:
            return candidates(" ".join(words[1:]))
        if len(words) > 1 and words[-1].lower() in _KIND_WORDS:
            named = candidates(" ".join(words[:-1]))
            return tuple(e for e in named if e.grain == "region") or named
    return found


def _corrected(parse: Parse, mention: Mention) -> Mention:
    """The mention with the kind that its use shows: "Moscow said" is a government, "in Oskvale" a place."""
    if mention.form != "name":
        return mention
    phrase = parse.phrase((mention.start, mention.end))
    if phrase is None:
        return mention
    root = phrase.root
    if mention.kind == "place":
        if country_of_capital(mention.text) and _acts(root):
            return dataclasses.replace(mention, kind="organization", basis="a capital that acts stands for its government")
        return mention
    if mention.kind in ("organization", "person", "equipment", "facility") and _used_as_place(root) and _known_place(mention):
        return dataclasses.replace(mention, kind="place", basis="a known name, used as a place")
    return mention


def _acts(token: "Token") -> bool:
    if token.dep_ in ("nsubj", "agent") and token.head.lemma_.lower() in _ACTS:
        return True
    if token.dep_ == "poss":
        return kinds_of_heads().get(token.head.lemma_.lower()) is not None or token.head.lemma_.lower() in _OWNED_BY_GOVERNMENTS
    if token.dep_ == "dobj":
        return token.head.lemma_.lower() in (
            "allow",
            "help",
            "urge",
            "accuse",
            "force",
            "pressure",
            "support",
            "back",
            "warn",
            "tell",
            "ask",
        )
    if token.dep_ == "pobj" and token.head.lower_ in ("from", "on", "with", "to", "by", "against"):
        return token.head.head.lemma_.lower() in (
            "pressure",
            "dependent",
            "threat",
            "agree",
            "relation",
            "tie",
            "support",
            "aid",
            "depend",
            "demand",
        )
    if token.dep_ == "conj":
        return _acts(token.head)
    return False


_OWNED_BY_GOVERNMENTS = frozenset(
    "preparation ally decision policy demand position response move plan claim offer proposal objective strategy war invasion".split()
)


def _used_as_place(token: "Token") -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in (
        "in",
        "at",
        "near",
        "from",
        "to",
        "outside",
        "around",
        "across",
        "into",
        "through",
        "toward",
        "towards",
    )


def _known_place(mention: Mention) -> bool:
    # NER missed it as a place: take only what the gazetteer has under this main name with people enough to be in the news
    return any(e.is_main and e.population >= 20_000 for e in candidates(mention.text))


def _home(parse: Parse, found: Iterable[Mention]) -> Counter[str]:
    """How often the text points to each country: by name, capital or demonym."""
    home: Counter[str] = Counter()
    for mention in found:
        country = country_named(mention.text) or country_of_capital(mention.text)
        if country:
            home[country.iso2] += 1
    for token in parse.doc:
        if token.text[:1].isupper() and (country := country_of_demonym(token.text)):
            home[country.iso2] += 1
    return home


def _alone(entries: tuple[Entry, ...]) -> Entry | None:
    """The only bearer of a name; countries bear theirs alone."""
    if entries and (entries[0].grain == "country" or len(entries) == 1):
        return entries[0]
    return None


def _stated_container(parse: Parse, mention: Mention) -> str | None:
    """The larger place named right behind ("Kell, Ohio", "Kell in Ohio") or before it ("Ohio's Kell"); or None."""
    after = parse.text[mention.end : mention.end + 60]
    for joint in (", ", " in ", " (", ", in "):
        if after.startswith(joint):
            words = after[len(joint) :].replace("’s", "").split()
            for size in (3, 2, 1):
                name = " ".join(words[:size]).strip(".,;:()")
                if name[:1].isupper() and (_STATES.get(name) or any(e.grain in ("country", "region") for e in candidates(name))):
                    return _STATES.get(name, name)
    return None


# The postal and press abbreviations of US states, which stand behind a town's name.
_STATES = {
    abbreviation: name
    for name, abbreviations in {
        "Alabama": "Ala. AL", "Alaska": "AK", "Arizona": "Ariz. AZ", "Arkansas": "Ark. AR", "California": "Calif. CA", "Colorado": "Colo. CO",
        "Connecticut": "Conn. CT", "Delaware": "Del. DE", "Florida": "Fla. FL", "Georgia": "Ga. GA", "Hawaii": "HI", "Idaho": "ID", "Illinois": "Ill. IL",
        "Indiana": "Ind. IN", "Iowa": "IA", "Kansas": "Kan. KS", "Kentucky": "Ky. KY", "Louisiana": "La. LA", "Maine": "ME", "Maryland": "Md. MD",
        "Massachusetts": "Mass. MA", "Michigan": "Mich. MI", "Minnesota": "Minn. MN", "Mississippi": "Miss. MS", "Missouri": "Mo. MO", "Montana": "Mont. MT",
        "Nebraska": "Neb. NE", "Nevada": "Nev. NV", "New Hampshire": "N.H. NH", "New Jersey": "N.J. NJ", "New Mexico": "N.M. NM", "New York": "N.Y. NY",
        "North Carolina": "N.C. NC", "North Dakota": "N.D. ND", "Ohio": "OH", "Oklahoma": "Okla. OK", "Oregon": "Ore. OR", "Pennsylvania": "Pa. PA",
        "Rhode Island": "R.I. RI", "South Carolina": "S.C. SC", "South Dakota": "S.D. SD", "Tennessee": "Tenn. TN", "Texas": "TX", "Utah": "UT",
        "Vermont": "Vt. VT", "Virginia": "Va. VA", "Washington": "Wash. WA", "West Virginia": "W.Va. WV", "Wisconsin": "Wis. WI", "Wyoming": "Wyo. WY",
    }.items()
    for written in abbreviations.split()
    for abbreviation in {written, written.rstrip(".")}
}  # fmt: skip


def _chosen(mention: Mention, stated: str | None, firm: dict[str, Entry], home: Counter[str]) -> tuple[Entry | None, str]:
    abbreviated = _STATES.get(mention.text)
    entries = candidates(abbreviated) if abbreviated else _candidates(mention)
    if not entries:
        return None, "no place of this name is known"
    if stated:
        inside = [e for e in entries if _lies_in(e, stated)]
        if inside:
            return inside[0], f"named as in {stated}"
    if (alone := _alone(entries)) is not None:
        return alone, "the only place of this name"
    others = [e for name, e in firm.items() if name != mention.text and e.grain != "country"]
    ranked = sorted(((_weight(e, home, others), e) for e in entries), key=lambda r: -r[0])
    (best, entry), (second, runner) = ranked[0], ranked[1]
    if best < second * LARGER and _apart(entry, runner) > 100.0 and not entry.is_main:
        if _named_after(entry, runner):
            return (entry if entry.grain == "city" else runner), "the town, not the division called after it"
        return None, f"{entry.name} in {entry.country} or {runner.name} in {runner.country}"
    return entry, "by people, countries in the text and nearness"


def _lies_in(entry: Entry, container: str) -> bool:
    country = country_named(container)
    if country and entry.country == country.iso2:
        return True
    regions = [e for e in candidates(container) if e.grain in ("region", "country")]
    names = {(_plain(e.name), e.country) for e in regions}
    return (entry.division or "", entry.country) in names or any(
        (entry.division == e.name and entry.country == e.country)
        or (e.country == entry.country and _apart(e, entry) < 150.0 and entry.grain == "city")
        for e in regions
        if e.grain == "region"
    )


def _named_after(a: Entry, b: Entry) -> bool:
    """Whether one is a town and the other the division that it lies in."""
    town, division = (a, b) if a.grain == "city" else (b, a)
    return (
        town.grain == "city"
        and division.grain == "region"
        and a.country == b.country
        and town.division in (division.name, _plain(division.name))
    )


def _plain(name: str) -> str:
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 else name


def _weight(entry: Entry, home: Counter[str], others: list[Entry]) -> float:
    """How much speaks for one bearer of a name: its people, whether the text points to its country, and how near it lies to the others."""
    weight: float = (entry.population + 1000) ** 0.6
    weight *= 1.0 if entry.is_main else 0.3
    # regions and countries are named as such more often than villages of the same name
    weight *= 2.0 if entry.grain == "region" else 1.0
    total = sum(home.values())
    if total and entry.country:
        weight *= 1.0 + 20.0 * home[entry.country] / total
    if others:
        near = min(_apart(entry, o) for o in others)
        weight *= 1.0 + 8.0 * max(0.0, 1.0 - near / FAR_KM) ** 3
    return weight


def _apart(a: Entry, b: Entry) -> float:
    """Kilometres between two places, great circle."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return float(2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half))))


def _place(mention: Mention, entry: Entry | None, why: str) -> Place:
    if entry is None:
        return Place(mention=mention.id, name=mention.text, why=why)
    country = country_coded(entry.country) if entry.country and entry.grain == "country" else None
    return Place(
        mention=mention.id,
        name=country.name if country else entry.name,
        country=entry.country,
        lat=round(entry.lat, 4),
        lon=round(entry.lon, 4),
        grain=entry.grain,
        geonames=entry.geonames,
        basis=why,
    )
