"""Who is who: heads of state, ministries, seats of government, bodies, outlets; from data/actors.yaml and the user's own file."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tidings.know.countries import Country, country_coded, country_of_demonym
from tidings.model.errors import BadInput

# The environment variable that names the user's file; `tidings --actors FILE` sets it.
VARIABLE = "TIDINGS_ACTORS"


@dataclass(frozen=True, slots=True)
class Head:
    """Who led a state, in which office, from which year to which (None: still)."""

    country: str
    name: str
    office: str
    first: int
    last: int | None

    def held_in(self, year: str) -> bool:
        """Whether in that year; in an unknown year, whether ever."""
        return not year.isdigit() or self.first <= int(year) <= (self.last or 9999)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A paper, a broadcaster, an agency; `owner` and the code of its `country` are None where they are not certain."""

    name: str
    names: tuple[str, ...] = ()
    owner: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """The file's sections, the user's laid over the program's own."""

    heads: tuple[Head, ...]
    offices: Mapping[str, tuple[str, ...]]
    ministries: Mapping[str, str]
    bodies: Mapping[str, tuple[str, ...]]
    people: Mapping[str, tuple[str, ...]]
    outlets: Mapping[str, Outlet]


def users_file() -> Path | None:
    """The user's own file of actors, or None. It may be missing or wrong: whoever reads it first says so."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def users_hash() -> str | None:
    """A hash of the user's file, or None without one; raises BadInput when it can't be read."""
    path = users_file()
    if path is None:
        return None
    _known()  # a file that can't be used has no hash
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


@cache
def _known() -> _Known:
    own = _read(Path(__file__).parent / "data" / "actors.yaml")
    path = users_file()
    more = _read(path) if path is not None else None
    if more is None:
        return own
    return _Known(
        heads=(*own.heads, *more.heads),
        offices={**own.offices, **more.offices},
        ministries={**own.ministries, **more.ministries},
        bodies={**own.bodies, **more.bodies},
        people={**own.people, **more.people},
        outlets={**own.outlets, **more.outlets},
    )


def _read(path: Path) -> _Known:
    """A file of actors; raises BadInput with the file, the place and what is expected there."""
    import yaml

    try:
        data = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"{path}: can't be read ({fault.strerror if isinstance(fault, OSError) else 'not UTF-8'})") from None
    except yaml.MarkedYAMLError as fault:
        line = f", line {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        raise BadInput(f"{path}{line}: not YAML ({fault.problem})") from None
    except yaml.YAMLError:
        raise BadInput(f"{path}: not YAML") from None
    sections = ("heads", "offices", "ministries", "seats", "bodies", "people", "outlets")
    if not isinstance(data, dict) or not set(data) <= set(sections):
        wrong = ", ".join(sorted(map(str, set(data) - set(sections)))) if isinstance(data, dict) else "no sections"
        raise BadInput(f"{path}: {wrong}: a file of actors has the sections {', '.join(sections)}")
    for name, section in data.items():
        if not isinstance(section, dict | None):
            raise BadInput(f"{path}: {name}: names with what is known of each, as in docs/actors.md")
    return _Known(
        heads=tuple(_head(path, code, row) for code, rows in _items(data, "heads") for row in _list(path, f"heads: {code}", rows)),
        offices={str(k): _names(path, f"offices: {k}", v) for k, v in _items(data, "offices")},
        ministries={str(k): str(v) for k, v in _items(data, "ministries")},
        bodies={str(k): _names(path, f"{part}: {k}", v) for part in ("seats", "bodies") for k, v in _items(data, part)},
        people={str(k): _names(path, f"people: {k}", v) for k, v in _items(data, "people")},
        outlets={str(k): _outlet(path, str(k), v) for k, v in _items(data, "outlets")},
    )


def _items(data: Mapping[str, Any], section: str) -> list[tuple[Any, Any]]:
    return list((data.get(section) or {}).items())


def _list(path: Path, where: str, value: object) -> list[Any]:
    if value is not None and not isinstance(value, list):
        raise BadInput(f"{path}: {where}: a list in brackets is expected")
    return value or []


def _names(path: Path, where: str, value: object) -> tuple[str, ...]:
    return tuple(map(str, _list(path, where, value)))


def _head(path: Path, code: object, row: object) -> Head:
    match row:
        case [str(name), str(office), int(first), int(last) | (None as last)] if country_coded(str(code)) is not None:
            return Head(str(code), name, office, first, last)
    raise BadInput(f"{path}: heads: {code}: a country's code, then [name, office, first year, last year or null]")


def _outlet(path: Path, name: str, value: object) -> Outlet:
    if isinstance(value, dict) and set(value) <= {"names", "owner", "country"}:
        return Outlet(name, _names(path, f"outlets: {name}: names", value.get("names")), value.get("owner"), value.get("country"))
    if isinstance(value, list | None):
        return Outlet(name, _names(path, f"outlets: {name}", value))
    raise BadInput(f"{path}: outlets: {name}: {{names: [...], owner: ..., country: ...}} is expected")


def heads() -> tuple[Head, ...]:
    """All heads of state and government that are known."""
    return _known().heads


@cache
def _organizations() -> dict[str, str]:
    known = _known()
    out = {other: o.name for o in known.outlets.values() for other in (o.name, *o.names)}
    return out | {other: name for name, others in known.bodies.items() for other in (name, *others)}


def _bare(words: str) -> str:
    return words[4:] if words.lower().startswith("the ") else words


def organization_named(words: str) -> str | None:
    """The canonical name of a body, outlet or seat of government; or None. Case counts, since “who” is no health organisation."""
    return _organizations().get(words) or _organizations().get(_bare(words))


@cache
def _outlets() -> dict[str, Outlet]:
    return {other: o for o in _known().outlets.values() for other in (*o.names, o.name)}


def outlet_named(words: str) -> Outlet | None:
    """The known outlet or agency of this name; or None."""
    return _outlets().get(words) or _outlets().get(_bare(words))


@cache
def _people() -> dict[str, str]:
    return {other.casefold(): name for name, others in _known().people.items() for other in (name, *others)}


def person_named(words: str) -> str | None:
    """The canonical name of a person known under this one ("Moammar Gadhafi"); or None."""
    return _people().get(words.casefold())


def head_of(last_name: str, year: str) -> str | None:
    """The head of a state who has this last name and held office in the year, or at any time where the year is unknown; None when two had."""
    wanted = last_name.casefold()
    spelled = {name for name, others in _known().people.items() if any(o.split()[-1].casefold() == wanted for o in (name, *others))}
    found = {h.name for h in heads() if (h.name.split()[-1].casefold() == wanted or h.name in spelled) and h.held_in(year)}
    return found.pop() if len(found) == 1 else None


def holder_of(role: str, country: str, year: str) -> str | None:
    """Who held the office in that country in that year ("leader" is any head); None when nobody or two did."""
    if not year.isdigit():
        return None
    offices = _known().offices.get(role, ())
    held = [h for h in heads() if h.country == country and h.office in offices and h.held_in(year)]
    # an open term ends where a later one of the same office begins
    found = {h.name for h in held if h.last is not None or not any(o.office == h.office and o.first > h.first for o in held)}
    return found.pop() if len(found) == 1 else None


_ADJECTIVES = {"GB": "UK", "US": "US", "AE": "Emirati"}
_HEADS_OF_MINISTRIES = ("ministry", "department", "ministries", "dept", "mod")


def ministry_of(words: str, owner: str) -> str | None:
    """The ministry's one name, whose it is before it; None where the words name no ministry, or not of what."""
    lower = _lower(words)
    if not any(w in _HEADS_OF_MINISTRIES for w in lower):
        return None
    ministries = _known().ministries
    field = next((ministries[w] for w in lower if w in ministries), None)
    return f"{owner} {field}" if field else None


def is_of_ministry(word: str) -> bool:
    """Whether a word of a ministry's name says what it is, and not whose."""
    lower = word.lower().strip(".,")
    return lower in _HEADS_OF_MINISTRIES or lower in _known().ministries or lower in ("of", "the", "for", "and", "affairs")


def _lower(words: str) -> list[str]:
    return [w.strip(".,’'").lower() for w in words.replace("’s", "").replace("'s", "").split()]


def office_of(words: str, country: Country | None) -> str | None:
    """The one name of a state's ministry: "British Ministry of Defence", "UK Department of Defense" and "UK Defence Ministry" are one; else None."""
    if country is None:
        return None
    lower = _lower(words)
    name = _ADJECTIVES.get(country.iso2, country.demonyms[0] if country.demonyms else country.name)
    ministry = ministry_of(words, name)
    if ministry is not None:
        return "US Department of Defense" if ministry == "US Ministry of Defence" else ministry
    if (lower[-1:] == ["office"] and "president" in lower) or lower[:2] == ["president", "office"]:
        return f"Office of the President of {country.name}"
    if "government" in lower or lower == ["authorities"]:
        return country.name
    return None


def country_led_by(name: str, year: str) -> Country | None:
    """The country whose head this person was in the year; or None."""
    led = {h.country for h in heads() if h.name == name and h.held_in(year)}
    return country_coded(led.pop()) if len(led) == 1 else None


def state_of(name: str) -> Country | None:
    """The country whose canonical office or force this name is; or None."""
    first = name.split()[0] if name.split() else ""
    return {"UK": country_coded("GB"), "US": country_coded("US")}.get(first) or country_of_demonym(first)
