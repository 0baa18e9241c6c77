"""A file of indicators to what somebody asks to be warned of, and where warnings go; or one line for each fault of the file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import yaml

from tidings.know.gazetteer import candidates, folded
from tidings.match.stems import root
from tidings.match.texts import words_in
from tidings.model.errors import BadInput
from tidings.model.ids import made_of
from tidings.model.reading import EVENT_TYPES, PlaceGrain, Status

STATUSES: tuple[Status, ...] = get_args(Status)
# Without a status an indicator asks for whatever is said to be or to come; that something is not so is no warning.
UNLESS_SAID: tuple[Status, ...] = tuple(s for s in STATUSES if s != "negated")
# Kilometres around a town or site, and around the middle of a region, which is itself some hundred across.
AROUND, AROUND_REGION = 50.0, 150.0
FIELDS = ("name", "type", "actor", "recipient", "place", "within", "status", "origins", "words")
SINKS = ("terminal", "file", "rss", "webhook")
SECTIONS = ("indicators", "sinks")
# Beyond any count or distance on the earth.
MOST = 1_000_000
# A file of this size is no list of indicators that somebody wrote.
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be near; a country is all of it."""

    name: str
    country: str | None
    lat: float
    lon: float
    within: float
    grain: PlaceGrain


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What somebody asks to be warned of; an empty field asks for nothing. Of `words` any phrase will do, all of its roots together."""

    name: str
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[Spot, ...] = ()
    statuses: tuple[Status, ...] = UNLESS_SAID
    origins: int = 1
    words: tuple[tuple[str, ...], ...] = ()

    @property
    def id(self) -> str:
        """Made of all that it asks for but the number of origins, so that a change of that, or of its name, warns of nothing twice."""
        spots = (f"{s.name}\0{s.lat}\0{s.lon}\0{s.within}" for s in self.places)
        parts = (self.types, self.actors, self.recipients, tuple(spots), self.statuses, tuple(" ".join(w) for w in self.words))
        return made_of("i", *(part for some in parts for part in (str(len(some)), *some)))

    @property
    def is_of_events(self) -> bool:
        """Whether it asks for what only events have; else what people say is looked through as well."""
        return bool(self.types or self.recipients or self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """A file of indicators, read: what to be warned of, and the sinks that warnings go to, paths as beside the file."""

    path: Path
    indicators: tuple[Indicator, ...]
    on_terminal: bool = True
    files: tuple[Path, ...] = ()
    feeds: tuple[Path, ...] = ()
    webhooks: tuple[str, ...] = ()


def watchlist_in(path: Path) -> Watchlist:
    """The file, read. Raises BadInput with one line for each fault: the file, the indicator, what to do."""
    data = _loaded(path)
    if not isinstance(data, dict) or not isinstance(data.get("indicators"), list) or not data["indicators"]:
        raise BadInput(f"{path}: a file of alerts has a list `indicators`, each with a name and what to look for (docs/alerts.md)")
    faults: list[str] = []
    for name in data:
        if name not in SECTIONS:
            faults.append(f"{name}: the file has the sections {_listed(SECTIONS)}{_meant(name, SECTIONS)}")
    indicators, names = [], set[str]()
    for number, given in enumerate(data["indicators"], 1):
        where = _name_of(given) or f"indicator {number}"
        if not isinstance(given, dict):
            faults.append(f"{where}: write a name and what to look for, such as {{name: Troops at Brod, type: MOBILIZE, place: Brod}}")
        elif where in names:
            faults.append(f"{where}: two indicators have this name; give each its own")
        else:
            part = _Part(given, where, faults)
            indicators.append(_indicator(part))
        names.add(where)
    if not isinstance(sinks := data.get("sinks", {}), dict):
        faults.append("sinks: name each with where it goes, such as {file: alerts.jsonl}")
        sinks = {}
    made = _watchlist(path, tuple(indicators), _Part(sinks, "sinks", faults))
    if faults:
        raise BadInput("\n".join(f"{path}: {fault}" for fault in faults))
    return made


class _Loader(yaml.SafeLoader):
    """YAML where a key that stands twice is a fault: the second would silently take the place of the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for n, key in enumerate(keys):
            if key in keys[:n]:
                raise yaml.constructor.ConstructorError(None, None, f"{key} is said twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _loaded(path: Path) -> object:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise BadInput(f"{path}: larger than a megabyte; this is no file of alerts")
        return yaml.load(raw.decode("utf-8-sig"), Loader=_Loader)  # a SafeLoader by descent
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadInput(f"{path}: can't be read ({wrong.strerror if isinstance(wrong, OSError) else 'not UTF-8'})") from None
    except yaml.MarkedYAMLError as wrong:
        line = f", line {wrong.problem_mark.line + 1}" if wrong.problem_mark else ""
        raise BadInput(f"{path}{line}: not YAML ({wrong.problem})") from None
    except (yaml.YAMLError, RecursionError):
        raise BadInput(f"{path}: not YAML") from None


@dataclass(frozen=True, slots=True)
class _Part:
    """A mapping of the file, the words that say where it stands, and the faults found so far, to which its own are added."""

    given: Mapping[object, object]
    where: str
    faults: list[str]

    def fault(self, what: str) -> None:
        self.faults.append(f"{self.where}: {what}")

    def only(self, fields: Sequence[str]) -> None:
        """Finds fault with each field that is none of these."""
        for name in self.given:
            if name not in fields:
                self.fault(f"{name}: no such field; there are {_listed(fields)}{_meant(name, fields)}")

    def texts(self, field: str) -> tuple[str, ...]:
        """A text or a list of texts, each on one line."""
        value = self.given.get(field)
        items = value if isinstance(value, list) else [] if value is None else [value]
        if any(not isinstance(item, str) or not item.strip() for item in items):
            self.fault(f"{field}: a text, or a list of texts in brackets; put it in quotation marks where YAML takes it for something else")
            return ()
        return tuple(" ".join(str(item).split()) for item in items)

    def one_of(self, field: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """Those of the allowed that are named, however they are written, in the order of the allowed."""
        named = {folded(text): text for text in self.texts(field)}
        for text in named.values():
            if folded(text) not in map(folded, allowed):
                self.fault(f"{field}: {text} is none of {_listed(allowed)}{_meant(text, allowed)}")
        return tuple(name for name in allowed if folded(name) in named)

    def number(self, field: str, least: float, unless_said: float) -> float:
        value = self.given.get(field, unless_said)
        # NaN is below nothing, and true is a number in Python
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value < MOST:
            self.fault(f"{field}: a number from {least:g} on")
            return unless_said
        return value


def _indicator(part: _Part) -> Indicator:
    part.only(FIELDS)
    if not isinstance(name := part.given.get("name"), str) or not name.strip():
        part.fault("give it a name in words")
    asked = [field for field in FIELDS if field not in ("name", "within", "status", "origins") and part.given.get(field) not in (None, [])]
    if not asked:
        part.fault("nothing to look for; name a type, actor, recipient, place or words")
    if "within" in part.given and "place" not in asked:
        part.fault("within: kilometres around a place; name the place too")
    origins = part.number("origins", 1, 1)
    if origins != int(origins):
        part.fault("origins: a whole number")
    return Indicator(
        name=" ".join(str(name).split()),
        types=part.one_of("type", EVENT_TYPES),
        actors=part.texts("actor"),
        recipients=part.texts("recipient"),
        places=tuple(_spots(part)),
        statuses=_statuses(part),
        origins=int(origins),
        words=tuple(_phrases(part)),
    )


def _statuses(part: _Part) -> tuple[Status, ...]:
    named = part.one_of("status", STATUSES)
    return tuple(s for s in STATUSES if s in named) or UNLESS_SAID


def _phrases(part: _Part) -> Iterator[tuple[str, ...]]:
    for phrase in part.texts("words"):
        roots = tuple(dict.fromkeys(root(word.form) for word in words_in(phrase)))
        if roots:
            yield roots
        else:
            part.fault(f"words: there is no word in “{phrase}”")


def _spots(part: _Part) -> Iterator[Spot]:
    for name in part.texts("place"):
        given = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)", name)
        if given and abs(float(given[1])) <= 90 and abs(float(given[2])) <= 180:
            yield Spot(name, None, float(given[1]), float(given[2]), part.number("within", 0, AROUND), "site")
        elif found := candidates(name):
            best = found[0]
            around = AROUND_REGION if best.grain == "region" else AROUND
            yield Spot(name, best.country, best.lat, best.lon, part.number("within", 0, around), best.grain)
        else:
            part.fault(f"place: {name}: there is no such place in the gazetteer; give its latitude and longitude instead, as “53.9, 27.6”")


def _watchlist(path: Path, indicators: tuple[Indicator, ...], sinks: _Part) -> Watchlist:
    sinks.only(SINKS)
    on_terminal = sinks.given.get("terminal", True)
    if not isinstance(on_terminal, bool):
        sinks.fault("terminal: true or false")
    webhooks = sinks.texts("webhook")
    for address in webhooks:
        if not _is_address(address):
            sinks.fault(f"webhook: {address}: an address that begins with https:// or http://")
    beside = path.absolute().parent
    return Watchlist(
        path=path,
        indicators=indicators,
        on_terminal=bool(on_terminal),
        files=tuple(beside / name for name in sinks.texts("file")),
        feeds=tuple(beside / name for name in sinks.texts("rss")),
        webhooks=webhooks,
    )


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and text.isascii() and parts.port != 0
    except ValueError:
        return False


def _name_of(given: object) -> str | None:
    name = given.get("name") if isinstance(given, dict) else None
    return f"“{' '.join(name.split())}”" if isinstance(name, str) and name.strip() else None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _meant(name: object, allowed: Sequence[str]) -> str:
    """The allowed name that is most like it, as a question."""
    written = {folded(one): one for one in allowed}
    near = get_close_matches(folded(str(name)), written, n=1)
    return f"; did you mean {written[near[0]]}?" if near else ""
