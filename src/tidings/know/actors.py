"""Who is who among states: heads, ministries, forces, international bodies, outlets; from data/actors.yaml and general rules for a state's offices."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tidings.know.countries import Country, country_coded, country_named, country_of_demonym
from tidings.model.errors import BadInput


@dataclass(frozen=True, slots=True)
class Head:
    """Who led a state, in which office, from which year to which (None: still)."""

    country: str
    name: str
    office: str
    first: int
    last: int | None


@cache
def _data() -> dict[str, dict[str, object]]:
    import yaml

    data: dict[str, dict[str, object]] = yaml.safe_load((Path(__file__).parent / "data" / "actors.yaml").read_text("utf-8"))
    extra = os.environ.get("TIDINGS_ACTORS")
    if extra:
        try:
            more = yaml.safe_load(Path(extra).read_text("utf-8")) or {}
            for section, entries in more.items():
                data.setdefault(section, {}).update(entries)
        except (OSError, yaml.YAMLError, AttributeError, ValueError) as fault:
            raise BadInput(f"{extra}: not a file of actors ({type(fault).__name__}); see know/data/actors.yaml for its form") from None
    return data


@cache
def heads() -> tuple[Head, ...]:
    """All heads of state and government that are known."""
    return tuple(Head(code, str(n), str(o), int(f), la) for code, rows in _data()["heads"].items() for n, o, f, la in rows)  # type: ignore[attr-defined]


@cache
def _organizations() -> dict[str, str]:
    out: dict[str, str] = {}
    for section in ("outlets", "bodies", "seats"):
        for name, others in _data()[section].items():
            for other in (name, *(others or ())):  # type: ignore[misc]
                out[str(other)] = name
    return out


def organization_named(words: str) -> str | None:
    """The canonical name of a body, outlet or seat of government; or None. Case counts, since “who” is no health organisation."""
    bare = words[4:] if words.lower().startswith("the ") else words
    return _organizations().get(bare)


@cache
def outlet_named(words: str) -> str | None:
    """The canonical name of a known outlet or agency; or None."""
    bare = words[4:] if words.lower().startswith("the ") else words
    return next((str(name) for name, others in _data()["outlets"].items() if bare == name or bare in (others or ())), None)  # type: ignore[operator]


def head_of(last_name: str, year: str) -> str | None:
    """The head of a state who has this last name and held office in the year, or at any time where the year is unknown; None when two had."""
    found = {
        h.name
        for h in heads()
        if h.name.split()[-1].lower() == last_name.lower() and (not year.isdigit() or h.first <= int(year) <= (h.last or 9999))
    }
    return found.pop() if len(found) == 1 else None


_ROLES = {
    "president": ("president",),
    "premier": ("prime minister",),
    "minister": ("prime minister",),
    "chancellor": ("chancellor",),
    "king": ("king",),
}


def holder_of(role: str, country: str, year: str) -> str | None:
    """Who held the office in that country in that year ("leader" is any head); None when nobody or two did."""
    if not year.isdigit():
        return None
    offices = _ROLES.get(
        role,
        ("president", "leader", "prime minister", "king", "chancellor") if role in ("leader", "dictator", "strongman", "ruler") else (),
    )
    found = {h.name for h in heads() if h.country == country and h.office in offices and h.first <= int(year) <= (h.last or 9999)}
    return found.pop() if len(found) == 1 else None


_ADJECTIVES = {"GB": "UK", "US": "US", "AE": "Emirati"}
_MINISTRIES = {
    "defense": "Ministry of Defence", "defence": "Ministry of Defence", "war": "Ministry of Defence", "foreign": "Ministry of Foreign Affairs",
    "interior": "Ministry of Internal Affairs", "internal": "Ministry of Internal Affairs", "finance": "Ministry of Finance", "justice": "Ministry of Justice",
    "health": "Ministry of Health", "energy": "Ministry of Energy", "emergency": "Ministry of Emergencies", "emergencies": "Ministry of Emergencies",
    "economy": "Ministry of Economy", "transport": "Ministry of Transport", "agriculture": "Ministry of Agriculture", "education": "Ministry of Education",
    "state": "Department of State", "treasury": "Treasury",
}  # fmt: skip
_HEADS_OF_MINISTRIES = ("ministry", "department", "ministries", "dept", "mod")


def office_of(words: str, country: Country | None) -> str | None:
    """The one name of a state's ministry: "British Ministry of Defence", "UK Department of Defense" and "UK Defence Ministry" are one; else None."""
    if country is None:
        return None
    lower = [w.strip(".,’'").lower() for w in words.replace("’s", "").replace("'s", "").split()]
    if any(w in _HEADS_OF_MINISTRIES for w in lower):
        field = next((_MINISTRIES[w] for w in lower if w in _MINISTRIES), None)
        if field:
            name = _ADJECTIVES.get(country.iso2, country.demonyms[0] if country.demonyms else country.name)
            if country.iso2 == "US" and field == "Ministry of Defence":
                return "US Department of Defense"
            return f"{name} {field}"
    if (lower[-1:] == ["office"] and "president" in lower) or lower[:2] == ["president", "office"]:
        return f"Office of the President of {country.name}"
    if "government" in lower or lower == ["authorities"]:
        return country.name
    return None


def force_of(words: str, country: Country | None) -> str | None:
    """A state's armed forces as a whole, for words that mean just that ("Belarusian army", "Ukraine’s military"); else None."""
    if country is None:
        return None
    left = [w for w in words_of_force(words) if w not in country.name.lower().split()]
    if left and left[-1] in _FORCES and all(w in _FORCES or w in _WHOLE for w in left):
        return f"{_adjective(country)} Armed Forces"
    return None


def unit_of(words: str, country: Country) -> str | None:
    """The name of a part of a state's forces: "Belarusian special forces" and "special operations troops" are one; None where the words tell no part."""
    left = [w for w in words_of_force(words) if w not in country.name.lower().split()]
    if not left or (len(left) == 1 and left[0] not in _BRANCHES):
        return None
    if left[0] == "special" and left[-1] in (*_FORCES, "unit", "units"):
        return f"{_adjective(country)} Special Operations Forces"
    return " ".join((_adjective(country), *left[:-1], left[-1] if left[-1] in ("forces", "corps") else left[-1].removesuffix("s")))


def is_force(words: str) -> bool:
    """Whether a plural stands for somebody's forces: "Oskan soldiers"."""
    return words.split()[-1].lower() in _FORCES


def words_of_force(words: str) -> tuple[str, ...]:
    """The words that tell which force is meant, in lower case: without demonyms, possessors and what is said of any force."""
    bare = [w.strip(".,’'") for w in words.replace("-", " ").replace("’s", "").replace("'s", "").split()]
    return tuple(w.lower() for w in bare if w and country_of_demonym(w) is None and not country_named(w) and w.lower() not in _LOOSE)


def country_led_by(name: str, year: str) -> Country | None:
    """The country whose head this person was in the year; or None."""
    led = {h.country for h in heads() if h.name == name and (not year.isdigit() or h.first <= int(year) <= (h.last or 9999))}
    return country_coded(led.pop()) if len(led) == 1 else None


def _adjective(country: Country) -> str:
    return country.demonyms[0] if country.demonyms else country.name


_FORCES = frozenset("forces force troops troop army military soldiers soldier servicemen servicemembers".split())
_WHOLE = frozenset("armed army ground invading invasion military occupying occupation regular".split())
# One word that is a part of every state's forces.
_BRANCHES = frozenset("navy fleet coastguard airforce police gendarmerie".split())
_LOOSE = frozenset(
    "the own active its his her their our full scale more many some several new additional other elite so called kremlin".split()
)


def state_of(name: str) -> Country | None:
    """The country whose canonical office or force this name is; or None."""
    first = name.split()[0] if name.split() else ""
    return {"UK": country_coded("GB"), "US": country_coded("US")}.get(first) or country_of_demonym(first)
