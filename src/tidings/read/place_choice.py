"""Which bearer each place name of one document has: all names are chosen together, since the places of a report lie near one another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tidings.know.countries import country_of_capital
from tidings.know.gazetteer import Entry, plain_name
from tidings.match.distance import EARTH_KM, kilometres

# People speak for a namesake, though less than in proportion: a town with ten times the people is named about four times as often.
PEOPLE_POWER = 0.6
# Hamlets have no figure in the list; they weigh like a village.
FEWEST_PEOPLE = 500
# A name that isn't the place's main one (Boston for Boston Corner) is seldom meant against a place that has it as its own.
OTHER_NAME = 0.08
# News names a country far oftener than its number of people would have it, against a town of that name.
COUNTRY = 8.0
# A seat of government is told of far oftener than its people would have it, and so is what our own list has, for that is why it stands there.
CAPITAL = 10.0
LISTED = 20.0
# Smaller capitals, and namesakes of a capital in its own country, are told of abroad no oftener than other towns.
SMALLEST_CAPITAL = 500_000
# A second-level division without the word for it ("Springfield" for a district) is seldom meant.
DISTRICT = 0.25
# How much stronger a namesake gets when all other names of the text lie in its country, in its state or province, or right beside it.
IN_COUNTRY = 20.0
IN_DIVISION = 30.0
NEAR = 60.0
# At this distance nearness has fallen to a third: about the reach of a local paper.
NEAR_KM = 60.0
# A name right beside in a list ("Ohio, Iowa and Georgia") is of the same rank.
IN_LIST = 12.0
# After this many rounds the choice no longer moves on any text that was tried.
ROUNDS = 8
# Namesakes beyond this one are hamlets, each less likely than 1 in 100.
MOST_NAMESAKES = 60
# Two entries nearer than this, one a town and the other the division around it, are one answer to the question where.
SAME_KM = 80.0
# A choice that isn't likelier than all other ones together is a guess.
SURE = 0.5
# Where the text names no other place, people or outlet's home at all, a half isn't enough: only numbers of people speak.
SURE_ALONE = 0.6


@dataclass(frozen=True, slots=True)
class Named:
    """One name of the text with the places that bear it. `weight`: how much it says about the others; `beside`: its neighbours in lists."""

    entries: tuple[Entry, ...]
    weight: float = 1.0
    beside: tuple[int, ...] = ()
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a name most likely means, the next one, and whether the text says enough to decide for the first."""

    entry: Entry
    runner: Entry | None
    is_sure: bool


def choose_together(names: Sequence[Named], countries: dict[str, float]) -> list[Choice | None]:
    """A choice for each name, None for a name without entries. `countries`: how much else in the text points to each country."""
    flat = [(n, e) for n, name in enumerate(names) for e in name.entries[:MOST_NAMESAKES]]
    if not flat:
        return [None] * len(names)
    table = _Table(names, [n for n, _ in flat], [e for _, e in flat], countries)
    shares = table.settled()
    alone = not countries and len({n for n, _ in flat}) == 1
    out: list[Choice | None] = []
    for n, name in enumerate(names):
        rows = np.flatnonzero(table.owner == n)
        out.append(_best(name.entries, shares[rows], alone) if len(rows) else None)
    return out


class _Table:
    """Every candidate of every name in one row, with what speaks for it alone and how it stands to all others."""

    def __init__(self, names: Sequence[Named], owner: list[int], entries: list[Entry], countries: dict[str, float]) -> None:
        self.owner = np.array(owner)
        self.names = names
        self.weights = np.array([names[n].weight for n in owner])
        self.prior = np.array([_prior(e, names[n]) for n, e in zip(owner, entries, strict=True)])
        country = _numbered([e.country for e in entries])
        division = _numbered([_division(e) for e in entries])
        local = np.array([_is_local(e) for e in entries])
        below = np.array([e.grain != "country" and e.country is not None for e in entries])
        same_country = (country[:, None] == country[None, :]) & (country[None, :] >= 0)
        same_division = (division[:, None] == division[None, :]) & (division[None, :] >= 0)
        near = np.exp(-_kilometres(entries) / NEAR_KM) * (local[:, None] & local[None, :])
        other = (self.owner[:, None] != self.owner[None, :]).astype(float)
        self.in_country = same_country * other
        self.in_division = same_division * other
        self.near = near * other
        self.other = other
        self.below = below.astype(float)
        self.local = local.astype(float)
        self.has_country = (country >= 0).astype(float)
        total = sum(countries.values())
        self.pointed = np.array([countries.get(e.country or "", 0.0) for e in entries])
        self.pointed_total = total
        self.rank = np.array([_rank(e) for e in entries])
        self.listed = self._listed()

    def _listed(self) -> npt.NDArray[np.float64]:
        beside = np.zeros((len(self.owner), len(self.owner)))
        for i, n in enumerate(self.owner):
            for m in self.names[n].beside:
                beside[i, self.owner == m] = 1.0 / len(self.names[n].beside)
        return np.asarray(beside * (self.rank[:, None] == self.rank[None, :]), dtype=np.float64)

    def settled(self) -> npt.NDArray[np.float64]:
        """The share of each candidate in its name after the rounds."""
        shares = self._normal(self.prior)
        for _ in range(ROUNDS):
            said = shares * self.weights
            in_country = _part(
                self.in_country @ (said * self.has_country) + self.pointed, self.other @ (said * self.has_country) + self.pointed_total
            )
            in_division = _part(self.in_division @ (said * self.below), self.other @ (said * self.below))
            near = _part(self.near @ (said * self.local), self.other @ (said * self.local))
            listed = self.listed @ shares
            strength = (
                self.prior * (1 + IN_COUNTRY * in_country) * (1 + IN_DIVISION * in_division) * (1 + NEAR * near) * (1 + IN_LIST * listed)
            )
            shares = self._normal(strength)
        return shares

    def _normal(self, strength: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        sums = np.bincount(self.owner, weights=strength, minlength=len(self.names))
        return np.asarray(strength / sums[self.owner], dtype=np.float64)


def _part(part: npt.NDArray[np.float64], whole: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    # one name alone is half a witness: two that agree are needed before the text counts as being about one place
    return np.asarray(part / (whole + 0.5), dtype=np.float64)


def _prior(entry: Entry, name: Named) -> float:
    strength = math.pow(entry.population + FEWEST_PEOPLE, PEOPLE_POWER)
    if not entry.is_main:
        strength *= OTHER_NAME
    if entry.grain == "country":
        strength *= COUNTRY
    if entry.grain == "city" and entry.is_main and (of := country_of_capital(entry.name)) is not None and of.iso2 == entry.country:
        strength *= CAPITAL if entry.population > SMALLEST_CAPITAL else 1.0
    if entry.geonames is None and entry.country is None:
        strength *= LISTED
    if entry.grain == "region" and entry.division is not None and "region" not in name.wanted:
        strength *= DISTRICT
    if name.wanted and entry.grain not in name.wanted:
        strength *= 0.02
    return strength


def _rank(entry: Entry) -> int:
    if entry.grain == "country":
        return 0
    if entry.grain == "region":
        return 1 if entry.division is None else 2
    return 3


def _division(entry: Entry) -> str | None:
    if entry.country is None or entry.grain == "country":
        return None
    return f"{entry.country} {entry.division or plain_name(entry.name)}" if entry.division or entry.grain == "region" else None


def _is_local(entry: Entry) -> bool:
    return entry.grain in ("city", "site") or (entry.grain == "region" and entry.division is not None)


def _numbered(values: Sequence[str | None]) -> npt.NDArray[np.int64]:
    known = {v: i for i, v in enumerate(dict.fromkeys(v for v in values if v is not None))}
    return np.array([known.get(v, -1) if v is not None else -1 for v in values])


def _kilometres(entries: Sequence[Entry]) -> npt.NDArray[np.float64]:
    """The distances of all from all at once: the same formula as `match.distance`, over arrays."""
    lat = np.radians(np.array([e.lat for e in entries]))
    lon = np.radians(np.array([e.lon for e in entries]))
    half = (
        np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat)[None, :] * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, half))), dtype=np.float64)


def _best(entries: Sequence[Entry], shares: npt.NDArray[np.float64], alone: bool) -> Choice:
    order = sorted(range(len(shares)), key=lambda i: (-shares[i], i))
    best = entries[order[0]]
    others = [i for i in order[1:] if not _one_answer(best, entries[i])]
    share = 1.0 - float(sum(shares[i] for i in others))
    runner = entries[others[0]] if others else None
    if runner is None:
        return Choice(best, None, is_sure=True)
    # a country's name that a larger state of another country bears too: news names countries oftener, and says so by what stands beside
    is_twofold = best.grain == "country" and runner.grain == "region" and runner.population > best.population
    return Choice(best, runner, is_sure=share >= (SURE_ALONE if alone else SURE) and not (alone and is_twofold))


def _one_answer(a: Entry, b: Entry) -> bool:
    return a.country == b.country and (
        kilometres(a.spot, b.spot) < SAME_KM or (_division(a) == _division(b) and "region" in (a.grain, b.grain) and a.division is None)
    )
