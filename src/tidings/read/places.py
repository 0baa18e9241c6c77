"""Names of places in a parse to places with coordinates: one candidate that the context bears out, or none."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from tidings.know.countries import country_coded, country_of_demonym
from tidings.know.divisions import division_of_demonym
from tidings.know.gazetteer import Entry, candidates, folded
from tidings.know.outlets import home_of
from tidings.model.reading import Mention, Place
from tidings.read.parse import Parse
from tidings.read.place_choice import Choice, Named, choose_together
from tidings.read.place_containers import Stated, stated_container
from tidings.read.place_kinds import bearers, kind_said, with_kinds

# An outlet's home says about its text what two names in it say.
HOME_WEIGHT = 2.0
# A name told often says more about the others than one told once, but not without end.
MOST_TIMES = 3
# Of the countries that English-language towns' papers come out in, by ISO code: an outlet called after a town has it in one of these.
_ENGLISH = frozenset("US GB CA AU NZ IE ZA IN".split())


def resolve_places(parse: Parse, mentions: tuple[Mention, ...]) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """The mentions, corrected where a name turns out to be a place or a government, and the places of those that are places."""
    corrected = with_kinds(parse, mentions)
    found = [m for m in corrected if m.kind == "place"]
    if not found:
        return corrected, ()
    senses = _Senses(parse, found)
    choices = choose_together(senses.names, _pointed(parse))
    places = []
    for mention in found:
        at = senses.of[mention.id]
        places.append(_place(mention, choices[at], senses.stated[at]))
    return corrected, tuple(places)


class _Senses:
    """The names of a document, each once: a name told with its state or country means that place wherever the text tells it again."""

    def __init__(self, parse: Parse, found: Sequence[Mention]) -> None:
        self.parse = parse
        self.names: list[Named] = []
        self.stated: list[Stated | None] = []
        self.of: dict[str, int] = {}
        told = {m.id: stated_container(parse, m) for m in found}
        self._times = Counter(self._key(m) for m in found)
        self._beside = _lists(parse, found, told)
        kinds: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for m in found:
            kinds[self._key(m)].update(kind_said(parse, m))
        known: dict[tuple[str, str], dict[str, int]] = {}
        for m in found:
            if (stated := told[m.id]) is not None:
                senses = known.setdefault(self._key(m), {})
                if stated.words not in senses:
                    senses[stated.words] = self._add(stated.inside, stated, m, kinds[self._key(m)])
                self.of[m.id] = senses[stated.words]
        for m in found:
            if m.id in self.of:
                continue
            senses = known.setdefault(self._key(m), {})
            if not senses:
                senses[""] = self._add(bearers(parse, m), None, m, kinds[self._key(m)])
            self.of[m.id] = next(iter(senses.values()))
        self._link()
        self._add_home()
        self._add_demonyms()

    def _key(self, mention: Mention) -> tuple[str, str]:
        return folded(mention.text), " ".join(sorted(kind_said(self.parse, mention)))

    def _add(self, entries: tuple[Entry, ...], stated: Stated | None, mention: Mention, kinds: set[str]) -> int:
        weight = float(min(self._times[self._key(mention)], MOST_TIMES))
        self.names.append(Named(entries, weight=weight, wanted=tuple(sorted(kinds))))
        self.stated.append(stated)
        return len(self.names) - 1

    def _link(self) -> None:
        beside: defaultdict[int, set[int]] = defaultdict(set)
        for a, b in self._beside:
            if self.of[a] != self.of[b]:
                beside[self.of[a]].add(self.of[b])
                beside[self.of[b]].add(self.of[a])
        self.names = [Named(n.entries, weight=n.weight, wanted=n.wanted, beside=tuple(sorted(beside[i]))) for i, n in enumerate(self.names)]

    def _add_home(self) -> None:
        document = self.parse.document
        home = home_of(document.outlet, document.url)
        if home.town is None:
            return
        inside = {home.country} if home.country else _ENGLISH
        entries = tuple(e for e in candidates(home.town) if e.country in inside and e.grain != "country") or candidates(home.town)
        self.names.append(Named(entries, weight=HOME_WEIGHT))
        self.stated.append(None)

    def _add_demonyms(self) -> None:
        told = Counter(d for t in self.parse.doc if t.text[:1].isupper() and (d := division_of_demonym(t.text)) is not None)
        for division, times in told.items():
            entries = tuple(
                e for e in candidates(division.name) if e.country == division.country and e.grain == "region" and e.division is None
            )
            self.names.append(Named(entries, weight=float(min(times, MOST_TIMES))))
            self.stated.append(None)


def _lists(parse: Parse, found: Sequence[Mention], told: dict[str, Stated | None]) -> list[tuple[str, str]]:
    """The pairs of names that stand side by side in a list."""
    ordered = sorted(found, key=lambda m: m.start)
    pairs = []
    for a, b in pairwise(ordered):
        between = parse.text[a.end : b.start]
        if between.strip() in (",", "and", ", and", "or", ", or", "&", "/", ";") and told[a.id] is None and len(between) < 8:
            pairs.append((a.id, b.id))
    return pairs


def _pointed(parse: Parse) -> dict[str, float]:
    """How often the text points to each country other than by names of places: by demonym, and by the outlet's internet domain."""
    pointed: Counter[str] = Counter()
    for token in parse.doc:
        if token.text[:1].isupper() and (country := country_of_demonym(token.text)):
            pointed[country.iso2] += 1
    out = {code: float(min(times, MOST_TIMES)) for code, times in pointed.items()}
    home = home_of(parse.document.outlet, parse.document.url).country
    if home is not None:
        out[home] = out.get(home, 0.0) + HOME_WEIGHT
    return out


def _place(mention: Mention, choice: Choice | None, stated: Stated | None) -> Place:
    if choice is None:
        return Place(mention=mention.id, name=mention.text, why="no place of this name is known")
    entry = choice.entry
    if not choice.is_sure and choice.runner is not None:
        return Place(mention=mention.id, name=mention.text, why=f"{_where(entry)} or {_where(choice.runner)}: nothing in the text decides")
    country = country_coded(entry.country) if entry.country and entry.grain == "country" else None
    return Place(
        mention=mention.id,
        name=country.name if country else entry.name,
        country=entry.country,
        lat=round(entry.lat, 4),
        lon=round(entry.lon, 4),
        grain=entry.grain,
        geonames=entry.geonames,
        basis=f"named as in {stated.words}"
        if stated
        else "the only place of this name"
        if choice.runner is None
        else "by people, the places around it and the outlet's home",
    )


def _where(entry: Entry) -> str:
    return ", ".join(dict.fromkeys(p for p in (entry.name, entry.division, entry.country) if p))
